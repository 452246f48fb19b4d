"""docs/scale/to_parquet.py as it is run, by two processes over more than 2,000 files. Invented organs."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import gouji

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ROOT / "target/debug/gouji"
TABLES = ("numbers", "reports", "findings", "code_book")


def text(organ, cells):
    """A report of the form of 2021: nought everywhere but in the cells given."""
    lines = [f"{organ}2023年政府信息公开工作年度报告", "一、总体情况"]
    for table in gouji.forms()[0]["tables"].values():
        lines.append(table["heading"])
        for line in table["lines"]:
            lines.append("\t".join(c["text"] if "text" in c else str(cells.get(c["cell"], 0)) for c in line))
    return "\n".join([*lines, "五、存在的主要问题及改进情况", "无。", "六、其他需要报告的事项", "无。"])


def reports(folder, count):
    """So many reports, every seventh wrong, and files that cannot be read."""
    pattern = text("某局", {f"t3.{row}.{column}": 10**8 + 1 for row in ("r1", "r3_1", "r3_7") for column in ("natural", "total")})
    for n in range(count):
        at = folder / f"{n % 20:02}"
        at.mkdir(parents=True, exist_ok=True)
        one = pattern.replace("某局", f"青江市第{n}局").replace(str(10**8 + 1), str(n % 97 + 1))
        if n % 7 == 0:
            one = one.replace(f"\t{n % 97 + 1}\n", f"\t{n % 97 + 3}\n", 1)
        (at / f"{n:05}.txt").write_text(one, encoding="utf-8")
    (folder / "坏的.docx").write_bytes(b"PK\x03\x04 nothing more")
    (folder / "空.txt").write_bytes(b"")
    (folder / "照片.html").write_bytes(bytes(range(256)) * 9)
    (folder / "=1+1.txt").write_text(text("青江市审计局", {"t3.r1.natural": 1}), encoding="utf-8")
    (folder / "不算.jpg").write_bytes(b"no report")


def run(at, *words, **more):
    """Runs the recipe in a folder; its exit code and what it said."""
    environment = os.environ | more
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs/scale/to_parquet.py"), *words, "--workers", "2"],
        cwd=at, env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout.strip(), done.stderr


def rows(folder, table):
    return pq.read_table(folder / table).to_pylist() if any((folder / table).iterdir()) else []


def as_csv(table):
    """The rows as the command writes them, sorted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table:
        writer.writerow([cell(value) for value in row.values()])
    return sorted(out.getvalue().encode().split(b"\r\n"))


def cell(value):
    if isinstance(value, float):
        return f"{value:.3f}"
    formula = isinstance(value, str) and re.match(r"[=@\t\r]|[+-](?![\d.]*%?$)(?!-*$)", value)
    return f"'{value}" if formula else value


def of_the_command(at, source):
    subprocess.run([COMMAND, "check", "--quiet", "--tables", "csv", source], cwd=at)
    lines = {name: (at / f"csv/{name}.csv").read_bytes().split(b"\r\n") for name in TABLES}
    return {name: sorted(lines[1:]) for name, lines in lines.items()}


@pytest.fixture(scope="module")
def at(tmp_path_factory):
    """A folder with 2,000 reports and four other files, and what became of them."""
    assert COMMAND.exists(), "cargo build -p gouji-cli"
    folder = tmp_path_factory.mktemp("scale")
    reports(folder / "in", 2000)
    code, said, error = run(folder, "in", "out")
    assert (code, said) == (0, "2004 files, 11 parts, of which 11 were made now by 2 processes"), error
    return folder


def test_the_rows_are_those_of_the_command_byte_for_byte(at):
    wanted = of_the_command(at, "in")
    for name in TABLES:
        got = as_csv(rows(at / "out", name))
        assert len(got) == len(wanted[name])
        assert got == wanted[name], name
    verdicts = [row["verdict"] for row in rows(at / "out", "reports")]
    assert len(verdicts) == 2004 and verdicts.count("unrecognised") == 3 and verdicts.count("inconsistent") == 287
    assert (at / "out/_SUCCESS").exists()


def test_what_is_there_is_not_made_again_and_no_row_comes_twice(at):
    files = {path: path.stat().st_mtime_ns for path in (at / "out").rglob("*.parquet") if "code_book" not in str(path)}
    # What a run leaves that was stopped: a part begun, and one whose reports are not there yet.
    (at / "out/reports/0.parquet.0123").write_bytes(b"PAR1")
    (at / "out/numbers/fffffff.parquet").write_bytes(b"PAR1")
    (at / "in/05/00005.txt").write_text(text("青江市第5局", {"t3.r1.natural": 5}), encoding="utf-8")
    gone = next((at / "out/reports").glob("*.parquet"))
    gone.unlink()
    code, said, error = run(at, "in", "out")
    made = re.fullmatch(r"2004 files, 11 parts, of which ([12]) were made now by [12] processes", said)
    assert code == 0 and made, (said, error)
    kept = [path for path in files if path.exists() and path.stat().st_mtime_ns == files[path]]
    assert len(kept) == 3 * (11 - int(made[1]))
    left = [path for path in (at / "out").rglob("*") if path.is_file()]
    assert len(left) == 3 * 11 + 2
    reports = rows(at / "out", "reports")
    assert len({row["file"] for row in reports}) == len(reports) == 2004
    assert [row["verdict"] for row in reports if row["file"] == "in/05/00005.txt"] == ["inconsistent"]


def test_a_file_of_which_processes_die_stops_nothing(tmp_path):
    reports(tmp_path / "in", 4)
    (tmp_path / "in/致命.txt").write_text("x")
    # No file is known that does this: every process of the run has an engine that one name ends.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, gouji\n"
        "tables = gouji.tables\n"
        "def deadly(given, **more):\n"
        "    if any(name.endswith('致命.txt') and isinstance(one, bytes) for name, one in dict(given).items()):\n"
        "        os._exit(9)\n"
        "    return tables(given, **more)\n"
        "gouji.tables = deadly\n"
    )
    allowed = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    code, said, error = run(tmp_path, "in", "out", PYTHONPATH=str(tmp_path), **allowed)
    assert code == 0 and said.startswith("9 files, "), error
    found = {row["file"]: row for row in rows(tmp_path / "out", "reports")}
    assert len(found) == 9
    assert [file for file, row in found.items() if row["verdict"] == "unread"] == ["in/致命.txt"]
    assert found["in/致命.txt"]["message"] == "in/致命.txt: 校核它的进程中断了 the process that checked it stopped"


def test_what_lies_in_an_archive_is_read_where_it_is(tmp_path):
    reports(tmp_path / "in", 3)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for path in (tmp_path / "in").rglob("*.*"):
            archive.write(path, path.relative_to(tmp_path / "in"))
    code, said, error = run(tmp_path, f"zip://::{tmp_path}/in.zip", "out")
    assert (code, said[:8]) == (0, "7 files,"), error
    wanted = of_the_command(tmp_path, "in")["findings"]
    named = f"zip://::{tmp_path}/in.zip".encode()
    assert [line.replace(named, b"in") for line in as_csv(rows(tmp_path / "out", "findings"))] == wanted


def test_what_is_not_there_is_said(tmp_path):
    code, said, error = run(tmp_path, "nowhere", "out")
    assert code == 1 and not said
    assert error.strip().splitlines()[-1] == "to_parquet: nowhere: 没有可以校核的文件 no file that may be a report"
