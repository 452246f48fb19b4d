#!/bin/sh
# A column of a table with its heading, as it is marked from top to bottom: 2025年, 12, 4; and one of amounts as
# text, 1,200 and 5. In a spreadsheet SUM leaves out text that stands in a range: 16 and 0.
# Seen (npm @formulajs/formulajs 4.6.1, the functions of Excel for JavaScript): SUM takes of a text the digits it
# begins with. The year of the heading is added up, 2041, and 1,200 counts as 1, so that the amounts come to 6.
# 12/15, two numbers in a cell, counts as 12. COUNT, AVERAGE and SUMIF of the same package leave the texts out, so
# that SUM is not COUNT times AVERAGE. hyperformula 3.5.0 gives 16 and 0.
# (That SUM takes texts which are numbers all through is known, formulajs issue 221; here they are none.)
# So a total that such a package confirms may hold the year, and one that it rejects may be right.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund @formulajs/formulajs@4.6.1 hyperformula@3.5.0
cat > look.js <<'JS'
import assert from "node:assert/strict";
import { AVERAGE, COUNT, SUM, SUMIF } from "@formulajs/formulajs";
import { HyperFormula } from "hyperformula";

const COLUMNS = { heading: ["2025年", 12, 4], amounts: ["1,200", "5"], pair: ["12/15", 1] };
const seen = {};
for (const [name, column] of Object.entries(COLUMNS)) {
  const cells = column.map((value) => [value]);
  // The apostrophe makes a cell of text, as in Excel.
  const sheet = [...column.map((value) => [typeof value === "string" ? `'${value}` : value]), [`=SUM(A1:A${column.length})`]];
  const engine = HyperFormula.buildFromArray(sheet, { licenseKey: "gpl-v3" });
  seen[name] = { formulajs: SUM(cells), hyperformula: engine.getSheetValues(0).at(-1)[0] };
}
const heading = COLUMNS.heading.map((value) => [value]);
seen.others = { COUNT: COUNT(heading), AVERAGE: AVERAGE(heading), SUMIF: SUMIF(heading, ">0") };
console.log(seen);
assert.deepEqual(seen, {
  heading: { formulajs: 2041, hyperformula: 16 },
  amounts: { formulajs: 6, hyperformula: 0 },
  pair: { formulajs: 13, hyperformula: 1 },
  others: { COUNT: 2, AVERAGE: 8, SUMIF: 16 },
});
JS
node look.js
