#!/bin/sh
# A number in an xlsx with the format [DBNum2][$-804]General, the one of "special: Chinese capital numerals": Excel
# shows 25 as 贰拾伍. In the format, [$-804] is the language (Chinese) and no currency.
# Seen (npm xlsx 0.18.5 and its ssf 0.11.2): the formatted text of the cell, and so sheet_to_csv and sheet_to_html,
# is "$25"; without the language, [DBNum2]General, it is "25". The npm package numfmt 3.2.3 gives "25" for both.
# So what is called the text as displayed may hold a sign of money that stands nowhere in the sheet.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund xlsx@0.18.5 ssf@0.11.2 numfmt@3.2.3
cat > look.js <<'JS'
import assert from "node:assert/strict";
import { format } from "numfmt";
import ssf from "ssf";
import XLSX from "xlsx";

const FORMATS = ["[DBNum2][$-804]General", "[DBNum2]General"];
const made = XLSX.utils.aoa_to_sheet([[25, 25]]);
["A1", "B1"].forEach((cell, n) => { made[cell].z = FORMATS[n]; });
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, made, "a");
const { Sheets: { a: sheet } } = XLSX.read(XLSX.write(book, { type: "buffer", bookType: "xlsx" }));
const seen = {
  "text of the cells": [sheet.A1.w, sheet.B1.w],
  csv: XLSX.utils.sheet_to_csv(sheet).trim(),
  ssf: FORMATS.map((one) => ssf.format(one, 25)),
  numfmt: FORMATS.map((one) => format(one, 25)),
};
console.log(seen);
assert.deepEqual(seen, {
  "text of the cells": ["$25", "25"],
  csv: "$25,25",
  ssf: ["$25", "25"],
  numfmt: ["25", "25"],
});
JS
node look.js
