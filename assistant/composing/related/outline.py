"""The plan of a related-work section: groups of papers in their order, each paper with the
reason why.
"""

from __future__ import annotations

from dataclasses import dataclass

PINNED = "pinned"
LEFT_OUT = "left out by you"
"""Reasons that a plan gives wherever it is made."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A paper by its key, and why it is to be cited, or is not."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes a paragraph: papers on one thing, in reading order."""

    about: str
    """What they have in common, in their own words; "" where nothing was found."""
    papers: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the paragraphs are written from, and nothing else."""

    topic: str
    groups: tuple[Group, ...]
    left_out: tuple[Chosen, ...] = ()
    """The nearest papers that are not to be cited."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The papers in reading order: the first is [1]."""
        return tuple(paper.key for group in self.groups for paper in group.papers)
