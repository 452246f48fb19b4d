#!/bin/sh
# Counts with the format [=0]"—";0 which shows a nought as a dash and any other number as it is.
# Seen: excelize (pip, 0.1.0) gives "—" as the text of 25 and of 7 too, and so does TEXT of ironcalc 0.9.1: the
# condition is passed over, and the first part is taken for the one of positive numbers. numfmt 3.2.3 and ssf 0.11.2
# (npm) give 25 and 7. With 0;-0;"—", which says it without a condition, all of
# them give 25 and 7, and only excelize shows the nought as 0.
# So a table of dashes may be one full of numbers: a dash in the text as displayed is no proof of a nought.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund ssf@0.11.2 numfmt@3.2.3
python3 -m venv v
v/bin/pip install --quiet excelize==0.1.0 ironcalc==0.9.1 XlsxWriter==3.3.1
cat > look.py <<'PY'
import excelize
import ironcalc
import xlsxwriter

COUNTS = [25, 0, 7]
FORMATS = {"condition": '[=0]"—";0', "sections": '0;-0;"—"'}
with xlsxwriter.Workbook("dash.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, code in enumerate(FORMATS.values()):
        sheet.write_row(row, 0, COUNTS, book.add_format({"num_format": code}))
model = ironcalc.create("a", "en", "UTC", "en")
for row, code in enumerate(FORMATS.values(), 1):
    for column, count in enumerate(COUNTS, 1):
        quoted = code.replace('"', '""')
        model.set_user_input(0, row, column, f'=TEXT({count},"{quoted}")')
model.evaluate()
seen = {
    "excelize": excelize.open_file("dash.xlsx").get_rows("a"),
    "ironcalc": [[model.get_formatted_cell_value(0, row, column) for column in (1, 2, 3)] for row in (1, 2)],
}
for name, rows in seen.items():
    print(f"{name}: {rows}")
dashes = ["—", "—", "—"]
expected = {"excelize": [dashes, ["25", "0", "7"]], "ironcalc": [dashes, ["25", "—", "7"]]}
raise SystemExit(0 if seen == expected else "this has changed")
PY
cat > look.js <<'JS'
import assert from "node:assert/strict";
import { format } from "numfmt";
import ssf from "ssf";

for (const code of ['[=0]"—";0', '0;-0;"—"']) {
  const seen = { numfmt: [25, 0, 7].map((n) => format(code, n)), ssf: [25, 0, 7].map((n) => ssf.format(code, n)) };
  console.log(code, seen);
  assert.deepEqual(seen, { numfmt: ["25", "—", "7"], ssf: ["25", "—", "7"] });
}
JS
v/bin/python look.py
node look.js
