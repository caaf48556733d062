"""Papers by what they bring rather than by what they are about: a data set, a benchmark, a
survey.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.patterns import any_of
from assistant.language.stems import stem
from assistant.retrieval.passages import paper_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

_MADE = (
    r"\b(?:annotat|buil[dt]|collect|compil|construct|contribut|creat|curat|"
    r"develop|establish|gather|introduc"
    r"|present|propos|provid|publish|releas)\w*\b"
    r"(?:[ ,]+(?!on\b|for\b|with\b|over\b|across\b|that\b|which\b)[\w%./-]+){{0,7}}? +{0}\b"
    r"|\b{0}\b[^.]{{0,40}}\b(?:is|are|was|were|been) (?:\w+ )?"
    r"(?:built|collect|construct|creat|introduc|propos|releas)"
)
_DATA = _MADE.format(r"(?:data ?-?sets?|corp(?:us|ora))")
_BENCHMARK = _MADE.format(r"(?:benchmarks?|test ?beds?|test suites?)")
_SURVEY = (
    _MADE.format(r"(?:surveys?|reviews?|overviews?)")
    + r"|\bwe (?:survey|review)\b|\ba (?:survey|review)\b"
)
_TOOL = _MADE.format(r"(?:toolkits?|toolbox(?:es)?|software|librar(?:y|ies))")
_ENTRY = (
    r"\b(?:1st|first|2nd|second|3rd|third|top-?\d?|winning|champion\w*)\b[^.]{0,60}"
    r"\b(?:place|prize|solution|award)"
    r"|\b(?:solutions?|entry|submission|winner)\b[^.]{0,60}\b(?:challenge|"
    r"competition|contest)\b"
    r"|\b(?:rank(?:s|ed)?|won|wins?)\b[^.]{0,60}\b(?:challenge|competition|contest)\b"
)
# What papers may bring, the words that it is asked for with, and the sentences that tell of it.
_BROUGHT = {
    "dataset data corpus": _DATA,
    "benchmark": _BENCHMARK,
    "survey review": _SURVEY,
    "toolkit software": _TOOL,
    "challenge competition contest": _ENTRY,
}
_TOLD = {stem(noun): told for nouns, told in _BROUGHT.items() for noun in nouns.split()}
# Who uses, lacks or overcomes a thing brings none.
_NOT_BROUGHT = any_of(
    r"\b(?:no|not|less|little|fewer|without|need\w*|address\w*|us(?:e[sd]?|ing)|"
    r"evaluat\w*|test\w*|lack\w*|handl\w*"
    r"|fac(?:e[sd]?|ing)|overc[ao]m\w*|solv\w*|tackl\w*)\b"
)
_ENTERED = any_of(
    r"\b(?:w[io]ns?|winn\w*|entr(?:y|ies)|enter\w*|submi\w*|solutions?|places?|"
    r"prizes?|part|participa\w*|reports?"
    r"|write-?ups?)\b"
)
_BRINGING = frozenset(
    stem(word)
    for word in """
        build collect construct contribute create enter entry introduce new novel offer place
        prize provide public publish release report share solution submission submit take up ups
        win winner winning won write
        """.split()
)


def brought(question: Question) -> str | None:
    """Return the pattern of what papers are to bring, None where a question asks for a topic
    as well.
    """
    words = {stem(word) for word in question.words}
    nouns = words & _TOLD.keys()
    if not nouns or words - nouns - _BRINGING or _NOT_BROUGHT.search(question.text):
        return None
    if any(_TOLD[noun] is _ENTRY for noun in nouns) and not _ENTERED.search(question.text):
        return None
    return "|".join(dict.fromkeys(_TOLD[noun] for noun in sorted(nouns)))


def lead_with_brought(question: Question, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, those first that tell of what papers were to bring."""
    told = brought(question)
    if told is None:
        return list(passages)
    return sorted(
        passages, key=lambda passage: not re.search(told, passage.span.text, re.IGNORECASE)
    )


def brings(paper: Paper, told: str) -> bool:
    """Tell whether a paper says that it makes such a thing, and not only that it uses one."""
    return any(re.search(told, text, re.IGNORECASE) for text in paper_texts(paper))
