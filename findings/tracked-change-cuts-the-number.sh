#!/bin/sh
# A docx corrected with tracked changes, as one office corrects another's table: 17 became 19 (the 7 deleted, a 9
# inserted), 7 became 8, and in a second table the row 旧 5 was deleted. Word, with the changes accepted or
# "no markup", shows 办结 12 8 19 and the row 新 6 alone.
# Seen: python-docx 1.2.0 leaves inserted runs out, so 19 is read as 1 and 8 as an empty cell: the text of neither
# version. Nobody reads the deleted digits, but the deleted row is still there for python-docx, docx2python 3.7.1,
# docx2txt 0.9 and pandoc (pypandoc_binary 1.17); only mammoth 1.13.0 gives what Word shows.
# So a column added up over a corrected table may hold half a number, or a row that nobody sees any more.
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

W, BY = nsdecls("w"), 'w:author="x" w:date="2026-01-05T09:00:00Z"'
document = docx.Document()
cells = document.add_table(1, 4).rows[0].cells
for cell, text in zip(cells, ["办结", "12", "", "1"]):
    cell.text = text
for n, (cell, old, new) in enumerate([(cells[2], "7", "8"), (cells[3], "7", "9")]):
    paragraph = cell.paragraphs[0]._p
    paragraph.append(parse_xml(f'<w:del {W} w:id="{2 * n}" {BY}><w:r><w:delText>{old}</w:delText></w:r></w:del>'))
    paragraph.append(parse_xml(f'<w:ins {W} w:id="{2 * n + 1}" {BY}><w:r><w:t>{new}</w:t></w:r></w:ins>'))
rows = document.add_table(2, 2).rows
for row, texts in zip(rows, [("旧", "5"), ("新", "6")]):
    for cell, text in zip(row.cells, texts):
        cell.text = text
rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="9" {BY}/>'))
document.save("corrected.docx")
PY
cat > look.py <<'PY'
import re

import docx
import docx2python
import docx2txt
import mammoth
import pypandoc

path = "corrected.docx"
tables = docx.Document(path).tables
with open(path, "rb") as file:
    html = mammoth.convert_to_html(file).value
seen = {
    "python-docx": str([[cell.text for cell in row.cells] for table in tables for row in table.rows]),
    "mammoth": html,
    "pandoc": pypandoc.convert_file(path, "plain"),
    "docx2python": str(docx2python.docx2python(path).body),
    "docx2txt": docx2txt.process(path),
}
expected = {
    "python-docx": ["12", "1", "5", "6"],
    "mammoth": ["12", "8", "19", "6"],
    "pandoc": ["12", "8", "19", "5", "6"],
    "docx2python": ["12", "8", "19", "5", "6"],
    "docx2txt": ["12", "8", "19", "5", "6"],
}
changed = False
for name, text in seen.items():
    numbers = re.findall(r"\d+", text)
    print(f"{name}: {numbers}")
    changed |= numbers != expected[name]
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python make.py
v/bin/python look.py
