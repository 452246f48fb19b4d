#!/bin/sh
# Two commands of Word for Chinese text, used in a table: the phonetic guide, which sets the reading of a text above
# it (w:ruby), on 12; and "enclose characters", which draws a circle around 3 (a field eq \o\ac, which has no stored
# result). Word shows and prints 12 under its guide, and the 3 in its circle.
# Seen: for python-docx 1.2.0, mammoth 1.13.0 and pandoc (pypandoc_binary 1.17) both cells are empty; docx2python
# 3.7.1 and docx2txt 0.9 give the guide and the number as one word, shier12, and nothing for the 3.
# So an empty cell may be one whose number was decorated.
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
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

PATH, W = "layout.docx", nsdecls("w")
GUIDE = (
    '<w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
    '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>'
)
RUBY = (
    f"<w:r {W}><w:ruby>{GUIDE}<w:rt><w:r><w:t>shier</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>12</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
FIELD = [
    '<w:fldChar w:fldCharType="begin"/>',
    r"<w:instrText>eq \o\ac(○,3)</w:instrText>",
    '<w:fldChar w:fldCharType="end"/>',
]
document = docx.Document()
cells = document.add_table(1, 4).rows[0].cells
for cell, text in zip(cells, ["收", "", "", "end"]):
    cell.text = text
cells[1].paragraphs[0]._p.append(parse_xml(RUBY))
for part in FIELD:
    cells[2].paragraphs[0]._p.append(parse_xml(f"<w:r {W}>{part}</w:r>"))
document.save(PATH)

with open(PATH, "rb") as file:
    by_mammoth = mammoth.convert_to_html(file).value
texts = {
    "python-docx": " ".join(cell.text for cell in docx.Document(PATH).tables[0].rows[0].cells),
    "mammoth": re.sub(r"<[^>]+>", " ", by_mammoth),
    "pandoc": pypandoc.convert_file(PATH, "plain"),
    "docx2python": str(docx2python.docx2python(PATH).body),
    "docx2txt": docx2txt.process(PATH),
}
changed = False
for name, text in texts.items():
    words = re.findall(r"\w+", text)
    print(f"{name}: {words}")
    changed |= words != (["收", "shier12", "end"] if name.startswith("docx2") else ["收", "end"])
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
