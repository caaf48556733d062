"""One reference as people write them, in APA, IEEE and the like: who, what, where and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from store.importers.author_pages.journal_numbers import with_plain_numbers
from store.importers.author_pages.listed_names import CAPITALS, people_of
from store.importers.author_pages.reference_styles import (
    ANY_YEAR,
    LEAST_TITLE,
    UNDATED,
    UNTITLED,
    names_others,
    part_by_marks,
    part_by_names,
    part_of_owner,
    without_editors,
)
from store.importers.author_pages.venues import Venue, read_venue_line
from store.importers.identifiers import make_date, month_and_day
from store.importers.record import Record
from store.names import PersonName, write_names

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from store.paper import PartialDate


class _Marked(NamedTuple):
    """A pattern in any case, and a sign without which it is nowhere: seldom must it be looked
    for.
    """

    sign: str
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the pattern first stands."""
        return self.pattern.search(text) if self.sign in text.lower() else None

    def taken_out(self, text: str) -> str:
        """Return the text without what the pattern finds."""
        return self.pattern.sub("", text) if self.sign in text.lower() else text


def _marked(sign: str, pattern: str) -> _Marked:
    return _Marked(sign, re.compile(pattern, re.IGNORECASE))


_DOI = _marked("10.", r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(10\.\d{4,9}/[^\s,;\])]+)")
_URL = _marked("://", r"(?:(?:available|online|url|at)\W{0,3})?https?://\S+")
_ARXIV = _marked(
    "arxiv", r"(?:preprint\s+)?arxiv[:\s]\s*(?:preprint arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?"
)
_PRAISE = "award|best|oral|spotlight|honou?r|nominat|invited|equal|cited"
_NOTES = re.compile(
    rf"\[[A-Za-z ]{{2,20}}\]|\((?:[^()]*\b(?:{_PRAISE})\b[^()]*)\)"
    r"|[.,;]\s*(?:best|outstanding|distinguished|honou?rable|winner|finalist|spotlight)\b"
    r"[^.,;()]{0,40}\b(?:award|prize|mention|finalist|presentation)\b[^.,;()]{0,20}\W*$",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?<=\w)[*†‡§¶]+")
_YEAR = re.compile(r"(?<![\d–-])((?:19|20)\d\d)(?!\d|\s?[–-]\s?\d)[a-z]?")
_LAST_YEAR = re.compile(rf"[,.]\s(?P<year>{ANY_YEAR})\W*$")
_YEAR_AT_END = re.compile(r"\s*[.,]\s*[\s.,]*(?:19|20)\d\d\W*$")
DATED = re.compile(
    rf"(?<!\d)(?:19|20)\d\d(?!\d)|\({ANY_YEAR}[a-z]?\)|[,.]\s{ANY_YEAR}\W*$|\((?:{UNDATED})\)"
    r"|\. (?:Forthcoming|In [Pp]ress)\."
)
"""What tells that a text may be a reference: a year, or that there is none yet."""
_BRACKETED = re.compile(rf"\((?P<year>{ANY_YEAR})[a-z]?(?:, (?P<month>[^()]{{3,30}}))?\)")
_MONTH = re.compile(rf"\b[A-Z][a-z]{{2,8}}\.?\s+(?:\d{{1,2}},\s+)?{ANY_YEAR}")
_OF_VANCOUVER = re.compile(
    r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?;\s?\d|;\s?(?:19|20)\d\d[.\s]"
)
"""A year beside a semicolon, which that style alone has."""
_PUBMED = _marked(
    "pmid", r"[;,.]?\s*\bPMID:?\s{0,3}(?P<number>\d{4,9})\b\.?(?:;?\s*PMCID:?\s*PMC\d+\.?)?"
)
_EPUB = _marked("epub", r"\.?\s*\bEpub (?:19|20)\d\d(?: [A-Z][a-z]{2})?(?: \d{1,2})?\.?")
_STATE = re.compile(rf"[(.,]\s*(?P<said>{UNDATED})(?=[).,]|$)", re.IGNORECASE)
_STATE_AT_END = re.compile(rf"\s*\((?:{UNDATED})\)\W*$", re.IGNORECASE)
_OF_HAL = re.compile(r"[.\s]*⟨(?P<said>[^⟨⟩]{1,200})⟩\.?")
_DEGREE_ENDED = re.compile(r"(?:(?<=\b[Tt]hesis)|(?<=\b[Dd]issertation))\. (?=[A-Z])")
_IN_BEFORE = re.compile(
    rf"^\W*(?:(?:[Rr]evise (?:and|&) [Rr]esubmit|R\s?&\s?R|(?i:{UNDATED}))"
    r"(?: at| in| by)?[,:]?\s+)?(?:[Ii]n:?\s+)?"
)
"""What may stand before a venue: how far the work has come, and "in"."""
_WHEN_BEHIND = re.compile(
    r"[\s,(]*(?:\b(?P<month>[A-Z][a-zéûä]{2,8}\.?)\s+)?(?:19|20)\d\d(?![/-]\d)\)?"
)
_SENTENCE_END = re.compile(r"(?:(?<=[a-z]{5})|(?<=\d)|(?<=\)))\.\s(?!\d{1,4}[(,:])")
_IN_BOOK = re.compile(
    r"In:? (?P<editors>.{3,300}?)(?: \((?:Eds?|Hrsg|Hg)\.\)[,:]?|, editors?[.,])"
    r" (?P<book>.{4,300}?)"
    r"(?: \((?:[^()]{1,20}, )?pp?\. ?(?P<pages>\d[\d–-]*)\))?(?:\. (?P<publisher>.+))?$"
)
_IN_PAGES = re.compile(
    r"In:? (?P<book>.{4,300}?) \((?:vol\. (?P<volume>\d+), )?pp?\. ?(?P<pages>\d[\d–-]*)\)"
    r"(?:\. (?P<publisher>.+))?$",
    re.IGNORECASE,
)
_HOUSE_BEHIND = re.compile(
    rf"(?:(?P<more>[{CAPITALS}][^.:\d]{{3,100}})\. )?(?P<place>[{CAPITALS}][^.:,\d]{{2,40}}): "
    rf"(?P<publisher>[{CAPITALS}][^.:;,\d]{{2,60}})[.,;]?(?:\s*(?:19|20)\d\d)?\W*$"
)
"""A place and a publisher behind a book's title, of which a part may come first."""
_PAGES_BEHIND = re.compile(
    r"[\s.,;]*(?:(?:19|20)\d\d)?[\s.,;:]*(?:pp?\.|S\.)\s?(?P<pages>\d[\d–-]*)\W*$"
)
_IN_EDITED = re.compile(
    r"In:? (?P<book>.{4,300}?),? (?:\(?[Ee]d(?:s?\.|ited) by|[Hh]rsg\. von)"
    r" (?P<editors>.{3,300}?)(?:, (?:pp?\. ?)?(?P<pages>\d[\d–-]*))?\)?\."
    r"(?: (?P<publisher>.+))?$"
)
_EDITION = re.compile(r"\s*\((?P<edition>\d{1,2})(?:st|nd|rd|th) ed\.\)$")
_EDITION_BEHIND = re.compile(
    r"\W*(?P<edition>\d{1,2})(?:st|nd|rd|th|ª|e|\.)? ?(?:ed|edn|Aufl)\.,?\s*"
)
_DESCRIBED = re.compile(r"\s*\[(?P<said>[^\[\]]{4,120})\]$")
_QUOTES = ("“", "”", '"')
_ONE_WORD = re.compile(rf"[{CAPITALS}][\w'’-]{{3,}}[?!]?")
_NAMED = re.compile(rf"\W*(?:[Ii]n:? )?[{CAPITALS}]\w")
"""How the name of a venue begins."""
_SINGLE_QUOTED = re.compile(r"(?<=[,.] )['‘]([^'’\n]{3,300}?)['’](?=[,.] )")
_PUBLICATION_NUMBER = re.compile(r" \(Publication No\. [^()]{1,30}\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,2})(?=\S)([^*_]{1,500}?)(?<=\S)\1(?![\w*])")
_LINKED = re.compile(r"\[(?P<said>[^\[\]]{1,300})\]\((?:https?://|/|\./)[^()\s]{1,500}\)")
_LEAST_MARKED = 3
"""Letters of a title that stands in quotes or behind a year."""
LONGEST = 3000
"""Characters of a reference that are read."""


def read_reference(
    text: str, known: AbstractSet[str] = frozenset(), owner: PersonName | None = None
) -> Record | None:
    """Return what a reference says; None where it cannot be told apart.

    One of those who are known may stand alone behind a title; the owner of a page, who leaves
    himself out, is an author of what names none or those "with" whom it was written.
    """
    whole = _without_markdown(" ".join(text.split())[:LONGEST])
    whole = _OF_HAL.sub(_number_of_hal, whole) if "⟨" in whole else whole
    doi, arxiv, pubmed = (each.search(whole) for each in (_DOI, _ARXIV, _PUBMED))
    state = _STATE.search(whole)
    is_vancouver = ";" in whole and bool(_OF_VANCOUVER.search(whole))
    if "hesis. " in whole or "issertation. " in whole:
        whole = _DEGREE_ENDED.sub(", ", whole)
    whole = with_plain_numbers(_EPUB.taken_out(_PUBMED.taken_out(whole)))
    whole = _STATE_AT_END.sub("", _PUBLICATION_NUMBER.sub("", whole))
    if "'" in whole or "‘" in whole:
        whole = _SINGLE_QUOTED.sub(r"“\1”", whole)
    bare = _URL.taken_out(_DOI.taken_out(_ARXIV.taken_out(whole)))
    bare = _STARS.sub("", _NOTES.sub("", bare)).strip(" .;,")
    bare, editors = without_editors(bare)
    marked = part_by_marks(bare, owner)
    parts = marked or part_by_names(bare, known, is_vancouver=is_vancouver)
    if owner and not marked and (parts is None or names_others(bare)):
        parts = part_of_owner(bare, owner) or parts
    if parts is None:
        return None
    authors, title, rest = parts
    is_short = len(title) < (_LEAST_MARKED if marked else LEAST_TITLE)
    is_short = is_short and not (_ONE_WORD.fullmatch(title) and _NAMED.match(rest))
    is_none = UNTITLED.fullmatch(title) or not re.search(r"[^\W\d_]{2}", title)
    if not authors or is_short or is_none:
        return None
    url = _URL.search(whole)
    title, venue = _title_and_venue(_unquoted(_YEAR_AT_END.sub("", title)), rest)
    if editors:
        venue.extra["editors"] = write_names(authors)
        venue.kind = venue.kind or "book"
    return Record(
        line=0,
        title=title,
        authors=[] if editors else authors,
        date=_date(bare, rest),
        date_said=state["said"] if state else "",
        kind="article" if arxiv and not venue.name else venue.kind,
        venue=venue.name,
        doi=doi[1].rstrip(".") if doi else "",
        url=""
        if url is None or "doi.org" in url[0]
        else url[0][url[0].find("http") :].rstrip(".,;)]"),
        arxiv=[arxiv[0]] if arxiv else (),
        extra=venue.extra | {"PMID": pubmed["number"] if pubmed else ""},
    )


def read_whereabouts(text: str) -> tuple[Venue, str]:
    """Return where a line says that a work appeared, and its DOI."""
    whole = " ".join(text.split())[:LONGEST]
    doi, pubmed = _DOI.search(whole), _PUBMED.search(whole)
    numbered = with_plain_numbers(_EPUB.taken_out(_PUBMED.taken_out(whole)))
    bare = _URL.taken_out(_DOI.taken_out(numbered)).strip(" .;,")
    venue = read_venue_line(_venue_of(bare))
    venue.extra["PMID"] = pubmed["number"] if pubmed else ""
    return venue, doi[1].rstrip(".") if doi else ""


def _without_markdown(text: str) -> str:
    """Return a text without emphasis; what is linked stays where it is more than a button."""
    bare = _EMPHASIS.sub(r"\2", text) if "*" in text or "_" in text else text
    return _LINKED.sub(lambda found: found["said"] if " " in found["said"] else "", bare)


def _number_of_hal(found: re.Match[str]) -> str:
    """Return a number in angle brackets as others write it; of HAL's own nothing stays."""
    said = found["said"]
    return f" doi:{said}." if said.startswith("10.") else f" {said}" if "ar" in said[:2] else ""


def _unquoted(title: str) -> str:
    """Return a title without the quotes that stand around all of it, or are left over."""
    bare = title.strip(" .,;")
    is_quoted = bare[:1] in _QUOTES and bare[-1:] in _QUOTES
    is_odd = sum(bare.count(quote) for quote in _QUOTES) == 1
    return bare.strip('“”"') if is_quoted or is_odd else bare


def _title_and_venue(title: str, rest: str) -> tuple[str, Venue]:
    """Return the title without what stands in brackets behind it, and where it is from."""
    if found := _IN_BOOK.match(rest) or _IN_EDITED.match(rest):
        editors = write_names(people_of(found["editors"]))
        numbers = {
            "editors": editors,
            "pages": found["pages"] or "",
            **_house(found["publisher"] or ""),
        }
        if behind := _PAGES_BEHIND.search(found["publisher"] or ""):
            numbers["pages"] = numbers["pages"] or behind["pages"]
        return title, Venue(found["book"], "chapter", numbers)
    if ": " in rest and (found := _HOUSE_BEHIND.match(rest)):
        # What stands between a title and its place and publisher is of the title.
        whole = f"{title}. {found['more']}" if found["more"] else title
        house = {name: found[name] for name in ("place", "publisher")}
        return whole, Venue(kind="book", extra=house)
    if found := _IN_PAGES.match(rest):
        numbers = {name: said.strip(" .") for name, said in found.groupdict("").items()}
        book = read_venue_line(numbers.pop("book"))
        return title, Venue(book.name, book.kind or "chapter", numbers)
    if found := _DESCRIBED.search(title):
        described = read_venue_line(found["said"])
        if described.kind == "thesis":
            return title[: found.start()], described
    edition = _EDITION_BEHIND.match(rest)
    venue = read_venue_line(_venue_of(rest[edition.end() :] if edition else rest))
    if edition:
        extra = {**venue.extra, "edition": edition["edition"]}
        return title, Venue(venue.name, venue.kind or "book", extra)
    if found := _EDITION.search(title):
        return title[: found.start()], Venue(
            venue.name, venue.kind or "book", {**venue.extra, "edition": found["edition"]}
        )
    return title, venue


def _house(said: str) -> dict[str, str]:
    """Return the publisher, and the place before him: "Kiel: Nord 2016, S. 3–19"."""
    bare = _YEAR_AT_END.sub("", _PAGES_BEHIND.sub("", said)).strip(" .,;")
    place, colon, house = bare.partition(": ")
    return {"publisher": house if colon else bare} | ({"place": place} if colon else {})


def _venue_of(rest: str) -> str:
    """Return the venue that what follows a title begins with."""
    bare = _WHEN_BEHIND.sub(_without_when, _IN_BEFORE.sub("", rest))
    return _SENTENCE_END.split(bare.strip(" .,;()"))[0].strip(" .,;(")


def _without_when(found: re.Match[str]) -> str:
    """Return what is left of a year with what may be its month: "Chem. 2020" has none."""
    word = found["month"]
    return f" {word}" if word and month_and_day(word)[0] is None else ""


def _date(text: str, rest: str) -> PartialDate | None:
    bracketed = _BRACKETED.search(text)
    year = bracketed["year"] if bracketed else _bare_year(text, rest)
    month, day = month_and_day((bracketed["month"] if bracketed else "") or "")
    if year and month is None and (named := _MONTH.search(rest)) and year in named[0]:
        month, day = month_and_day(named[0].replace(year, ""))
    return make_date(year, month, day)


def _bare_year(text: str, rest: str) -> str | None:
    years: list[str] = _YEAR.findall(rest) or _YEAR.findall(text)
    last = _LAST_YEAR.search(text)
    return years[-1] if years else last["year"] if last else None
