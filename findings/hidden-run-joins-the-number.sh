#!/bin/sh
# A cell of a docx holds the run 17 and, after it, the run 99 with the property "hidden" (w:vanish), once set
# on the run and once by a character style. Word shows and prints 17.
# Seen (python-docx 1.2.0, mammoth 1.13.0, pypandoc_binary 1.17, docx2python 3.7.1, docx2txt 0.9): all five
# give 1799, one number, with no sign that two digits are not shown. Whoever checks sums on what they give
# checks a number that no reader of the document can see.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17 docx2python==3.7.1 docx2txt==0.9
cat > make.py <<'PY'
import docx

document = docx.Document()
table = document.add_table(1, 2)
direct, styled = table.rows[0].cells
direct.text = styled.text = "17"
direct.paragraphs[0].add_run("99").font.hidden = True
style = document.styles.add_style("Draft", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
style.font.hidden = True
styled.paragraphs[0].add_run("99").style = style
document.save("cells.docx")
PY
cat > look.py <<'PY'
import re

import docx
import docx2python
import docx2txt
import mammoth
import pypandoc

path = "cells.docx"
with open(path, "rb") as file:
    html = mammoth.convert_to_html(file).value
seen = {
    "python-docx": " ".join(cell.text for cell in docx.Document(path).tables[0].rows[0].cells),
    "mammoth": html,
    "pandoc": pypandoc.convert_file(path, "plain"),
    "docx2python": str(docx2python.docx2python(path).body),
    "docx2txt": docx2txt.process(path),
}
changed = False
for name, text in seen.items():
    numbers = re.findall(r"\d+", text)
    print(f"{name}: {numbers}")
    changed |= numbers != ["1799", "1799"]
raise SystemExit("this has changed" if changed else 0)
PY
v/bin/python make.py
v/bin/python look.py
