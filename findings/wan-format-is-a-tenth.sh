#!/bin/sh
# Amounts in 元 with the format 0\.0, which Chinese offices use to show them in 万元: the comma divides by 1000, and
# the point is a plain character before the last digit. A spreadsheet shows 12345 as 1.2 and 1234567 as 123.5.
# Seen (npm xlsx 0.18.5 and its ssf 0.11.2): the text of the cells, and so sheet_to_csv, is ".12" and "12.35",
# a tenth of what is shown, and no less plausible. numfmt 3.2.3 and excelize (pip, 0.1.0) give 1.2 and 123.5.
# So of numbers scaled by their format, the text as displayed has to be compared with the value.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund xlsx@0.18.5 ssf@0.11.2 numfmt@3.2.3
python3 -m venv v
v/bin/pip install --quiet excelize==0.1.0 XlsxWriter==3.3.1
cat > look.py <<'PY'
import excelize
import xlsxwriter

with xlsxwriter.Workbook("wan.xlsx") as book:
    sheet = book.add_worksheet("a")
    sheet.write_row(0, 0, [12345, 1234567], book.add_format({"num_format": "0\\.0,"}))
rows = excelize.open_file("wan.xlsx").get_rows("a")
print("excelize:", rows)
raise SystemExit(0 if rows == [["1.2", "123.5"]] else "this has changed")
PY
cat > look.js <<'JS'
import assert from "node:assert/strict";
import { format } from "numfmt";
import ssf from "ssf";
import XLSX from "xlsx";

const VALUES = [12345, 1234567];
const seen = {
  csv: XLSX.utils.sheet_to_csv(XLSX.readFile("wan.xlsx").Sheets.a).trim(),
  ssf: VALUES.map((value) => ssf.format("0\\.0,", value)),
  numfmt: VALUES.map((value) => format("0\\.0,", value)),
};
console.log(seen);
assert.deepEqual(seen, { csv: ".12,12.35", ssf: [".12", "12.35"], numfmt: ["1.2", "123.5"] });
JS
v/bin/python look.py
node look.js
