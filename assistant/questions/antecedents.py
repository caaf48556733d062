"""Pronouns that stand for what the same question names before them."""

from __future__ import annotations

from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.question import GENERAL

_SINGULAR_VERB = r"(?:is|was|does|has)"
_PLURAL_VERB = r"(?:are|were|do|have)"
_VERB = rf"(?:{_SINGULAR_VERB}|{_PLURAL_VERB}|did|had|can|could|should|will|would|may|might)"
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
# "Which is newer", "which one is the best on COCO": which of them is left out.
_WHICH_OF_THEM = any_of(rf"^(?:and |but |so |then )?which (?:ones? )?{_VERB}\b(?P<is>.*)")
_WITH_NOUN = any_of(
    r"^ (?:the|an?) (?:most \w+|[\w-]+) "
    r"(?!(?:one|ones|on|in|of|at|for|with|by|to|among)\b)[\w-]{2,}"
)
_VERB_OF = any_of(rf"\b(?P<one>{_SINGULAR_VERB})\b|\b(?P<many>{_PLURAL_VERB})\b")
_ONE = any_of(r"^(?:it|its|this|that|he|she|him|his|her)\b")
_MANY = any_of(r"^(?:they|them|their|these|those|both)\b")
# "How accurate is", "how fast": a property, and of nothing.
_ADJECTIVE_ALONE = any_of(rf"^(?:and |but |so )?(?:how|{_VERB}) (?!(?:many|much)\b)\w+$")
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
    return any(_names_something(clause, question[at:]) for clause in before)


def _names_something(clause: str, behind: str) -> bool:
    """Tell whether a clause names what the pronoun that a text begins with may stand for."""
    clause = clause.strip(" ,;.?!")
    if not _CLAUSE.search(clause):
        return False
    if (found := _WHICH_OF_THEM.search(clause)) and not _WITH_NOUN.search(found["is"]):
        return False
    if find_names(clause):
        return True
    if not telling_words(clause).keys() - _OF_A_PAPER or _ADJECTIVE_ALONE.search(clause):
        return False
    verb = _VERB_OF.search(clause)
    if verb is None:
        return True
    return not (_ONE.search(behind) if verb["many"] else verb["one"] and _MANY.search(behind))
