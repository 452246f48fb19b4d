#!/bin/sh
# The total of a row in a docx stands as a field, =SUM(LEFT), with its result 16 stored in the file, once in the
# short form of a field (w:fldSimple) and once in the long one (w:fldChar). Word shows and prints 16 in both.
# Seen: the long form is read by all five. In the short form the total is an empty cell for python-docx 1.2.0,
# mammoth 1.13.0 and pandoc (pypandoc_binary 1.17); docx2python 3.7.1 and docx2txt 0.9 give it.
# So a blank total may be one that was computed, and only the way in which a program wrote the field tells.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1 docx2txt==0.9
cat > make.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
LONG = [
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> =SUM(LEFT) </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>16</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
]
SHORT = f'<w:fldSimple {W} w:instr=" =SUM(LEFT) "><w:r><w:t>16</w:t></w:r></w:fldSimple>'
for name, parts in {"long": [f"<w:r {W}>{part}</w:r>" for part in LONG], "short": [SHORT]}.items():
    document = docx.Document()
    cells = document.add_table(1, 4).rows[0].cells
    for cell, text in zip(cells, ["办结", "7", "9", ""]):
        cell.text = text
    for part in parts:
        cells[3].paragraphs[0]._p.append(parse_xml(part))
    document.save(f"{name}.docx")
PY
cat > look.py <<'PY'
import re

import docx
import docx2python
import docx2txt
import mammoth
import pypandoc


def seen(path):
    with open(path, "rb") as file:
        html = mammoth.convert_to_html(file).value
    return {
        "python-docx": " ".join(cell.text for cell in docx.Document(path).tables[0].rows[0].cells),
        "mammoth": html,
        "pandoc": pypandoc.convert_file(path, "plain"),
        "docx2python": str(docx2python.docx2python(path).body),
        "docx2txt": docx2txt.process(path),
    }


changed = False
for form, blank in {"long": [], "short": ["python-docx", "mammoth", "pandoc"]}.items():
    for name, text in seen(f"{form}.docx").items():
        numbers = re.findall(r"\d+", text)
        print(f"{form} form, {name}: {numbers}")
        changed |= numbers != (["7", "9"] if name in blank else ["7", "9", "16"])
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python make.py
v/bin/python look.py
