"""Questions that lean on the conversation, made whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.language.names import find_names, gives_name, text_of
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.known_names import KnownNames
from assistant.questions.pointers import (
    FILLER,
    IT,
    OTHER,
    THEM,
    FollowUp,
    ask_metadata,
    asked_of,
    asks_for_metadata,
    point,
    points_at_several,
)
from assistant.questions.question import Kind, read_question
from assistant.questions.spoken_of import enumerate_names, short_name, spoken_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.spoken_of import Get, SpokenOf
    from assistant.questions.turns import PastTurn
    from store.paper import Paper

_PREPOSITION = (
    r"(?:over|in|on|for|at|with|against|by|from|to|of|under|during|between|among|across|after)"
)
_VERB = (
    r"(?:is|are|was|were|does|do|did|can|could|has|have|had|should|will|would|must|may|might)"
)
_AND = any_of(
    r"^(?:and what about|and how about|what about|how about|and|but|"
    r"or)\b[ ,]*(?P<rest>.+?)[ ?!.]*$"
)
_CONDITION = any_of(
    r"^(?:with|without|by|from|in|since|before|after|until|on|about|for|at|under)\b"
)
_WRITE = r"(?:\w+ )?(?:write|wrote|written|publish\w*|author\w*|work|worked|collaborate\w*)"
# One person is "he" or "she", and "they" where somebody writes; several are "they".
_HE = any_of(
    rf"\b(?P<who>he|she|him|(?P<owner>his|her)|they(?= {_WRITE}\b))\b",
)
_THEY = any_of(r"\b(?P<who>he|she|him|they|them|(?P<owner>his|her|their))\b")
_YEARS = any_of(r"\b(?:19|20)\d\d\b")
# Words that stand for what was said before; "that" only where it stands for a thing.
_LEANING = any_of(
    r"\b(?:it|its|they|them|their|these|those|then)\b",
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|any|an?)\b)",
    r"\b(?:did|does|do|is|was|has|can|could) that\b",
    r"^(?:and|but|so|then|or|what about|how about)\b",
    # "Over which years?" leaves out what.
    rf"^{_PREPOSITION} (?:which|what|whom|how (?:many|much|long))\b(?!.*\b{_VERB}\b)",
)
_POINTERS = (THEM, IT, _HE)
# "What is HoP and" before "how does it work": a clause with its question word or verb.
_CLAUSE_BEFORE = any_of(
    rf"^(?:what|which|who|why|how|when|where|explain|{_VERB})\b.*(?:[,;.?!]|\band\b)"
)
_FEW = 3


def complete(
    question: str, turns: Sequence[PastTurn], get: Get, names: KnownNames | None = None
) -> FollowUp | None:
    """Return the question as it reads without the conversation, None where it stands by itself.

    `get` looks a paper up by its citation key; `names` are those that the library knows.
    """
    known = names or KnownNames()
    if not turns or _stands_alone(question):
        return None
    spoken = spoken_of(turns[:-1] if OTHER.search(question) else turns, get, known)
    if of_all := ask_metadata(question, _listed(question, spoken), known):
        return of_all
    if whole := _ask_of_people(question, spoken):
        return FollowUp(whole)
    papers = spoken.together if points_at_several(question) else spoken.papers
    if not papers:
        return None
    if continued := _AND.match(question):
        before = turns[-1].answer.rewritten or turns[-1].question
        if whole_again := _continue(continued["rest"], before, papers, known):
            return whole_again
    pointed = point(question, papers, spoken.said, turns)
    return pointed and _widened(pointed, question, papers)


def _listed(question: str, spoken: SpokenOf) -> Sequence[Paper]:
    """Return the papers that "them" stands for: those of a list, though the last answer picked
    some of it.
    """
    is_of_list = points_at_several(question) or points_at_several(spoken.question)
    return spoken.together if is_of_list else spoken.papers


def _ask_of_people(question: str, spoken: SpokenOf) -> str | None:
    """Return a question with the people spoken of in the place of "they", None where it does
    not point at people.
    """
    if not spoken.people:
        return None
    pattern = _THEY if len(spoken.people) > 1 else _HE
    if (found := pattern.search(question)) is None:
        return None
    names = enumerate_names(spoken.people)
    owner = "'s" if found["owner"] else ""
    whole = f"{question[: found.start('who')]}{names}{owner}{question[found.end('who') :]}"
    return FILLER.sub("", whole)


def _widened(whole: FollowUp, question: str, papers: Sequence[Paper]) -> FollowUp:
    """Return a question for the whole library where it names what the papers spoken of do
    not: whoever compares these with another asks for the other too.
    """
    known = " ".join(text_of(paper) for paper in papers)
    new = [name for name in find_names(question) if not gives_name(known, name)]
    return replace(whole, focus=(), asked=None) if new else whole


def stay(question: str, turns: Sequence[PastTurn], get: Get) -> FollowUp | None:
    """Return a question that names nothing as asked of the papers spoken of last, None where
    it cannot be.
    """
    spoken = spoken_of(turns, get, KnownNames())
    papers = spoken.papers
    known = " ".join(text_of(paper) for paper in papers)
    if not 0 < len(papers) <= _FEW or read_question(question).kind is not Kind.CONTENT:
        return None
    if any(not gives_name(known, name) for name in find_names(question)):
        return None
    return asked_of(question, papers, spoken.said)


def leans(question: str) -> bool:
    """Tell whether a question has words that stand for what was said before."""
    return bool(_LEANING.search(question)) and not _stands_alone(question)


def _stands_alone(question: str) -> bool:
    """Tell whether a question begins with a name before a clause that points back at it."""
    found = [at.start() for pointer in _POINTERS if (at := pointer.search(question))]
    before = _CLAUSE_BEFORE.match(question[: min(found)]) if found else None
    return before is not None and bool(find_names(before[0]))


def _continue(
    rest: str, before: str, papers: Sequence[Paper], known: KnownNames
) -> FollowUp | None:
    """Ask the question before once more, of another year or another name."""
    if (
        (year := _YEARS.search(rest))
        and _YEARS.search(before)
        and not telling_words(_YEARS.sub("", rest))
    ):
        return FollowUp(_YEARS.sub(year[0], before, count=1))
    if _CONDITION.search(rest) and asks_for_metadata(before, known):
        return FollowUp(f"{before.rstrip(' ?.!')} {rest}?")
    names = _phrases(f"and {rest}")
    if len(names) != 1 or len(telling_words(rest)) > len(telling_words(names[0])):
        return None
    subject = short_name(papers[0], before)
    is_person = " " in names[0]
    about_the_same = not is_person and gives_name(text_of(papers[0]), names[0])
    old = [
        name
        for name in _phrases(before)
        if is_person or (name not in subject and subject not in name) is about_the_same
    ]
    if not old:
        return None
    return FollowUp(
        before.replace(old[-1], names[0]), (papers[0].key,) if about_the_same else ()
    )


def _phrases(text: str) -> list[str]:
    """Return the names in a text, neighbours as one: an author's given and family name."""
    names = "|".join(re.escape(name) for name in find_names(text))
    return re.findall(rf"(?:{names})(?: (?:{names}))*", text) if names else []
