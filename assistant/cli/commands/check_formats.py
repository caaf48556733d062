"""Findings in drafts as programs read them: JSON, GitHub's annotations, errorformat, SARIF."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assistant.cli.commands.output import print_json, say
from assistant.composing.linting.finding import FindingKind
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.composing.linting.checking import Report
    from assistant.composing.linting.finding import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_WARNINGS = frozenset((FindingKind.UNUSED_ENTRY, FindingKind.SAME_PAPER, FindingKind.PUBLISHED))
_REMARKS = frozenset((FindingKind.NOTE, FindingKind.CANNOT_TELL, FindingKind.UNVERIFIED))
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}


def print_as_json(report: Report, findings: Sequence[Finding]) -> None:
    """Print everything as one object."""
    print_json(
        {
            "findings": [asdict(finding) for finding in findings],
            "notes": [asdict(remark) for remark in report.notes],
            "cited": report.cited,
            "checked": report.checked,
            "open": report.open,
        }
    )


def print_for_github(report: Report, findings: Sequence[Finding]) -> None:
    """Print the commands by which a workflow of GitHub's marks lines of files."""
    for finding in (*findings, *report.notes):
        place = (
            f"file={_escaped(finding.file)},line={finding.line},title={_escaped(finding.kind)}"
        )
        told = one_line(_message(finding)).replace("%", _ESCAPES["%"])
        say(f"::{_level(finding, 'notice')} {place}::{told}")


def print_for_editors(report: Report, findings: Sequence[Finding]) -> None:
    """Print a line a finding or a doubt, which the errorformat `%f:%l:%c: %t%*[a-z]: %m`
    reads.
    """
    doubts = (each for each in report.notes if each.kind is FindingKind.UNVERIFIED)
    for finding in (*findings, *doubts):
        level = _level(finding, "info")
        told = f"{finding.kind}: {_message(finding)}"
        say(f"{one_line(finding.file)}:{finding.line}:1: {level}: {one_line(told)}")


def print_as_sarif(report: Report, findings: Sequence[Finding]) -> None:
    """Print SARIF 2.1.0, which code scanning takes."""
    rules = [{"id": _rule(kind), "name": kind.value} for kind in FindingKind]
    results = [_result(finding) for finding in (*findings, *report.notes)]
    driver = {"name": "songline", "rules": rules}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "utf16CodeUnits"}
    print_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: dict[str, Callable[[Report, Sequence[Finding]], None]] = {
    "json": print_as_json,
    "github": print_for_github,
    "errorformat": print_for_editors,
    "sarif": print_as_sarif,
}
"""What prints a report, by the name of the format."""


def _result(finding: Finding) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(finding.file.replace("\\", "/"))},
        "region": {"startLine": max(1, finding.line)},
    }
    return {
        "ruleId": _rule(finding.kind),
        "level": _level(finding, "note"),
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": place}],
    }


def _rule(kind: FindingKind) -> str:
    return kind.value.replace(" ", "-")


def _level(finding: Finding, least: str) -> str:
    if finding.kind in _REMARKS:
        return least
    return "warning" if finding.kind in _WARNINGS else "error"


def _message(finding: Finding) -> str:
    said = f" — {finding.sentence}" if finding.sentence else ""
    return f"{finding.text}{said}"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in one_line(text))
