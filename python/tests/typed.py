"""What the types say to whoever uses the package: read by mypy, not run."""

from collections.abc import Iterator
from typing import Union

import gouji
from typing_extensions import assert_type

report = gouji.check("年报.docx", previous="去年.docx", edits={"t3.r1.total": 3}, off=["wording"])
assert_type(report, gouji.Report)
assert_type(report.verdict, gouji.Verdict)
assert_type(report.cells["t3.r1.total"].value, Union[int, str, None])
assert_type(report.explanations[0].candidates[0].changes[0].after, int)
assert_type(gouji.check(b"", name="年报.docx").year, Union[int, None])
assert_type(gouji.check("<table>", kind="html").is_consistent, bool)
assert_type(gouji.check_many(["a.docx"], workers=2), Iterator[tuple[str, Union[gouji.Report, OSError]]])
assert_type(gouji.tables({"a.docx": b"", "b.docx": OSError()}).findings, gouji.Table)
assert_type(gouji.tables("报告").numbers.column_names, list[str])

# Each of these is a mistake that mypy finds; one that it did not find would be an ignore that is not used.
gouji.check("年报.docx", language="fr")  # type: ignore[arg-type]
gouji.tables("报告", colour="red")  # type: ignore[call-arg]
gouji.check_many("报告", off=[1])  # type: ignore[list-item]
gouji.check(12)  # type: ignore[arg-type]
gouji.check("年报.docx").verdict = "consistent"  # type: ignore[misc]
report.verdict == "wrong"  # type: ignore[comparison-overlap]
gouji.tables(paths=3)  # type: ignore[arg-type]
