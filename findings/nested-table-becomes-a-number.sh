#!/bin/sh
# A cell of a table is split by a table of its own with 12 and 34 in one row, as forms do for "of these, by post | in
# person"; once in RTF (\nestcell, as Word writes it), once in HTML. Below it stands the row sum 46.
# Seen: pandoc (pypandoc_binary 1.17) on the RTF and pandas 2.3.3 (read_html, both parsers) on the HTML give one
# number, 1234. With the parser bs4, pandas moreover makes of 12 and 34 a row of the outer table, so that they are there
# twice; with lxml, which it takes where that is installed, they are not. pandoc reads the HTML rightly.
# (Of the row that is there twice: pandas issue 28851.)
# So two numbers that add up to the total are read as one that is far larger.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet pypandoc_binary==1.17 pandas==2.3.3 lxml==6.1.3 html5lib==1.1 beautifulsoup4==4.13.4
cat > look.py <<'PY'
import io
import re

import pandas
import pypandoc

RTF = r"""{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}
\trowd\cellx2000\cellx6000\pard\intbl a\cell
\pard\intbl\itap2 12\nestcell 34\nestcell{\*\nesttableprops\trowd\cellx3000\cellx4000\nestrow}{\nonesttables\par}
\pard\intbl\itap1\cell\row
\trowd\cellx2000\cellx6000\pard\intbl sum\cell 46\cell\row\pard\par}"""
INNER = "<table><tr><td>12</td><td>34</td></tr></table>"
HTML = f"<table><tr><th>h</th><th>n</th></tr><tr><td>a</td><td>{INNER}</td></tr><tr><td>sum</td><td>46</td></tr></table>"


def numbers(text):
    return re.findall(r"\d+", text)


def by_pandas(parser):
    outer = pandas.read_html(io.StringIO(HTML), flavor=parser)[0]
    return numbers(" ".join(str(value) for row in outer.values.tolist() for value in row))


def by_pandoc(source, kind):
    return numbers(re.sub(r"<[^>]+>", " ", pypandoc.convert_text(source, "html", format=kind)))


seen = {
    "pandoc, RTF": by_pandoc(RTF, "rtf"),
    "pandoc, HTML": by_pandoc(HTML, "html"),
    "pandas, lxml": by_pandas("lxml"),
    "pandas, bs4": by_pandas("bs4"),
}
for name, found in seen.items():
    print(f"{name}: {found}")
expected = [["1234", "46"], ["12", "34", "46"], ["1234", "46"], ["1234", "12", "34", "46"]]
raise SystemExit(0 if list(seen.values()) == expected else "this has changed")
PY
v/bin/python look.py
