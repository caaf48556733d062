"""`songline related --check`: drafts against bibliographies, a line for each thing that is
wrong.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.check_formats import FORMATS
from assistant.cli.commands.output import note, say
from assistant.composing.linting.bibliography import own_entries, read_bibliography
from assistant.composing.linting.checking import Report, check_drafts
from assistant.composing.linting.holdings import cited_papers
from assistant.composing.linting.latex import read_latex
from assistant.composing.linting.markup import read_markdown
from assistant.composing.linting.typst import read_typst
from assistant.errors import ExitCode
from store.errors import InputError
from store.files import read_text
from store.printable import counted, one_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from assistant.composing.linting.finding import Finding
    from assistant.composing.linting.marks import MarkedDraft
    from store.library import Library

_READERS = {
    ".tex": read_latex,
    ".ltx": read_latex,
    ".rnw": read_latex,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".qmd": read_markdown,
    ".rmd": read_markdown,
    ".typ": read_typst,
}
_BIBLIOGRAPHIES = (".bib", ".bbl", ".json")
_ADVICE = (
    "Name drafts (.tex, .md, .qmd, .Rmd, .typ), and their bibliographies (.bib, .bbl, or"
    " CSL-JSON as .json)."
)
_MOST_FILES = 1000


def check(options: Namespace, library: Library, mailto: str | None = None) -> ExitCode:
    """Check drafts, say what is wrong, and return ABSTAINED where anything is. Raises
    InputError. Services on the web are asked with `--online` alone.
    """
    form = "json" if options.json else options.format or "text"
    if form not in ("text", *FORMATS):
        advice = f"Formats of a check: text, {', '.join(FORMATS)}."
        raise InputError(f"A check is not written as {form}", advice=advice)
    names = [*options.check, *filter(None, [options.bib])]
    drafts, bibliographies = _read([Path(name) for name in names])
    if not drafts:
        raise InputError("There is no draft to check", advice=_ADVICE)
    read = [read_bibliography(path, text) for path, text in bibliographies.items()]
    own = [entry for draft in drafts for entry in own_entries(Path(draft.name), draft.text)]
    if own:
        read.append((own, []))
    entries = [entry for found, _ in read for entry in found]
    report = check_drafts(
        drafts, entries if read else None, library, keys_only=options.keys_only
    )
    findings = [*report.findings, *(finding for _, found in read for finding in found)]
    if options.online:
        # Imported here: nothing else of a check has to do with the web.
        from assistant.cli.commands.check_online import look_online

        cited = cited_papers(report, drafts, entries if read else None)
        online = look_online(cited, findings, mailto)
        findings += online.findings
        report = replace(report, notes=(*report.notes, *online.notes))
    if form == "text":
        _tell(report, findings)
    else:
        FORMATS[form](report, findings)
    return ExitCode.ABSTAINED if findings else ExitCode.ANSWERED


def _ending(path: Path) -> str:
    return path.suffix.lower()


def _read(paths: Sequence[Path]) -> tuple[list[MarkedDraft], dict[Path, str]]:
    """Return the drafts, with those that they take in, and the texts of the bibliographies."""
    folders = list(dict.fromkeys(path.parent for path in paths))
    drafts: dict[Path, MarkedDraft] = {}
    bibliographies: dict[Path, str] = {}
    waiting = list(dict.fromkeys(paths))
    while waiting and len(drafts) < _MOST_FILES:
        path = waiting.pop(0)
        if path in drafts or path in bibliographies:
            continue
        if _ending(path) in _BIBLIOGRAPHIES:
            bibliographies[path] = read_text(path, _ADVICE)
            continue
        if _ending(path) not in _READERS:
            raise InputError(f"{path} is no draft and no bibliography", advice=_ADVICE)
        draft = _READERS[_ending(path)](str(path), read_text(path, _ADVICE))
        places = {name: _place_of(name, path, folders) for _, name in draft.included}
        missing = tuple(each for each in draft.included if places[each[1]] is None)
        drafts[path] = replace(draft, included=missing)
        waiting += [place for place in places.values() if place]
    return list(drafts.values()), bibliographies


def _place_of(name: str, path: Path, folders: Sequence[Path]) -> Path | None:
    """Return where a file is that a draft takes in: beside it, or from where LaTeX looks,
    beside one that was named.
    """
    places = (
        folder / spelled
        for folder in dict.fromkeys((path.parent, *folders))
        for spelled in (name, f"{name}.tex")
    )
    return next((each for each in places if _ending(each) in _READERS and each.is_file()), None)


def _tell(report: Report, findings: Sequence[Finding]) -> None:
    for finding in findings:
        say(f"{finding.file}:{finding.line}: {finding.kind}: {one_line(finding.text)}")
        if finding.sentence:
            say(f"    {one_line(finding.sentence)}")
    for remark in report.notes:
        note(f"{remark.file}:{remark.line}: {remark.kind}: {one_line(remark.text)}")
        if remark.sentence:
            note(f"    {one_line(remark.sentence)}")
    cited, checked = counted(len(report.cited), "key"), counted(report.checked, "sentence")
    wrong = counted(len(findings), "finding") if findings else "nothing wrong"
    if report.open:
        verb = "is" if report.open == 1 else "are"
        wrong += f"; of the other sentences {report.open} {verb} open (unverified)"
    note(f"{cited} cited, {checked} checked: {wrong}")
