"""The verdict on a sentence of an answer, and the spans of abstracts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the check of one sentence against the abstracts that it cites has found."""

    QUOTED = "quoted"
    """The words stand in the cited abstract."""
    SUPPORTED = "supported"
    """Said otherwise, and shown by the sentences given as evidence."""
    UNVERIFIED = "unverified"
    """Nothing contradicts it, and the words alone do not show it."""
    UNSUPPORTED = "unsupported"
    """Something in it is not in what it cites, or is there otherwise; `why` names it."""
    UNCITED = "uncited"
    """A claim with no marker."""
    CATALOGUE = "catalogue"
    """Computed from metadata."""
    META = "meta"
    """Says nothing about the papers."""


DOUBTED = {
    Verdict.UNSUPPORTED: "not supported by what it cites",
    Verdict.UNCITED: "cites no paper",
}
"""What is said of a sentence that failed the check."""

BROKEN_OFF = "it was broken off"
"""The `why` of a sentence that was cut off before its end, and so is not judged: its verdict is
meta.
"""
SHOWN = frozenset({Verdict.QUOTED, Verdict.SUPPORTED})
"""The verdicts on sentences that their evidence carries."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a paper's abstract: `abstract[start:end] == text`."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GroundedSentence:
    """One sentence of an answer, with the markers that it cites and the verdict on it."""

    text: str
    markers: tuple[int, ...]
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    """What fails, where the verdict is unsupported or uncited: `99.9% does not stand in
    [1]`; of a verdict by a judge, what it says.
    """
    repaired: bool = False
    """True where the model wrote it anew, because what it had written first failed the
    check.
    """
    judge: str = ""
    """Who decided where the words alone did not: the name of a model; "" for the words."""

    @property
    def fails(self) -> bool:
        """Whether it claims something that no abstract cited carries."""
        return self.verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED)
