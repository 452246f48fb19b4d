#!/bin/sh
# A page with two layers (optional content groups): one is on, one is off in the file's default state, as
# drawing programs leave a draft. A viewer shows 12 and 75 only.
# Seen: pypdfium2 5.15.2 does not draw the layer that is off, but its text page holds that layer's 99 all the
# same; pdfplumber 0.11.10 gives it too; PyMuPDF 2.0 leaves it out of the text.
# So a library that draws rightly may still hand over numbers that nobody sees.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet pdfplumber==0.11.10 pypdfium2==5.15.2 pymupdf==2.0 pillow==13.0.0
cat > look.py <<'PY'
import re

import pdfplumber
import pymupdf
import pypdfium2

document = pymupdf.open()
page = document.new_page(width=300, height=200)
shown = document.add_ocg("shown", on=True)
draft = document.add_ocg("draft", on=False)
page.insert_text((20, 50), "12", oc=shown)
page.insert_text((20, 90), "99", oc=draft)
page.insert_text((20, 130), "75")
document.save("layers.pdf")


def numbers(text):
    return re.findall(r"\d+", text)


drawn = pypdfium2.PdfDocument("layers.pdf")[0]
# The draft's line of the page as PDFium draws it: white throughout.
picture = drawn.render(scale=1).to_pil().convert("L")
inked = sum(picture.getpixel((x, y)) < 128 for x in range(300) for y in range(78, 94))
seen = [
    ("pypdfium2, pixels drawn on the draft's line", inked, 0),
    ("pypdfium2, text", numbers(drawn.get_textpage().get_text_range()), ["12", "99", "75"]),
    ("pdfplumber", numbers(pdfplumber.open("layers.pdf").pages[0].extract_text()), ["12", "99", "75"]),
    ("PyMuPDF", numbers(pymupdf.open("layers.pdf")[0].get_text()), ["12", "75"]),
]
changed = False
for name, found, expected in seen:
    print(f"{name}: {found}")
    changed |= found != expected
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
