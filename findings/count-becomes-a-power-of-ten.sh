#!/bin/sh
# A sheet with counts, an amount of eight digits, a share of 5 % and a date, read by pandoc, which has read xlsx since
# version 3.9 only.
# Seen (pypandoc_binary 1.17, pandoc 3.9): the counts 25 and 0 are written 25.0 and 0.0, the amount 12345678 is
# 1.2345678e7, the share 5.0e-2, the date 46027.0 and TRUE is 1.0; the format of the cell plays no part. In Markdown the
# numbers are not marked, and a reader who takes digits finds 1, 2345678 and 7.
# python-calamine 0.9.1 reads the same cells as 25, 12345678 and 0.05.
# So what pandoc gives of a sheet is neither the value as stored nor the text as shown.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet pypandoc_binary==1.17 python-calamine==0.9.1 XlsxWriter==3.3.1
cat > look.py <<'PY'
import datetime

import pypandoc
import python_calamine
import xlsxwriter

PATH = "counts.xlsx"
with xlsxwriter.Workbook(PATH) as book:
    sheet = book.add_worksheet("a")
    sheet.write_row(0, 0, ["件", "零", "元", "率", "日", "是"])
    sheet.write_row(1, 0, [25, 0])
    sheet.write(1, 2, 12345678, book.add_format({"num_format": "#,##0"}))
    sheet.write(1, 3, 0.05, book.add_format({"num_format": "0%"}))
    sheet.write(1, 4, datetime.datetime(2026, 1, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_boolean(1, 5, True)


def last_row(markdown):
    return [cell.strip() for cell in markdown.strip().splitlines()[-1].strip("|").split("|")]


seen = {
    "pandoc": last_row(pypandoc.convert_file(PATH, "gfm", format="xlsx")),
    "calamine": python_calamine.CalamineWorkbook.from_path(PATH).get_sheet_by_index(0).to_python()[1],
}
print("pandoc", pypandoc.get_pandoc_version())
for name, row in seen.items():
    print(f"{name}: {row}")
as_seen = seen["pandoc"] == ["25.0", "0.0", "1.2345678e7", "5.0e-2", "46027.0", "1.0"]
as_seen &= seen["calamine"][:4] == [25, 0, 12345678, 0.05]
raise SystemExit(0 if as_seen else "this has changed")
PY
v/bin/python look.py
