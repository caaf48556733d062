"""How a reference is parted into its authors, its title and what follows, in the styles that
people write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.author_pages.listed_names import (
    CAPITALS,
    FULL_NAMES,
    INITIALS_BEHIND,
    VANCOUVER_NAMES,
    is_list,
    names_at,
    people_of,
)
from store.importers.author_pages.title_ends import first_sentence
from store.names import PersonName, is_collective

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

ANY_YEAR = r"(?:1[5-9]|20)\d\d"
UNDATED = "in press|forthcoming|to appear|under review|accepted|submitted|n\\.? ?d\\.?"
_APA = re.compile(
    rf"(?P<who>.{{2,2000}}?)\s*\((?P<when>(?:{ANY_YEAR}/)?{ANY_YEAR}[a-z]?"
    r"(?:, [^()]{1,30})?"
    rf"|{UNDATED})\)[.,:]?\s+(?P<rest>.+)"
)
_AUTHOR_DATE = re.compile(
    rf"(?P<who>[^\"“”„«»]{{2,300}}?)[.,]?\s(?P<when>{ANY_YEAR}|Forthcoming|In [Pp]ress)[a-z]?"
    r"\.\s+(?P<rest>.+)"
)
UNTITLED = re.compile(
    rf"in .{{4,200}}\(eds?\b.*|&.*"
    rf"|\W*(?:preprint|available|retrieved|accessed|{UNDATED})(?: at| from| to)?[\W\d]*",
    re.IGNORECASE,
)
"""What stands where a title would, and is none."""
_QUOTED = re.compile(
    r"(?P<who>.{0,2000}?)[,.:]?\s*[\"“„«](?P<title>[^\"“”„«»]{3,500}?)[,.]?[\"”“»][,.]?\s*(?P<rest>.*)"
)
_OPENING = ('"', "“", "„", "«")
WITH = re.compile(
    r"\((?:[Jj]oint(?:ly)? |[Cc]o-?authored )?[Ww]ith (?P<names>[^()]{3,300})\)[,.;:]?\s*"
)
"""Whom a list names beside the one whose it is."""
WITH_BEFORE = re.compile(
    rf"\W*(?:{ANY_YEAR}[^\w(]+)?(?:"
    r"\((?:[Jj]oint(?:ly)? )?[Ww]ith (?P<beside>[A-Z][^()]{3,300})\)[.,:;]?"
    r"|(?:Joint(?:ly)? )?[Ww]ith (?P<names>[A-Z][^()\"“„«]{3,300}?)(?<!\b[A-Z])[.:;]"
    r")(?:\s+|$)"
)
"""The same, before the title."""
_BY_COMMAS = re.compile(
    r"(?P<title>.{8,300}?), (?P<rest>[A-Z][^,\d]{3,80},? (?:[Vv]ol\. ?)?\d.*)"
)
"""A title, a comma, and a journal with its numbers."""
_EDITED = re.compile(r"(?:\((?:[Ee]ds?|Hrsg|Hg)\.?\)|, (?:[Ee]ds?\.|editors?\b))[.,]*")
_LONGEST_LIST = 300
_OF_GOST = re.compile(
    r"\. (?P<year>(?:19|20)\d\d)\.(?: [ТTV](?:ol)?\. ?(?P<volume>\d+))?"
    r"(?:[,.]? ?(?:№|No\.?|Вып\.|Iss\.) ?(?P<issue>\d+))?(?:\. [СCPp]+\. ?(?P<pages>[\d–-]+))?"
)
_COLLABORATION = re.compile(
    rf"(?:[Tt]he )?(?P<body>(?:[{CAPITALS}][\w-]{{0,30}} ){{1,5}}(?:Collaboration|Consortium))"
    r"(?: \([^()]{3,80}\))?[,.:]\s+"
)
_BODY = re.compile(r"\s*[;,]\s*(?P<body>[A-Z][^.;,]{3,80})(?=\.)")
_JOURNAL_BEHIND = re.compile(
    r", (?=(?:[A-Z][a-z]{0,12}\.? ){1,5}\d{1,4}(?:, [\d–-]{1,15})? \((?:19|20)\d\d\))"
)
"""The comma between a title and a journal whose volume and year follow."""
_BY_DASHES = re.compile(
    rf"(?P<title>[^\"“„«]{{4,300}}?)[.?!] (?P<who>[^.\"“„«]{{3,300}}|[^\"“„«]{{3,300}}?\.?)"
    rf" [-–—] (?P<when>{ANY_YEAR})(?: [-–—] (?P<rest>.+))?"
)
Parts = tuple["list[PersonName]", str, str]
"""Authors, title, and what follows it."""
LEAST_TITLE = 8
"""Letters of a title."""


def part_by_marks(text: str, owner: PersonName | None = None) -> Parts | None:
    """Return the parts of a reference whose title stands behind a year or in quotes; None of
    any other.
    """
    return _by_dashes(text) or _by_year(text) or _by_quotes(text, owner)


def without_editors(text: str) -> tuple[str, str]:
    """Return a reference without the word that makes editors of those whom it begins with,
    and who they are; "" where they are its authors.
    """
    found = _EDITED.search(text[:_LONGEST_LIST])
    who = text[: found.start()].rstrip(" ,") if found else ""
    if found is None or re.search(r"[\d\"“„]", who) or not people_of(who):
        return text, ""
    return f"{who.rstrip(' .,')}. {text[found.end() :].strip()}", who


def names_others(text: str) -> bool:
    """Tell whether a reference says with whom its owner wrote the work."""
    return bool(WITH_BEFORE.match(text) or WITH.search(text))


def part_of_owner(text: str, owner: PersonName) -> Parts | None:
    """Return the parts of a reference in a list that leaves its owner out: the title comes
    first, or those with whom he wrote it.
    """
    beside = WITH_BEFORE.match(text)
    title, rest = first_sentence(text[beside.end() :] if beside else text)
    others = _names(beside) if beside else ""
    if not beside and (behind := WITH.search(text)):
        title, rest = text[: behind.start()].strip(" ,."), text[behind.end() :]
        others = behind["names"]
    elif not rest and (commas := _BY_COMMAS.fullmatch(title)):
        title, rest = commas["title"].rstrip(","), commas["rest"]
    if len(title) < LEAST_TITLE or not re.search(r"\d", rest):
        return None
    return [owner, *people_of(others)], title, rest


def _names(beside: re.Match[str]) -> str:
    return beside["beside"] or beside["names"]


def _by_dashes(text: str) -> Parts | None:
    """The title, a full stop, the authors, and the year between two dashes."""
    found = _BY_DASHES.match(text) if " - " in text or " – " in text else None
    authors = people_of(found["who"]) if found else []
    if found is None or not authors:
        return None
    return authors, found["title"], f"{found['rest'] or ''} ({found['when']})"


def part_by_names(
    text: str, known: AbstractSet[str] = frozenset(), *, is_vancouver: bool = False
) -> Parts | None:
    """Return the parts of a reference that is parted where its names begin and end; None where
    they cannot be told apart.
    """
    return (
        (_by_vancouver(text) if is_vancouver else None)
        or _by_slashes(text)
        or _by_collaboration(text)
        or _by_names_first(text)
        or _by_title_first(text, known)
        or _by_full_names(text)
    )


def _by_year(text: str) -> Parts | None:
    """APA, Chicago: the year stands between authors and title, in brackets or not."""
    has_brackets = 0 <= text.find(")") < len(text) - 1
    for pattern in (_APA, _AUTHOR_DATE) if has_brackets else (_AUTHOR_DATE,):
        found = pattern.match(text)
        is_told = found and not UNTITLED.fullmatch(found["rest"])
        if found and is_told and (authors := people_of(_with_stop(found["who"], text))):
            quoted = _QUOTED.match(found["rest"])
            if quoted and not quoted["who"] and not quoted["rest"][:1].islower():
                return authors, quoted["title"], quoted["rest"]
            title, rest = first_sentence(found["rest"])
            return authors, title, rest
    return None


def _by_quotes(text: str, owner: PersonName | None = None) -> Parts | None:
    """IEEE: the title stands in quotes; without authors before it, they stand behind."""
    found = _QUOTED.match(text) if any(quote in text for quote in _OPENING) else None
    if found is None:
        return None
    who = _with_stop(found["who"], text)
    if beside := WITH_BEFORE.match(f"{who.rstrip(' .,')}. "):
        others = people_of(_names(beside))
        all_of_them = [owner, *others] if owner else [*others, PersonName("et al.")]
        return all_of_them, found["title"], found["rest"]
    if not who.strip(" .,"):
        rest = found["rest"].lstrip(" ,.")
        if beside := WITH.match(rest):
            first = [owner] if owner else []
            others = people_of(beside["names"])
            unnamed = [] if owner else [PersonName("et al.")]
            return [*first, *others, *unnamed], found["title"], rest[beside.end() :]
        names = names_at(rest, 0)
        if names is None:
            return ([owner], found["title"], rest) if owner and rest else None
        return people_of(names[0]), found["title"], rest[names.end() :]
    return people_of(who), found["title"], found["rest"]


def _with_stop(who: str, text: str) -> str:
    """Return what stands before a mark, with the full stop of its last initial."""
    is_initial = re.search(rf"(?<!\w)[{CAPITALS}]$", who)
    return f"{who}." if is_initial and text[len(who) :].startswith(".") else who


def _by_vancouver(text: str) -> Parts | None:
    """Names with initials behind them and without full stops, perhaps a body, and the title."""
    names = VANCOUVER_NAMES.match(text)
    if names is None:
        return None
    body = _BODY.match(text, names.end())
    end = body.end() if body and is_collective(body["body"]) else names.end()
    title, rest = first_sentence(text[end:].lstrip(" .,;"))
    return (people_of(text[:end]), title, rest) if text[end : end + 1] == "." else None


def _by_full_names(text: str) -> Parts | None:
    """Names in full, the family's first, a full stop or a colon, the title, and the rest."""
    names = FULL_NAMES.match(text)
    if names is None:
        return None
    title, rest = first_sentence(text[names.end() + 1 :].strip())
    return (people_of(names[0]), title, rest) if rest else None


def _by_slashes(text: str) -> Parts | None:
    """ГОСТ: authors and title, two strokes, and where it appeared."""
    said, strokes, rest = text.partition(" // ")
    names = INITIALS_BEHIND.match(said) if strokes else None
    if names is None:
        return None
    numbers = _OF_GOST.search(rest)
    title = said[names.end() :].strip(" .,")
    if numbers is None:
        return people_of(names[0]), title, rest
    volume, issue, pages = (numbers[name] for name in ("volume", "issue", "pages"))
    plain = f" {volume or issue}" + (f"({issue})" if volume and issue else "")
    where = f"{rest[: numbers.start()]}{plain}{f', {pages}' if pages else ''}"
    return people_of(names[0]), title, f"{where} ({numbers['year']})"


def _by_collaboration(text: str) -> Parts | None:
    """A body of physicists, perhaps who wrote for it, a comma, the title, and the rest."""
    may_be = "Collaboration" in text or "Consortium" in text
    found = _COLLABORATION.match(text) if may_be else None
    if found is None:
        return None
    title, _, rest = text[found.end() :].partition(", ")
    body = PersonName(found["body"], is_collective=True)
    return ([body], title, rest) if rest and len(title) >= LEAST_TITLE else None


def _by_names_first(text: str) -> Parts | None:
    """Authors, a full stop, a colon or a comma, the title, and the rest."""
    names = names_at(text, 0)
    if names is None or names.end() >= len(text):
        return None
    is_ended = names[0].rstrip().endswith(".")
    mark = r"\s*[.:,]?\s*" if is_ended else r"\s*[.:,]\s*"
    between = re.match(mark, text[names.end() :])
    after = text[names.end() + (between.end() if between else 0) :]
    if not between or len(after) < LEAST_TITLE:
        return None
    if "," in between[0]:
        title, _, rest = after.partition(", ")
        if ". " in title:
            title, rest = first_sentence(after)
        if len(title) < LEAST_TITLE or not rest:
            title, rest = first_sentence(after)
    elif behind := _JOURNAL_BEHIND.search(after):
        title, rest = after[: behind.start()], after[behind.end() :]
    else:
        title, rest = first_sentence(after)
    is_told = ":" not in between[0] or is_list(names[0])
    if not is_told and (other := _by_title_first(text)) and len(other[0]) > 1:
        return other
    return people_of(names[0]), title, rest


def _by_title_first(text: str, known: AbstractSet[str] = frozenset()) -> Parts | None:
    """The title, a comma or a full stop, the authors, and the rest."""
    for found in re.finditer(r"[.,?!:]\s+(?:by\s+)?", text):
        names = names_at(text, found.end())
        if not names or found.start() < LEAST_TITLE:
            continue
        given, _, family = names[0].rpartition(" ")
        if is_list(names[0]) or not known.isdisjoint((names[0], f"{given[:1]}. {family}")):
            title = text[: found.start() + (text[found.start()] in "?!")]
            return people_of(names[0]), title, text[names.end() :]
    return None
