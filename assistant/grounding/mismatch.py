"""How what a claim names or counts differs from what its abstracts name and count: a rival in
the same place, or the same thing spelled otherwise.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.grounding.claim_reading import normal_name
from assistant.grounding.order import lead
from assistant.language.word_lists import HEDGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.grounding.claim_reading import ClaimReading, Item
    from assistant.grounding.comparison import Comparison
    from assistant.grounding.facts import Missing
    from assistant.grounding.sources import Cited
    from assistant.language.numbers import Number

NAMES = ("spelling", "letters", "rival name", "name tied alike", "anchored name")
"""What is read off of missing names: how alike the spelling of the least known is to one there;
how many of its letters begin words there in a row; whether it takes the place of a name, stands
behind the same preposition, or between two neighbours of the sentence.
"""
NUMBERS = ("unit", "rounded", "unit alone", "small", "exact", "anchored number")
"""What is read off of missing numbers: whether one has a unit, and each is one there that was
rounded, or the same but for the unit; whether all are small, or one has many figures; whether
one stands between two neighbours of the sentence.
"""
_SMALL = 3
_MANY = 3
"""Figures of a number that nobody writes by chance."""
_CLOSE = 3
"""Percentage points between a share that is written out and the one that it stands for."""
_ROUGHLY = 8
"""The same where it is said to be none in particular: half the way from a third to a half."""
_EXACT = Context(prec=300)
"""Enough figures for any two numbers that can be read: a third, `1e-99`."""


def of_names(comparison: Comparison, missing: Missing) -> list[float]:
    """Return the values of `NAMES` for a claim with missing names."""
    names = [*missing.names.values()]
    cited = comparison.cited
    return [
        min(_likeness(normal_name(name), cited.spellings) for name in names),
        min(_lettered(name, cited) for name in names),
        float(_takes_a_place(comparison, missing.names)),
        float(any(_is_tied_alike(comparison, at) for at in missing.names)),
        max(comparison.alignment.anchorage(at) for at in missing.names),
    ]


def of_numbers(comparison: Comparison, missing: Missing) -> list[float]:
    """Return the values of `NUMBERS` for a claim with missing numbers."""
    numbers, known = missing.numbers, comparison.cited.numbers
    hedged = [_is_hedged(comparison.claim, each) for each in numbers]
    return [
        float(any(each.unit for each in numbers)),
        float(
            all(
                any(
                    _rounds(each, other, is_hedged=vague)
                    or (
                        _is_spelled(comparison.claim, each)
                        and _is_near_share(each, other, is_hedged=vague)
                    )
                    for other in known
                )
                for each, vague in zip(numbers, hedged, strict=True)
            )
        ),
        float(all(any(_differs_by_unit(each, other) for other in known) for each in numbers)),
        float(all(each.value <= _SMALL and not each.unit for each in numbers)),
        float(any(_figures(each) >= _MANY for each in numbers)),
        max(comparison.alignment.anchorage(each.first) for each in numbers),
    ]


def _is_hedged(claim: ClaimReading, number: Number) -> bool:
    """Whether a number is said to be none in particular: `about 300`, `more than 300`."""
    return number.first > 0 and claim.chunks[number.first - 1].casefold() in HEDGES


def _figures(number: Number) -> int:
    return len(number.value.normalize().as_tuple().digits)


def _pairs(name: str) -> set[tuple[str, str]]:
    return {*pairwise(f" {name} ")}


def _likeness(name: str, spellings: Iterable[str]) -> float:
    """Return which share of pairs of neighbouring letters a name has in common with the most
    similar spelling.
    """
    mine = _pairs(name)
    shares = (
        2 * len(mine & other) / (len(mine) + len(other)) for other in map(_pairs, spellings)
    )
    return max(shares, default=0.0)


def _lettered(name: str, cited: Cited) -> float:
    """Return the share of a name's letters that begin words there in a row: `DNIs` for
    `decoupled neural interfaces`.
    """
    letters = "".join(filter(str.isalpha, name.casefold().removesuffix("s")))
    longest = 0
    for said in cited.said:
        reading = said.reading
        pairs = zip(reading.chunks, reading.roots, strict=True)
        begun = "".join(chunk[0].casefold() for chunk, root in pairs if root)
        for start in range(len(letters)):
            while letters[start : start + longest + 1] in begun and start + longest < len(
                letters
            ):
                longest += 1
    return longest / max(1, len(letters))


def _rounds(number: Number, other: Number, *, is_hedged: bool) -> bool:
    """Whether a number is another with fewer figures, two at least where nothing says that it
    is none in particular: 76 % for 76.3 %.
    """
    if number.unit == other.unit or "" in (number.unit, other.unit):
        if other.value.quantize(number.value, context=_EXACT) == number.value:
            return True
        if not number.value or not (is_hedged or _figures(number) > 1):
            return False
        rough = number.value.normalize()
        ways = (ROUND_FLOOR, ROUND_CEILING) if is_hedged else (ROUND_HALF_EVEN,)
        return any(other.value.quantize(rough, way, _EXACT) == rough for way in ways)
    return False


def _is_spelled(claim: ClaimReading, number: Number) -> bool:
    return claim.chunks[number.first].isalpha()


def _is_near_share(number: Number, other: Number, *, is_hedged: bool) -> bool:
    """Whether a simple share is close to one in percent: half for 48 %, more than a third for
    38 %.
    """
    is_share = (number.unit, other.unit) == ("", "%") and 0 < number.value < 1
    close = _ROUGHLY if is_hedged else _CLOSE
    return is_share and abs(number.value * 100 - other.value) <= close


def _differs_by_unit(number: Number, other: Number) -> bool:
    return number.value == other.value and "" in (number.unit, other.unit)


def _takes_a_place(comparison: Comparison, places: Iterable[int]) -> bool:
    """Whether another name stands in the place of one of these chunks."""
    alignment = comparison.alignment
    mine = {item.at: at for at, item in enumerate(alignment.mine)}
    rivals = dict(comparison.substituted)
    return any(
        mine.get(place) in rivals and bool(alignment.theirs[rivals[mine[place]]].name)
        for place in places
    )


def _free(comparison: Comparison) -> list[Item]:
    """What the sentence says that the claim leaves out."""
    used = set(comparison.alignment.matched.values())
    return [item for to, item in enumerate(comparison.alignment.theirs) if to not in used]


def _is_tied_alike(comparison: Comparison, place: int) -> bool:
    """Whether another name, which the claim leaves out, stands behind the same preposition:
    `on A` for `on B`.
    """
    claim, source = comparison.alignment.claim, comparison.alignment.source
    tie = lead(claim, place)
    return bool(tie) and any(
        item.name and not item.number and lead(source, item.at) == tie
        for item in _free(comparison)
    )
