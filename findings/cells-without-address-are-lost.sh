#!/bin/sh
# A sheet whose rows and cells do not say where they stand, which the format allows (r is optional on both) and
# which some programs for reports write: each follows the one before it. Only the cell of the total has its address.
# Excel shows three rows: 收到 10 4 14, 办结 7 3 10 and 合计 with 24 in the last column.
# Seen: xlsx2csv 0.8.6 gives no number at all, and pandoc (pypandoc_binary 1.17) the 24 alone, both without a word;
# openpyxl 3.1.5, python-calamine 0.9.1 and excelize (pip, 0.1.0) read all of it.
# So an empty sheet need not be empty, and a total without its parts need not be an error of the office.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet xlsx2csv==0.8.6 pypandoc_binary==1.17 openpyxl==3.1.5 \
    python-calamine==0.9.1 excelize==0.1.0 XlsxWriter==3.3.1
cat > look.py <<'PY'
import io
import re
import zipfile

import excelize
import openpyxl
import pypandoc
import python_calamine
import xlsxwriter
from xlsx2csv import Xlsx2csv

ROWS = [["收到", 10, 4, 14], ["办结", 7, 3, 10], ["合计", "", "", 24]]
with xlsxwriter.Workbook("with.xlsx") as book:
    sheet = book.add_worksheet("a")
    for n, row in enumerate(ROWS):
        sheet.write_row(n, 0, row)
with zipfile.ZipFile("with.xlsx") as old, zipfile.ZipFile("without.xlsx", "w") as new:
    for name in old.namelist():
        data = old.read(name)
        if name == "xl/worksheets/sheet1.xml":
            text = re.sub(r'<row r="\d+"( spans="[^"]*")?', "<row", data.decode())
            data = re.sub(r'<c r="(?!D3)[A-Z]+\d+"', "<c", text).encode()
        new.writestr(name, data)


def texts(rows):
    return [["" if value is None else str(value).removesuffix(".0") for value in row] for row in rows]


def by_xlsx2csv(path):
    out = io.StringIO()
    Xlsx2csv(path).convert(out)
    return re.findall(r"\d+", out.getvalue())


def by_pandoc(path):
    html = re.sub(r"<(h\d).*?</\1>", "", pypandoc.convert_file(path, "html", format="xlsx"), flags=re.S)
    return [number.removesuffix(".0") for number in re.findall(r"[\d.]+", re.sub(r"<[^>]+>", " ", html))]


all_of_it, every = texts(ROWS), ["10", "4", "14", "7", "3", "10", "24"]
changed = False
for path, numbers in {"with.xlsx": (every, every), "without.xlsx": ([], ["24"])}.items():
    openpyxl_rows = texts(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    calamine_rows = texts(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
    seen = (by_xlsx2csv(path), by_pandoc(path))
    print(f"{path}: xlsx2csv {seen[0]}, pandoc {seen[1]}")
    changed |= seen != numbers
    changed |= not openpyxl_rows == calamine_rows == texts(excelize.open_file(path).get_rows("a")) == all_of_it
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python look.py
