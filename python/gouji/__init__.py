"""校验《政府信息公开工作年度报告》 Checks annual reports on government information disclosure.

Everything happens on this machine: no network, no model. ``check`` reads one report, ``check_many`` many,
``tables`` gives everything as Arrow tables.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, Union

from . import _gouji
from ._gouji import Table, __version__
from ._report import Candidate, Cell, Change, Explanation, Finding, Note, Report, Verdict

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "Asked",
    "Candidate",
    "Cell",
    "Change",
    "Explanation",
    "Finding",
    "Note",
    "Report",
    "Table",
    "Tables",
    "Verdict",
    "__version__",
    "check",
    "check_many",
    "endings",
    "files",
    "fingerprint",
    "forms",
    "rules",
    "tables",
]

Language = Literal["zh-CN", "en"]
Kind = Literal["file", "text", "html"]
PathLike = Union[str, "os.PathLike[str]"]
Edits = Mapping[str, Union[str, int]]
Contents = Mapping[str, Union[bytes, Exception]]


class Asked(TypedDict, total=False):
    """What ``check``, ``check_many`` and ``tables`` are asked besides what they read, each by its keyword."""

    language: Language
    """Of the sentences: zh-CN unless told."""
    previous: Report | PathLike | None
    """Last year's report, against which this one is checked."""
    off: Sequence[str]
    """Kinds of hints that are not wanted, as in the column ``kind``."""


def _asked(
    name: str | None = None,
    edits: Edits | None = None,
    *,
    language: Language = "zh-CN",
    previous: Report | PathLike | None = None,
    off: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "name": name,
        "language": language,
        "previous": _report(previous).json if previous is not None else None,
        "edits": {cell: str(value) for cell, value in (edits or {}).items()},
        "off": list(off),
    }


def _report(one: Report | PathLike) -> Report:
    return one if isinstance(one, Report) else check(one)


def check(
    source: PathLike | bytes | bytearray | memoryview,
    *,
    kind: Kind = "file",
    name: str | None = None,
    edits: Edits | None = None,
    **asked: Unpack[Asked],
) -> Report:
    """Reads and checks a file: its path, or its bytes with its name.

    What the file is, its content tells. With the ``kind`` ``"text"`` or ``"html"`` the source is the report itself:
    text of any shape (tabs, pipes, spaces, one cell a line), or a web page or a part of one. One that cannot be
    taken apart (a PDF, a picture without a table, a damaged file) is a report whose verdict is ``unrecognised``, with the reason;
    only a path that cannot be opened raises ``OSError``. ``edits`` is what is typed over cells; ``language``,
    ``previous`` and ``off`` are told in ``Asked``.
    """
    if kind == "file":
        if isinstance(source, (bytes, bytearray, memoryview)):
            content = bytes(source)
        else:
            name = name if name is not None else _shown(os.fspath(source))
            content = Path(source).read_bytes()
        return Report.from_json(_gouji.check_file(content, _asked(name, edits, **asked)))
    if kind not in ("text", "html") or not isinstance(source, str):
        raise ValueError('kind: "file", or "text" or "html" of a str')
    return Report.from_json(_gouji.check_text(source, kind == "html", _asked(name, edits, **asked)))


def files(paths: PathLike | Iterable[PathLike]) -> list[str]:
    """The files that paths name, each once: folders are walked through in the order of names.

    Of a folder only what may be a report is taken (``endings()``, and zips, of which it is said that they have to be
    unpacked). Hidden files, locks of office programs and what gouji itself wrote are passed over; what was left is
    told by a ``UserWarning``.
    """
    found = _Found()
    for one in [paths] if isinstance(paths, (str, os.PathLike)) else list(paths):
        if not os.fspath(one):
            raise ValueError("paths: 空的路径 an empty path")
        path = Path(one)
        if path.is_dir():
            found.walk(path)
        else:
            found.add(os.fspath(one))
    if (sentence := _gouji.left_sentence(found.others, found.hidden, found.own)) is not None:
        warnings.warn(sentence, stacklevel=_outside())
    return found.files


def _outside() -> int:
    """How far up the first caller is who is not in this file: a warning is of his line."""
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame, level = frame.f_back, level + 1
    return level


class _Found:
    """The files that are named, and what folders hold besides."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.others: dict[str, int] = {}
        self.hidden = self.own = 0
        self._known: set[str] = set()
        self._endings = {*endings(), "zip"}
        self._beginnings = tuple(_gouji.beginnings())

    def add(self, path: str) -> None:
        is_ = os.path.realpath(path)
        if is_ not in self._known:
            self._known.add(is_)
            self.files.append(path)

    def walk(self, folder: Path) -> None:
        is_ = os.path.realpath(folder)
        if is_ in self._known:
            return
        self._known.add(is_)
        try:
            inside = sorted(folder.iterdir(), key=lambda one: os.fsencode(one.name))
        except OSError:
            # Whoever opens it says why it cannot be read; the others are read.
            self.files.append(str(folder))
            return
        listed = _described(folder)
        for path in inside:
            hidden = _gouji.is_hidden(os.fsencode(path.name))
            ending = path.suffix[1:].lower()
            if path.is_dir() and not path.is_symlink():
                if not hidden:
                    self.walk(path)
            elif hidden:
                self.hidden += 1
            elif path.name in listed or _is_copy(path) or self._is_result(path, ending):
                self.own += 1
            elif ending not in self._endings:
                self.others[ending] = self.others.get(ending, 0) + 1
            else:
                self.add(str(path))

    def _is_result(self, path: Path, ending: str) -> bool:
        if ending not in ("csv", "xlsx", "json") or not path.is_file():
            return False
        try:
            with path.open("rb") as file:
                return file.read(max(map(len, self._beginnings))).startswith(self._beginnings)
        except OSError:
            return False


def _described(folder: Path) -> set[str]:
    """The tables in a folder that gouji wrote, and their description."""
    try:
        known = json.loads((folder / "datapackage.json").read_bytes())
        paths = {one["path"] for one in known["resources"]} if isinstance(known["gouji"], dict) else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {*paths, "datapackage.json"} if paths else set()


def _is_copy(path: Path) -> bool:
    """Whether it is another file as ``gouji mark`` gives it back under the name that was not asked for."""
    for suffix in ("-标注", "-改正"):
        if path.stem.endswith(suffix) and path.with_name(path.stem[: -len(suffix)] + path.suffix).is_file():
            return True
    return False


class Tables(NamedTuple):
    """The tidy tables; ``docs/tables.md`` says what is in each column.

    Each has ``__arrow_c_stream__``: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``pandas.DataFrame.from_arrow(t)`` and DuckDB take it as it is.
    """

    numbers: Table
    reports: Table
    findings: Table
    code_book: Table


def _workers(workers: int | None) -> int:
    return workers if workers is not None else os.cpu_count() or 1


def _bar(progress: bool, total: int) -> Any:
    if not progress:
        return None
    try:
        from tqdm.auto import tqdm  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        return None
    return tqdm(total=total, unit="份")


def tables(
    paths: PathLike | Iterable[PathLike] | Contents,
    *,
    workers: int | None = None,
    progress: bool = False,
    **asked: Unpack[Asked],
) -> Tables:
    """Checks files and folders and gives every number, report and finding as Arrow tables.

    Files that are no paths, of an archive or an object store, come as a mapping of their names to their bytes,
    or to the error that stood in the way. A file that cannot be read has a row in ``reports`` and stops
    nothing. The result does not depend on
    ``workers``, which is as many as there are processors unless told. ``progress`` shows a bar where tqdm
    is installed; what else may be asked is told in ``Asked``. Everything is in memory at once, about 60 kB a
    report: for more, ``gouji check --tables``.
    """
    named = _given(paths)
    bar = _bar(progress, len(named))
    told: Callable[[int], object] | None = bar.update if bar is not None else None
    try:
        made = dict(_gouji.tables(named, _workers(workers), told, _asked(**asked)))
    finally:
        if bar is not None:
            bar.close()
    return Tables(**made)


def _given(paths: PathLike | Iterable[PathLike] | Contents) -> list[tuple[str, str | None, bytes | str | None]]:
    if not isinstance(paths, Mapping):
        return [(_shown(path), path, None) for path in files(paths)]
    why = "{}: {}".format
    given = paths.items()
    return [(name, None, why(name, one) if isinstance(one, Exception) else bytes(one)) for name, one in given]


def _shown(path: str) -> str:
    """A path in characters: names that are no UTF-8 mostly came out of a Chinese archive, in GB 18030."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "/".join(_part(os.fsencode(part)) for part in path.split("/"))
    return path


def _part(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def check_many(
    paths: PathLike | Iterable[PathLike],
    *,
    workers: int | None = None,
    progress: bool = False,
    **asked: Unpack[Asked],
) -> Iterator[tuple[str, Report | OSError]]:
    """Checks files and folders over threads; pairs of file and report come in the order of the files.

    The engine lets go of the interpreter's lock while it works. For a file that cannot be opened the error
    comes in place of the report. What else may be asked is told in ``Asked``.
    """
    named = files(paths)
    bar = _bar(progress, len(named))
    most = _workers(workers)
    if (previous := asked.get("previous")) is not None:
        asked["previous"] = _report(previous)

    def one(path: str) -> Report | OSError:
        try:
            _regular(path)
            return check(path, **asked)
        except OSError as error:
            return error

    with ThreadPoolExecutor(most) as pool:
        waiting: deque[tuple[str, Future[Report | OSError]]] = deque()
        coming = iter(named)
        try:
            while True:
                # No more ahead than keeps the threads at work: memory stays flat.
                while len(waiting) < 2 * most and (path := next(coming, None)) is not None:
                    waiting.append((path, pool.submit(one, path)))
                if not waiting:
                    return
                path, future = waiting.popleft()
                yield path, future.result()
                if bar is not None:
                    bar.update(1)
        finally:
            for _, future in waiting:
                future.cancel()
            if bar is not None:
                bar.close()


def _regular(path: str) -> None:
    """Nobody named what is found in a folder: a pipe would be waited for without end."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "不是普通的文件，没有读 no regular file, not read", path)


def endings() -> list[str]:
    """The endings of names that are taken from a folder, without their dots."""
    return _gouji.endings()


def fingerprint() -> str:
    """Which forms and rules this engine has, as in the column ``rules`` of ``reports``."""
    return _gouji.fingerprint()


def forms(language: Language = "zh-CN") -> list[dict[str, Any]]:
    """The editions of the form with their tables, lines and cells."""
    made: list[dict[str, Any]] = json.loads(_gouji.described(language)[0])
    return made


def rules(language: Language = "zh-CN") -> list[dict[str, Any]]:
    """Every rule with its sentence, reason and source."""
    made: list[dict[str, Any]] = json.loads(_gouji.described(language)[1])
    return made
