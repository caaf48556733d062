"""What a source says of one paper, whatever its format, and the paper that is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from store.importers.base import clean_text
from store.importers.identifiers import (
    INFERRED,
    doi_in_address,
    read_arxiv,
    read_doi,
    read_url,
    read_venue,
)
from store.importers.markup import plain_markup
from store.names import DEGREE, PersonName, read_said
from store.paper import Extra, Paper, PartialDate
from store.undated import says_no_date, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 200_000
"""Characters of an abstract that are read; the longest of real ones have a tenth of that."""
LONGEST_VALUE = 20_000
"""Characters of any other value that are read."""
LONGEST_NAME = 400
"""Characters of a name that are kept; `store.names` reads more, so that a cut is told."""
LONGEST_LIST = 600_000
"""Characters of a list of names that are read."""
_LIST_OF_AUTHORS = "list of authors"
MOST_AUTHORS = 20_000
"""Authors that are read; the longest list that is known has 15,025."""
_OTHERS = re.compile(
    r"(?:and )?(?:others|et\.? ?al\.?|…|\.\.\.|\+\d+ (?:authors|others|more))", re.IGNORECASE
)
_MAY_STAND_FOR_OTHERS = re.compile(r"others|al\b|…|\.\.\.|authors|more", re.IGNORECASE)
_CUT = re.compile(r"[,;]?\s(?:et\.? al\.?|and others|\.\.\.|…)$", re.IGNORECASE)
_FOOTNOTES = re.compile(r"(?<=.)(?:\^\([^()]*\)|\^\w|[*†‡§¶∗⁰-⁹¹²³⁽⁾]|(?<=[*†‡⁰-⁹¹²³]),)+$")
"""Marks behind a name that point to its address."""
_ORCID = re.compile(r"\s*[(\[]?(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dXx][)\]]?")
_DEGREE = re.compile(rf"(?:{DEGREE}|mph|dphil|rn)\.?", re.IGNORECASE)
_TITLE = re.compile(r"^(?:(?:Dr|Prof|Professor)\.? )+(?=\S)")
"""A title of somebody, before the name."""
_LABEL = re.compile(
    r"(?:summary|SUMMARY|Summary)\s*[:.—–]\s*"
    r"|(?:abstract|ABSTRACT|Abstract)(?:\s*[:.—–]\s*|\s+-\s+"
    r"|\s+(?=(?:We|The|This|These|In|An?|Our|To|Here|It|On|For|Background|Objectives?|Purpose|Aims?|Introduction|Motivation)\b)"
    r"|(?<=ABSTRACT)\s+(?=[A-Z]))|(?:Inter)?[Nn]ational audience\b[;.:]?\s*"
)
"""What catalogues put before an abstract."""
_NO_ABSTRACT = re.compile(
    r"\W*(?:no abstract(?: is)?(?: available| provided)?|abstract (?:is )?not available"
    r"|n/?a|none)\W*",
    re.IGNORECASE,
)
_DASHES = re.compile(r"\s*[-–—]+\s*")
_OF_PAGES = re.compile(r"^(?:pp?\.?|pages?|S\.)\s*(?=\d)", re.IGNORECASE)
_LABELS = {
    "volume": re.compile(r"^vol(?:ume|\.)?\s*(?=\d)", re.IGNORECASE),
    "issue": re.compile(r"^(?:no|nr|issue|iss)\.?\s*(?=\d)", re.IGNORECASE),
}
"""What stands before a number, and is printed by styles."""
_ENDS = tuple(":?!.–—-")
_NUMBERS = {"ISBN", "ISSN", "PMID", "PMCID"}


@dataclass(slots=True)
class Record:
    """One paper as a source describes it; values are text as it stands there."""

    line: int
    key: str = ""
    title: str = ""
    subtitle: str = ""
    authors: list[PersonName] = field(default_factory=list)
    date: PartialDate | None = None
    date_said: str = ""
    """What stands in the source where the date does."""
    abstract: str = ""
    kind: str | None = None
    category: str = ""
    """What arXiv and the like call the field."""
    keywords: Sequence[str] = ()
    venue: str = ""
    doi: str = ""
    url: str = ""
    arxiv: Sequence[str] = ()
    """Texts in which a number of arXiv's may stand."""
    affiliations: Sequence[str] = ()
    has_code: bool | None = None
    notes: Sequence[str] = ()
    extra: dict[str, str] = field(default_factory=dict)
    cut: str = ""
    """The name of a value that was cut before it came here."""
    is_plain: bool = False
    """True where the values are plain text already."""

    def too_long(self) -> str:
        """Return the name of a value that is cut, "" where none is."""
        values = {"abstract": self.abstract[LONGEST:], "title": self.title[LONGEST_VALUE:]}
        many = self.cut if self._has_all_authors() else _LIST_OF_AUTHORS
        are_cut = any(len(name.said) > LONGEST_NAME for name in self.authors[:MOST_AUTHORS])
        rest = many or ("name of an author" if are_cut else "")
        return next((name for name, left in values.items() if left), rest)

    def _has_all_authors(self) -> bool:
        return len(self.authors) <= MOST_AUTHORS and self.cut != _LIST_OF_AUTHORS

    def unread_date(self) -> str:
        """Return what stands where a date would and tells none, nor that there is none."""
        said = clean_text(self.date_said)
        is_told = self.date or status_of(said) or says_no_date(said)
        return "" if is_told else said

    def paper(self, *, source: str = "") -> Paper:
        """Return the paper: texts plain, names in parts, numbers bare."""
        say = _tidy if self.is_plain else plain
        names, are_all = without_others(self.authors[:MOST_AUTHORS])
        title, subtitle = say(self.title[:LONGEST_VALUE]), say(self.subtitle[:LONGEST_VALUE])
        keywords = [said for word in self.keywords if (said := say(word[:LONGEST_VALUE]))]
        category = say(self.category)
        lone = keywords[0] if len(keywords) == 1 else ""
        doi = read_doi(self.doi) or doi_in_address(self.url)
        in_corr = self.extra.get("volume", "").replace("abs/", "arXiv:", 1)
        arxiv = read_arxiv(*self.arxiv, self.doi, in_corr)
        venue = read_venue(say(self.venue[:LONGEST_VALUE]))
        kind = self.kind or ("article" if arxiv and not venue else None)
        return Paper(
            key="",
            title=with_subtitle(title, subtitle),
            authors=tuple(name.said for name in names),
            authors_complete=are_all and self._has_all_authors(),
            date=self._date(),
            abstract=_of_abstract(say(self.abstract[:LONGEST])),
            field=category or lone or None,
            has_code=self.has_code,
            affiliations=tuple(said for one in self.affiliations if (said := say(one))),
            venue=venue,
            doi=doi,
            arxiv_id=arxiv,
            url=read_url(self.url),
            source=source,
            kind=kind,
            extra=self._extra(say_subtitle=subtitle, keywords=keywords, category=category),
            names=tuple(name.written for name in names),
        )

    def _date(self) -> PartialDate | None:
        inferred = any(
            INFERRED.search(note) for note in (*self.notes, self.extra.get("note", ""))
        )
        return replace(self.date, inferred=True) if self.date and inferred else self.date

    def _extra(self, *, say_subtitle: str, keywords: Sequence[str], category: str) -> Extra:
        say = _tidy if self.is_plain else plain
        values = {
            name: (clean_text if name in _NUMBERS else say)(value[:LONGEST_VALUE])
            for name, value in self.extra.items()
            if value and name != "note"
        }
        if values.get("volume", "").startswith("abs/"):  # DBLP has the number of arXiv there.
            del values["volume"]
        values["pages"] = _DASHES.sub("–", _OF_PAGES.sub("", values.get("pages", "")))
        for name, label in _LABELS.items():
            if name in values:
                values[name] = label.sub("", values[name])
        values["subtitle"] = say_subtitle
        values["keywords"] = "; ".join(keywords) if len(keywords) > 1 or category else ""
        notes = (self.extra.get("note", ""), *self.notes)
        if status := status_of(self.date_said):
            values.setdefault("status", status)
        told = (without_marks(say(note[:LONGEST_VALUE])) for note in notes)
        values["note"] = " ".join(dict.fromkeys(note for note in told if note))
        return Extra(values)


def plain(text: str) -> str:
    """Return a text without markup and control characters, on one line."""
    if "<" in text or "&" in text:
        text = plain_markup(text)
    return clean_text(text)


def _of_abstract(said: str) -> str:
    """Return an abstract without what a catalogue says of it, or in its place."""
    return (
        ""
        if _NO_ABSTRACT.fullmatch(said[:60])
        else _LABEL.sub("", said, count=1)
        if _LABEL.match(said)
        else said
    )


def _tidy(text: str) -> str:
    return text


def cut_of_list(names: object) -> str:
    """Return what is cut of a text that lists more names than are read; "" of anything else."""
    return _LIST_OF_AUTHORS if isinstance(names, str) and len(names) > LONGEST_LIST else ""


def with_subtitle(title: str, subtitle: str) -> str:
    """Return a title with its subtitle, which the title may hold already."""
    if not subtitle or not title or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith(_ENDS) else f"{title}: {subtitle}"


def without_marks(note: str) -> str:
    """Return a note without what our own exports say of years that are inferred."""
    return INFERRED.sub("", note).strip(" ;.") if INFERRED.search(note) else note


def without_others(names: Iterable[PersonName]) -> tuple[list[PersonName], bool]:
    """Return the names of people, and whether they are all: "others" or "et al." stands for the
    rest.
    """
    people: list[PersonName] = []
    is_cut = False
    for name in names:
        cleaned = _cleaned(name)
        if not cleaned.family:
            continue
        if not _MAY_STAND_FOR_OTHERS.search(cleaned.said):
            people.append(cleaned)
            continue
        if _OTHERS.fullmatch(cleaned.said):
            is_cut = True
            continue
        if _OTHERS.fullmatch(cleaned.family):
            # BibTeX takes the family name of "Cy Fox et al." to be the end of it.
            is_cut = True
            cleaned = read_said(cleaned.given)
        elif _CUT.search(cleaned.family) or _CUT.search(f" {cleaned.given}"):
            is_cut = True
            given = _CUT.sub("", f" {cleaned.given}").strip()
            # BibTeX takes what "Ash, Bo, et al." has in its middle for a generation.
            family, given = _CUT.sub("", cleaned.family), given or cleaned.suffix
            cleaned = PersonName(family, given) if given else read_said(family)
        people.append(cleaned)
    return people, bool(people) and not is_cut


def _without_footnotes(part: str) -> str:
    if part[-1:].isalpha() or part[-1:] == ".":
        return part
    return _FOOTNOTES.sub("", _ORCID.sub("", part))


def _cleaned(name: PersonName) -> PersonName:
    if name.family.isalpha() and name.given.isalpha() and not name.suffix:
        # Two words of letters alone, as most names are.
        return PersonName(name.family[:LONGEST_NAME], name.given[:LONGEST_NAME])
    family, given, suffix = (
        part and _without_footnotes(plain(part[:LONGEST_NAME]))
        for part in (name.family, name.given, name.suffix)
    )
    if not family:
        family, given = given, ""
    if _DEGREE.fullmatch(given) and " " in family:
        return read_said(family)
    given = _TITLE.sub("", given)
    if _DEGREE.fullmatch(suffix):
        suffix = ""
    return PersonName(family, given, suffix, name.is_collective)
