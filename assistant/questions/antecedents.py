"""Pronouns that stand for what the same question names before them."""

from __future__ import annotations

from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.question_reader import GENERAL

_VERB = r"(?:is|was|does|has|are|were|do|have|did|had|can|could|should|will|would|may|might)"
_ASKED = r"(?:what|which|who|whom|whose|when|where|why|how)"
# Where a second clause begins: with a question word or a verb, behind a mark or "and".
_BEGINS = any_of(rf"\b(?:{_ASKED}|{_VERB})\b")
_JOINED = any_of(r"(?:[,;.?!]+|\b(?:and|but|or|so|then))(?: (?:and|but|or|so|then|also),?)* *$")
# What a clause of its own begins with; "if the angle is large" is none.
_CLAUSE = any_of(
    rf"^(?:and |but |so |then )?(?:{_ASKED}\b.*?\b{_VERB}\b|{_VERB}\b|who \w+"
    rf"|(?:which|what) (?:papers?|stud(?:y|ies)|methods?|models?|authors?) \w+ \w+"
    rf"|(?:explain|describe|summari[sz]e|compare|define|tell|show|find|list|name)\b)"
)
# "Which is newer", "which one is the best": which of them is left out.
_WHICH_OF_THEM = any_of(
    rf"^(?:and |but |so |then )?which (?:ones? )?{_VERB}(?: [\w-]+){{0,2}}$"
)
# What any paper has needs a paper to be of.
_OF_A_PAPER = GENERAL | {"code", "available", "public", "released", "new", "good"}


def names_before(question: str, at: int) -> bool:
    """Tell whether what a pronoun at some place of a question stands for is named in an earlier
    clause of it: "What is HoP and how does it work?".
    """
    joints = (
        _JOINED.search(question[: found.start()]) for found in _BEGINS.finditer(question, 0, at)
    )
    before = (question[: joint.start()] for joint in joints if joint)
    return any(map(_names_something, before))


def _names_something(clause: str) -> bool:
    """Tell whether a clause names what a pronoun behind it may stand for."""
    clause = clause.strip(" ,;.?!")
    if not _CLAUSE.search(clause) or _WHICH_OF_THEM.search(clause):
        return False
    return bool(find_names(clause) or telling_words(clause).keys() - _OF_A_PAPER)
