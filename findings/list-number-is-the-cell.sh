#!/bin/sh
# A table in a docx in which two cells have no text of their own, but are items of a numbered list that begins with
# 5 and prints nothing behind its number (w:numPr; Word makes such a list by itself of a number typed in front of a
# line, and a template may have one in a column). Word and LibreOffice show and print 5 and 6 in these cells.
# Seen: for python-docx 1.2.0, mammoth 1.13.0 and pandoc (pypandoc_binary 1.17) both cells are empty, which a check
# takes for nought. docx2python 3.7.1 counts the list, but writes "5)" and a tab whatever the list says is printed:
# a text, and no number.
# So a blank cell is only blank where its paragraph is no item of a list.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1
cat > look.py <<'PY'
import re

import docx
import docx2python
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

PATH = "numbers.docx"
document = docx.Document()
numbering = document.part.numbering_part.element
# A list that counts from 5 on, with nothing behind the number.
numbering.insert(0, parse_xml(
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
))
numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
table = document.add_table(3, 3)
for row, texts in zip(table.rows, [["收到", "10", "4"], ["办结", "", "3"], ["结转", "", "1"]]):
    for cell, text in zip(row.cells, texts):
        cell.text = text
for row in table.rows[1:]:
    properties = row.cells[1].paragraphs[0]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
document.save(PATH)


def rows_of(html):
    rows = re.findall(r"<tr.*?</tr>", html, re.S)
    return [[re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)] for row in rows]


with open(PATH, "rb") as file:
    html = mammoth.convert_to_html(file).value
body = docx2python.docx2python(PATH).body
seen = {
    "python-docx": [[cell.text for cell in row.cells] for row in docx.Document(PATH).tables[0].rows],
    "mammoth": rows_of(html),
    "pandoc": rows_of(pypandoc.convert_file(PATH, "html")),
    "docx2python": [["".join(cell) for cell in row] for table in body for row in table if len(row) == 3],
}
for name, what in seen.items():
    print(f"{name}: {what}")
blank = [["收到", "10", "4"], ["办结", "", "3"], ["结转", "", "1"]]
expected = {
    "python-docx": blank,
    "mammoth": blank,
    "pandoc": blank,
    "docx2python": [["收到", "10", "4"], ["办结", "5)\t", "3"], ["结转", "6)\t", "1"]],
}
raise SystemExit("this has changed" if seen != expected else 0)
PY
v/bin/python look.py
