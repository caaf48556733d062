"""The second reader: who is asked about sentences that the words alone do not show, and what it
may decide.

Judges register under the entry-point group `songline.judges`: a callable without arguments that
returns one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from assistant.grounding.checks import find_differences
from assistant.grounding.claim_reading import ClaimReading
from assistant.grounding.comparison import compare, nearest
from assistant.grounding.facts import find_misquoted, find_missing
from assistant.grounding.quotes import abstract_of
from assistant.grounding.sources import Cited
from assistant.grounding.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.verdicts import GroundedSentence
    from store.paper import Paper

GROUP = "songline.judges"
_PASSAGES = 3
"""Sentences of an abstract that go along with a claim."""
_OF_NUMBERS = frozenset({"binding"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence that is open, and the sentences of what it cites that are nearest to it."""

    claim: str
    passages: str


class Judge(Protocol):
    """Reads sentences beside their sources."""

    name: str
    """What is told of who decided."""

    async def judge(self, pairs: Sequence[Pair]) -> Sequence[Verdict]:
        """Return for each pair `supported`, `unsupported` where the passages say otherwise, or
        `unverified`. Raises SonglineError where it cannot tell.
        """


def find_pair(sentence: GroundedSentence, sources: Sequence[Paper]) -> Pair | None:
    """Return what a judge is to be asked about a sentence; None where it is decided, or where
    a number is in question, which is no judge's.
    """
    if sentence.verdict is not Verdict.UNVERIFIED or not sentence.evidence:
        return None
    claim = ClaimReading(sentence.text)
    cited = Cited({marker: abstract_of(sources[marker - 1]) for marker in sentence.markers})
    comparison = compare(claim, cited)
    if comparison is None or find_misquoted(claim, cited) or find_missing(claim, cited):
        return None
    is_of_numbers = any(comparison.alignment.mine[at].number for at in comparison.open)
    kinds = {failure.kind for failure in find_differences(comparison)}
    if is_of_numbers or kinds & _OF_NUMBERS:
        return None
    told = nearest(claim, cited, _PASSAGES * len(sentence.markers))
    return Pair(sentence.text, " ".join(said.text for said in told))


def ruled(sentence: GroundedSentence, verdict: Verdict, judge: str) -> GroundedSentence:
    """Return a sentence with a judge's verdict on it; what the judge leaves open stays as it
    is.
    """
    if verdict is Verdict.SUPPORTED:
        return replace(sentence, verdict=verdict, why="", judge=judge)
    if verdict is Verdict.UNSUPPORTED:
        where = " or ".join(f"[{marker}]" for marker in sentence.markers)
        return replace(
            sentence, verdict=verdict, why=f"{judge} reads {where} otherwise", judge=judge
        )
    return sentence
