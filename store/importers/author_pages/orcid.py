"""ORCID's public records: title, journal, date with the kind, numbers, contributors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.furniture import is_furniture
from store.importers.identifiers import read_date
from store.importers.odd_names import words_of_no_name
from store.importers.record import Record
from store.names import PersonName, is_collective, read_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.importers.author_pages.reading import PageLine
    from store.importers.entries import Entries

_DATED = re.compile(
    r"(?:(?P<date>(?:1[5-9]|20)\d\d(?:-\d\d){0,2}) \| )?"
    r"(?P<kind>[A-Za-z][a-z]+(?:[ /_-][A-Za-z]+){0,2})(?: \| .{1,80})?"
)
_KINDS = {
    "journal article": "article-journal",
    "conference paper": "paper-conference",
    "conference abstract": "paper-conference",
    "conference poster": "paper-conference",
    "conference proceedings": "paper-conference",
    "edited book": "book",
    "lecture speech": "speech",
    "conference presentation": "speech",
    "newspaper article": "article-newspaper",
    "book review": "review-book",
    "encyclopedia entry": "entry-encyclopedia",
    "dictionary entry": "entry-dictionary",
    "manual": "book",
    "website": "webpage",
    "online resource": "webpage",
    "blog post": "post-weblog",
    "newsletter article": "article-magazine",
    "supervised student publication": "document",
    "translation": "book",
    "annotation": "document",
    "image": "graphic",
    "video": "motion_picture",
    "research tool": "software",
    "technical standard": "standard",
    "book": "book",
    "book chapter": "chapter",
    "dissertation": "thesis",
    "dissertation or thesis": "thesis",
    "dissertation thesis": "thesis",
    "preprint": "article",
    "working paper": "manuscript",
    "report": "report",
    "data set": "dataset",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "magazine article": "article-magazine",
    "review": "review",
    "other": "document",
}
_HEAD = re.compile(r"Works \(\d|Works$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/\d|\b(?:\d{4}-){3}\d{3}[\dX]\b")
_NAMED = re.compile(r"Name(?:\s*:\s*|\t+|$)(?P<name>.*)")
_LABEL = re.compile(r"\W*(?:ORCID(?: iD)?)?\W*$", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"\s*\([^()]*\)$")
_NO_NAME = re.compile(r"[\d?!:;/|@&]")
_NEAR = 3
"""Lines above the address, or behind "Name", among which the owner's name stands; or above a
date, of which two are the work's.
"""
_MOST_WORDS, _LONGEST = 6, 200
_BEGINS_DATED = re.compile(r"\d{4}(?:-\d\d){0,2} \| ")
_DETAIL = re.compile(
    r"DOI\b[\s:]*\S*|(?:ISSN|ISBN|EID|PMID|PMC|WOSUID|Part"
    r" of\b.*|Source(?:-work-id)?|CONTRIBUTORS|Contributors|URI|arXiv|Show more"
    r" detail|Show more|show more|URL|OTHER-ID|Preferred|Self-asserted source)\b.*"
    r"|https?://\S+|Sort|Sort by .*|Items per page.*|[\d,]+ [–-] [\d,]+ of [\d,]+"
)
_NUMBERED = re.compile(r"(?P<name>DOI|ISBN|ISSN|PMID|PMC|ARXIV|arXiv)\s?:\s?(?P<value>\S.*)")
FURNITURE = (
    "https orcid works source crossref metadata search scopus elsevier contributors "
    "show more detail preferred journal article conference paper book chapter "
    "dissertation thesis other preprint data issn isbn pmid part wosuid version work "
    "group datacite wizard clarivate researcherid europe pubmed central base "
    "bielefeld dimensions isni publons reviewer recognition service sort name"
)
"""Words that the page has itself."""
OWN = re.compile(r"(?:URI|OTHER-ID|EID|WOSUID)\b.*")
"""Lines that the page has itself."""


def is_make(lines: Sequence[PageLine]) -> bool:
    """Tell whether the lines are those of ORCID."""
    is_named = any("orcid.org/" in line.text or _HEAD.match(line.text) for line in lines)
    return is_named and any(_is_dated(line.text) for line in lines)


def read(lines: Sequence[PageLine], entries: Entries) -> None:
    """Read each work: what stands above its date is the title, and the journal."""
    owner = _owner(lines)
    places = [place for place, line in enumerate(lines) if _is_dated(line.text)]
    for place, following in zip(places, [*places[1:], len(lines)], strict=True):
        above = _above(lines, place)
        if not above:
            entries.findings.skip(lines[place].number, "no title stands above this date")
            continue
        details = [
            line.text for line in lines[place + 1 : following] if _DETAIL.fullmatch(line.text)
        ]
        if _BEGINS_DATED.match(above[0].text):
            entries.findings.warn_at(
                above[0].number, f"this may be no title: {above[0].text[:60]}"
            )
        _keep(above, lines[place].text, details, owner, entries)


def _owner(lines: Sequence[PageLine]) -> PersonName | None:
    """Return whose page it is: the name behind "Name", or above the address; None where neither
    stands above the works.
    """
    ends = (n for n, line in enumerate(lines) if _HEAD.match(line.text) or _is_dated(line.text))
    texts = [line.text[:_LONGEST] for line in lines[: next(ends, len(lines))]]
    said: list[str] = []
    for place, text in enumerate(texts):
        if found := _NAMED.fullmatch(text):
            said = [found["name"], *texts[place + 1 : place + 2]]
            break
    for place, text in enumerate(texts):
        if found := _ADDRESS.search(text):
            above = texts[max(0, place - _NEAR) : place]
            said += [_LABEL.sub("", text[: found.start()]), *reversed(above)]
            break
    bare = (_BESIDE_NAME.sub("", each).strip() for each in said)
    return next((read_said(each) for each in bare if _is_name(each)), None)


def _is_name(text: str) -> bool:
    """Tell whether a line may be a person's name, and is none of the page's own."""
    words = text.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and not (is_furniture(text) or is_collective(text) or _NO_NAME.search(text))
        and not (words[0][:1].islower() or words[-1][:1].islower() or words_of_no_name(text))
    )


def _is_dated(text: str) -> bool:
    found = _DATED.fullmatch(text)
    return found is not None and _plain(found["kind"]) in _KINDS and " | " in text


def _plain(kind: str) -> str:
    """Return a kind as it stands in the table: "journal-article" is "journal article"."""
    return re.sub(r"[/_-]", " ", kind.lower())


def _above(lines: Sequence[PageLine], place: int) -> list[PageLine]:
    """Return the title and the journal above a date, down from what belongs to the work
    before.
    """
    above: list[PageLine] = []
    for line in reversed(lines[max(0, place - _NEAR) : place]):
        text = line.text
        if len(above) == 2 or _DETAIL.fullmatch(text) or _is_dated(text) or _HEAD.match(text):
            break
        above.append(line)
    return above[::-1]


def _keep(
    above: list[PageLine],
    dated: str,
    details: list[str],
    owner: PersonName | None,
    entries: Entries,
) -> None:
    date, kind = dated.split(" | ")[:2]
    numbers = {
        found["name"].upper(): found["value"]
        for text in details
        if (found := _NUMBERED.fullmatch(text))
    }
    listed = next(
        (text.partition(":")[2] for text in details if text.upper().startswith("CONTRIBUTORS")),
        "",
    )
    known = [owner, PersonName("et al.")] if owner else []
    authors = people(listed) if listed.strip() else known
    entries.keep(
        Record(
            line=above[0].number,
            title=above[0].text,
            authors=authors,
            date=read_date(date),
            kind=_KINDS[_plain(kind)],
            venue=above[1].text if len(above) > 1 else "",
            doi=numbers.get("DOI", ""),
            arxiv=[f"arXiv:{numbers.get('ARXIV', '')}"],
            extra={"PMID": numbers.get("PMID", ""), "ISBN": numbers.get("ISBN", "")},
        )
    )
