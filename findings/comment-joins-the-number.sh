#!/bin/sh
# An ods with the number 12, on which someone left the comment 17 (as one notes what stood there before), and a cell
# of two lines, 3 and 4. The same 12 with its comment in the table of an odt. No comment is printed.
# Seen: officeparser 7.8.0 (npm) writes 1712 for the number, also when told to ignore comments, and 34 for the two
# lines; in the odt it gives 12. odfdo 3.27.3 is the other way round: 12 in the ods, and in the odt the comment, what it
# holds for its author and date, and the number in one text.
# odfpy, with which both files are made, writes them as office programs do: the comment stands inside the cell.
# So a number that is far too large may have a comment before it, and which reader it was decides.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund officeparser@7.8.0
python3 -m venv v
v/bin/pip install --quiet odfpy==1.4.1 odfdo==3.27.3
cat > look.py <<'PY'
import odfdo
from odf.dc import Creator, Date
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P


def comment():
    made = Annotation()
    made.addElement(Creator(text="x"))
    made.addElement(Date(text="2026-01-05T09:00:00"))
    made.addElement(P(text="17"))
    return made


def save(document, body, cells, path):
    table, row = Table(name="a"), TableRow()
    for cell in cells:
        row.addElement(cell)
    table.addElement(row)
    body.addElement(table)
    document.save(path)


number = TableCell(valuetype="float", value="12")
number.addElement(comment())
number.addElement(P(text="12"))
lines = TableCell(valuetype="string")
for text in ("3", "4"):
    lines.addElement(P(text=text))
book = OpenDocumentSpreadsheet()
save(book, book.spreadsheet, [number, lines], "a.ods")
paragraph = P()
paragraph.addElement(comment())
paragraph.addText("12")
cell = TableCell(valuetype="string")
cell.addElement(paragraph)
letter = OpenDocumentText()
save(letter, letter.text, [cell], "a.odt")
seen = [odfdo.Document(path).body.get_table(0).get_values()[0] for path in ("a.ods", "a.odt")]
print("odfdo:", seen)
raise SystemExit(0 if seen == [[12, "3\n4"], ["17\nx 2026-01-05 09:00:0012"]] else "this has changed")
PY
cat > look.js <<'JS'
import assert from "node:assert/strict";
import officeparser from "officeparser";

for (const [path, lines] of [["a.ods", ["1712", "34"]], ["a.odt", ["12"]]]) {
  for (const ignoreComments of [false, true]) {
    const seen = (await officeparser.parseOffice(path, { ignoreComments })).toText().trim().split("\n");
    console.log(path, "ignoreComments", ignoreComments, seen);
    assert.deepEqual(seen, lines);
  }
}
JS
v/bin/python look.py
node look.js
