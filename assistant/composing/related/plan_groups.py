"""The plan of a longer text while it is changed: groups of papers, and those left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.composing.related.outline import LEFT_OUT, Chosen, Group, Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAKEN_IN = "taken in by you"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the plan: a paper, or without one the heading of what follows."""

    group: int | None
    """The index of its group; None for what is left out."""
    chosen: Chosen | None = None


@dataclass
class PlanGroups:
    """Groups that papers are moved between; what is left out can be taken in again."""

    topic: str
    groups: list[Group]
    left_out: list[Chosen] = field(default_factory=list)
    pinned: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    """The papers that the user left out."""

    @classmethod
    def of(cls, outline: Outline) -> PlanGroups:
        """Return the plan of an outline, to be changed."""
        return cls(outline.topic, list(outline.groups), list(outline.left_out))

    @property
    def outline(self) -> Outline:
        """The plan as it stands."""
        return Outline(self.topic, tuple(self.groups), tuple(self.left_out))

    def rows(self) -> Iterator[PlanRow]:
        """Yield what is shown, from top to bottom."""
        for index, group in enumerate(self.groups):
            yield PlanRow(index)
            for chosen in group.papers:
                yield PlanRow(index, chosen)
        if self.left_out:
            yield PlanRow(None)
            for chosen in self.left_out:
                yield PlanRow(None, chosen)

    def move(self, key: str, step: int) -> None:
        """Move a paper up or down; beyond the end of its group, into the next one."""
        index = self._group_of(key)
        if index is None:
            return
        papers = list(self.groups[index].papers)
        at = [paper.key for paper in papers].index(key)
        if 0 <= at + step < len(papers):
            papers[at], papers[at + step] = papers[at + step], papers[at]
            self.groups[index] = replace(self.groups[index], papers=tuple(papers))
        elif 0 <= index + step < len(self.groups):
            self._put(self._take(key), index + step, is_first=step > 0)
            self._tidy()

    def move_to(self, key: str, number: int) -> None:
        """Move a paper into the group of a number; the number behind the last one is a new
        group.
        """
        index = self._group_of(key)
        if index in (None, number - 1) or not 1 <= number <= len(self.groups) + 1:
            return
        chosen = self._take(key)
        if number > len(self.groups):
            self.groups.append(Group("", ()))
        self._put(chosen, number - 1)
        self._tidy()

    def turn(self, key: str, group: int = 0) -> None:
        """Leave a paper out, or take one in that is left out, into the group of an index."""
        if self._group_of(key) is not None:
            self.left_out.insert(0, replace(self._take(key), reason=LEFT_OUT))
            self.pinned.discard(key)
            self.dropped.add(key)
            self._tidy()
            return
        chosen = next(each for each in self.left_out if each.key == key)
        self.left_out.remove(chosen)
        self.dropped.discard(key)
        if not self.groups:
            self.groups.append(Group("", ()))
        self._put(replace(chosen, reason=_TAKEN_IN), min(group, len(self.groups) - 1))

    def pin(self, key: str) -> None:
        """Pin a paper, which stays when the plan is made anew; or let go of it."""
        if key in self.pinned:
            self.pinned.discard(key)
            return
        if self._group_of(key) is None:
            self.turn(key)
        self.pinned.add(key)

    def _group_of(self, key: str) -> int | None:
        held = (
            index
            for index, group in enumerate(self.groups)
            if any(paper.key == key for paper in group.papers)
        )
        return next(held, None)

    def _take(self, key: str) -> Chosen:
        """Take a paper out of its group, which may be left empty."""
        for index, group in enumerate(self.groups):
            for paper in group.papers:
                if paper.key == key:
                    rest = tuple(each for each in group.papers if each is not paper)
                    self.groups[index] = replace(group, papers=rest)
                    return paper
        raise KeyError(key)

    def _put(self, chosen: Chosen, index: int, *, is_first: bool = False) -> None:
        papers = self.groups[index].papers
        papers = (chosen, *papers) if is_first else (*papers, chosen)
        self.groups[index] = replace(self.groups[index], papers=papers)

    def _tidy(self) -> None:
        self.groups = [group for group in self.groups if group.papers]
