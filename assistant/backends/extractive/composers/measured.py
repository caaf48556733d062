"""The numbers that abstracts report, each with its scale: what is measured, on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.stems import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts import Result
    from assistant.backends.extractive.composers.material import ReadPaper


@dataclass(frozen=True, slots=True)
class PaperResult:
    """A result of a paper, and how it is written."""

    source: ReadPaper
    result: Result
    value: str
    """As the abstract writes it, with its unit."""

    @property
    def words(self) -> str:
        """The value with what it measures: `66.0% AP`."""
        measure = self.result.measure
        return f"{self.value} {measure}" if measure else self.value

    @property
    def sentence(self) -> str:
        """The sentence that reports it."""
        at = self.result.start
        reading = self.source.reading
        held = next(each for each in reading.sentences if each.start <= at < each.end)
        return self.source.paper.abstract[held.start : held.end]

    def is_comparable(self, other: PaperResult) -> bool:
        """Tell whether another result is of the same measure in the same unit on the same
        data, however much more one of them says of either.
        """
        mine, theirs = self.result, other.result
        is_alike = (mine.unit, mine.change) == (theirs.unit, theirs.change)
        return is_alike and all(
            _is_part(*pair) for pair in ((mine.measure, theirs.measure), (mine.on, theirs.on))
        )


def _is_part(one: str, other: str) -> bool:
    """Tell whether one of two phrases says what the other says, or a part of it."""
    mine, theirs = stems(one), stems(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def measured_in(source: ReadPaper) -> list[PaperResult]:
    """Return the results of a paper in the order of its abstract."""
    text = source.paper.abstract
    return [
        PaperResult(source, result, text[result.start : result.end].strip())
        for result in source.reading.results
    ]


def fits(measured: PaperResult, measure: str, data: str) -> bool:
    """Tell whether a result is of a measure and of some data, "" for any."""
    result = measured.result
    is_measure = not measure or stems(measure) <= stems(f"{result.measure} {measured.sentence}")
    is_named = not measure or bool(stems(measure) & stems(result.measure))
    is_data = not data or stems(data) <= stems(result.on or measured.sentence)
    return is_measure and is_named and is_data


def shared_results(
    one: Sequence[PaperResult], other: Sequence[PaperResult]
) -> list[tuple[PaperResult, PaperResult]]:
    """Return the results of two papers that can be put side by side, each once."""
    pairs = []
    left = list(other)
    for mine in one:
        theirs = next((each for each in left if mine.is_comparable(each)), None)
        if theirs:
            left.remove(theirs)
            pairs.append((mine, theirs))
    return pairs
