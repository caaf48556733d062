"""The verdict on a sentence of an answer, and the spans of abstracts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the check of one sentence against the abstracts that it cites has found."""

    QUOTED = "quoted"
    """The words stand in the cited abstract."""
    SUPPORTED = "supported"
    """Said otherwise; numbers, names and negations agree."""
    UNSUPPORTED = "unsupported"
    """Cited, but the cited abstract does not carry it."""
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a paper's abstract: `abstract[start:end] == text`."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, with the markers that it cites and the verdict on it."""

    text: str
    markers: tuple[int, ...]
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    """What fails, where the verdict is unsupported or uncited: `99.9% does not stand in
    [1]`.
    """
    repaired: bool = False
    """True where the model wrote it anew, because what it had written first failed the
    check.
    """

    @property
    def fails(self) -> bool:
        """Whether it claims something that no abstract cited carries."""
        return self.verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED)
