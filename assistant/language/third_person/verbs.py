"""Verbs that papers use of themselves, and their two forms in the present."""

from __future__ import annotations

from assistant.language.lexicons import read_words

_BASES = read_words("verbs_of_papers")
_IRREGULAR = {"be": "is", "are": "is", "were": "was", "have": "has", "do": "does", "go": "goes"}
_UNCHANGED = frozenset(
    """
        can could will would shall should may might must cannot did had was is has does found
        made gave got took ran built showed shown saw began kept led left let put set cut wrote
        went came became drew held taught
        """.split()
)
DETERMINERS = frozenset(
    """
        a an the this that these those their its his her our my how why what whether which where
        when several many both two three four various some new novel it them that
        """.split()
)
"""Words before which a word that may be a noun is a verb: "and design a network"."""


def third(verb: str) -> str:
    """Return a verb as it agrees with one: `propose` -> `proposes`, `have` -> `has`; the
    past stays.
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _UNCHANGED or (verb.endswith("ed") and not is_verb(verb)):
        return verb
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    return (
        f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"
    )


def base(verb: str) -> str | None:
    """Return a verb as it agrees with several people, None for a word that is no known verb
    of one person.
    """
    return _BACK.get(verb)


def is_verb(word: str) -> bool:
    """Tell whether a word is a known verb in the form that agrees with several people."""
    return word in _BASES or word in _IRREGULAR


_BACK = {third(verb): verb for verb in _BASES} | {
    "is": "are",
    "has": "have",
    "does": "do",
    "was": "were",
}
