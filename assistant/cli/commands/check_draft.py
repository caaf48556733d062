"""`songline related --check`: drafts against bibliographies, a line for each thing that is
wrong.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, print_json, say
from assistant.composing.linting.bibliography import read_bibliography
from assistant.composing.linting.checking import Report, check_drafts
from assistant.composing.linting.latex import read_latex
from assistant.composing.linting.markup import read_markdown, read_typst
from assistant.errors import ExitCode
from store.errors import InputError
from store.files import read_text
from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.linting.finding import Finding
    from store.library import Library

_READERS = {
    ".tex": read_latex,
    ".ltx": read_latex,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".typ": read_typst,
}
_ADVICE = "Name drafts (.tex, .md, .typ), and their bibliographies (.bib)."


def check(names: Sequence[str], library: Library, *, as_json: bool) -> ExitCode:
    """Check drafts, say what is wrong, and return ABSTAINED where anything is. Raises
    InputError.
    """
    paths = [Path(name) for name in names]
    unknown = [path for path in paths if path.suffix.lower() not in {*_READERS, ".bib"}]
    if unknown:
        raise InputError(f"{unknown[0]} is no draft and no bibliography", advice=_ADVICE)
    texts = {path: read_text(path, _ADVICE) for path in dict.fromkeys(paths)}
    drafts = [
        _READERS[path.suffix.lower()](str(path), text)
        for path, text in texts.items()
        if path.suffix.lower() != ".bib"
    ]
    if not drafts:
        raise InputError("There is no draft to check", advice=_ADVICE)
    read = [
        read_bibliography(path, text)
        for path, text in texts.items()
        if path.suffix.lower() == ".bib"
    ]
    entries = [entry for found, _ in read for entry in found]
    report = check_drafts(drafts, entries if read else None, library)
    findings = [*report.findings, *(finding for _, found in read for finding in found)]
    if as_json:
        _print(report, findings)
    else:
        _tell(report, findings)
    return ExitCode.ABSTAINED if findings else ExitCode.ANSWERED


def _tell(report: Report, findings: Sequence[Finding]) -> None:
    for finding in findings:
        say(f"{finding.file}:{finding.line}: {finding.kind}: {one_line(finding.text)}")
        if finding.sentence:
            say(f"    {one_line(finding.sentence)}")
    for remark in report.notes:
        note(f"{remark.file}:{remark.line}: {remark.kind}: {one_line(remark.text)}")
    cited, checked = counted(len(report.cited), "key"), counted(report.checked, "sentence")
    wrong = counted(len(findings), "finding") if findings else "nothing wrong"
    note(f"{cited} cited, {checked} checked: {wrong}")


def _print(report: Report, findings: Sequence[Finding]) -> None:
    print_json(
        {
            "findings": [asdict(finding) for finding in findings],
            "notes": [asdict(remark) for remark in report.notes],
            "cited": report.cited,
            "checked": report.checked,
        }
    )
