"""Lines that name a venue with its numbers: "Journal of Small Things 12 (3), 101-120, 2021"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.importers.identifiers import month_and_day

_ARXIV = re.compile(r"\b(?:arxiv|corr)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:proceedings|conference|workshop|symposium|meeting|congress|tagungsband"
    r"|advances in neural)\b|\b(?:proc|conf|symp)\.",
    re.IGNORECASE,
)
_THESIS = (
    r"\b(?:thesis|dissertation|habilitation\w*|diplomarbeit|masterarbeit|tese|tesis|thèse)\b"
)
_KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "patent",
            r"\bpatents?\b(?: app(?:lication|\.)?)?(?: no\.?)?"
            r"(?P<number>\s*(?:[A-Z]{2}\s?)?\d[\d,/.]*\d(?:\s?[A-Z]\d?\b)?)?",
        ),
        ("thesis", _THESIS),
        ("report", r"\b(?:technical|tech\.|research) rep(?:ort\b|\.)|\bworking paper\b"),
    )
)
"""Words that tell what a publication is, where its venue would stand."""
_PUBLISHER = re.compile(
    r"\b(?:press|publish\w+|verlag|books|springer|wiley|elsevier|routledge|brill|birkhäuser"
    r"|éditions|editorial|editora|edizioni)\b",
    re.IGNORECASE,
)
_PLACE_AND_HOUSE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w .,'-]{2,40}): (?P<house>[A-ZÀ-Þ][^:;]{2,60}?)(?:[;,.].*)?$"
)
"""Where a book was published, and by whom: "Dakar: Sahel Press"."""
_DEGREE = re.compile(rf"^[^,]*{_THESIS}[\s,.:–-]*", re.IGNORECASE)
_SPAN = r"[A-Za-z]?\d{1,7}(?:\s*[-–—]+\s*[A-Za-z]?\d{1,7})?"
_NUMBERS = re.compile(
    r",?\s(?:[Vv](?:ol)?\.\s*|vol\s|[Nn](?:[or][.°º]|[°º]|r?\.)\s?)?(?P<volume>\d{1,4})"
    r"(?:\s*\(\s*(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\s*\)|\s*,\s*(?:no|n|nr)[.°º]{0,2}\s*(?P<no>\d{1,4}))?"
    rf"(?:\s*[,:]\s*(?:pp?\.?\s*|S\.\s*|pages\s|[Aa]rticle\s)?(?P<pages>{_SPAN}|e[a-z]{{0,4}}\d{{3,9}}))?\s*$"
)
_PAGES = re.compile(
    r",?\s(?:pp?\.?\s*|S\.\s*)?(?P<pages>[A-Za-z]?\d{1,7}\s*[-–—]+\s*[A-Za-z]?\d{1,7})\s*$"
)
_YEAR = re.compile(r"(?:^|[,\s(]+)(?:1[5-9]|20)\d\d\)?[.,\s]*$")
_MONTH_BEHIND = re.compile(r"(?<=\d), (?P<month>[A-Z][a-z]{2,8})\.?$")


@dataclass(slots=True)
class Venue:
    """A venue's name, the kind of publication that it tells, and the numbers beside it."""

    name: str = ""
    kind: str | None = None
    extra: dict[str, str] = field(default_factory=dict)


def read_venue_line(text: str) -> Venue:
    """Return the venue that a line names, with what numbers it gives."""
    said = text.strip(" .,;")
    if not said:
        return Venue()
    if _ARXIV.search(said):
        return Venue(kind="article")
    if re.fullmatch(r"[A-Z][A-Za-z]{1,9}\W{0,2}(?:(?:19|20)?\d\d)", said):
        return Venue(said, "paper-conference")
    bare = _without_month(_YEAR.sub("", said))
    for special, pattern in _KINDS:
        if found := pattern.search(bare):
            return _unpublished(special, bare, found)
    numbers = _NUMBERS.search(bare) or _PAGES.search(bare)
    name = bare[: numbers.start()].strip(" ,") if numbers else bare
    house = name.rpartition(", ")[2] if numbers and ", " in name else ""
    house = house if _PUBLISHER.search(house) else ""
    name = name.removesuffix(house).rstrip(" ,")
    told = numbers.groupdict() if numbers else {}
    pages = re.sub(r"\s*[-–—]+\s*", "–", told.get("pages") or "")
    place = None if told or _MEETING.search(name) else _PLACE_AND_HOUSE.match(name)
    if place:
        return Venue(kind="book", extra={"publisher": place["house"], "place": place["place"]})
    if not told and _PUBLISHER.search(name) and not _MEETING.search(name):
        return Venue(kind="book", extra={"publisher": name})
    extra = {
        "volume": told.get("volume") or "",
        "issue": told.get("issue") or told.get("no") or "",
        "pages": pages,
        "publisher": house,
    }
    is_meeting = bool(_MEETING.search(said)) or bool(re.match(r"[A-Z]{3,10}\b[^a-z]*$", name))
    kind = "paper-conference" if is_meeting else "article-journal" if extra["volume"] else None
    return Venue(name, kind, extra)


def _without_month(said: str) -> str:
    """Return a venue without the month that stands behind its pages."""
    found = _MONTH_BEHIND.search(said)
    is_month = found and month_and_day(found["month"])[0]
    return said[: found.start()] if found and is_month else said


def _unpublished(kind: str, said: str, found: re.Match[str]) -> Venue:
    """Return what is in no journal: a thesis has its school, a patent its number."""
    if kind == "patent":
        return Venue(kind=kind, extra={"number": (found["number"] or "").strip()})
    place = _DEGREE.sub("", said) if kind == "thesis" else said
    return Venue(kind=kind, extra={"publisher": place.strip(" ,.;()")})
