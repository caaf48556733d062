"""Whether a question is of metadata alone, with no word in it that was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.lexicons import read_lexicon
from assistant.language.names import find_names
from assistant.language.stems import telling_words
from assistant.questions.catalogue import read_catalogue_question
from assistant.questions.constraints import read_constraints
from store.words import words

if TYPE_CHECKING:
    from assistant.questions.constraints import IsAffiliation, IsAuthor


def is_metadata_alone(
    text: str, is_author: IsAuthor, is_affiliation: IsAffiliation = lambda _: False
) -> bool:
    """Tell whether every word of a question speaks of papers as such, of a condition on them,
    or names the one paper that is asked about.

    Only then is what is computed from metadata certain to be what was asked for.
    """
    question = read_catalogue_question(text, is_author, is_affiliation)
    if question is None:
        return False
    if question.is_about_one_paper:
        return _names_a_paper(text, question.topic)
    if question.topic:
        return False
    rest = read_constraints(text, is_author, is_affiliation).rest
    asked = words(rest)
    is_of_papers = not asked or not _METADATA.isdisjoint(asked)
    return is_of_papers and telling_words(rest).keys() <= _METADATA


def rests_on_metadata(
    text: str, is_author: IsAuthor, is_affiliation: IsAffiliation = lambda _: False
) -> bool:
    """Tell whether what is computed for a question holds whatever else it asks for: it rests
    on no judgement of what papers are about.
    """
    question = read_catalogue_question(text, is_author, is_affiliation)
    if question is None:
        return False
    return (
        bool(find_names(question.topic)) if question.is_about_one_paper else not question.topic
    )


_METADATA = frozenset(read_lexicon("metadata_words"))


def _names_a_paper(text: str, topic: str) -> bool:
    named = {part for name in find_names(topic) for part in words(name)}
    return bool(named) and telling_words(text).keys() <= named | _METADATA
