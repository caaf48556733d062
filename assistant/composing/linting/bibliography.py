"""A bibliography as what a draft may cite: its entries with their lines, what else they name,
and what cannot be read of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.composing.linting.cite_commands import COMMENT
from assistant.composing.linting.finding import Finding, FindingKind
from assistant.composing.linting.marks import line_at
from store.importers import read_papers
from store.importers.bibtex import BibtexEntry, read_entries, record_of
from store.importers.entries import Entries
from store.importers.sources import Source
from store.merging.identity import bare_arxiv, bare_doi, contradict
from store.paper import Paper
from store.text import fold

if TYPE_CHECKING:
    from pathlib import Path

_GAP = r"(?:\s|%[^\n]*\n)*"
_BIBITEM = re.compile(
    rf"^[^%\n]*?\\bibitem(?:{_GAP}\[(?:[^\[\]]|\[[^\]]*\])*\])?{_GAP}\{{(?P<key>[^{{}}]+)\}}",
    re.MULTILINE,
)
_END = re.compile(rf"{COMMENT.pattern}|(?P<end>\\end\{{document\}})")
_BLX_ENTRY = re.compile(r"\\entry\{(?P<key>[^{}]+)\}\{[a-z]+\}\{")
_LISTS = ("ids", "crossref", "xref", "xdata", "entryset", "related")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a bibliography."""

    paper: Paper
    file: str
    line: int
    aliases: tuple[str, ...] = ()
    """Other keys that it may be cited by."""
    names: tuple[str, ...] = ()
    """Keys of the entries that it takes something from."""
    is_listed: bool = False
    """True where the bibliography is what LaTeX made, which holds what is cited anyway."""


def read_bibliography(path: Path, text: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a `.bib`, a `.bbl` or CSL-JSON, and findings for blocks that cannot
    be read and keys given twice.
    """
    if path.suffix.lower() == ".json":
        return _entries_of_json(path, text), []
    if path.suffix.lower() == ".bbl":
        return _listed_entries(path, text, is_made=True), []
    collected = Entries(Source(path.name, text))
    entries, findings = [], []
    lines: dict[str, int] = {}
    for entry in read_entries(text, collected):
        key, line = entry.block.key, entry.block.line
        if not key:
            told = "this entry has no key, so that nothing can cite it"
            findings.append(Finding(str(path), line, FindingKind.UNREADABLE, (), told))
            continue
        if key in lines:
            text_ = f"the key {key} is given twice"
            findings.append(Finding(str(path), line, FindingKind.SAME_KEY, (key,), text_))
            continue
        lines[key] = line
        entries.append(_entry(entry, path))
    for skipped in collected.findings.skipped:
        line = int(skipped.source.rpartition(":")[2])
        told = f"this entry cannot be read: {skipped.reason}"
        findings.append(Finding(str(path), line, FindingKind.UNREADABLE, (), told))
    return entries, findings


def _entries_of_json(path: Path, text: str) -> list[Entry]:
    """Return the entries of what reference managers write as JSON, each at its key's line."""
    entries = []
    for paper in read_papers(path).papers:
        keys = (paper.key, *aliases(paper))
        place = max(text.find(f'"{key}"') for key in keys)
        line = line_at(text, place) if place >= 0 else 1
        entries.append(Entry(paper, str(path), line, aliases=keys[1:]))
    return entries


def own_entries(path: Path, text: str) -> list[Entry]:
    """Return the entries of a list of references that a LaTeX source has in itself."""
    # What follows the document is never read.
    end = next((found.start() for found in _END.finditer(text) if found["end"]), len(text))
    return _listed_entries(path, text[:end], is_made=False)


def shared_identity(mine: Paper, other: Paper) -> str:
    """Return in words what tells that two papers are one, "doi 10.1/x"; "" where nothing does,
    or authors, years or numbers say that they are two.
    """
    if bare_doi(mine) and bare_doi(mine) == bare_doi(other):
        return f"doi {bare_doi(mine)}"
    if bare_arxiv(mine) and bare_arxiv(mine) == bare_arxiv(other):
        return f"arXiv {bare_arxiv(mine)}"
    title = plain_title(mine.title)
    if title and title == plain_title(other.title) and not contradict(mine, other):
        return f"title “{title}”"
    return ""


def identities(paper: Paper) -> list[str]:
    """Return what another entry of the same paper may have too."""
    numbers = (bare_doi(paper), bare_arxiv(paper), plain_title(paper.title))
    return [f"{kind}{number}" for kind, number in zip("dat", numbers, strict=True) if number]


def aliases(paper: Paper) -> tuple[str, ...]:
    """Return the other keys that a paper may be cited by."""
    return _keys(paper.extra.get("ids", ""))


def plain_title(title: str) -> str:
    """Return the words of a title as two entries of one paper may share them."""
    return " ".join(re.findall(r"\w+", fold(title)))


def _entry(entry: BibtexEntry, path: Path) -> Entry:
    fields = {name: _keys(entry.fields.get(name, "")) for name in _LISTS}
    paper = replace(record_of(entry.block, entry.fields).paper(), key=entry.block.key)
    return Entry(
        paper,
        str(path),
        entry.block.line,
        aliases=fields["ids"],
        names=tuple(key for name in _LISTS[1:] for key in fields[name]),
    )


def _keys(value: str) -> tuple[str, ...]:
    return tuple(key for key in re.split(r"[\s,]+", value.strip()) if key)


def _listed_entries(path: Path, text: str, *, is_made: bool) -> list[Entry]:
    """Return what a `.bbl` or a source lists, BibTeX's or biber's: its keys, since all else is
    set already.
    """
    entries = []
    for match in sorted(
        (*_BIBITEM.finditer(text), *_BLX_ENTRY.finditer(text)), key=re.Match.start
    ):
        paper = Paper(match["key"].strip(), "", (), True, None, "", None, None)  # noqa: FBT003
        line = line_at(text, match.start("key"))
        entries.append(Entry(paper, str(path), line, is_listed=is_made))
    return entries
