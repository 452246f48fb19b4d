#!/bin/sh
# Two tables in a docx, as templates of statutory forms are made: in the first, the second cell of the second row
# stands in a content control (w:sdt around w:tc, what Word writes when the control is put on a whole cell); in the
# second, a whole row does (w:sdt around w:tr, a repeating section). Word shows and prints all of it.
# Seen: python-docx 1.2.0 leaves out what stands in the control, so the row 办结 7 3 4 is read as 办结 3 4, every
# value one column to the left, and the row b 2 above the total 3 is gone. docx2python 3.7.1 keeps the numbers but
# cuts each table in three at the control. mammoth 1.13.0 and pandoc (pypandoc_binary 1.17) read them rightly.
# So a row that is shorter than its head need not be merged: a library may have left a cell out.
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

ONE = [["收到", "10", "4", "6"], ["办结", "7", "3", "4"]]
TWO = [["a", "1"], ["b", "2"], ["合计", "3"]]
PATH = "controls.docx"


def control(element):
    around = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    element.addprevious(around)
    around[1].append(element)


document = docx.Document()
for rows in (ONE, TWO):
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    # Word parts two tables by a paragraph.
    document.add_paragraph()
one, two = document.tables
control(one.rows[1]._tr.tc_lst[1])
control(two.rows[1]._tr)
document.save(PATH)

tables = docx.Document(PATH).tables
with open(PATH, "rb") as file:
    mammoth_html = mammoth.convert_to_html(file).value


def rows_of(html):
    rows = re.findall(r"<tr.*?</tr>", html, re.S)
    return [[re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)] for row in rows]


parts = [table for table in docx2python.docx2python(PATH).body if any(text for row in table for cell in row for text in cell)]
seen = {
    "python-docx": [[cell.text for cell in row.cells] for table in tables for row in table.rows],
    "mammoth": rows_of(mammoth_html),
    "pandoc": rows_of(pypandoc.convert_file(PATH, "html")),
    "docx2python, parts": len(parts),
}
for name, what in seen.items():
    print(f"{name}: {what}")
expected = {
    "python-docx": [["收到", "10", "4", "6"], ["办结", "3", "4"], ["a", "1"], ["合计", "3"]],
    "mammoth": ONE + TWO,
    "pandoc": ONE + TWO,
    "docx2python, parts": 6,
}
raise SystemExit("this has changed" if seen != expected else 0)
PY
v/bin/python look.py
