#!/bin/sh
# An xlsx in which B2:C2 are merged and C2 still holds a number, as programs leave it that merge without clearing
# (XlsxWriter lets one, here). Excel shows 10 only, and its SUM(B2:C2) is 30.
# Seen: openpyxl 3.1.5 reads C2 as empty, but as 20 when the same file is opened with read_only=True; python-calamine
# 0.9.1 (and so pandas with that engine) gives 20. So a sum over what was read is 10 or 30, by a switch that is
# meant for speed, and a checker may find a number no one can see.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet openpyxl==3.1.5 python-calamine==0.9.1 XlsxWriter==3.3.1
cat > look.py <<'PY'
import openpyxl
import python_calamine
import xlsxwriter

PATH = "merged.xlsx"
with xlsxwriter.Workbook(PATH) as book:
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["", "甲", "乙"])
    sheet.write("A2", "收到")
    sheet.merge_range("B2:C2", 10)
    sheet.write("C2", 20)


def openpyxl_row(**options):
    return [cell.value for cell in list(openpyxl.load_workbook(PATH, **options).active.iter_rows())[1]]


calamine = python_calamine.CalamineWorkbook.from_path(PATH).get_sheet_by_index(0)
seen = {
    "openpyxl": openpyxl_row(),
    "openpyxl, read_only": openpyxl_row(read_only=True),
    "calamine": calamine.to_python()[1],
}
for name, row in seen.items():
    print(f"{name}: {row}")
expected = {"openpyxl": ["收到", 10, None], "openpyxl, read_only": ["收到", 10, 20], "calamine": ["收到", 10, 20]}
raise SystemExit("this has changed" if seen != expected else 0)
PY
v/bin/python look.py
