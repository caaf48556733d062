"""arXiv's own lists: the search for an author, and the pages of authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.bylines import is_surely_byline
from store.importers.identifiers import read_date
from store.importers.latex import plain_text
from store.importers.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries
    from store.paper import PartialDate

_START = re.compile(
    r"(?:\[\d+\]\s*)?arXiv:\s?(?P<number>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})(?P<rest>.*)"
)
_LABEL = re.compile(
    r"(?:(?P<label>Title|Authors?|Abstract|Comments|Journal[- ]ref(?:erence)?|DOI|Subjects"
    r"|(?:MSC|ACM|Report)[\w -]{0,20})\s?:\s|(?P<bare>Submitted|Announced|doi)\s(?=[\d;]))"
    r"(?P<rest>.*)"
)
_CATEGORY = re.compile(
    r"(?<![\w.])(?:[a-z-]+\.[A-Za-z-]{2,}|(?:hep|nucl|gr|math|quant|astro|cond)-[a-z]{2,3})(?![\w.])"
)
_ADDRESS = re.compile(r"\s?\([^()]{1,200}\)")
_FIRST = re.compile(r"v1 submitted (?P<date>[^;]+)")
_BEFORE = ("Title", "Author", "Authors", "Abstract")
"""What stands above no abstract's end but that of another paper."""
_SHORT = 8
_LESS = re.compile(r"\s*△ Less\s*$")
_MORE = re.compile(r"\s*▽ More\s*$")
FURNITURE = (
    "arxiv showing results author authors title abstract subjects submitted comments "
    "originally announced version journal reference other html formats search "
    "advanced less more sorted page pages view cite accepted "
    "eess math stat astro cond econ nucl quant physics nlin other pdf"
)
"""Words that the page has itself."""
OWN = re.compile(r"Abstract:.*▽ More|(?:[a-z-]+\.[A-Za-z-]{2,}\s*)+")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of arXiv."""
    starts = sum(bool(_START.match(line.text)) for line in lines)
    return starts > 0 and any(re.match(r"(?:Authors?|Title):", line.text) for line in lines)


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each paper of a list."""
    for start, number, inner in _records(lines):
        entries.keep(_record(start, number, inner, entries))


def _records(
    lines: Sequence[PageLine],
) -> Iterator[tuple[PageLine, re.Match[str], list[PageLine]]]:
    begun: tuple[PageLine, re.Match[str], list[PageLine]] | None = None
    for line in lines:
        if found := _START.match(line.text):
            if begun:
                yield begun
            begun = (line, found, [])
        elif begun:
            begun[2].append(line)
    if begun:
        yield begun


def _record(
    start: PageLine, found: re.Match[str], inner: list[PageLine], entries: Entries
) -> Record:
    said: dict[str, str] = {}
    label = "Title"
    is_labelled = False
    for line in inner:
        text = line.text
        if is_labelled and label == "Title" and _is_names(text):
            text = f"Authors: {text}"
        if label == "Title" and "Title" not in said and not _CATEGORY.sub("", text).strip():
            said["Subject"] = f"{said.get('Subject', '')} {text}"
            continue
        if match := _LABEL.match(text):
            named = match["label"] or match["bare"]
            if named == "doi":
                said["DOI"] = match["rest"]
                continue
            is_second = named.startswith("Author") and "Author" in said
            if is_second or ("Abstract" in said and named in _BEFORE):
                told = "a paper without its number stands here"
                entries.findings.skip(line.number, f"{told}: {text[:60]}")
                break
            label, text = named.rstrip("s").replace("-", " "), match["rest"]
            is_labelled = is_labelled or label == "Title"
        elif label in ("Submitted", "Comment") and len(text) > _SHORT:
            told = f"this belongs to no paper that is known here: {text[:60]}"
            entries.findings.warn_at(line.number, told)
        said[label] = f"{said.get(label, '')} {text}".strip()
        if label in ("Comment", "Submitted") and not match:
            break
    abstract = said.get("Abstract", "")
    if _MORE.search(abstract):
        entries.findings.warn_at(start.number, "the abstract is cut on the page, and left out")
        abstract = ""
    submitted = said.get("Submitted", "")
    first = _FIRST.search(submitted)
    categories = _CATEGORY.findall(f"{found['rest']} {said.get('Subject', '')}")
    return Record(
        line=start.number,
        title=plain_text(said.get("Title", "")),
        authors=people(_ADDRESS.sub("", said.get("Author", ""))),
        date=read_date(first["date"] if first else submitted.split(";")[0])
        or _date_of(found["number"]),
        abstract=plain_text(_LESS.sub("", abstract)),
        kind="article",
        category=categories[0] if categories else "",
        doi=said.get("DOI") or found["rest"].partition("doi ")[2],
        arxiv=[f"arXiv:{found['number']}"],
        notes=[said.get("Comment", "")],
        extra={"journal-ref": said.get("Journal ref", "")},
    )


def _is_names(text: str) -> bool:
    """Tell whether a line below a title has the authors, whose label some lists leave out."""
    return not _LABEL.match(text) and is_surely_byline(_ADDRESS.sub("", text))


def _date_of(number: str) -> PartialDate | None:
    """Return the month that a number tells: 2401.00001 is of January 2024."""
    if not (found := re.match(r"(\d{2})(\d{2})\.", number)):
        return None
    return read_date(f"20{found[1]}-{found[2]}")
