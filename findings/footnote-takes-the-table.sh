#!/bin/sh
# A table of three rows in RTF; the last number of the last row, 3, has a footnote.
# Seen (pypandoc_binary 1.17, pandoc 3.9): the two rows above the note, and the cells before it in its own row, are
# taken out of the text and put into the footnote; what stands in the place of the table is one cell, 3. A note in
# the paragraph directly below the table takes the whole table away; in the paragraph after that one it takes nothing.
# The rows seem to be kept back until a paragraph has ended, and the note is the first to end one.
# So before a table that was read is checked, ask whether the rows that a statute demands are there at all.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet pypandoc_binary==1.17
cat > look.py <<'PY'
import re

import pypandoc

ROWS = [["in", "7", "9"], ["out", "4", "6"], ["left", "3", "3"]]
NOTE = r"{\super\chftn{\footnote\pard\plain{\super\chftn} of them two of last year}}"


def rtf(place):
    rows = ""
    for n, row in enumerate(ROWS):
        cells = r"\cell ".join(row) + (NOTE if place == "cell" and n == 2 else "") + r"\cell"
        rows += r"\trowd\cellx2000\cellx4000\cellx6000\pard\intbl " + cells + "\\row\n"
    below = {"cell": "", "below": NOTE, "later": r"\par again" + NOTE}[place]
    return r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}" + rows + r"\pard\plain seen" + below + r"\par}"


def tables(html):
    cell = r"<t[dh][^>]*>(.*?)</t[dh]>"
    rows = re.findall(r"<tr.*?</tr>", html, re.S)
    # The mark of a note is no number of the table.
    return [[re.sub(r"<sup>.*?</sup>|<[^>]+>|\s", "", text) for text in re.findall(cell, row, re.S)] for row in rows]


CUT = [*ROWS[:2], ["left", "3", ""]]
seen = {}
for place in ("cell", "below", "later"):
    body, _, notes = pypandoc.convert_text(rtf(place), "html", format="rtf").partition("<section")
    seen[place] = (tables(body), tables(notes))
    print(f"{place}: in the text {seen[place][0]}, in the notes {seen[place][1]}")
raise SystemExit(0 if seen == {"cell": ([["3"]], CUT), "below": ([], ROWS), "later": (ROWS, [])} else "this has changed")
PY
v/bin/python look.py
