"""Numbers in a sentence with their places and intervals; no years, no parts of names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from assistant.abstracts.measures import ends_measure
from assistant.language.names import is_technical
from assistant.language.numbers import RAISED_POINT, read_number
from assistant.language.word_lists import FUNCTION_WORDS, STARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Hyphens are no pieces: `eighty-eight percent` and `2-4x` are words and numbers in a row.
_PIECE = re.compile(
    r"(?<!\d)\d{1,3}(?:[,\u2009\u00a0 ]\d{3}(?!\d))+(?:\.\d+)?[^\W\d_]*|\d+(?:\.\d+)?[^\W_]*"
    r"|(?<!\w)\.\d+|[^\W\d_]\w*|\\%|[^\s\w–—-]"
)
_DIGIT = re.compile(r"\d")
_JOINT = re.compile(r"\s?(?:-|–|—|to|,|and|or|/|, and)\s?")
_MOST = 100
"""Numbers of a sentence that are looked at: one with more is a table."""
_SPACE = re.compile(r"[\s\u2009\u00a0]")
_TIMES_BEFORE = re.compile(r"[x×](\d+(?:\.\d+)?)")
_ALSO_TIMES = re.compile(r" times\b")
_SIGN = re.compile(r"(?:^|[\s(\[=,;:~≈])([-−–]|minus )\s?$")
_COMPOUND_UNIT = re.compile(
    r"\s?(?:mm ?Hg|[kM]?cal|bpm|ppm|ppb|rpm|mAh|dBA?|mph|cm ?H2O"
    r"|(?:[munpkMµμ]|micro|milli|nano)?(?:g|mol|L|l|U|IU|m|J|W|V|A|N|Pa|Hz|bits?|bytes?)"
    r"(?:/(?:[dmkµμ]?[lLgs]|kg|m2|m\^2|day|d|h|min|year|s|cm2?|m3?))|[kMG]?Pa|[kM]?J|[kMG]W|mV|kV|mA)(?![\w/])"
)
_POINTS = re.compile(r"\s(?P<measure>(?:absolute )?[A-Z][\w-]*(?: scores?)?) points?\b")
_MULTIPLE = re.compile(r"\s(?:the|as|that|those)\b")
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_RANGE = re.compile(r"\s?(?:-|–|—|to|and)\s?(?:[-−]\s?)?")
_INTERVAL_GAP = re.compile(r"\s?(?:-|–|—|−|to|,|and|;)\s?(?:[-−+]\s?)?")
_LEVEL = re.compile(
    r"\s*-?(?:CrI|CI|C\.I\.|HDI|confidence|credible|uncertainty|prediction interval)"
)
_SPREAD = re.compile(
    r"(?:\bCI|\bCrI|\b[Cc]onfidence (?:interval|limit)s?|\b[Cc]redible interval"
    r"|\b[Ii]nterquartile range"
    r"|\bIQR|\b[Rr]ange[ds]?|\bSDs?|\bSE|\bSEM|\b[Ss]tandard (?:deviation|error)s?|±|\+/-|\+-)"
    r"(?:\s?[\])][,:;]?|[,:;=])?\s?(?:[\[{]?(?:CI|IQR|SD)[\]}]?[,:;]?\s?)?"
    r"(?:of |from |was |between |[=(\[]\s?)?[-−+]?\s?$"
)
_TEST = re.compile(
    r"(?:\b[pP](?:[- ]?values?)?(?: for \w+)?\s?(?:vs \d\s?)?\s?"
    r"(?:[<>=≤≥]|&[lg]t;|less than|of)\s?=?\s?|\b[Nn]\s?=\s?"
    r"|\b(?:alpha|α|k|df)\s?=\s?)$"
)
_ATTRIBUTE = re.compile(r"-(?!to-)[a-z]{2}")
_POINT = re.compile(r"\(\d\)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NAMED = re.compile(
    r"(?:\d\([-−–]?|\d\.|[^\W\d_][-–]?\d{1,5}/|[^\W\d_][-–]|[^\W\d_]\.|(?<!\d)[^\W\d_]/|[_^@#\\]|\d[-–.]\d*[A-Za-z]+[-–])$"
)

_VERSION = re.compile(r"\d|[1-9]\.\d|\d{2,4}")
_NAME_BEFORE = re.compile(r"(?<![\w-])(?P<name>[A-Z][\w-]*[^\W_])\s$")

_NEAR = 48
"""Characters before a number that may tell what it is."""
_NO_NAMES = FUNCTION_WORDS | STARTERS


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence, `text[start:end]`, its unit included."""

    value: float
    unit: str
    start: int
    end: int
    interval: tuple[float, float] | None = None
    measure: tuple[int, int] | None = None
    """Where its measure stands, if within the unit: `4.7 F1 points`."""


def find_quantities(text: str) -> list[Quantity]:
    """Return the numbers of a sentence that may measure something, with their intervals.

    Left out are parts of names (`GPT-4`), years, levels of tests and intervals, and spreads.
    """
    if not _DIGIT.search(text) and "percent" not in text and "per cent" not in text:
        return []
    text = RAISED_POINT.sub(".", text)
    numbers = _with_shared_units(text, list(islice(_numbers(text), _MOST)))
    return _with_intervals(text, [each for each in numbers if not _is_aside(text, each)])


def _numbers(text: str) -> Iterator[Quantity]:
    pieces = list(_PIECE.finditer(text))
    chunks = [_as_read(piece[0]) for piece in pieces]
    at = 0
    while at < len(chunks):
        piece = pieces[at]
        if times := _TIMES_BEFORE.fullmatch(piece[0]):
            also = _ALSO_TIMES.match(text, piece.end())
            stop = also.end() if also else piece.end()
            yield Quantity(float(times[1]), "times", piece.start(), stop)
        elif (number := read_number(chunks, at)) and not _is_other_word(text, piece):
            end = pieces[number.last - 1].end()
            if not _NAMED.search(text, max(0, piece.start() - 12), piece.start()):
                yield _quantity(text, float(number.value), number.unit, piece.start(), end)
            at = number.last - 1
        at += 1


def _as_read(piece: str) -> str:
    """Return a piece as numbers are read: `.61` as `0.61`, `60 463` as `60463`."""
    if piece == "\\%":
        return "%"
    if piece[0] == "." and len(piece) > 1:
        return f"0{piece}"
    return _SPACE.sub("", piece) if piece[0].isdigit() else piece


def _is_other_word(text: str, piece: re.Match[str]) -> bool:
    """Whether a word for a multiple is none here: `double-blind`, `twice daily`."""
    is_multiple = piece[0].casefold() in {"double", "twice", "triple", "thrice"}
    return is_multiple and not _MULTIPLE.match(text, piece.end())


def _quantity(text: str, value: float, unit: str, start: int, end: int) -> Quantity:
    if sign := _SIGN.search(text, max(0, start - 8), start):
        value, start = -value, sign.start(1)
    if not unit and (points := _POINTS.match(text, end)):
        return Quantity(value, "points", start, points.end(), measure=points.span("measure"))
    if not unit and (compound := _COMPOUND_UNIT.match(text, end)):
        unit, end = compound[0].strip(), compound.end()
    if not unit and text[start - 1 : start] in _CURRENCIES and text[end : end + 1] != "$":
        unit, start = _CURRENCIES[text[start - 1]], start - 1
    return Quantity(value, unit, start, end)


def _with_shared_units(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Give the first of two numbers the unit behind the second: `30 to 50%`, `2-4x`."""
    for at in range(len(numbers) - 2, -1, -1):
        first, second = numbers[at], numbers[at + 1]
        if not first.unit and second.unit and _RANGE.fullmatch(text, first.end, second.start):
            numbers[at] = replace(first, unit=second.unit)
    return numbers


def _is_aside(text: str, number: Quantity) -> bool:
    """Whether a number is a year, or tells how sure another one is."""
    before = max(0, number.start - _NEAR)
    is_year = not number.unit and _YEAR.fullmatch(text, number.start, number.end) is not None
    if not number.unit and _ATTRIBUTE.match(text, number.end):
        return True
    if _POINT.fullmatch(text, max(0, number.start - 1), number.end + 1):
        return True
    if not number.unit and _is_of_name(text, number):
        return True
    is_level = number.unit == "%" and _LEVEL.match(text, number.end) is not None
    return is_year or is_level or _TEST.search(text, before, number.start) is not None


def _is_of_name(text: str, number: Quantity) -> bool:
    """Whether a number is a version or a size in a name: `Llama 3`, `Stable Diffusion 1.5`;
    behind the abbreviation of a measure it is a value.
    """
    is_version = _VERSION.fullmatch(text, number.start, number.end)
    before = max(0, number.start - _NEAR)
    found = _NAME_BEFORE.search(text, before, number.start) if is_version else None
    if found is None:
        return False
    if _SPREAD.search(text, before, number.start) or ends_measure(
        text[before : found.end("name")]
    ):
        return False
    if is_technical(found["name"]):
        return True
    is_subject = text[number.end : number.end + 2].strip().islower()
    is_within = found.start("name") > 1 and text[found.start("name") - 2].isalnum()
    return is_within or (is_subject and found["name"].casefold() not in _NO_NAMES)


def _with_intervals(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Return the numbers without the ends of intervals, which the number before them gets."""
    kept: list[Quantity] = []
    at = 0
    while at < len(numbers):
        number = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        is_pair = second is not None and _INTERVAL_GAP.fullmatch(text, number.end, second.start)
        if spread := _SPREAD.search(text, max(0, number.start - _NEAR), number.start):
            at += 2 if is_pair else 1
            if second and is_pair and kept and spread[0][:1] in "Cc":
                kept[-1] = replace(kept[-1], interval=_ordered(number, second))
        elif second and is_pair and kept and _surrounds(text, kept[-1], number, second):
            kept[-1] = replace(kept[-1], interval=_ordered(number, second))
            at += 2
        else:
            kept.append(number)
            at += 1
    return kept


def _ordered(low: Quantity, high: Quantity) -> tuple[float, float]:
    upper = abs(high.value) if high.value < low.value else high.value
    return (low.value, upper)


def _surrounds(text: str, value: Quantity, low: Quantity, high: Quantity) -> bool:
    """Whether two numbers that follow one at once, `1.28 [1.11-1.48]`, are its interval."""
    gap, joint = text[value.end : low.start].strip(), text[low.end : high.start].strip()
    is_inside = gap in {"(", "["} or (gap in {",", ";", ":"} and joint not in {",", "and", ";"})
    lower, upper = _ordered(low, high)
    return is_inside and lower <= value.value <= upper and lower < upper


def are_joined(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell whether two numbers are ends of one range or stand in one list."""
    gap = _JOINT.fullmatch(text[first.end : second.start])
    return gap is not None and first.unit == second.unit
