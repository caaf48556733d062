"""Numbers as a text writes them, with their unit: 68.5 %, 1,000, 438k, 1.5 million, 10x,
two, 1st.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

RAISED_POINT = re.compile(r"(?<=\d)·(?=\d)")
"""As British journals of medicine write a decimal point."""
_FIGURE = re.compile(
    r"(?P<value>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,15})?)(?:e(?P<power>-?\d{1,2}))?-?(?P<tail>[^\W\d_]*)"
)
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELLED = {word: value for value, word in enumerate(_SMALL.split(), start=2)} | {
    word: value * 10 for value, word in enumerate(_TENS.split(), start=2)
}
_PARTS = {
    form: parts
    for parts, forms in {
        2: "half",
        3: "third thirds",
        4: "quarter quarters fourth fourths",
    }.items()
    for form in forms.split()
}
_MAY_BE_PARTS = frozenset({"half", "a", "one", "two", "three"})
_OF_A_WHOLE = frozenset({"of", "the", "as", "that", "its", "their", ""})
"""What follows a fraction that is no ordinal: `a third of`, and no `a third module`."""
_TIMES = {
    "twice": 2,
    "double": 2,
    "doubles": 2,
    "doubled": 2,
    "doubling": 2,
    "thrice": 3,
    "triple": 3,
}
_TIMES |= {"triples": 3, "tripled": 3, "tripling": 3}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_MORE = frozenset({"higher", "more", "greater", "larger", "longer", "faster", "increase"})
_RANKED = frozenset({"place", "prize", "rank", "position", "runner", "runner-up"})
_MAGNITUDES: dict[str, int] = {
    "hundred": 2,
    "k": 3,
    "m": 6,
    "b": 9,
    "bn": 9,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}
_DOZEN = 12
_HALF = Decimal("0.5")
_UNITS = {
    form: unit
    for unit, forms in {
        "%": "% percent percentage percents",
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
        "decade": "decade decades",
        "century": "century centuries",
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
        "degree": "° degree degrees deg",
        "dollar": "$ dollar dollars",
        "euro": "€ euro euros",
    }.items()
    for form in forms.split()
}
# Behind these "one" is a figure: one million, one hour; one point or one time may be anything.
_COUNTED = frozenset(_MAGNITUDES) | frozenset(
    "dozen hour minute second day week month decade century".split()
)
_SIZES = {
    unit: (kind, Decimal(size))
    for kind, sizes in {
        "time": "millisecond:0.001 second:1 minute:60 hour:3600 day:86400 week:604800",
        "years": "month:1 year:12 decade:120 century:1200",
        "length": (
            "nanometre:1e-9 micrometre:1e-6 millimetre:0.001 centimetre:0.01 "
            "metre:1 kilometre:1000"
        ),
        "mass": "milligram:0.001 gram:1 kilogram:1000",
        "frequency": "hertz:1 kilohertz:1e3 megahertz:1e6 gigahertz:1e9",
    }.items()
    for unit, size in (each.split(":") for each in sizes.split())
}
"""What units of one kind measure, in the same terms: a day is 24 hours."""
_LONG = frozenset({"decade", "century"})
"""What one of is as good as a figure: a decade is ten years."""
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
        "degree",
        "degrees",
        "deg",
        "percent",
    }
)


@dataclass(frozen=True, slots=True)
class Number:
    """A value with its unit ("" where it has none), in the chunks from `first` to before
    `last`.
    """

    value: Decimal
    unit: str
    first: int
    last: int
    is_more: bool = False
    """Whether it is a share by which something is more: 100 % more is twice as much."""

    @property
    def kind(self) -> str:
        """What it measures: time in hours and in minutes alike."""
        return _SIZES[self.unit][0] if self.unit in _SIZES else self.unit

    def equals(self, other: Number) -> bool:
        """Whether both say the same; a share may stand as 68.5 % or as 0.685."""
        if self.unit == other.unit or {self.unit, other.unit} == {"", "%"}:
            if self.value == other.value:
                return self.unit == other.unit or 1 < self.value <= 100
            low, high = sorted((self, other), key=lambda each: each.unit)
            return (
                (low.unit, high.unit) == ("", "%")
                and low.value < 1
                and low.value * 100 == high.value
            )
        if {self.unit, other.unit} == {"times", "%"}:
            times, share = (self, other) if self.unit == "times" else (other, self)
            return share.is_more and times.value == 1 + share.value / 100
        mine, theirs = _SIZES.get(self.unit), _SIZES.get(other.unit)
        if mine is None or theirs is None or mine[0] != theirs[0]:
            return False
        return self.value * mine[1] == other.value * theirs[1]


def read_number(chunks: list[str], at: int) -> Number | None:
    """Return the number that begins at this chunk; None where it is no number, or one that
    proves nothing.
    """
    chunk, following = (
        chunks[at].casefold(),
        chunks[at + 1].casefold() if at + 1 < len(chunks) else "",
    )
    if chunk in ORDINALS and following in _RANKED:
        return Number(Decimal(ORDINALS[chunk]), "rank", at, at + 1)
    if (manifold := chunk.removesuffix("fold")) in SPELLED and manifold != chunk:
        return Number(Decimal(SPELLED[manifold]), "times", at, at + 1)
    if chunk in _TIMES:
        return Number(Decimal(_TIMES[chunk]), "times", at, at + 1)
    if (chunk in _MAY_BE_PARTS or following == "/") and (
        part := _read_part(chunks, at)
    ) is not None:
        return part
    if chunk in SPELLED or (chunk == "one" and _counts(chunks, at, following)):
        return _read_spelled(chunks, at)
    if chunk == "single" and following in _COUNTED:
        return _with_unit(Decimal(1), chunks, at)
    if chunk in {"a", "an"} and following in _COUNTED:
        number = _with_unit(Decimal(1), chunks, at)
        return number if number.value != 1 or number.unit in _LONG else None
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
        return Number(
            value if unit else value.scaleb(_MAGNITUDES[tail.casefold()]), unit, at, at + 1
        )
    return None


def _read_spelled(chunks: list[str], at: int) -> Number:
    """Read `fourteen`, `forty-four`, `three hundred`."""
    value, last = Decimal(SPELLED.get(chunks[at].casefold(), 1)), at + 1
    digit = chunks[last].casefold() if last < len(chunks) else ""
    if value >= 20 and (ones := 1 if digit == "one" else SPELLED.get(digit, 10)) < 10:
        value, last = value + ones, last + 1
    return replace(_with_unit(value, chunks, last - 1), first=at)


def _read_part(chunks: list[str], at: int) -> Number | None:
    """Read `half of`, `a quarter`, `two thirds of`, `one-fourth`, `1/4`."""
    words = [chunk.casefold() for chunk in chunks[at : at + 4]] + [""] * 3
    if words[0] == "half":
        return Number(_HALF, "", at, at + 1) if words[1] in _OF_A_WHOLE - {""} else None
    if (
        words[1] == "/" != words[3]
        and "0" < words[0] < words[2] <= "9"
        and len(words[0] + words[2]) == 2
    ):
        return Number(Decimal(words[0]) / Decimal(words[2]), "", at, at + 3)
    count = 1 if words[0] in {"a", "one"} else SPELLED.get(words[0], 0)
    parts = _PARTS.get(words[1], 0)
    is_sure = (
        words[1] in {"quarter", "quarters", "half"}
        or words[1].endswith("s")
        or words[0] == "one"
    )
    if at > 0 and _is_half_more(chunks, at - 1):
        return None
    if not 0 < count < parts or not (is_sure or words[2] in _OF_A_WHOLE):
        return None
    return Number(Decimal(count) / Decimal(parts), "", at, at + 2)


def _counts(chunks: list[str], at: int, following: str) -> bool:
    """Whether `one` is a figure here: one hour, one and a half, a change `by one point`."""
    is_change = at > 0 and chunks[at - 1].casefold() == "by" and following == "point"
    return following in _COUNTED or is_change or _is_half_more(chunks, at + 1)


def _is_half_more(chunks: list[str], at: int) -> bool:
    """Whether `and a half` stands here, a part of what is counted before it."""
    return [chunk.casefold() for chunk in chunks[at : at + 3]] == ["and", "a", "half"]


def _with_unit(value: Decimal, chunks: list[str], at: int) -> Number:
    last = at + 1
    if (
        last < len(chunks)
        and (power := _MAGNITUDES.get(chunks[last].casefold()))
        and len(chunks[last]) > 1
    ):
        value, last = value.scaleb(power), last + 1
    elif last < len(chunks) and chunks[last].casefold() == "dozen":
        value, last = value * _DOZEN, last + 1
    if _is_half_more(chunks, last):
        value, last = value + _HALF, last + 3
    unit = _UNITS.get(chunks[last].casefold(), "") if last < len(chunks) else ""
    if [chunk.casefold() for chunk in chunks[last : last + 2]] == ["per", "cent"]:
        unit, last = "%", last + 1
    if not unit and [chunk.casefold() for chunk in chunks[max(0, at - 2) : at]] == [
        "factor",
        "of",
    ]:
        return Number(value, "times", at, last)
    if (
        unit == "%"
        and last + 1 < len(chunks)
        and _UNITS.get(chunks[last + 1].casefold()) == "points"
    ):
        return Number(value, "points", at, last + 2)
    if unit and _is_half_more(chunks, last + 1):
        return Number(value + _HALF, unit, at, last + 4)
    last = last + 1 if unit else last
    is_more = unit == "%" and last < len(chunks) and chunks[last].casefold() in _MORE
    return Number(value, unit, at, last, is_more)
