"""The question before, asked once more of another year, name or thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.names import find_names, gives_name, text_of
from assistant.language.patterns import any_of
from assistant.language.stems import telling_words
from assistant.questions.made_whole import FollowUp
from assistant.questions.pointers import asks_for_metadata
from assistant.questions.spoken_of import short_name
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.known_names import KnownNames
    from store.paper import Paper

PREPOSITION = (
    r"(?:over|in|on|for|at|with|against|by|from|to|of|under|during|between|among|across|after)"
)
VERB = (
    r"(?:is|are|was|were|does|do|did|can|could|has|have|had|should|will|would|must|may|might)"
)
_CONDITION = any_of(
    r"^(?:with|without|by|from|in|since|before|after|until|on|about|for|at|under)\b"
)
_YEARS = any_of(r"\b(?:19|20)\d\d\b")
_PHRASE_ALONE = any_of(rf"^(?P<link>{PREPOSITION}) (?!.*\b{VERB}\b)(?!.*\d{{4}}).+$")
# "Of zirconia" of "What is the structure of zirconia?".
_PHRASE_AT_END = any_of(
    rf"\b(?P<link>{PREPOSITION}) (?:(?!{PREPOSITION}\b|{VERB}\b)\S+ ?){{1,6}}$"
)


def ask_again(
    rest: str, before: str, papers: Sequence[Paper], known: KnownNames
) -> FollowUp | None:
    """Ask the question before once more, of another year or another name."""
    if (
        (year := _YEARS.search(rest))
        and _YEARS.search(before)
        and not telling_words(_YEARS.sub("", rest))
    ):
        return FollowUp(_YEARS.sub(year[0], before, count=1))
    if (found := _PHRASE_ALONE.match(rest)) and (at := _last_phrase(found["link"], before)):
        is_told = telling_words(rest).keys() <= frozenset(words(text_of(papers[0])))
        return FollowUp(f"{before[:at]}{rest}?", (papers[0].key,) if is_told else ())
    if _CONDITION.search(rest) and asks_for_metadata(before, known):
        return FollowUp(f"{before.rstrip(' ?.!')} {rest}?")
    names = _names_in(f"and {rest}")
    if len(names) != 1 or len(telling_words(rest)) > len(telling_words(names[0])):
        return None
    subject = short_name(papers[0], before)
    is_person = " " in names[0]
    about_the_same = not is_person and gives_name(text_of(papers[0]), names[0])
    old = [
        name
        for name in _names_in(before)
        if is_person or (name not in subject and subject not in name) is about_the_same
    ]
    if not old:
        return None
    return FollowUp(
        before.replace(old[-1], names[0]), (papers[0].key,) if about_the_same else ()
    )


def _last_phrase(link: str, before: str) -> int:
    """Return where the phrase begins with which a question ends, 0 where that has another link
    before it.
    """
    found = _PHRASE_AT_END.search(before.rstrip(" ?.!"))
    return found.start("link") if found and found["link"].lower() == link.lower() else 0


def _names_in(text: str) -> list[str]:
    """Return the names in a text, neighbours as one: an author's given and family name."""
    names = "|".join(re.escape(name) for name in find_names(text))
    return re.findall(rf"(?:{names})(?: (?:{names}))*", text) if names else []
