#!/bin/sh
# A docx table whose last row leaves out its first column (w:gridBefore, what Word writes where a row begins further
# to the right, as after deleting a cell and pulling the edge): its numbers 4 5 9 stand under 甲 乙 计, and Word shows
# them there.
# Seen: mammoth 1.13.0, pandoc (pypandoc_binary 1.17), docx2python 3.7.1 and the cells of python-docx 1.2.0 give the
# row as 4 5 9 with nothing before it, so that 4 stands in the column of the labels; pandoc even adds an empty cell
# at the end, and the row has its four cells. Only python-docx says, in another property, that one was left out.
# (For pandoc, pull request 11464 of jgm/pandoc, merged after this version, mends it.)
# So a row with as many cells as its head may still stand one column too far to the left.
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

PATH = "skipped.docx"
document = docx.Document()
table = document.add_table(3, 4)
for row, texts in zip(table.rows, [["项", "甲", "乙", "计"], ["收到", "1", "2", "3"], ["", "4", "5", "9"]]):
    for cell, text in zip(row.cells, texts):
        cell.text = text
last = table.rows[2]._tr
last.remove(last.tc_lst[0])
skipped = '<w:gridBefore w:val="1"/><w:wBefore w:w="2160" w:type="dxa"/>'
last.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}>{skipped}</w:trPr>"))
document.save(PATH)


def last_row(html):
    row = re.findall(r"<tr.*?</tr>", html, re.S)[-1]
    return [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)]


read = docx.Document(PATH).tables[0].rows[2]
with open(PATH, "rb") as file:
    by_mammoth = mammoth.convert_to_html(file).value
seen = {
    "python-docx": [cell.text for cell in read.cells],
    "python-docx, left out": read.grid_cols_before,
    "mammoth": last_row(by_mammoth),
    "pandoc": last_row(pypandoc.convert_file(PATH, "html")),
    "docx2python": [cell[0] for cell in docx2python.docx2python(PATH).body[0][2]],
}
for name, what in seen.items():
    print(f"{name}: {what}")
row = ["4", "5", "9"]
expected = {"python-docx": row, "python-docx, left out": 1, "mammoth": row, "pandoc": [*row, ""], "docx2python": row}
raise SystemExit(0 if seen == expected else "this has changed")
PY
v/bin/python look.py
