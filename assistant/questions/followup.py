"""Questions that lean on the conversation, made whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.language.everyday import is_known
from assistant.language.names import find_names, gives_name, text_of
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.antecedents import names_before
from assistant.questions.continuing import ask_again
from assistant.questions.described_papers import ask_of_described
from assistant.questions.known_names import KnownNames
from assistant.questions.made_whole import FollowUp
from assistant.questions.narrowing import narrow, reorder
from assistant.questions.ordinals import ORDINAL
from assistant.questions.plain_messages import ask_other_end, plain_follow_up, plain_pointing
from assistant.questions.pointers import (
    FILLER,
    IT,
    OTHER,
    THEM,
    alike,
    ask_among,
    ask_metadata,
    asked_of,
    asks_where,
    point,
    points_at_several,
    was_list,
)
from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.questions.spoken_of import enumerate_names, short_name, spoken_of
from store.words import words

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from assistant.questions.messages import Utterance
    from assistant.questions.spoken_of import Get, SpokenOf
    from assistant.questions.turns import PastTurn
    from store.paper import Paper

# What is asked of each paper of a list: "Do they use …", "Are any of them on …".
_DO_THEY = any_of(
    r"^(?:and |so |but |then )?(?P<verb>do|does|did|are|were|is|was|have|has|can|could) "
    r"(?:(?:any|some|all|both|each|one) (?:of )?)?(?:they|them|these|those)(?: papers)? "
    r"(?:all |both |also |ever )?",
)
_AND = any_of(
    r"^(?:and what about|and how about|what about|how about|and|but|"
    r"or)\b[ ,]*(?P<rest>.+?)[ ?!.]*$"
)
_LIST_THEM = any_of(
    r"^(?:please )?(?:list|show|name)(?: me)? (?:them|those|these)(?: all)?[ .!?]*$"
)
_HOW_MANY = any_of(r"\bhow many\b")
_BARE = any_of(
    (
        r"^(?:and )?(?:is|was) (?:there|the) (?:any )?(?:source )?code(?: available|"
        r" released| public)?[ ?.!]*$"
    ),
    r"^(?:and )?who (?:are|were) the authors[ ?.!]*$",
)
_EXTREME_ALONE = any_of(
    r"^(?:and )?(?:which (?:one )?is |what is |what about )?the "
    r"(?P<which>oldest|newest|latest|earliest|most recent|first|last)(?: one| paper)?[ ?.!]*$"
)
_WRITE = r"(?:\w+ )?(?:write|wrote|written|publish\w*|author\w*|work|worked|collaborate\w*)"
# One person is "he" or "she", and "they" where somebody writes; several are "they".
_HE = any_of(
    rf"\b(?P<who>he|she|him|(?P<owner>his|her)|they(?= {_WRITE}\b))\b",
)
_THEY = any_of(r"\b(?P<who>he|she|him|they|them|(?P<owner>his|her|their))\b")
# Whose other work is asked for: a person's, not that of the paper spoken of.
_WORK_OF_AUTHOR = any_of(
    r"^(?:what |what else )?(?:has|have|had|did|does|do) "
    r"(?:he|she|(?:the|this|that|its|the same) (?:first |lead |main )?author) "
    r"(?:\w+ ){0,2}?(?:work(?:s|ed)?|wr[io]t(?:e|ten)|publish(?:ed)?|research(?:ed)?)"
    r"(?: \w+)? (?:on|about|with|in) (?P<topic>.+?)[ ?.!]*$"
)
_POINTERS = (THEM, IT, _HE)
_FEW = 3
_SEVERAL = 2


def complete(
    question: str,
    turns: Sequence[PastTurn],
    get: Get,
    names: KnownNames | None = None,
    is_said: Callable[[str], bool] = lambda _: False,
    message: Utterance | None = None,
    find: Callable[[str], Paper | None] = lambda _: None,
) -> FollowUp | None:
    """Return the question as it reads without the conversation, None where it stands by itself.

    `get` looks a paper up by its citation key; `names` are those that the library knows, and
    `is_said` tells whether its abstracts have a word; `message` is how it was understood, and
    `find` looks for a paper that is described.
    """
    known = names or KnownNames()
    if not turns or _stands_alone(question):
        return None
    if _LIST_THEM.match(question) and (counted := _HOW_MANY.search(turns[-1].question)):
        return FollowUp(turns[-1].question.replace(counted[0], "Which", 1))
    if again := narrow(question, turns, known) or reorder(question, turns, known):
        return again
    spoken = spoken_of(turns[:-1] if OTHER.search(question) else turns, get, known)
    meant = message and ask_other_end(message, spoken.question)
    if meant:
        return meant
    if message and (message.place or not ORDINAL.search(question)):
        meant = plain_follow_up(message, question, turns, spoken, known)
    if meant and message and (message.place or message.conditions):
        return meant
    if of_all := ask_metadata(question, _listed(question, spoken), turns[-1], known):
        return of_all
    if message and not ORDINAL.search(question):
        if meant:
            return meant
        if described := ask_of_described(question, message, spoken, turns, find):
            return described
        question = question if asks_where(question) else plain_pointing(message) or question
    if whole := _ask_of_people(question, spoken) or _ask_of_author(question, spoken.papers):
        return FollowUp(whole)
    if spoken.together and (found := _EXTREME_ALONE.match(question)):
        return ask_among(f"Which of these papers is the {found['which']}?", spoken.together)
    # The first of a list of one is that one.
    is_of_one = bool(ORDINAL.search(question)) and was_list(turns[-1]) and spoken.papers[:1]
    is_of_list = points_at_several(question) and not (is_of_one and len(spoken.papers) == 1)
    papers = spoken.together if is_of_list else spoken.papers
    if not papers:
        return None
    if _BARE.match(question):
        return _ask_bare(question, papers, spoken.said)
    continued = _AND.match(question)
    # "And its mAP" asks another thing of the same paper, not the same of another name.
    if continued and not any(pointer.search(continued["rest"]) for pointer in _POINTERS):
        before = turns[-1].answer.rewritten or turns[-1].question
        if whole_again := ask_again(continued["rest"], before, papers, known):
            return whole_again
    if among := _ask_of_each(question, papers, turns[-1]):
        return among
    new = _new_names(question, papers, is_said)
    pointed = point(question, papers, spoken.said, turns, names=(*find_names(question), *new))
    return replace(pointed, focus=(), asked=None) if pointed and new else pointed


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
    found = next((each for each in pattern.finditer(question) if not _is_name(each)), None)
    if found is None:
        return None
    names = enumerate_names(spoken.people)
    owner = "'s" if found["owner"] else ""
    whole = f"{question[: found.start('who')]}{names}{owner}{question[found.end('who') :]}"
    return FILLER.sub("", whole)


def _is_name(found: re.Match[str]) -> bool:
    """Tell whether a pronoun is somebody's name: "Dailan He"."""
    return found["who"].istitle() and bool(found.string[: found.start("who")].strip())


def _ask_of_author(question: str, papers: Sequence[Paper]) -> str | None:
    """Return what is asked of other work of "him" behind a paper as asked of whoever's list of
    works it stands in, else of its first author; None where that is not asked, or nobody named.
    """
    found = _WORK_OF_AUTHOR.search(FILLER.sub("", question))
    names = [name for paper in papers[:1] for name in (paper.profile, *paper.authors) if name]
    return f"What has {names[0]} published on {found['topic']}?" if found and names else None


def _ask_bare(question: str, papers: Sequence[Paper], said: str) -> FollowUp:
    """Return who wrote a paper or whether it has code; of a list, which of its papers do."""
    name = short_name(papers[0], said)
    if "code" not in question.lower():
        return FollowUp(f"Who wrote {name}?", (papers[0].key,))
    if len(alike(papers, said)) < len(papers):
        return ask_among("Which of these papers have code?", papers)
    return FollowUp(f"Is there code for {name}?", (papers[0].key,))


def _new_names(
    question: str, papers: Sequence[Paper], is_said: Callable[[str], bool]
) -> list[str]:
    """Return what a question names that the papers spoken of do not: whoever compares these
    with another asks for the other too.

    A name that is typed in small letters is a word that the library has and English has not.
    """
    known = " ".join(text_of(paper) for paper in papers)
    written = [name for name in find_names(question) if not gives_name(known, name)]
    held = frozenset(words(known))
    return written + [
        word
        for word in telling_words(question)
        if word not in held and is_said(word) and not is_known(word)
    ]


def stay(
    question: str,
    turns: Sequence[PastTurn],
    get: Get,
    is_said: Callable[[str], bool] = lambda _: False,
) -> FollowUp | None:
    """Return a question that names nothing as asked of the papers spoken of last, None where
    it cannot be.
    """
    spoken = spoken_of(turns, get, KnownNames())
    papers = spoken.papers
    if not 0 < len(papers) <= _FEW or read_question(question).kind is not Kind.CONTENT:
        return None
    if _new_names(question, papers, is_said):
        return None
    return asked_of(question, papers, spoken.said)


def _stands_alone(question: str) -> bool:
    """Tell whether all that points back in a question points at what it names before."""
    found = [at for pointer in _POINTERS if (at := pointer.search(question))]
    return bool(found) and names_before(question, min(at.start() for at in found))


def _ask_of_each(question: str, papers: Sequence[Paper], last: PastTurn) -> FollowUp | None:
    """Return what is asked of "them" behind a list as asked which of its papers are so; a name
    that none of them gives is for them to lack, not for the library to have.
    """
    found = _DO_THEY.match(question)
    if found is None or len(papers) < _SEVERAL or not was_list(last):
        return None
    verb = found["verb"].lower()
    link = "" if verb in ("do", "does", "did") else f"{verb} "
    return ask_among(f"Which of these papers {link}{question[found.end() :]}", papers)
