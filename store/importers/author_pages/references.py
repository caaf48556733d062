"""One reference as people write them, in APA, IEEE and the like: who, what, where and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.venues import read_venue_line
from store.importers.identifiers import make_date, month_and_day
from store.importers.record import Record
from store.names import PersonName, read_inverted, read_said

if TYPE_CHECKING:
    from store.paper import PartialDate

_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(10\.\d{4,9}/[^\s,;\])]+)", re.IGNORECASE
)
_URL = re.compile(r"(?:(?:available|online|url|at)\W{0,3})?https?://\S+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:preprint\s+)?arxiv[:\s]\s*(?:preprint arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE
)
_PRAISE = "award|best|oral|spotlight|honou?r|nominat|invited|equal|cited"
_NOTES = re.compile(
    rf"\[[A-Za-z ]{{2,20}}\]|\((?:[^()]*\b(?:{_PRAISE})\b[^()]*)\)", re.IGNORECASE
)
_STARS = re.compile(r"(?<=\w)[*†‡§¶]+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)[a-z]?")
_YEAR_AT_END = re.compile(r"\s*[.,]\s*[\s.,]*(?:19|20)\d\d\W*$")
_APA = re.compile(
    r"(?P<who>.{2,2000}?)\s*\((?P<when>(?:19|20)\d\d[a-z]?(?:, [^()]{1,30})?|in"
    r" press|forthcoming)\)[.,:]?\s+(?P<rest>.+)"
)
_QUOTED = re.compile(
    r"(?P<who>.{0,2000}?)[,.:]?\s*[\"“„«](?P<title>[^\"“”„«»]{5,500}?)[,.]?[\"”“»][,.]?\s*(?P<rest>.*)"
)
_INITIALS = r"(?:[A-ZÀ-Þ]\.?[ -]?){1,4}"
_PARTICLES = r"(?:(?:van|von|de|der|den|di|da|la|le|du|el|al|bin|ten|ter)\s+){0,3}"
_FAMILY = rf"{_PARTICLES}[A-ZÀ-Þ][\w'’ˈ-]+(?:[ -][A-ZÀ-Þ][\w'’-]+)?"
_GIVEN_FIRST = rf"(?:[A-ZÀ-Þ]\.[ -]?){{1,4}}\s*{_FAMILY}(?:,? (?:Jr|Sr|II|III)\.?)?"
_FAMILY_FIRST = (
    rf"{_FAMILY},? (?:[A-ZÀ-Þ]\.[ -]?){{1,4}}|{_FAMILY}, {_INITIALS}(?=,|;|$| and| &)"
)
_WHOLE = rf"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-ZÀ-Þ]\.)? {_PARTICLES}[A-ZÀ-Þ][\w'’-]+"
_VANCOUVER = rf"{_FAMILY} [A-Z]{{1,3}}(?=[,;.]|$| and| &)"
_NAME = rf"(?:{_GIVEN_FIRST}|{_FAMILY_FIRST}|{_VANCOUVER}|{_WHOLE})"
_ONE_OF = re.compile(_NAME)
_JOURNAL_FOLLOWS = r"(?!\.? ?(?:[A-Z][a-z]*\.? ?){0,4}\d)"
"""An abbreviated journal looks like a name but for the number behind it: "J. Lant. Phys.
51".
"""


def _list_of(name: str) -> re.Pattern[str]:
    """Return the pattern of names of one kind, of which the last may stand behind an "and"."""
    one = rf"(?:{name})(?!\w){_JOURNAL_FOLLOWS}"
    return re.compile(
        rf"{one}(?:\s*[,;]\s*(?!and |& ){one}){{0,200}}(?:\s*[,;]?\s*(?:and|&)\s+{one})?"
        rf"(?:,? et al\.?|,? \.\.\.|,? and others)?"
    )


_LISTS = tuple(map(_list_of, (_FAMILY_FIRST, _GIVEN_FIRST, _VANCOUVER, _WHOLE)))
_SENTENCE_END = re.compile(r"(?:(?<=[a-z]{5})|(?<=\d)|(?<=\)))\.\s")
_VANCOUVER_NUMBERS = re.compile(
    r"\.? (?P<year>(?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d{1,2})?)?;(?P<volume>\d+(?:\(\d+\))?)"
    r":(?P<pages>[\w-]+)"
)
_LEAST_TITLE = 8
LONGEST = 3000
"""Characters of a reference that are read."""


def read_reference(text: str) -> Record | None:
    """Return what a reference says; None where it cannot be told apart."""
    whole = " ".join(text.split())[:LONGEST]
    doi, arxiv = _DOI.search(whole), _ARXIV.search(whole)
    whole = _VANCOUVER_NUMBERS.sub(r" \g<volume>, \g<pages> (\g<year>)", whole)
    bare = _STARS.sub(
        "", _NOTES.sub("", _URL.sub("", _DOI.sub("", _ARXIV.sub("", whole))))
    ).strip(" .;,")
    parts = _by_year(bare) or _by_quotes(bare) or _by_names_first(bare) or _by_title_first(bare)
    if parts is None:
        return None
    who, title, rest = parts
    authors = people_of(who)
    if not authors or len(title) < _LEAST_TITLE:
        return None
    venue = read_venue_line(_venue_of(rest))
    url = _URL.search(whole)
    return Record(
        line=0,
        title=_YEAR_AT_END.sub("", title).strip(' .,;“”"'),
        authors=authors,
        date=_date(bare, rest),
        kind="article" if arxiv and not venue.name else venue.kind,
        venue=venue.name,
        doi=doi[1].rstrip(".") if doi else "",
        url=""
        if url is None or "doi.org" in url[0]
        else url[0][url[0].find("http") :].rstrip(".,;)]"),
        arxiv=[arxiv[0]] if arxiv else (),
        extra=venue.extra,
    )


def people_of(who: str) -> list[PersonName]:
    """Return the names of a list in any order of family and given names."""
    text = who.strip(" ,;:")
    names = [_name(found[0]) for found in _ONE_OF.finditer(text)]
    left = _ONE_OF.sub("", text)
    if re.search(r"et al|\.\.\.|others", left):
        names.append(PersonName("et al."))
    return names if len(re.findall(r"[A-Za-zÀ-ÿ]{3,}", left.replace("and", ""))) <= 1 else []


def _name(text: str) -> PersonName:
    said = text.strip(" ,;")
    if found := re.fullmatch(
        rf"(?P<family>{_FAMILY}),? (?P<given>{_INITIALS}|[A-Z]{{1,3}})", said
    ):
        return PersonName(found["family"], found["given"].strip())
    return read_inverted(said) if "," in said else read_said(said)


def _by_year(text: str) -> tuple[str, str, str] | None:
    """APA: the year in brackets stands between authors and title."""
    found = _APA.match(text)
    if found is None or not people_of(found["who"]):
        return None
    title, rest = _first_sentence(found["rest"])
    return found["who"], title, rest


def _by_quotes(text: str) -> tuple[str, str, str] | None:
    """IEEE: the title stands in quotes; without authors before it, they stand behind."""
    found = _QUOTED.match(text)
    if found is None:
        return None
    if not found["who"].strip(" .,"):
        names = _names_at(found["rest"].lstrip(" ,."), 0)
        return (names[0], found["title"], found["rest"][names.end() :]) if names else None
    return found["who"], found["title"], found["rest"]


def _by_names_first(text: str) -> tuple[str, str, str] | None:
    """Authors, a full stop, a colon or a comma, the title, and the rest."""
    names = _names_at(text, 0)
    if names is None or names.end() >= len(text):
        return None
    between = re.match(r"\s*[.:,]\s*", text[names.end() :])
    after = text[names.end() + (between.end() if between else 0) :]
    if not between or len(after) < _LEAST_TITLE:
        return None
    if "," in between[0]:
        title, _, rest = after.partition(", ")
        if len(title) < _LEAST_TITLE or not rest:
            title, rest = _first_sentence(after)
    else:
        title, rest = _first_sentence(after)
    return names[0], title, rest


def _by_title_first(text: str) -> tuple[str, str, str] | None:
    """The title, a comma or a full stop, the authors, and the rest."""
    for found in re.finditer(r"[.,?!:]\s+(?:by\s+)?", text):
        names = _names_at(text, found.end())
        if names and found.start() >= _LEAST_TITLE and _is_list(names[0]):
            title = text[: found.start() + (text[found.start()] in "?!")]
            return names[0], title, text[names.end() :]
    return None


def _names_at(text: str, place: int) -> re.Match[str] | None:
    """Return the longest list of names that begins at a place."""
    found = (pattern.match(text, place) for pattern in _LISTS)
    return max(filter(None, found), key=re.Match.end, default=None)


def _is_list(names: str) -> bool:
    """Tell whether names are surely such: several, or one with initials."""
    return bool(re.search(r"[A-ZÀ-Þ]\.", names)) or len(_ONE_OF.findall(names)) > 1


def _first_sentence(text: str) -> tuple[str, str]:
    """Return the title that a full stop or a question mark ends, and what follows it."""
    found = re.search(r"(?<![A-Z])(?<!\bvs)(?<!\bNo)[.?!]\s+(?=[A-ZÀ-Þ\d(])", text)
    if found is None:
        return text, ""
    return text[: found.start() + (text[found.start()] in "?!")], text[found.end() :]


def _venue_of(rest: str) -> str:
    """Return the venue that what follows a title begins with."""
    bare = re.sub(r"^\W*(?:[Ii]n:?\s+)?", "", rest)
    bare = re.sub(r"[\s,(]*(?:\b[A-Z][a-z]{2,8}\.?\s+)?(?:19|20)\d\d\)?", "", bare, count=0)
    return _SENTENCE_END.split(bare.strip(" .,;()"))[0].strip(" .,;(")


def _date(text: str, rest: str) -> PartialDate | None:
    years = _YEAR.findall(rest) or _YEAR.findall(text)
    bracketed = re.search(r"\(((?:19|20)\d\d)", text)
    year = bracketed[1] if bracketed else years[-1] if years else None
    month, _ = (
        month_and_day(found[0])
        if (found := re.search(r"\b[A-Z][a-z]{2,8}\.?\s+(?:19|20)\d\d", rest))
        else (None, None)
    )
    return make_date(year, month) if year else None
