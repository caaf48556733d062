"""Lists of references for people: in the styles of journals, by citeproc, and as Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from store.exporters.kinds import arxiv_number
from store.exporters.punctuation import mended
from store.exporters.style_items import CUT, EDITORS, style_item
from store.printable import one_line
from store.wording import authors, facts, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import Paper

STYLES = {
    "apa": "apa",
    "ieee": "ieee",
    "acm": "association-for-computing-machinery",
    "chicago": "chicago-author-date-17th-edition",
}
"""The names of styles, and the files of the Citation Style Language that they stand for."""

_STYLES = Path(__file__).parent / "styles"
_LAST_NAME_IS_CUT = re.compile(rf"(,?) (?:(?:and|&) |… ?)?{CUT}\.?")
_LAST_ARE_EDITORS = re.compile(
    rf"^(?P<names>.*?),? and (?:(?P<one>{EDITORS[False]})|{EDITORS[True]})\.?"
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$])")
_SPACE_AFTER_NUMBER = re.compile(r"^(\[\d+\])\s*")


def formatted(papers: Sequence[Paper], style: str) -> str:
    """Return a reference a line in one of `STYLES`; numbered lists keep the papers' order."""
    by_number = {str(number): paper for number, paper in enumerate(papers)}
    lines = [
        _honest(line, by_number[number])
        for number, line in _bibliography(by_number, STYLES[style])
    ]
    return "".join(f"{line}\n" for line in lines)


def markdown(papers: Sequence[Paper]) -> str:
    """Return a Markdown list of the papers in their order: authors, title, what else is
    known, key.
    """
    return "".join(f"- {markdown_line(paper)}\n" for paper in papers)


def markdown_line(paper: Paper) -> str:
    """Return authors, title, what else is known, and the key, as one line of Markdown."""
    names, name, *known = (
        escape_markdown(said).rstrip(".")
        for said in (authors(paper), title(paper), *facts(paper))
    )
    return f"{'. '.join((names, f'**{name}**', *known))}. `{one_line(paper.key)}`"


def escape_markdown(text: str) -> str:
    """Return plain text so that Markdown takes nothing in it for markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def _bibliography(papers: dict[str, Paper], style_name: str) -> list[tuple[str, str]]:
    """Return the lines of a bibliography in the order of the style, each with its paper's
    number.
    """
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    style = CitationStylesStyle(str(_STYLES / f"{style_name}.csl"), validate=False)
    if style_name == STYLES["chicago"]:
        # Chicago takes initials back with `initialize="false"` at each name, which citeproc-py
        # does not read.
        style.root.attrib.pop("initialize-with", None)
    are_editors_first = style_name == STYLES["chicago"]
    source = CiteProcJSON(
        [
            style_item(paper, number, are_editors_first=are_editors_first)
            for number, paper in papers.items()
        ]
    )
    made = CitationStylesBibliography(style, source, formatter.plain)
    for number in papers:
        made.register(Citation([CitationItem(number)]))
    made.sort()
    return list(zip(made.keys, map(str, made.bibliography()), strict=True))


def _honest(line: str, paper: Paper) -> str:
    """Say "et al." where the source cuts the list, and that a year is inferred where it is."""
    said = _SPACE_AFTER_NUMBER.sub(r"\1 ", _LAST_NAME_IS_CUT.sub(r"\1 et al.", line)).strip()
    said = _LAST_ARE_EDITORS.sub(_as_editors, said)
    said = mended(
        said, is_ahead_of_print="status" in paper.extra, has_authors=bool(paper.authors)
    )
    number = arxiv_number(paper)
    if number and not paper.venue and number not in said:
        said = f"{said} arXiv:{number}."
    return f"{said} (Year inferred.)" if paper.date and paper.date.inferred else said


def _as_editors(found: re.Match[str]) -> str:
    """Return the names of editors with what they are: "Oak, Jan, and Li Elm, eds."."""
    if found["one"]:
        return f"{found['names']}, ed."
    *first, last = found["names"].split(", ")
    return f"{', '.join(first)}, and {last}, eds."
