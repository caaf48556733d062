"""The years that a question gives, and whether they are of the papers or of what the papers
tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_words
from assistant.language.patterns import any_of, any_word
from assistant.language.stems import telling_words
from assistant.questions.grammar import without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MONTHS = any_word(read_words("months"))
_IN_A_MONTH = any_of(
    r"\b(?:in|since|until|till|before|after|from|during|between) "
    rf"(?:(?:{_MONTHS}) (?:and|to|or) )?(?:{_MONTHS})$"
)
A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIRST, _LAST = 1, 9999
# Later numbers, 2048 for one, are no years of papers.
_Y = r"((?:19\d\d|20[0-3]\d)(?!\d))"
_AND = r"(?:, | and | or |, and )(?:the |in |from )*"
# Each wording with the first and last year that it means; the more special come first.
_SPANS: tuple[tuple[re.Pattern[str], Callable[..., tuple[int, int]]], ...] = (
    (any_of(rf"\bbetween {_Y} and {_Y}\b"), lambda a, b: (a, b)),
    (
        any_of(
            rf"\b(?:(?:from|in|during|of) )?{_Y} ?(?:to|until|through|till|-|–|\.\.) ?{_Y}\b"
        ),
        lambda a, b: (a, b),
    ),
    (any_of(rf"\b(?:since {_Y}|from {_Y} on(?:wards?)?)\b"), lambda a, b: (a or b, _LAST)),
    (
        any_of(
            rf"\b(?:in |from )?{_Y} (?:or|and) (?:later|after|newer|onwards?)\b(?! (?:19|20)\d)"
        ),
        lambda a: (a, _LAST),
    ),
    (
        any_of(rf"\b(?:in |from )?{_Y} (?:or|and) (?:earlier|before|older)\b"),
        lambda a: (_FIRST, a),
    ),
    (any_of(rf"\b(?:after|later than|newer than) {_Y}\b"), lambda a: (a + 1, _LAST)),
    (
        any_of(rf"\b(?:before|earlier than|older than|prior to) {_Y}\b"),
        lambda a: (_FIRST, a - 1),
    ),
    (any_of(rf"\b(?:until|till|up to) {_Y}\b"), lambda a: (_FIRST, a)),
    (
        any_of(r"\b(?:(?:in|from|of|during) )?the ((?:19|20)\d)0['’]?s\b"),
        lambda a: (10 * a, 10 * a + 9),
    ),
)
_LISTED = any_of(
    rf"\b(?:(?:in|from|of|during|for|the(?: years?)?|years?|published|dated) )*{_Y}"
    rf"(?:{_AND}{_Y})*\b"
)
_PAPER = (
    r"(?:papers?|publications?|articles?|abstracts?|preprints?|works|stud(?:y|ies)|entries)"
)
_PUBLISHED = (
    r"(?:publish(?:ed|es)?|wr[io]t(?:e|es|ten)|authored|released|appear(?:ed|s)?|"
    r"c[ao]me out|put out|dated)"
)
_MADE = (
    r"(?:propos\w+|introduc\w+|present(?:ed|s)?|develop(?:ed|s)?|d(?:o|id|one)|work(?:ed|s)?|"
    r"stud(?:y|ied|ies)|investigat\w+|research\w*|design(?:ed|s)?)"
)
_THEY = (
    r"(?:they|he|she|you|any(?:one|body)|some(?:one|body)|(?:the|these|this|their) "
    r"(?:authors?|groups?|labs?|teams?))"
)
# What speaks of papers as such; the years behind it are when they appeared.
_SURELY = any_of(
    rf"\b(?:{_PAPER}|{_PUBLISHED})\b",
    r"^what (?:has |have |had )?changed\b",
    r"\btrends?(?=\s*$)",
)
_MAYBE = any_of(
    rf"\b{_THEY} (?:\w+ ){{0,2}}?{_MADE}\b",
    rf"\b(?:was|were|been|is|are) (?:\w+ )?{_MADE}\b",
    r"\b(?:trends?|timeline|history|evolution|developments?)\b",
    r"\b(?:work|research|literature)\b(?= (?:on|of|in|about|since|from|before|after|done))",
)
_SAYING = any_of(
    r"\b(?:say|says|said|find|finds|found|report|reports|reported|show|shows|showed|"
    r"conclude\w*|argue\w*|observ\w+|claim\w*|think|thinks|estimat\w+|measur\w+)\b",
)
_RELATIVE = any_of(r"(?<=[\w,] )(?:that|which|who|whose|where|when)\b")
_FUNCTION = (
    r"(?:do|does|did|is|are|was|were|has|have|the|that|which|of|in|on|for|with|by|and|or)"
)
_PREPOSED = any_of(rf"^ (?:(?!{_FUNCTION}\b)[\w'-]+ ){{0,3}}{_PAPER}\b")
_DATED = any_of(
    r"^(?:from|since|between|until|till|up to|published|dated|after|before|prior)\b"
)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What speaks of papers, where it ends, and whether of nothing else."""

    end: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The years that papers are to be from, and where a text says so."""

    start: int
    end: int
    first: int
    last: int
    listed: frozenset[int] = frozenset()
    """Years by number that are no span: "2020 and 2023"."""
    is_certain: bool = True
    """Whether nothing but the papers can be meant."""

    @property
    def said(self) -> str:
        """The years in words, to be read behind "papers"."""
        if self.listed:
            return f"from {' and '.join(map(str, sorted(self.listed)))}"
        if self.first == self.last:
            return f"from {self.first}"
        if self.first == _FIRST:
            return f"until {self.last}"
        return (
            f"since {self.first}" if self.last == _LAST else f"from {self.first} to {self.last}"
        )


def find_years(
    text: str, is_said: Callable[[str], bool], *, has_person: bool = False
) -> Years | None:
    """Return the years that papers are to be from, None where there are none, or where they
    belong to what the papers tell.

    `is_said` tells whether the abstracts have a year; `has_person` whether the question is of
    somebody's papers.
    """
    for years in years_in(text):
        certainty = _certainty(text, years, has_person=has_person)
        numbers = re.findall(_Y, text[years.start : years.end])
        if certainty or (certainty is False and not any(map(is_said, numbers))):
            return replace(years, is_certain=certainty)
    return None


def years_in(text: str) -> Iterator[Years]:
    """Yield where a text gives years: a span alone, else each list of years."""
    for pattern, span in _SPANS:
        if found := pattern.search(text):
            first, last = span(*(int(group) if group else 0 for group in found.groups()))
            yield Years(found.start(), found.end(), first, last)
            return
    for found in _LISTED.finditer(text):
        listed = frozenset(int(year) for year in re.findall(_Y, found[0]))
        several = listed if len(listed) > 1 else frozenset()
        yield Years(found.start(), found.end(), min(listed), max(listed), several)


def _certainty(text: str, years: Years, *, has_person: bool) -> bool | None:
    """Return True where years are of papers for certain, False where they may be, None where
    they are not.
    """
    before, after = text[: years.start], text[years.end :]
    said = text[years.start : years.end]
    if _PREPOSED.match(after):
        return True
    if not telling_words(without("of_the_library", f"{before} {after}")):
        return True
    if not telling_words(before) and (anchor := _anchor(after)):
        return False if _SAYING.search(after) else anchor.is_sure
    if anchor := _anchor(before):
        between = before[anchor.end :]
        if _SAYING.search(between) or _RELATIVE.search(between):
            return None
        is_near = not telling_words(between)
        return anchor.is_sure and (is_near or bool(_DATED.match(said)))
    return False if has_person and not _SAYING.search(before) else None


def _anchor(text: str) -> _Anchor | None:
    """Return the last that speaks of papers; None where nothing does."""
    places = [(each.end(), True) for each in _SURELY.finditer(text)]
    places += [(each.end(), False) for each in _MAYBE.finditer(text)]
    return _Anchor(*max(places)) if places else None


def ends_in_month(text: str) -> bool:
    """Tell whether a text ends with a month or season of the year behind it, "since May"."""
    return bool(_IN_A_MONTH.search(text))
