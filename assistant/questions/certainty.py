"""Whether a question is of metadata alone, with no word in it that was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.lexicons import read_lexicon
from assistant.language.names import find_names
from assistant.language.stems import telling_words
from store.words import words

if TYPE_CHECKING:
    from assistant.questions.question import Question


def is_metadata_alone(question: Question) -> bool:
    """Tell whether every word of a question speaks of papers as such, of a condition on them,
    or names the one paper that is asked about.

    Only then is what is computed from metadata certain to be what was asked for.
    """
    asked = question.catalogue
    if asked is None:
        return False
    if asked.is_about_one_paper:
        return _names_a_paper(asked.constraints.rest, asked.topic)
    if asked.topic:
        return False
    rest = asked.constraints.rest
    is_of_papers = not words(rest) or not _METADATA.isdisjoint(words(rest))
    return is_of_papers and telling_words(rest).keys() <= _METADATA


def rests_on_metadata(question: Question) -> bool:
    """Tell whether what is computed for a question holds whatever else it asks for: it rests
    on no judgement of what papers are about.
    """
    asked = question.catalogue
    if asked is None:
        return False
    return bool(find_names(asked.topic)) if asked.is_about_one_paper else not asked.topic


_METADATA = frozenset(read_lexicon("metadata_words"))


def _names_a_paper(text: str, topic: str) -> bool:
    named = {part for name in find_names(topic) for part in words(name)}
    return bool(named) and telling_words(text).keys() <= named | _METADATA
