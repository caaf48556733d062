"""A question in the plain wording of what it asks for, however it is worded: "where do I start
with frogs?" is "What should I read first on frogs?".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_words
from assistant.language.names import find_names
from assistant.language.patterns import any_of
from assistant.questions.halves import cut_halves
from assistant.questions.intents import Holds, Intent
from assistant.questions.list_order import take_order
from assistant.questions.question import Kind
from assistant.questions.rewording import JOINING, OTHER, PLACE, load, tokens_of
from assistant.questions.wording import plain_signs, plain_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.questions.question import Question

PLAIN = {
    "papers": "Which papers are about §?",
    "compare": "Compare § and §.",
    "limits": "What are the limitations of §?",
    "start": "What should I read first on §?",
    "timeline": "How did the work on § develop over the years?",
    "first": "Which was the first paper on §?",
    "newest": "What is the newest paper on §?",
    "data": "Which data sets are used in the papers on §?",
    "methods": "Which methods are used in the papers on §?",
    "overview": "What is this library about?",
    "authors": "Who has written the most papers here?",
    "count": "How many papers are there on §?",
    "who": "Who wrote the paper on §?",
    "when": "When was § published?",
    "where": "Where was § published?",
    "open": "Which open problems are named in the papers on §?",
    "summary": "Summarise the work on §.",
    "by": "Which papers did § write?",
    "topics": "What has § worked on?",
    "coauthors": "Who has § written with?",
    "code": "Which papers have code?",
}
SURE = 0.6
"""How likely a plain wording must be: of 105 near misses held out it takes one."""
_OF_PEOPLE = ("by", "topics", "coauthors")
_OF_A_PAPER = ("who", "when", "where")
_OF_NAMES = ("compare", "limits")
_LONGEST_NAME = 4
_A_FILTER = re.compile(r"\w:\S")
# What the grammar reads surely enough to stay as it is worded.
_CLOSED = (
    Intent.METADATA,
    Intent.TASK,
    Intent.COMMAND,
    Intent.SMALL_TALK,
    Intent.COMPARISON,
    Intent.RANKING,
)
_LIMITS = frozenset(read_words("limiting_words"))
_NARROWING = frozenset(
    "only just but also both either before after since until till during between".split()
)
"""Those of them that leave it as it is what kind of thing is asked for."""
_VERBS = frozenset(read_words("verbs_of_papers"))
# Who asks, and on what occasion: "As a newcomer:", "I write a review, so …".
_FRAME_ENDS = re.compile(r"(?:[.,:;!?]|\s[–—-])\s+(?:(?:so|and|but) )?|\bso (?=[a-z])")
_FRAME = any_of(
    r"\b(?:i|i'(?:m|ve|d|ll)|me|my|we|we'(?:re|ve|d|ll)|us|our)\b",
    r"^(?:for|as|before|after|at|in) (?:an?|the|my|our)\b",
)


def in_plain_wording(
    text: str, read: Callable[[str], Question], is_author: Callable[[str], bool]
) -> str:
    """Return a question in the plain wording of what it asks for, where the grammar leaves that
    open or reads another thing; else as it is.
    """
    plain = reword(text, is_author)
    # Few are reworded: what takes longer is asked of those alone.
    if plain is None or _A_FILTER.search(text) or cut_halves(text):
        return text
    if take_order(text).text != text:
        return text
    question = read(text)
    # "How many are on frogs?" asks for a number of papers; what else is expected is a fact.
    expects = question.expects and question.expects.holds
    is_fact = question.intent is not Intent.PAPERS and expects not in (None, Holds.NUMBER)
    is_sure = question.intent in _CLOSED or question.catalogue or is_fact
    return text if is_sure or _says_less(read(plain), question) else plain


def _says_less(plain: Question, question: Question) -> bool:
    """Tell whether a plain question adds nothing to how one is read, or asks for papers where
    one asks what a name stands for.
    """
    is_named = question.intent is Intent.DEFINITION and bool(question.names)
    is_same = plain.intent is question.intent and plain.words.keys() == question.words.keys()
    return is_same or (is_named and plain.kind is Kind.SURVEY)


def is_limited(text: str) -> bool:
    """Tell whether a text says more than a plain question can: a negation, a rank."""
    return bool(_limits(text))


def is_turned(text: str) -> bool:
    """Tell whether a text says anything but what it names: a negation, another rank."""
    return not _limits(text) <= _NARROWING


def _limits(text: str) -> set[str]:
    said = set(tokens_of(plain_signs(text).lower()))
    return {word for word in said if word in _LIMITS or word.endswith("n't")}


def reword(text: str, is_author: Callable[[str], bool]) -> str | None:
    """Return a question in the plain wording of what it asks for, None where it is none of
    those, or says more; `is_author` tells who is one.
    """
    rewording = load()
    if is_limited(text):
        return None
    for part in _without_frame(plain_wording(text)):
        contexts = rewording.contexts(part)
        if not contexts:
            continue
        likely = rewording.likelihoods([context.words for context in contexts])
        # Of two ways to take a question apart, that with more usual neighbours is preferred.
        found = [
            (float(row.max()) - rewording.rarity(context.words), label, context.held)
            for row, context in zip(likely, contexts, strict=True)
            if row.max() >= SURE
            and (label := rewording.labels[int(row.argmax())]) != OTHER
            and PLAIN[label].count(PLACE) == len(context.held)
            and rewording.is_worded_so(label, context.words)
            and all(_could_be(label, held, is_author) for held in context.held)
        ]
        if found:
            _, label, held = max(found)
            return _filled(PLAIN[label], held)
    return None


def _without_frame(text: str) -> Iterator[str]:
    """Yield a text, and what is left of it behind words of who asks, and on what occasion."""
    yield text
    for end in _FRAME_ENDS.finditer(text):
        if _FRAME.search(text[: end.start()]):
            yield text[end.end() :]


def _could_be(label: str, held: str, is_author: Callable[[str], bool]) -> bool:
    """Tell whether words are of the kind that a plain question is about: a person, the name
    of a thing, a topic. A name among other words is none of them: "beat BERT".
    """
    if label in _OF_PEOPLE or is_author(held):
        return label in _OF_PEOPLE and is_author(held)
    names = find_names(f"of {held}")
    if label in _OF_A_PAPER:
        return names == [held.removeprefix("the ")]
    words = held.lower().split()
    if not _VERBS.isdisjoint(words[1:]):
        return False
    if label in _OF_NAMES and not (len(words) <= _LONGEST_NAME and JOINING.isdisjoint(words)):
        return False
    return not names or " ".join(names) == held.removeprefix("the ")


def _filled(plain: str, held: Sequence[str]) -> str:
    for each in held:
        plain = plain.replace(PLACE, each, 1)
    return plain
