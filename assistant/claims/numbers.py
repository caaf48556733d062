"""Numbers as a text writes them, with their unit: 68.5 %, 1,000, 438k, 1.5 million, 10x, two, 1st."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_FIGURE = re.compile(
    r"(?P<value>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,15})?)(?:e(?P<power>-?\d{1,2}))?-?(?P<tail>[^\W\d_]*)"
)
_SPELLED = {
    word: value
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_RANKED = frozenset({"place", "prize", "rank", "position", "runner", "runner-up"})
_MAGNITUDES: dict[str, int] = {
    "k": 3,
    "m": 6,
    "b": 9,
    "bn": 9,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}
_UNITS = {
    form: unit
    for unit, forms in {
        "%": "% percent percentage",
        "points": "point points pp",
        "times": "x times fold ×",
        "hour": "h hour hours hr hrs",
        "minute": "min mins minute minutes",
        "second": "s sec secs second seconds",
        "millisecond": "ms millisecond milliseconds",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "fps": "fps",
        "flops": "flops flop",
        "mflops": "mflops mflop",
        "gflops": "gflops gflop",
        "tflops": "tflops tflop",
        "kilobyte": "kb",
        "megabyte": "mb",
        "gigabyte": "gb",
        "terabyte": "tb",
        "hertz": "hz",
        "kilohertz": "khz",
        "megahertz": "mhz",
        "gigahertz": "ghz",
        "nanometre": "nm nanometer nanometers nanometre nanometres",
        "micrometre": "µm μm micrometer micrometers micrometre micrometres micron microns",
        "millimetre": "mm millimeter millimeters millimetre millimetres",
        "centimetre": "cm centimeter centimeters centimetre centimetres",
        "metre": "meter meters metre metres",
        "kilometre": "km kilometer kilometers kilometre kilometres",
        "milligram": "mg milligram milligrams",
        "gram": "g gram grams",
        "kilogram": "kg kilogram kilograms",
        "watt": "w watt watts",
        "kilowatt": "kw kilowatt kilowatts",
        "volt": "v volt volts",
        "decibel": "db decibel decibels",
        "degree": "° degree degrees",
        "dollar": "$ dollar dollars",
        "euro": "€ euro euros",
    }.items()
    for form in forms.split()
}
# Behind these "one" is a figure: one million, one hour; one point or one time may be anything.
_COUNTED = frozenset(_MAGNITUDES) | frozenset("hour minute second day week month".split())
MEASURES = frozenset(form for form in (*_UNITS, *_MAGNITUDES) if len(form) > 3)
"""Words for units and powers of ten that may stand apart from their number."""
_GLUED = frozenset(
    {
        "k",
        "b",
        "bn",
        "x",
        "fps",
        "ms",
        "s",
        "h",
        "mb",
        "gb",
        "tb",
        "kb",
        "nm",
        "mm",
        "cm",
        "km",
        "kg",
        "mg",
        "db",
    }
)


@dataclass(frozen=True, slots=True)
class Number:
    """A value with its unit ("" where it has none), in the chunks from `first` to before `last`."""

    value: Decimal
    unit: str
    first: int
    last: int

    def equals(self, other: Number) -> bool:
        """Whether both say the same; a share may stand as 68.5 % or as 0.685."""
        if self.unit == other.unit or {self.unit, other.unit} == {"", "%"}:
            if self.value == other.value:
                return True
            low, high = sorted((self, other), key=lambda each: each.unit)
            return (low.unit, high.unit) == ("", "%") and low.value < 1 and low.value * 100 == high.value
        return False


def read_number(chunks: list[str], at: int) -> Number | None:
    """Return the number that begins at this chunk; None where it is no number, or one that proves nothing."""
    chunk, following = chunks[at].casefold(), chunks[at + 1].casefold() if at + 1 < len(chunks) else ""
    if chunk in _ORDINALS and following in _RANKED:
        return Number(Decimal(_ORDINALS[chunk]), "rank", at, at + 1)
    if (manifold := chunk.removesuffix("fold")) in _SPELLED and manifold != chunk:
        return Number(Decimal(_SPELLED[manifold]), "times", at, at + 1)
    if chunk in _SPELLED or (chunk == "one" and _counts(chunks, at, following)):
        return _with_unit(Decimal(_SPELLED.get(chunk, 1)), chunks, at)
    figure = _FIGURE.fullmatch(chunks[at])
    if figure is None:
        return None
    value = Decimal(figure["value"].replace(",", "")).scaleb(int(figure["power"] or 0))
    tail = figure["tail"]
    if not tail:
        return _with_unit(value, chunks, at)
    if tail in {"st", "nd", "rd", "th"}:
        return Number(value, "rank", at, at + 1)
    if tail == "M" or tail.casefold() in _GLUED:
        unit = _UNITS.get(tail.casefold(), "")
        return Number(value if unit else value.scaleb(_MAGNITUDES[tail.casefold()]), unit, at, at + 1)
    return None


def _counts(chunks: list[str], at: int, following: str) -> bool:
    """Whether `one` is a figure here: one hour, or a change `by one point`."""
    is_change = at > 0 and chunks[at - 1].casefold() == "by" and following == "point"
    return following in _COUNTED or is_change


def _with_unit(value: Decimal, chunks: list[str], at: int) -> Number:
    last = at + 1
    if last < len(chunks) and (power := _MAGNITUDES.get(chunks[last].casefold())) and len(chunks[last]) > 1:
        value, last = value.scaleb(power), last + 1
    unit = _UNITS.get(chunks[last].casefold(), "") if last < len(chunks) else ""
    if unit == "%" and last + 1 < len(chunks) and _UNITS.get(chunks[last + 1].casefold()) == "points":
        return Number(value, "points", at, last + 2)
    return Number(value, unit, at, last + 1 if unit else last)
