"""Sentences of abstracts as somebody else would say them, where the check finds that they
still say it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.backends.extractive.third_person.rewriting import go_on, introduce
from assistant.backends.extractive.third_person.subjects import who_wrote
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.backends.extractive.third_person.subjects import Who
    from store.paper import Paper

    Turn = Callable[[str, Who, str], str | None]


@lru_cache(maxsize=4096)
def retell(paper: Paper, sentence: str, marker: int, *, is_named: bool) -> str | None:
    """Return a sentence of a paper in the third person, cited by `marker`; None where that is
    not safe.

    A paper that was just named is gone on about ("They propose …"); of any other the authors
    are named.
    """
    turn: Turn = go_on if is_named else introduce
    checked = turn(sentence, who_wrote(paper, 1), paper.abstract)
    if checked is None:
        return None
    verdicts = [each.verdict for each in _grounder(paper).over(checked)[0]]
    return (
        turn(sentence, who_wrote(paper, marker), paper.abstract)
        if set(verdicts) <= SHOWN
        else None
    )


@lru_cache(maxsize=64)
def _grounder(paper: Paper) -> Grounder:
    return Grounder([paper])
