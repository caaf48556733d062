"""Questions that lean on the conversation, made whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.language.names import find_names, gives_name, text_of
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.antecedents import names_before
from assistant.questions.catalogue import read_catalogue_question
from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames
from assistant.questions.question import GENERAL, Kind, read_question
from assistant.questions.spoken_of import enumerate_names, owns_name, short_name, spoken_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.spoken_of import Get, SpokenOf
    from assistant.questions.turns import PastTurn
    from store.paper import Paper

_ORDINALS = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "former": 0,
    "latter": -1,
}
_NOUN = r"(?:one|paper|method|model|approach|work|article|result)"
_ORDINAL = any_of(
    rf"\b(?:the )?(?P<which>{'|'.join(_ORDINALS)})(?: {_NOUN}s?)\b",
    r"\bthe (?P<alone>former|latter)\b",
)
_IT = any_of(
    (
        rf"\b(?:this|that|the same|the) {_NOUN}(?:['’]s)?\b(?! (?:on|about|with|that|"
        rf"from|by|of)\b)"
    ),
    r"\b(?:its|it|that one)\b(?! (?:is|was) (?:true|said|possible))",
    r"\bthis\b(?! (?:library|collection|corpus|author|tool|chat|assistant|is|was)\b)",
)
_THESE = any_of(rf"\b(?:these|those|both|the two|two)(?: {_NOUN}s)?\b(?! \w+s\b)")
_THEM = any_of(_THESE.pattern, r"\b(?:they|them|their)\b")
_WHICH_OF_THEM = any_of(
    r"^(?:and |so |then )?which (?:one |ones )?of (?:them|these|those|the two) ",
    r"^(?:and |so |then )?which (?:one |ones )?"
    r"(?=(?:came|is|was|were|are|appeared|has|have|reach|perform|do|use)\w*\b)",
)
# What is asked of each paper of a list: "Do they use …", "Are any of them on …".
_DO_THEY = any_of(
    r"^(?:and |so |but |then )?(?P<verb>do|does|did|are|were|is|was|have|has|can|could) "
    r"(?:(?:any|some|all|both|each|one) (?:of )?)?(?:they|them|these|those)(?: papers)? "
    r"(?:all |both |also |ever )?",
)
_PREPOSITION = (
    r"(?:over|in|on|for|at|with|against|by|from|to|of|under|during|between|among|across|after)"
)
_VERB = (
    r"(?:is|are|was|were|does|do|did|can|could|has|have|had|should|will|would|must|may|might)"
)
_MORE = any_of(
    r"^(?:please )?(?:tell me more|more|go on|continue|elaborate|say more|more "
    r"details?|details)[ .!?]*$"
)
_AND = any_of(
    r"^(?:and what about|and how about|what about|how about|and|but|"
    r"or)\b[ ,]*(?P<rest>.+?)[ ?!.]*$"
)
_LIST_THEM = any_of(
    r"^(?:please )?(?:list|show|name)(?: me)? (?:them|those|these)(?: all)?[ .!?]*$"
)
_HOW_MANY = any_of(r"\bhow many\b")
_CONDITION = any_of(
    r"^(?:with|without|by|from|in|since|before|after|until|on|about|for|at|under)\b"
)
_BARE = any_of(
    (
        r"^(?:and )?(?:is|was) (?:there|the) (?:any )?(?:source )?code(?: available|"
        r" released| public)?[ ?.!]*$"
    ),
    r"^(?:and )?who (?:are|were) the authors[ ?.!]*$",
)
_BARE_WHY = any_of(r"^(?:and |but )?(?:why|how|how so|how come|why is that)[ ?.!]*$")
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
_ELLIPTIC = 4
# The verb right before a subject: "does" of "does it".
_PLURALS = {"does": "do ", "is": "are ", "was": "were ", "has": "have "}
_PLURAL = any_of(r"\b(does|is|was|has) $")
_BEHIND = r"\b(?:on|in|for|with|at|under)"
_FILLER = any_of(r"^(?:and|but|so|then),? ")
_YEARS = any_of(r"\b(?:19|20)\d\d\b")
_OTHER = any_of(rf"\bthe other(?: {_NOUN})?\b(?! \w)")
_ONE_OF_THEM = any_of(
    r"\bthe (?:one|paper)s? (?:on|about|by|with|that|which|from|in|of|where)\b"
)
# Who asks for a list of papers behind an answer that was none asks for a new one.
_NEW_LIST = any_of(
    r"^(?:list|show|name|find|give|what are|which are)(?: me| us)? (?:all )?the papers \w+$"
)
# Words that stand for what was said before; "that" only where it stands for a thing.
_LEANING = any_of(
    r"\b(?:it|its|they|them|their|these|those|then)\b",
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|any|an?)\b)",
    r"\b(?:did|does|do|is|was|has|can|could) that\b",
    r"^(?:and|but|so|then|or|what about|how about)\b",
    # "Over which years?" leaves out what.
    rf"^{_PREPOSITION} (?:which|what|whom|how (?:many|much|long))\b(?!.*\b{_VERB}\b)",
)
_POINTERS = (_THEM, _IT, _HE)
_FEW = 3
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question made whole, and the papers that it is about."""

    text: str
    focus: tuple[str, ...] = ()
    """Citation keys; empty where the whole library is meant."""
    asked: str | None = None
    """What is asked of those papers where the text names them only to be understood; None
    for all of it.
    """


def complete(
    question: str, turns: Sequence[PastTurn], get: Get, names: KnownNames | None = None
) -> FollowUp | None:
    """Return the question as it reads without the conversation, None where it stands by itself.

    `get` looks a paper up by its citation key; `names` are those that the library knows.
    """
    known = names or KnownNames()
    if not turns or _stands_alone(question):
        return None
    if _LIST_THEM.match(question) and (counted := _HOW_MANY.search(turns[-1].question)):
        return FollowUp(turns[-1].question.replace(counted[0], "Which", 1))
    spoken = spoken_of(turns[:-1] if _OTHER.search(question) else turns, get, known)
    if whole := _ask_of_people(question, spoken):
        return FollowUp(whole)
    if spoken.together and (found := _EXTREME_ALONE.match(question)):
        return _among(f"Which of these papers is the {found['which']}?", spoken.together)
    papers = spoken.together if _several(question) else spoken.papers
    if not papers:
        return None
    if _BARE.match(question):
        return _ask_bare(question, papers, spoken.said)
    if continued := _AND.match(question):
        before = turns[-1].answer.rewritten or turns[-1].question
        if whole_again := _continue(continued["rest"], before, papers, known):
            return whole_again
    if among := _ask_of_each(question, papers, turns[-1]):
        return among
    pointed = _point(question, papers, spoken.said, turns)
    return pointed and _widened(pointed, question, papers)


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
    return _FILLER.sub("", whole)


def _ask_bare(question: str, papers: Sequence[Paper], said: str) -> FollowUp:
    """Return who wrote a paper or whether it has code; of a list, which of its papers do."""
    name = short_name(papers[0], said)
    if "code" not in question.lower():
        return FollowUp(f"Who wrote {name}?", (papers[0].key,))
    if len(_alike(papers, said)) < len(papers):
        return _among("Which of these papers have code?", papers)
    return FollowUp(f"Is there code for {name}?", (papers[0].key,))


def _among(text: str, papers: Sequence[Paper]) -> FollowUp:
    return FollowUp(text, tuple(paper.key for paper in papers))


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
    return _asked_of(question, papers, spoken.said)


def _asked_of(question: str, papers: Sequence[Paper], said: str) -> FollowUp:
    """Return a question as asked of some papers, which its text names only to be understood."""
    asked = _FILLER.sub("", question)
    names = enumerate_names([short_name(paper, said).strip(" .") for paper in papers])
    text = f"{asked.strip(' ?.!')}, in {names}?"
    return FollowUp(text, tuple(paper.key for paper in papers), asked)


def _asks_for_metadata(text: str, names: KnownNames) -> bool:
    return read_catalogue_question(text, read_constraints(text, names)) is not None


def leans(question: str) -> bool:
    """Tell whether a question has words that stand for what was said before."""
    return bool(_LEANING.search(question)) and not _stands_alone(question)


def _stands_alone(question: str) -> bool:
    """Tell whether all that points back in a question points at what it names before."""
    found = [at for pointer in _POINTERS if (at := pointer.search(question))]
    return bool(found) and names_before(question, min(at.start() for at in found))


def _several(question: str) -> bool:
    if _THEM.search(question) and read_question(question).kind is Kind.COMPARISON:
        return True
    return any(
        asked.search(question)
        for asked in (_ORDINAL, _THESE, _WHICH_OF_THEM, _OTHER, _ONE_OF_THEM)
    )


def _point(
    question: str, papers: Sequence[Paper], said: str, turns: Sequence[PastTurn]
) -> FollowUp | None:
    """Put the names of the papers where the question points at them."""
    if _MORE.match(question):
        return FollowUp(f"Tell me more about {short_name(papers[0], said)}", (papers[0].key,))
    if found := _ORDINAL.search(question):
        place = _ORDINALS[(found["which"] or found["alone"]).lower()]
        if -1 <= place < len(papers):
            return _replace(question, found, papers[place : place + 1 or None], said)
    if len(papers) > 1 and (found := _OTHER.search(question)):
        return _the_other(question, found, papers, turns[-1])
    if len(papers) > 1 and (one := _ONE_OF_THEM.search(question)):
        if _NEW_LIST.match(question, 0, one.end()) and not _was_list(turns[-1]):
            return None
        return FollowUp(question, tuple(paper.key for paper in papers))
    if len(papers) > 1 and (found := _WHICH_OF_THEM.search(question)):
        text = f"Which of these papers {question[found.end() :]}"
        return FollowUp(text, tuple(paper.key for paper in papers))
    if _BARE_WHY.match(question):
        said_last = turns[-1].answer.rewritten or turns[-1].question
        return FollowUp(f"{question.strip(' ?.!')}: {said_last}", (papers[0].key,))
    if _is_elliptic(question):
        text = f"{question.strip(' ?.!')} of {short_name(papers[0], said)}?"
        return FollowUp(_FILLER.sub("", text), (papers[0].key,))
    if find_names(question):
        about = _IT.search(question)
        return _replace(question, about, _alike(papers, said), said) if about else None
    if len(papers) > 1 and (found := _THEM.search(question)):
        return _replace(question, found, papers, said)
    if found := _IT.search(question):
        if len(_alike(papers, said)) < len(papers) and _was_list(turns[-1]):
            return _ask_of_list(question, found, papers)
        return _replace(question, found, _alike(papers, said), said)
    if found := _THEM.search(question):
        whole = _replace(question, found, _alike(papers, said), said)
        # "What did they try": they are whoever wrote it, and no name tells more of them.
        return _asked_of(question, papers[:1], said) if len(papers) == 1 else whole
    return None


def _was_list(turn: PastTurn) -> bool:
    """Tell whether a turn asked for all papers on something."""
    return read_question(turn.answer.rewritten or turn.question).kind is Kind.SURVEY


def _ask_of_each(question: str, papers: Sequence[Paper], last: PastTurn) -> FollowUp | None:
    """Return what is asked of "them" behind a list as asked which of its papers are so; a name
    that none of them gives is for them to lack, not for the library to have.
    """
    found = _DO_THEY.match(question)
    if found is None or len(papers) < _SEVERAL or not _was_list(last):
        return None
    verb = found["verb"].lower()
    link = "" if verb in ("do", "does", "did") else f"{verb} "
    return _among(f"Which of these papers {link}{question[found.end() :]}", papers)


def _ask_of_list(question: str, found: re.Match[str], papers: Sequence[Paper]) -> FollowUp:
    """Return what is asked of "it" behind a list as asked of all its papers."""
    if re.search(r"\bcode\b", question, re.IGNORECASE):
        return _among("Which of these papers have code?", papers)
    owner = "'" if found[0].lower() == "its" else ""
    before = _PLURAL.sub(lambda verb: _PLURALS[verb[1].lower()], question[: found.start()])
    text = f"{before}these papers{owner}{question[found.end() :]}"
    return _among(_FILLER.sub("", text), papers)


def _the_other(
    question: str, found: re.Match[str], papers: Sequence[Paper], last: PastTurn
) -> FollowUp | None:
    """Put the papers that were spoken of before, but not last, in the place of "the other
    one".
    """
    done = {citation.key for citation in last.answer.citations}
    others = [paper for paper in papers if paper.key not in done]
    if not 0 < len(others) < len(papers):
        return None
    if telling_words(question[: found.start()] + question[found.end() :]):
        return _replace(question, found, others, "")
    names = enumerate_names([short_name(paper, "") for paper in others])
    return FollowUp(f"Tell me about {names}", tuple(paper.key for paper in others))


def _is_elliptic(question: str) -> bool:
    """Tell whether a question leaves out of what it asks for a thing: "Which datasets?"."""
    asked = telling_words(question)
    return (
        bool(asked)
        and asked.keys() <= GENERAL
        and len(question.split()) <= _ELLIPTIC
        and not (find_names(question) or _IT.search(question) or _THEM.search(question))
    )


def _alike(papers: Sequence[Paper], said: str) -> list[Paper]:
    """Return the first paper and those that go by the same name."""
    name = short_name(papers[0], said)
    return [paper for paper in papers if short_name(paper, said) == name]


def _replace(
    question: str, found: re.Match[str], papers: Sequence[Paper], said: str
) -> FollowUp:
    owns = found[0].lower() in ("its", "their") or found[0].lower().endswith(("'s", "’s"))
    names = enumerate_names([*dict.fromkeys(short_name(paper, said) for paper in papers)])
    owner = "'s" if owns else ""
    text = f"{question[: found.start()]}{names}{owner}{question[found.end() :]}"
    # The words of a title would lead away from what is asked.
    is_title = any(names == paper.title for paper in papers)
    is_title = is_title and not _asks_for_metadata(text, KnownNames())
    asked = _FILLER.sub("", question) if is_title else None
    # A thing that a paper only speaks of may be told of by others too.
    is_own = is_title or all(owns_name(paper, short_name(paper, said)) for paper in papers)
    focus = tuple(paper.key for paper in papers) if is_own else ()
    return FollowUp(_FILLER.sub("", text), focus, asked)


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
    if _CONDITION.search(rest) and _asks_for_metadata(before, known):
        return FollowUp(f"{before.rstrip(' ?.!')} {rest}?")
    names = _phrases(f"and {rest}")
    if len(names) != 1 or len(telling_words(rest)) > len(telling_words(names[0])):
        return None
    subject = short_name(papers[0], before)
    if _CONDITION.search(rest):
        others = [
            name
            for name in _phrases(before)
            if re.search(rf"{_BEHIND} {re.escape(name)}", before)
        ]
        asked = (
            before.replace(others[-1], names[0])
            if others
            else f"{before.rstrip(' ?.!')} {rest}?"
        )
        return FollowUp(asked, (papers[0].key,))
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
