"""Who wrote a paper, as a sentence about it names them: `Zong et al. [3] propose`, `Zong [3]
proposes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.names import surnames

if TYPE_CHECKING:
    from store.paper import Paper


@dataclass(frozen=True, slots=True)
class Who:
    """The authors of a paper as a subject, with the number that cites it."""

    name: str
    marker: int
    is_plural: bool

    @property
    def cited(self) -> str:
        """The name with the citation right behind it."""
        return f"{self.name} [{self.marker}]"


def who_wrote(paper: Paper, marker: int) -> Who:
    """Return the authors of a paper; a list that its source cuts stays cut, and nobody is
    invented.
    """
    names = [name.title() if name.islower() else name for name in surnames(paper)]
    if not names:
        return Who("the authors of", marker, is_plural=True)
    if len(names) > 2 or not paper.authors_complete:
        return Who(f"{names[0]} et al.", marker, is_plural=True)
    return Who(" and ".join(names), marker, is_plural=len(names) == 2)
