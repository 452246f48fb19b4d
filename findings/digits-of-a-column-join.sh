#!/bin/sh
# A page with one number a line, 30 points apart, in one column, as a column of a statutory table is printed.
# Seen (pypdfium2 5.15.2): where a line holds one digit only, the text page puts nothing between it and the
# number above: 0, 0 and 3 come out as 003, and 5, 12, 6 as 5 and 126. With two digits on the line, or a word
# first, the lines are kept apart. pdfplumber 0.11.10 keeps all of them apart.
# So the text of PDFium must not be read as numbers; its characters with their boxes can.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet pdfplumber==0.11.10 pypdfium2==5.15.2 reportlab==5.1.0
cat > look.py <<'PY'
import re

import pdfplumber
import pypdfium2
from reportlab.pdfgen import canvas


def numbers(text):
    return re.findall(r"\d+", text)


changed = False
for column, by_pdfium in [
    (["0", "0", "3"], ["003"]),
    (["5", "12", "6"], ["5", "126"]),
    (["15", "12", "16"], ["15", "12", "16"]),
    (["total", "5", "6", "11"], ["5", "6", "11"]),
]:
    page = canvas.Canvas("column.pdf", pagesize=(200, 200))
    for line, text in enumerate(column):
        page.drawString(20, 170 - 30 * line, text)
    page.save()
    pdfium = numbers(pypdfium2.PdfDocument("column.pdf")[0].get_textpage().get_text_range())
    plumber = numbers(pdfplumber.open("column.pdf").pages[0].extract_text())
    print(f"{column}: pypdfium2 {pdfium}, pdfplumber {plumber}")
    changed |= pdfium != by_pdfium or plumber != [text for text in column if text != "total"]
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
