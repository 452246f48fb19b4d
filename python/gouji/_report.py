"""A report as typed data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Union

from . import _gouji

Verdict = Literal["consistent", "inconsistent", "undecided", "unrecognised"]
State = Literal["read", "blank", "inferred", "missing", "unreadable"]


@dataclass(frozen=True)
class Cell:
    """One cell: a whole number, or an amount as the decimal that was written; none where there is none."""

    value: Union[int, str, None]
    text: str
    state: State
    at: Union[Mapping[str, int], None] = None


@dataclass(frozen=True)
class Finding:
    """What is broken, undecided or worth a look."""

    rule: str
    severity: Literal["error", "warning", "hint"]
    status: Literal["broken", "undecided"]
    message: str
    arithmetic: str
    left: Union[int, None]
    right: Union[int, None]
    difference: Union[int, None]
    cells: tuple[str, ...]
    at: Union[Mapping[str, int], None] = None


@dataclass(frozen=True)
class Change:
    """A cell to change: what stands there and what should."""

    cell: str
    before: Union[int, None]
    after: int


@dataclass(frozen=True)
class Candidate:
    """A probable mistake."""

    kind: str
    probability: float
    message: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Explanation:
    """Which cells are probably wrong in one group of broken relations."""

    message: str
    findings: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    look_first: Union[str, None]


@dataclass(frozen=True)
class Note:
    """What has to be said of the reading."""

    code: str
    message: str


@dataclass(frozen=True)
class Report:
    """What is known of one report. ``json`` is all of it, as the command prints it."""

    verdict: Verdict
    message: str
    reason: Union[str, None]
    file: Union[str, None]
    organ: Union[str, None]
    year: Union[int, None]
    edition: Mapping[str, str]
    summary: Mapping[str, int]
    cells: Mapping[str, Cell] = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    explanations: tuple[Explanation, ...] = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False)
    json: str = field(repr=False, compare=False)

    @staticmethod
    def from_json(text: str) -> Report:
        """A report from the JSON that the command prints."""
        data: dict[str, Any] = json.loads(text)
        return Report(
            **{name: data[name] for name in _PLAIN},
            cells={cell: Cell(**_only(Cell, known)) for cell, known in data["cells"].items()},
            findings=tuple(_finding(one) for one in data["findings"]),
            explanations=tuple(_explanation(one) for one in data["explanations"]),
            notes=tuple(Note(one["code"], one["message"]) for one in data["notes"]),
            json=text,
        )

    @property
    def is_consistent(self) -> bool:
        """Whether every relation was checked and holds: no contradiction, which is not yet the truth."""
        return self.verdict == "consistent"

    def _repr_html_(self) -> str:
        """The drawn form for notebooks: tables, no scripts and no links."""
        from html import escape

        broken = "".join(f"<li>{escape(one.message)}</li>" for one in self.findings)
        return (
            f"<div><p><b>{escape(self.message)}</b></p>"
            f"{_gouji.table_html(self.json)}<ul>{broken}</ul></div>"
        )


_PLAIN = ("verdict", "message", "reason", "file", "organ", "year", "edition", "summary")


def _only(kind: type, known: Mapping[str, Any]) -> dict[str, Any]:
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return {name: known[name] for name in names if name in known}


def _finding(one: Mapping[str, Any]) -> Finding:
    return Finding(**{**_only(Finding, one), "cells": tuple(one["cells"])})


def _explanation(one: Mapping[str, Any]) -> Explanation:
    def change(known: Mapping[str, Any]) -> Change:
        return Change(known["cell"], known["from"], known["to"])

    def candidate(known: Mapping[str, Any]) -> Candidate:
        changes = tuple(change(each) for each in known["changes"])
        return Candidate(known["kind"], known["probability"], known["message"], changes)

    candidates = tuple(candidate(each) for each in one["candidates"])
    return Explanation(one["message"], tuple(one["findings"]), candidates, one["look_first"])
