#!/bin/sh
# A table whose row label spans two rows, as in every statutory form: 收到 | 10 | 4 | 6 and below it, under the
# same label, 7 | 3 | 4. In HTML both rows have their numbers under 甲, 乙, 计.
# Seen (markdownify 1.2.3, html2text 2025.4.15, and markitdown 0.1.9 on a docx with the same table): the second
# row begins with 7 in the column of the labels, so that every value stands one column to the left of its head;
# no cell, mark or warning tells. A colspan is kept by markdownify and lost in the same way by html2text.
# A checker of sums must not take the place in such Markdown for the column.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet markdownify==1.2.3 html2text==2025.4.15 'markitdown[docx]==0.1.9' python-docx==1.2.0
cat > look.py <<'PY'
import docx
import html2text
import markdownify
from markitdown import MarkItDown

head = ["项", "甲", "乙", "计"]
rows = [["收到", "10", "4", "6"], ["7", "3", "4"]]
html = "<table><tr>" + "".join(f"<th>{text}</th>" for text in head) + "</tr>"
html += '<tr><td rowspan="2">收到</td><td>10</td><td>4</td><td>6</td></tr>'
html += "<tr><td>7</td><td>3</td><td>4</td></tr>"
html += '<tr><td colspan="2">其中</td><td>5</td><td>8</td></tr></table>'

document = docx.Document()
table = document.add_table(3, 4)
for row, texts in zip(table.rows, [head, rows[0], ["", *rows[1]]]):
    for cell, text in zip(row.cells, texts):
        cell.text = text
table.cell(1, 0).merge(table.cell(2, 0))
document.save("table.docx")


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def row_of(markdown, value):
    return next(cells(line) for line in markdown.splitlines() if value in cells(line))


by_markdownify = markdownify.markdownify(html)
by_html2text = html2text.html2text(html)
seen = [
    ("markdownify, rowspan", row_of(by_markdownify, "7"), ["7", "3", "4"]),
    ("html2text, rowspan", row_of(by_html2text, "7"), ["7", "3", "4"]),
    ("markitdown of docx, rowspan", row_of(MarkItDown().convert("table.docx").text_content, "7"), ["7", "3", "4"]),
    ("markdownify, colspan", row_of(by_markdownify, "其中"), ["其中", "", "5", "8"]),
    ("html2text, colspan", row_of(by_html2text, "其中"), ["其中", "5", "8"]),
]
changed = False
for name, found, expected in seen:
    print(f"{name}: {found}")
    changed |= found != expected
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
