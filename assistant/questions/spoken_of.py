"""What the last turns of a conversation were about: papers, people, and how one calls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.abstracts import read_abstract
from assistant.abstracts.antecedents import brings
from assistant.language.names import find_names, gives_name
from assistant.questions.constraints import read_constraints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.questions.known_names import KnownNames
    from assistant.questions.turns import PastTurn
    from store.paper import Paper

    Get = Callable[[str], Paper | None]

_MEMORY = 3
_SHORT = 3


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """What a follow-up may point at, by its type."""

    papers: tuple[Paper, ...]
    """What the last turn that was about any papers cited."""
    together: tuple[Paper, ...]
    """What the last turn about several papers cited, else what each of the last led with."""
    people: tuple[str, ...]
    """Whom the last question was about, as they were called, or one before it on the same
    papers.
    """
    said: str
    """The last questions."""
    question: str
    """The last question, made whole."""


def spoken_of(turns: Sequence[PastTurn], get: Get, names: KnownNames) -> SpokenOf:
    """Return what the last turns were about; `get` looks a paper up by its citation key."""
    question = (turns[-1].answer.rewritten or turns[-1].question) if turns else ""
    return SpokenOf(
        tuple(_cited(turns, get, at_least=1)),
        tuple(_cited_together(turns, get)),
        _people(turns, names),
        " ".join(turn.question for turn in turns[-_MEMORY:]),
        question,
    )


def _people(turns: Sequence[PastTurn], names: KnownNames) -> tuple[str, ...]:
    last = {citation.key for citation in turns[-1].answer.citations} if turns else set()
    for turn in reversed(turns[-_MEMORY:]):
        asked = turn.answer.rewritten or turn.question
        people = tuple(name for name, _ in read_constraints(asked, names).people)
        if people or not last <= {citation.key for citation in turn.answer.citations}:
            return people
    return ()


def _cited(turns: Sequence[PastTurn], get: Get, *, at_least: int) -> list[Paper]:
    """Return what the last turn that was about so many papers cited, or what it named as
    nearest.
    """
    for turn in reversed(turns[-_MEMORY:]):
        cited = [citation.key for citation in turn.answer.citations]
        papers = [paper for key in cited or turn.answer.retrieved[:1] if (paper := get(key))]
        if not cited:
            # What was only nearest is not spoken of, unless the question named it.
            papers = [paper for paper in papers if short_name(paper, "") in turn.question]
        if len(papers) >= at_least:
            return sorted(papers, key=lambda paper: _place(turn, paper))
    return []


def _cited_together(turns: Sequence[PastTurn], get: Get) -> list[Paper]:
    """Return what the last turn about several papers cited, else what each of the last turns
    led with.
    """
    if papers := _cited(turns, get, at_least=2):
        return papers
    each = [
        papers[0] for turn in turns[-_MEMORY:] if (papers := _cited([turn], get, at_least=1))
    ]
    different = list({paper.key: paper for paper in each}.values())
    return different if len(different) > 1 else []


def _place(turn: PastTurn, paper: Paper) -> int:
    """Where the question names a paper; papers that it does not name keep their order behind
    the others.
    """
    asked = turn.answer.rewritten or turn.question
    place = asked.find(short_name(paper, asked))
    return place if place >= 0 else len(asked)


def short_name(paper: Paper, said: str) -> str:
    """Return how one would call a paper: as it was called, as its title begins or its
    abstract does.
    """
    head, colon, _ = paper.title.partition(":")
    is_short = bool(colon) and len(head.split()) <= _SHORT
    if is_short and head.casefold() in said.casefold():
        return head
    named = [name for name in find_names(said) if _is_name_of(name, paper)]
    own = [name for name in named if brings(paper, name)]
    if own:
        return own[0]
    if is_short:
        return head
    introduced = [name.text for name in read_abstract(paper.abstract).introduces]
    return next(iter((*introduced, *named)), paper.title)


def _is_name_of(name: str, paper: Paper) -> bool:
    """Tell whether a paper gives a name that is no author's, and does not use it as a word like
    any other.
    """
    used = paper.abstract.split()
    is_word = name.istitle() and name.lower() in used
    return gives_name(f"{paper.title}. {paper.abstract}", name) and not is_word


def enumerate_names(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
