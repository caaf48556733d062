"""Where a question points at papers spoken of, and their names in the place of that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import brings
from assistant.language.lexicons import read_words
from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.catalogue import AMOUNTS, read_catalogue_question
from assistant.questions.constraints import read_constraints
from assistant.questions.known_names import KnownNames
from assistant.questions.made_whole import FollowUp
from assistant.questions.ordinals import NOUN, ORDINAL, PLACES_IN_LIST, SOME
from assistant.questions.question import Kind
from assistant.questions.question_reader import GENERAL, read_question
from assistant.questions.spoken_of import enumerate_names, short_name
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.turns import PastTurn
    from store.paper import Paper

IT = any_of(
    (
        rf"\b(?:this|that|the same|the) {NOUN}(?:['’]s)?\b(?! (?:on|about|with|that|"
        rf"from|by|of)\b)"
    ),
    r"\b(?:its|it|that one)\b(?! (?:is|was) (?:true|said|possible))",
    r"\bthis\b(?! (?:library|collection|corpus|author|tool|chat|assistant|is|was)\b)",
)
_THESE = any_of(rf"\b(?:these|those|both|the two|two)(?: {NOUN}s)?\b(?! \w+s\b)")
THEM = any_of(_THESE.pattern, r"\b(?:they|them|their)\b")
_WHICH_OF_THEM = any_of(
    r"^(?:and |so |then )?which (?:one |ones )?of (?:them|these|those|the two) ",
    r"^(?:and |so |then )?which (?:one |ones )?"
    r"(?=(?:came|is|was|were|are|appeared|has|have|reach|perform|do|use)\w*\b)",
)
# What points at papers where metadata is asked for: "they" write, but are published.
_LISTED = any_of(
    r"(?:(?<=\bof )|(?<=\bby )|(?<=\bfor )|(?<=\bbehind )|(?<=\bwrote )|(?<=\bwritten ))them\b",
    r"\bthey(?= (?:all )?(?:from|published|released|presented|written|appear|come out)\b)",
    r"\btheir(?= (?:\w+ )?(?:authors?|venues?|dates?|years?)\b)",
    r"\b(?:these|those|both|the two)(?: papers)?\b(?! \w+s\b)",
)
_HOW_MANY_ARE = any_of(r"^how many (?=(?:are|were|have|has|come|came|appeared)\b)")
_MORE = any_of(
    r"^(?:please )?(?:tell me more|more|go on|continue|elaborate|say more|more "
    r"details?|details)[ .!?]*$"
)
_BARE_WHY = any_of(
    r"^(?:and |but |so )?(?:(?:why|how|how so|how come|why is that)|(?:by |for |over )?how "
    r"(?:much|many|long|often|far|high|low|large|big|small|fast|accurate)"
    r"(?: exactly| in numbers| in total| in all)?"
    r"(?: (?:is|was|were) (?:that|it|this|those|they))?)[ ?.!]*$"
)
_ELLIPTIC = 4
_LONGEST_BEST = 6
_OF_WORK = GENERAL | read_words("places_of_work")
_WHERE = "Where was this done?"
"""However that is worded: papers do not say "conducted"."""
_COMPARATIVES = read_words("comparatives")
_SEVERAL = 2
# The verb right before a subject: "does" of "does it".
_PLURALS = {"does": "do ", "is": "are ", "was": "were ", "has": "have "}
_PLURAL = any_of(r"\b(does|is|was|has) $")
FILLER = any_of(r"^(?:and|but|so|then),? ")
OTHER = any_of(rf"\bthe other(?: {NOUN})?\b(?! \w)")


def point(
    question: str,
    papers: Sequence[Paper],
    said: str,
    turns: Sequence[PastTurn],
    *,
    names: Sequence[str],
) -> FollowUp | None:
    """Put the names of the papers where the question points at them; `names` are those that it
    gives itself.
    """
    if _MORE.match(question):
        return FollowUp(f"Tell me more about {short_name(papers[0], said)}", (papers[0].key,))
    if found := SOME.search(question):
        return _replace(question, found, _some(papers, found), said)
    if found := ORDINAL.search(question):
        place = PLACES_IN_LIST[found[found.lastgroup or 0].lower()]
        if -1 <= place < len(papers):
            meant = _replace(question, found, papers[place : place + 1 or None], said)
            # "Second" is no word that the paper would have.
            asked = f"{question[: found.start()]}it{question[found.end() :]}"
            return replace(meant, asked=FILLER.sub("", asked)) if meant.asked else meant
    if not names and asks_where(question):
        of = papers if was_list(turns[-1]) else alike(papers, said)
        return replace(asked_of(question, of, said), asked=_WHERE)
    if _asks_for_best(question):
        return asked_of(question, papers, said)
    if len(papers) > 1 and (found := OTHER.search(question)):
        return _the_other(question, found, papers, turns[-1])
    if len(papers) > 1 and (found := _WHICH_OF_THEM.search(question)):
        text = f"Which of these papers {question[found.end() :]}"
        return FollowUp(text, tuple(paper.key for paper in papers))
    if _BARE_WHY.match(question):
        said_last = turns[-1].answer.rewritten or turns[-1].question
        bare = question.strip(" ?.!")
        asked = f"{bare}: {turns[-1].question}"
        return FollowUp(f"{bare}: {said_last}", (papers[0].key,), asked)
    if _is_elliptic(question):
        if len(alike(papers, said)) < len(papers) and was_list(turns[-1]):
            asked = FILLER.sub("", question).strip(" ?.!")
            return ask_among(f"{asked} in these papers?", papers)
        text = f"{question.strip(' ?.!')} of {short_name(papers[0], said)}?"
        return FollowUp(FILLER.sub("", text), (papers[0].key,))
    if names:
        about = IT.search(question)
        return _replace(question, about, alike(papers, said), said) if about else None
    if len(papers) > 1 and (found := THEM.search(question)):
        return _replace(question, found, papers, said)
    if found := IT.search(question):
        if len(alike(papers, said)) < len(papers) and was_list(turns[-1]):
            return _ask_of_list(question, found, papers)
        return _replace(question, found, alike(papers, said), said)
    if found := THEM.search(question):
        whole = _replace(question, found, alike(papers, said), said)
        # "What did they try": they are whoever wrote it, and no name tells more of them.
        return asked_of(question, papers[:1], said) if len(papers) == 1 else whole
    return None


def ask_metadata(
    question: str, papers: Sequence[Paper], last: PastTurn, names: KnownNames
) -> FollowUp | None:
    """Return a question of the metadata of several papers as asked of all of them at once; None
    where it asks for anything else, or does not point at them.
    """
    if len(papers) < _SEVERAL:
        return None
    plain = FILLER.sub("", question)
    if (found := _HOW_MANY_ARE.search(plain)) and was_list(last):
        text = f"{found[0]}of these papers {plain[found.end() :]}"
    elif found := _LISTED.search(plain):
        owner = "'" if found[0].lower() == "their" else ""
        text = f"{plain[: found.start()]}these papers{owner}{plain[found.end() :]}"
    else:
        return None
    return ask_among(text, papers) if asks_for_metadata(text, names) else None


def points_at_several(question: str) -> bool:
    """Tell whether a question points at more than one paper."""
    if THEM.search(question) and read_question(question).kind is Kind.COMPARISON:
        return True
    if _asks_for_best(question):
        return False
    return any(
        asked.search(question) for asked in (SOME, ORDINAL, _THESE, _WHICH_OF_THEM, OTHER)
    )


def _some(papers: Sequence[Paper], found: re.Match[str]) -> Sequence[Paper]:
    """Return the first two of some papers, or as many as are asked for from that end."""
    many = AMOUNTS.index(found["many"].lower()) + 2
    return papers[:many] if found["end"].lower() == "first" else papers[-many:]


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


def _ask_of_list(question: str, found: re.Match[str], papers: Sequence[Paper]) -> FollowUp:
    """Return what is asked of "it" behind a list as asked of all its papers."""
    if re.search(r"\bcode\b", question, re.IGNORECASE):
        return ask_among("Which of these papers have code?", papers)
    owner = "'" if found[0].lower() == "its" else ""
    before = _PLURAL.sub(lambda verb: _PLURALS[verb[1].lower()], question[: found.start()])
    text = f"{before}these papers{owner}{question[found.end() :]}"
    return ask_among(FILLER.sub("", text), papers)


def _is_elliptic(question: str) -> bool:
    """Tell whether a question leaves out of what it asks for a thing: "Which datasets?"."""
    asked = telling_words(question)
    return (
        bool(asked)
        and asked.keys() <= GENERAL
        and len(question.split()) <= _ELLIPTIC
        and not (find_names(question) or IT.search(question) or THEM.search(question))
    )


def asks_where(question: str) -> bool:
    """Tell whether a question asks for the place of work that it only points at."""
    points = IT.search(question) or THEM.search(question)
    is_of_work = points or telling_words(question).keys() <= _OF_WORK
    return bool(is_of_work) and read_question(question).asks_place


def _asks_for_best(question: str) -> bool:
    """Tell whether a question leaves out of what it asks for the best: "the best model"."""
    asked = telling_words(question).keys() - _COMPARATIVES
    return (
        bool(asked)
        and asked <= GENERAL
        and len(question.split()) <= _LONGEST_BEST
        and not _COMPARATIVES.isdisjoint(words(question))
        and not (find_names(question) or IT.search(question) or THEM.search(question))
    )


def was_list(turn: PastTurn) -> bool:
    """Tell whether a turn asked for all papers on something."""
    return read_question(turn.answer.rewritten or turn.question).kind is Kind.SURVEY


def _replace(
    question: str, found: re.Match[str], papers: Sequence[Paper], said: str
) -> FollowUp:
    owns = found[0].lower() in ("its", "their") or found[0].lower().endswith(("'s", "’s"))
    names = enumerate_names([*dict.fromkeys(short_name(paper, said) for paper in papers)])
    owner = "'s" if owns else ""
    whole = f"{question[: found.start()]}{names}{owner}{question[found.end() :]}"
    text = FILLER.sub("", whole)
    # The words of a title would lead away from what is asked.
    is_title = any(names == paper.title for paper in papers)
    is_title = is_title and not asks_for_metadata(text, KnownNames())
    asked = FILLER.sub("", question) if is_title else None
    # A thing that a paper only speaks of may be told of by others too.
    is_own = is_title or all(brings(paper, short_name(paper, said)) for paper in papers)
    focus = tuple(paper.key for paper in papers) if is_own else ()
    return FollowUp(text, focus, asked)


def alike(papers: Sequence[Paper], said: str) -> list[Paper]:
    """Return the first paper and those that go by the same name."""
    name = short_name(papers[0], said)
    return [paper for paper in papers if short_name(paper, said) == name]


def asked_of(question: str, papers: Sequence[Paper], said: str) -> FollowUp:
    """Return a question as asked of some papers, which its text names only to be understood."""
    asked = FILLER.sub("", question)
    names = enumerate_names([short_name(paper, said).strip(" .") for paper in papers])
    text = f"{asked.strip(' ?.!')}, in {names}?"
    return FollowUp(text, tuple(paper.key for paper in papers), asked)


def ask_among(text: str, papers: Sequence[Paper]) -> FollowUp:
    """Return a question as asked of some papers."""
    return FollowUp(text, tuple(paper.key for paper in papers))


def asks_for_metadata(text: str, names: KnownNames) -> bool:
    """Tell whether a text asks for what is computed from metadata."""
    return read_catalogue_question(text, read_constraints(text, names)) is not None
