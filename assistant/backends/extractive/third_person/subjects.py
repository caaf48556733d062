"""Who wrote a paper, as a sentence about it names them: `Zong et al. [3] propose`, `Zong [3]
proposes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.printable import one_line

if TYPE_CHECKING:
    from store.paper import Paper

_PARTICLES = frozenset(
    (
        "van von vom zu zur zum de den der del della di da du dos das la le ter "
        "ten bin ibn al el"
    ).split()
)
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)


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
    names = [surname(author) for author in paper.authors if one_line(author)]
    if not names:
        return Who("the authors of", marker, is_plural=True)
    if len(names) > 2 or not paper.authors_complete:
        return Who(f"{names[0]} et al.", marker, is_plural=True)
    return Who(" and ".join(names), marker, is_plural=len(names) == 2)


def surname(author: str) -> str:
    """Return the family name in `First van Last`, `Last, First` or `First Last Jr.`, with
    its particles; a source that writes none with a capital gets them.
    """
    author = one_line(author)
    author = author.title() if author.islower() else author
    if "," in author and not _GENERATION.fullmatch(author.rpartition(",")[2].strip()):
        return author.partition(",")[0].strip()
    words = author.replace(",", " ").split()
    while len(words) > 1 and _GENERATION.fullmatch(words[-1]):
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].islower() and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[first:])
