#!/bin/sh
# A total written as a formula by xlwt, which no program has computed yet.
# Seen (xlwt 1.3.0): the formula's stored result is a text of no characters, not a missing one and not 0. So
# xlrd 2.0.1 reports a cell of type text with "", and pandas 2.3.3 through xlrd makes it a missing value, which
# its sum leaves out: the column of a total comes out smaller, and no reader says that a formula stood there.
# openpyxl 3.1.5 writes the same formula into xlsx without any result, and reads it back as None.
# So an empty text behind a formula is an uncomputed cell, not a blank one.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet xlwt==1.3.0 xlrd==2.0.1 openpyxl==3.1.5 pandas==2.3.3
cat > look.py <<'PY'
import openpyxl
import pandas
import xlrd
import xlwt

book = xlwt.Workbook()
sheet = book.add_sheet("t")
for row in (0, 1):
    sheet.write(row, 0, 2)
    sheet.write(row, 1, 3)
sheet.write(0, 2, 5)
sheet.write(1, 2, xlwt.Formula("A2+B2"))
book.save("t.xls")
cell = xlrd.open_workbook("t.xls").sheet_by_index(0).cell(1, 2)
column = pandas.read_excel("t.xls", header=None, engine="xlrd")[2]
print("xlrd:", cell.ctype, repr(cell.value), "pandas", column.tolist(), "sum", column.sum())

book = openpyxl.Workbook()
book.active.append([2, 3, "=A1+B1"])
book.save("t.xlsx")
stored = openpyxl.load_workbook("t.xlsx", data_only=True).active["C1"].value
print("openpyxl:", stored)
as_seen = (
    (cell.ctype, cell.value) == (xlrd.XL_CELL_TEXT, "")
    and column.isna().tolist() == [False, True]
    and column.sum() == 5
    and stored is None
)
raise SystemExit(0 if as_seen else "this has changed")
PY
v/bin/python look.py
