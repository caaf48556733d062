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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.known_names import KnownNames
    from store.paper import Paper

_CONDITION = any_of(
    r"^(?:with|without|by|from|in|since|before|after|until|on|about|for|at|under)\b"
)
_YEARS = any_of(r"\b(?:19|20)\d\d\b")


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


def _names_in(text: str) -> list[str]:
    """Return the names in a text, neighbours as one: an author's given and family name."""
    names = "|".join(re.escape(name) for name in find_names(text))
    return re.findall(rf"(?:{names})(?: (?:{names}))*", text) if names else []
