#!/bin/sh
# A table of a statutory form in HTML, two rows of seven numbers, one of them with a long label.
# Seen (html2text 2025.4.15): tables are not to be wrapped unless wrap_tables is set, which by default it is not, but
# a row longer than 78 characters is wrapped all the same: the label stands alone on one line and its numbers begin
# the next, where they are a row of their own with the first number in the column of the labels. What decides is a
# search for " | ", and the package writes "| " between cells, so that no row of its own is ever taken for a table.
# With body_width 0 the row is whole.
# So in such Markdown a row that begins with a number may be the rest of the row above.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet html2text==2025.4.15
cat > look.py <<'PY'
import html2text


def row(label, values):
    return "<tr>" + "".join(f"<td>{text}</td>" for text in [label, *values]) + "</tr>"


rows = {"Granted": [12, 3, 0, 0, 0, 1, 16], "Refused, for a law or a regulation of the state says that it is so secret now": [4, 1, 0, 0, 0, 0, 5]}
html = "<table>" + "".join(row(*item) for item in rows.items()) + "</table>"
seen = {}
for width in (None, 0):
    parser = html2text.HTML2Text()
    assert parser.wrap_tables is False
    if width is not None:
        parser.body_width = width
    lines = [line.rstrip() for line in parser.handle(html).splitlines() if line.strip()]
    seen[width] = [line for line in lines if set(line) - set("-|")]
    print("body_width", "default" if width is None else width, seen[width])
label, numbers = list(rows)[1], "4| 1| 0| 0| 0| 0| 5"
wrapped = ["Granted| 12| 3| 0| 0| 0| 1| 16", label + "|", numbers]
changed = seen[None] != wrapped or seen[0] != [wrapped[0], f"{label}| {numbers}"]
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
