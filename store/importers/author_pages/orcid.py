"""ORCID's public records: title, journal, date with the kind, numbers, contributors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.people import people
from store.importers.identifiers import read_date
from store.importers.record import Record
from store.names import PersonName, read_said

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
_BEGINS_DATED = re.compile(r"\d{4}(?:-\d\d){0,2} \| ")
_DETAIL = re.compile(
    r"(?:DOI|ISSN|ISBN|EID|PMID|PMC|WOSUID|Part"
    r" of\b.*|Source(?:-work-id)?|CONTRIBUTORS|Contributors|URI|arXiv|Show more"
    r" detail|Show more|show more|URL|OTHER-ID|Preferred|Self-asserted source)\b.*"
    r"|https?://\S+|Sort|Sort by .*"
)
_NUMBERED = re.compile(r"(?P<name>DOI|ISBN|ISSN|PMID|PMC|ARXIV|arXiv)\s?:\s?(?P<value>\S.*)")
FURNITURE = (
    "https orcid works source crossref metadata search scopus elsevier contributors "
    "show more detail preferred journal article conference paper book chapter "
    "dissertation thesis other preprint data issn isbn pmid part wosuid version work "
    "group datacite wizard clarivate researcherid europe pubmed central base "
    "bielefeld dimensions isni publons reviewer recognition service"
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
    owner = None if _HEAD.match(lines[0].text) else read_said(lines[0].text)
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
    for line in reversed(lines[:place]):
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
