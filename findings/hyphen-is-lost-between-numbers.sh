#!/bin/sh
# In a docx, two numbers with a hyphen at which no line breaks (Word: Ctrl+Shift+-; w:noBreakHyphen), as clerks
# write years and ranges that are to stay on one line: 2022-2023, and 3-5 in a cell.
# Seen: docx2txt 0.9 and docx2python 3.7.1 leave the hyphen out and put nothing in its place: 20222023 and 35, which
# are numbers. python-docx 1.2.0 gives "-"; mammoth 1.13.0 and pandoc (pypandoc_binary 1.17) give U+2011.
# So what is read as one number may be two, and a range must be looked for with either hyphen.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1 docx2txt==0.9
cat > look.py <<'PY'
import re

import docx
import docx2python
import docx2txt
import mammoth
import pypandoc
from docx.oxml import OxmlElement

PATH = "range.docx"


def span(paragraph, start, end):
    paragraph.add_run(start)._r.append(OxmlElement("w:noBreakHyphen"))
    paragraph.add_run(end)


document = docx.Document()
span(document.add_paragraph(), "2022", "2023")
span(document.add_table(1, 1).cell(0, 0).paragraphs[0], "3", "5")
document.save(PATH)

read = docx.Document(PATH)
with open(PATH, "rb") as file:
    html = mammoth.convert_to_html(file).value
texts = {
    "python-docx": read.paragraphs[0].text + " " + read.tables[0].cell(0, 0).text,
    "mammoth": re.sub(r"<[^>]+>", " ", html),
    "pandoc": pypandoc.convert_file(PATH, "plain"),
    "docx2python": str(docx2python.docx2python(PATH).body),
    "docx2txt": docx2txt.process(PATH),
}
seen = {name: re.findall(r"\d+[-\u2011]?\d+", text) for name, text in texts.items()}
for name, numbers in seen.items():
    print(f"{name}: {numbers}")
kept, dash, lost = ["2022-2023", "3-5"], ["2022\u20112023", "3\u20115"], ["20222023", "35"]
expected = {"python-docx": kept, "mammoth": dash, "pandoc": dash, "docx2python": lost, "docx2txt": lost}
raise SystemExit("this has changed" if seen != expected else 0)
PY
v/bin/python look.py
