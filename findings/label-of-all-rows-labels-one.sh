#!/bin/sh
# An HTML table whose row label has rowspan="0", which in HTML means all rows to the end of the group: browsers
# show 收到 beside 10 4 and beside 7 3, and 7 and 3 stand under 甲 and 乙.
# Seen: pandas 2.3.3 (read_html), npm xlsx 0.18.5 and pandoc (pypandoc_binary 1.17), all of which follow any
# other rowspan, take 0 for 1: 7 and 3 move one column to the left, 7 becomes a label, and 乙 has no second number.
# Where a total stands above, the column adds up to less; no reader warns.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund xlsx@0.18.5
python3 -m venv v
v/bin/pip install --quiet pandas==2.3.3 lxml==6.1.3 pypandoc_binary==1.17
cat > look.py <<'PY'
import io
import re

import pandas
import pypandoc

seen = {}
for span in (0, 2):
    rows = f'<tr><td rowspan="{span}">收到</td><td>10</td><td>4</td></tr><tr><td>7</td><td>3</td></tr>'
    html = f"<table><tr><th>项</th><th>甲</th><th>乙</th></tr>{rows}</table>"
    with open(f"span{span}.html", "w", encoding="utf-8") as file:
        file.write(f'<meta charset="utf-8">{html}')
    by_pandas = pandas.read_html(io.StringIO(html))[0].values.tolist()[-1]
    plain = pypandoc.convert_text(html, "plain", format="html").splitlines()
    by_pandoc = next(line for line in plain if "7" in line)
    texts = ["" if pandas.isna(value) else str(value).removesuffix(".0") for value in by_pandas]
    # Whether 7 stands at the left edge or under 甲.
    seen[span] = (texts, bool(re.match(r"[ |]{0,3}7", by_pandoc)))
    print(f"rowspan {span}: pandas {seen[span][0]}, pandoc {by_pandoc.strip()!r}, at the left edge: {seen[span][1]}")
raise SystemExit(0 if seen == {0: (["7", "3", ""], True), 2: (["收到", "7", "3"], False)} else "this has changed")
PY
cat > look.js <<'JS'
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import XLSX from "xlsx";

for (const [span, row] of [[0, "7,3,"], [2, ",7,3"]]) {
  const book = XLSX.read(readFileSync(`span${span}.html`, "utf8"), { type: "string" });
  const seen = XLSX.utils.sheet_to_csv(book.Sheets[book.SheetNames[0]]).trim().split("\n").at(-1);
  console.log(`rowspan ${span}: xlsx "${seen}"`);
  assert.equal(seen, row);
}
JS
v/bin/python look.py
node look.js
