"""The package as it is installed, over the fixtures of the repository."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import gouji

FIXTURES = Path(__file__).resolve().parents[2] / "tests" / "fixtures"
WRONG = FIXTURES / "inconsistent-2019.xlsx"
FINE = FIXTURES / "consistent-2021.docx"


def test_a_wrong_report_names_its_cell():
    report = gouji.check(WRONG, off=["wording", "prose"])
    assert report.verdict == "inconsistent" and not report.is_consistent
    assert (report.organ, report.year, report.edition["t3"]) == ("青桐市水务局", 2020, "2019")
    best = report.explanations[0].candidates[0]
    assert best.changes == (
        gouji.Change("t3.r3_7.natural", 23, 32),
        gouji.Change("t3.r3_7.total", 28, 37),
    )
    assert best.probability > 0.9
    assert report.cells["t3.r3_7.natural"] == gouji.Cell(23, "23", "read", report.cells["t3.r3_7.natural"].at)
    assert report.cells["t2.procurement.amount"].value == "251.5"


def test_a_path_bytes_text_and_html_are_taken():
    by_path = gouji.check(str(FINE))
    by_bytes = gouji.check(FINE.read_bytes(), name=str(FINE))
    assert by_path == by_bytes
    assert by_path.is_consistent
    assert gouji.check("第一季度工作总结", kind="text").reason == "no-report"
    assert gouji.check("<p>第一季度工作总结</p>", kind="html", language="en").message.isascii()
    with pytest.raises(OSError):
        gouji.check("nowhere.docx")
    with pytest.raises(ValueError, match="language"):
        gouji.check(FINE, language="fr")
    with pytest.raises(ValueError, match="kind"):
        gouji.check(b"bytes", kind="text")


def test_edits_and_last_years_report_are_taken():
    assert gouji.check(FINE, edits={"t3.r1.total": 999999}).verdict == "inconsistent"
    report = gouji.check(FINE)
    assert gouji.check(FINE, previous=report) == gouji.check(FINE, previous=FINE)


def test_a_pdf_is_said_to_be_read_elsewhere():
    report = gouji.check(FIXTURES / "consistent-2021.pdf")
    assert (report.verdict, report.reason) == ("unrecognised", "pdf")


def test_many_come_in_order_and_the_lock_is_let_go_of():
    before = threading.active_count()
    pairs = list(gouji.check_many(FIXTURES, workers=3))
    assert [path for path, _ in pairs] == gouji.files(FIXTURES)
    assert all(isinstance(report, gouji.Report) for _, report in pairs)
    assert threading.active_count() == before
    (_, error), *_ = gouji.check_many(["nowhere.docx", FINE])
    assert isinstance(error, OSError)
    # Whoever has seen enough stops.
    next(gouji.check_many(FIXTURES, workers=2))


def rows(table):
    return pyarrow.table(table)


def test_tables_are_taken_by_everybody_as_they_are():
    told = gouji.tables([FIXTURES, "nowhere.docx"], workers=1)
    again = gouji.tables([FIXTURES, "nowhere.docx"], workers=4)
    for one, other in zip(told, again):
        assert rows(one) == rows(other)
    assert len(told.reports) == len(gouji.files(FIXTURES)) + 1
    assert rows(told.reports)["verdict"].to_pylist()[-1] == "unread"
    assert polars.DataFrame(told.findings).shape == (len(told.findings), 23)
    assert pandas.DataFrame.from_arrow(told.numbers)["value"].notna().sum() > 1000
    numbers = rows(told.numbers)
    assert duckdb.sql("select count(*) from numbers").fetchall() == [(len(told.numbers),)]


def test_tables_are_made_of_bytes_too():
    names = gouji.files(FIXTURES)
    contents = {name: Path(name).read_bytes() for name in names}
    for one, other in zip(gouji.tables(FIXTURES), gouji.tables(contents)):
        assert rows(one) == rows(other)
    unread = gouji.tables({"甲.docx": OSError("the line is dead"), "乙.txt": b"\0" * (101 << 20)})
    assert rows(unread.reports)["verdict"].to_pylist() == ["unread", "unread"]
    first, second = rows(unread.reports)["message"].to_pylist()
    assert first == "甲.docx: the line is dead" and second.startswith("乙.txt: 文件太大")
    assert rows(unread.reports)["rules"].to_pylist() == [gouji.fingerprint()] * 2


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on other systems only")
def test_odd_names_and_files_stop_nothing(tmp_path):
    # “年报” and “预算” in GB 18030, as an old archive leaves them; a pipe that nobody writes to; a lost link.
    for name in (b"\xc4\xea\xb1\xa8.docx", b"\xd4\xa4\xcb\xe3.docx"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(FINE.read_bytes())
    os.mkfifo(tmp_path / "a.txt")
    os.symlink("nowhere", tmp_path / "b.txt")
    reports = rows(gouji.tables(tmp_path).reports).to_pylist()
    found = [(row["file"].removeprefix(f"{tmp_path}/"), row["verdict"]) for row in reports]
    assert found == [("a.txt", "unread"), ("b.txt", "unread"), ("年报.docx", "consistent"), ("预算.docx", "consistent")]
    assert "不是普通的文件" in reports[0]["message"] and "这个链接没有通到文件" in reports[1]["message"]
    pipe, link, *fine = (report for _, report in gouji.check_many(tmp_path))
    assert isinstance(pipe, OSError) and "不是普通的文件" in str(pipe) and isinstance(link, FileNotFoundError)
    assert [Path(str(report.file)).name for report in fine] == ["年报.docx", "预算.docx"]


def test_what_is_asked_is_asked_of_many_as_of_one():
    asked = {"language": "en", "previous": FINE, "off": ["wording"]}
    ((_, one),) = gouji.check_many([WRONG], **asked)
    assert one.json == gouji.check(WRONG, **asked).json
    messages = [finding.message for finding in one.findings]
    assert rows(gouji.tables([WRONG], **asked).findings)["message"].to_pylist() == messages
    for ask in (gouji.check, gouji.tables, lambda path, **asked: list(gouji.check_many([path], **asked))):
        with pytest.raises(TypeError, match="colour"):
            ask(WRONG, colour="red")


def test_tables_are_those_of_the_command(tmp_path):
    """Value by value what the native command writes as Parquet."""
    command = FIXTURES.parents[1] / "target/debug/gouji"
    out = tmp_path / "tables"
    run = [command, "check", "--tables", out, "--format", "parquet", "-q", FIXTURES]
    assert subprocess.run(run).returncode == 1
    for name, table in gouji.tables(FIXTURES)._asdict().items():
        assert rows(table).to_pylist() == pyarrow.parquet.read_table(out / f"{name}.parquet").to_pylist()


def test_a_bar_is_shown_where_tqdm_is(capsys):
    gouji.tables(FINE, progress=True)
    assert "1/1" in capsys.readouterr().err
    assert len(list(gouji.check_many([FINE, WRONG], progress=True))) == 2
    assert "2/2" in capsys.readouterr().err
    gouji.tables(FINE)
    assert capsys.readouterr().err == ""


def test_without_tqdm_no_bar_is_asked_for(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    assert len(gouji.tables(FINE, progress=True).reports) == 1
    assert capsys.readouterr().err == ""


def test_a_notebook_shows_a_drawn_form_that_runs_nothing():
    report = gouji.check("<script>alert(1)</script>", kind="text")
    assert "<script" not in report._repr_html_()
    html = gouji.check(WRONG)._repr_html_()
    assert html.count("<table") == 3 and "不成立" in html
    assert not any(word in html.lower() for word in ("<script", "onclick", "href", "src="))


def test_json_is_what_the_command_prints():
    report = gouji.check(WRONG)
    assert gouji.Report.from_json(report.json) == report
    assert json.loads(report.json)["schema"] == 1
    assert any(rule["kind"] == "t3.rowsum" for rule in gouji.rules("en"))
    assert [form["id"] for form in gouji.forms()] == ["2021", "2019"]


def blocks(document, language):
    """The examples of a document that lead to broken sums."""
    text = (FIXTURES.parents[1] / document).read_text(encoding="utf-8")
    found = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return [block for block in found if "AS broken" in block or "broken =" in block]


@pytest.mark.parametrize("document", ["python/README.md", "docs/tables.md"])
def test_the_examples_of_the_documents_lead_to_broken_sums(document, tmp_path, monkeypatch, capsys):
    shutil.copytree(FIXTURES, tmp_path / "一个文件夹")
    monkeypatch.chdir(tmp_path)
    command = FIXTURES.parents[1] / "target/debug/gouji"
    subprocess.run([command, "check", "-q", "--tables", "结果", "--format", "parquet", "一个文件夹"])
    python = blocks(document, "python")
    assert python and (blocks(document, "sql") or document == "python/README.md")
    for block in python:
        exec(compile(block, document, "exec"), {})
        out = capsys.readouterr().out
        # One of seven files does not say whose it is.
        assert "青桐市水务局" in out and re.search(r"表三：各列（七）总计 +12\n", out), out
        # Beside one of which the year is not known the others are whole numbers still.
        assert " 2020 " in out and "<NA>" in out and "2020.0" not in out, out
    for block in blocks(document, "sql"):
        found = duckdb.sql(block).fetchall()
        assert ("青桐市水务局", 2020, "表三：各列（七）总计", 12) in found, block


def test_every_query_of_the_tables_document_runs(tmp_path, monkeypatch):
    shutil.copytree(FIXTURES, tmp_path / "一个文件夹")
    monkeypatch.chdir(tmp_path)
    command = FIXTURES.parents[1] / "target/debug/gouji"
    subprocess.run([command, "check", "-q", "--tables", "结果", "--format", "parquet", "一个文件夹"])
    text = (FIXTURES.parents[1] / "docs/tables.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(queries) == 3
    for query in queries:
        assert duckdb.sql(query).fetchall(), query
    wide = duckdb.sql(next(query for query in queries if "PIVOT" in query)).fetchall()
    read = duckdb.sql("SELECT DISTINCT file FROM '结果/numbers.parquet'").fetchall()
    # Each report is a row: those of bodies without a name too.
    assert len(read) == len(wide) > 0


def test_a_folder_is_read_once_and_what_it_holds_besides_is_said(tmp_path, monkeypatch):
    folder = tmp_path / "d"
    folder.mkdir()
    for name in ("年报.docx", "~$年报.docx", "._年报.docx", "图.JPG", "年报-标注.docx"):
        shutil.copy(FINE, folder / name)
    command = FIXTURES.parents[1] / "target/debug/gouji"
    subprocess.run([command, "check", "-q", "--tables", "表", "年报.docx"], cwd=folder, check=True)
    subprocess.run([command, "check", "-q", "--csv", "list.csv", "年报.docx"], cwd=folder, check=True)
    monkeypatch.chdir(tmp_path)
    with pytest.warns(UserWarning, match="另有 10 个文件没有读：不是报告的格式 1（.jpg 1），隐藏文件和 Office 锁文件 2，gouji 自己写的 7"):
        assert gouji.files(["d", "d/", "./d", folder, "d/年报.docx"]) == ["d/年报.docx"]
    with pytest.warns(UserWarning):
        assert len(gouji.tables(["d", folder]).reports) == 1
    with pytest.raises(ValueError, match="空的路径"):
        gouji.tables("")
