#!/bin/sh
# A column 10, #N/A, 3 with the error where a look-up of a clerk's sheet failed, once as xlsx, once as xls.
# Seen: python-calamine 0.9.1 gives the error as "", the same as for a cell that is empty, in both files; xlrd 2.0.1
# gives the number 42, the code of the error, so that sum(sheet.col_values(1)) is 55; openpyxl 3.1.5 gives the text
# "#N/A". The one sign that xlrd gives is the cell's type, which col_values and row_values leave out.
# So a cell in which Excel shows an error is a blank, a number or a word, depending on who reads it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet openpyxl==3.1.5 python-calamine==0.9.1 xlrd==2.0.1 xlwt==1.3.0
cat > look.py <<'PY'
import openpyxl
import python_calamine
import xlrd
import xlwt

COLUMN = [10, "#N/A", 3]
new = openpyxl.Workbook()
for value in COLUMN:
    new.active.append([value])
new.save("new.xlsx")
old = xlwt.Workbook()
sheet = old.add_sheet("1")
for at, value in enumerate(COLUMN):
    if value == "#N/A":
        sheet.row(at).set_cell_error(0, 42)
    else:
        sheet.write(at, 0, value)
old.save("old.xls")


def calamine(path):
    return [row[0] for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


seen = {
    "calamine, xlsx": calamine("new.xlsx"),
    "calamine, xls": calamine("old.xls"),
    "xlrd, xls": xlrd.open_workbook("old.xls").sheet_by_index(0).col_values(0),
    "openpyxl, xlsx": [cell.value for cell in openpyxl.load_workbook("new.xlsx", data_only=True).active["A"]],
}
for name, column in seen.items():
    print(f"{name}: {column}")
blank = [10, "", 3]
expected = {"calamine, xlsx": blank, "calamine, xls": blank, "xlrd, xls": [10, 42, 3], "openpyxl, xlsx": COLUMN}
raise SystemExit("this has changed" if seen != expected else 0)
PY
v/bin/python look.py
