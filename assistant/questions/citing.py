"""Questions for who cites whom, which no library tells."""

from __future__ import annotations

from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.grammar import without
from store.words import words

_WHO = (
    r"(?:(?:which|what|list|show|find|name|any|all|(?:are|is) there)(?: (?:me|us|all|any|the|of"
    r"|these|those|other|later|newer))* (?:papers?|works?|publications?|articles?|stud(?:y|ies)"
    r"|ones?|authors?|researchers?)|who|what)"
)
_CITES = r"(?:cit(?:es?|ed|ing)|buil(?:ds?|t|ding) (?:up)?on|follow(?:s|ed|ing)? up on)"
_CITING = any_of(
    rf"^(?:and |but |so )?{_WHO}(?: (?:that|which|who|have|has|do|does|also|explicitly))*"
    rf" {_CITES} (?P<cited>.+?)[ ?.!]*$"
)
_PRONOUN = any_of(r"^(?:it|this|that|them|these|those|both|him|her)(?: \w+)?$")


def read_cited(text: str) -> tuple[str, ...] | None:
    """Return the names of what papers are to cite or build on, none of them for a pronoun; None
    where a text asks for anything else, a topic among it: "papers that build on diffusion".
    """
    found = _CITING.search(" ".join(text.split()))
    if found is None:
        return None
    if _PRONOUN.search(found["cited"]):
        return ()
    names = tuple(dict.fromkeys(find_names(found["cited"])))
    named = {part for name in names for part in words(name)}
    others = telling_words(without("of_the_library", found["cited"])).keys() - named
    return None if others or not names else names
