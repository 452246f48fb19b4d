#!/bin/sh
# A page on which 78 was painted over with a white box and 79 written on it, and a word that was written twice, a
# third of a point apart, to look bold. Both show one number.
# Seen: pdfplumber 0.11.10 sorts characters by place, so it gives 7789 (four digits, two of each number) and 3344
# for the bold 34. pypdfium2 5.15.2 takes a digit on the same spot for the same digit painted twice, so it gives
# the bold number once but 789 for the corrected one. PyMuPDF 2.0 gives both numbers, and the bold one twice, on
# lines of their own.
# So neither "no duplicates" nor "characters in reading order" may be assumed of a number in a PDF.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet pdfplumber==0.11.10 pypdfium2==5.15.2 pymupdf==2.0 reportlab==5.1.0
cat > look.py <<'PY'
import re

import pdfplumber
import pymupdf
import pypdfium2
from reportlab.pdfgen import canvas

page = canvas.Canvas("page.pdf", pagesize=(300, 200))
page.drawString(20, 150, "34")
page.drawString(20.3, 150, "34")
page.drawString(20, 90, "78")
page.setFillColorRGB(1, 1, 1)
page.rect(18, 86, 120, 14, stroke=0, fill=1)
page.setFillColorRGB(0, 0, 0)
page.drawString(20, 90, "79")
page.save()


def numbers(text):
    return re.findall(r"\d+", text)


seen = [
    ("pdfplumber", numbers(pdfplumber.open("page.pdf").pages[0].extract_text()), ["3344", "7789"]),
    ("pypdfium2", numbers(pypdfium2.PdfDocument("page.pdf")[0].get_textpage().get_text_range()), ["34", "789"]),
    ("PyMuPDF", numbers(pymupdf.open("page.pdf")[0].get_text()), ["34", "34", "78", "79"]),
]
changed = False
for name, found, expected in seen:
    print(f"{name}: {found}")
    changed |= found != expected
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
