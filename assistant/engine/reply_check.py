"""What a model has sent back, looked at as a whole: an answer, a refusal, or neither."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import Verdict
from assistant.language.refusals import is_refusal
from prompts import list_prompts

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from assistant.grounding.verdicts import GroundedSentence

_WORD = re.compile(r"[^\W\d_]+")
_VARIABLE = re.compile(r"\$\{?\w+\}?")
_LEAST_WORDS = 5
_COPIED_SHARE = 0.6
_SUBJECTS = frozenset({"lantern", "lanterns", "wick", "wicks"})
"""What every example in the prompts is about, so that it is known wherever it turns up."""
_TOO_OFTEN = 3
_LABEL = 3
"""Shorter ones may be labels that stand above each of several parts; no text has so many."""
_MOST_PARTS = 10
_STUCK = re.compile(r"(\S{1,20}?)\1{19,}|(\b\S{2,30}\s+)\2{9,}")
_CITED_SHARE = 0.5


class CheckedReply(StrEnum):
    """What a model's text amounts to."""

    ANSWER = "answer"
    REFUSAL = "refusal"
    """It says that the sources do not tell."""
    NOTHING = "nothing"
    ECHO = "echo"
    """It repeats its instructions, or the example in them: all of it, where it begins so."""
    REPETITION = "repetition"
    """It says the same again and again."""
    UNCITED = "uncited"
    """It claims things and cites no source for any."""
    FAILING = "failing"
    """It cites, and no sentence of it stands the check."""


def judge_reply(
    text: str, sentences: Sequence[GroundedSentence], known: Container[str] = frozenset()
) -> CheckedReply:
    """Return what a text amounts to, by its checked sentences; `known` are the words of the
    question and of its sources.
    """
    if not text.strip():
        return CheckedReply.NOTHING
    if _repeats_itself(text, sentences):
        return CheckedReply.REPETITION
    echoes = [sentence for sentence in sentences if is_echo(sentence.text, known)]
    said = [sentence for sentence in sentences if sentence not in echoes]
    claims = [sentence for sentence in said if not says_nothing(sentence)]
    passes = any(not each.fails for each in claims)
    begins_so = bool(echoes) and sentences[0] is echoes[0]
    if echoes and (begins_so or len(echoes) >= len(claims) or not passes):
        return CheckedReply.ECHO
    if not claims:
        return CheckedReply.REFUSAL
    if passes:
        return CheckedReply.ANSWER
    cites = any(each.verdict is Verdict.UNSUPPORTED for each in claims)
    return CheckedReply.FAILING if cites else CheckedReply.UNCITED


def _repeats_itself(text: str, sentences: Sequence[GroundedSentence]) -> bool:
    """Tell whether a model has lost its way: it says the same again and again."""
    if _STUCK.search(text):
        return True
    told = (_words(each.text) for each in sentences)
    times = Counter(tuple(words) for words in told if len(words) >= _LABEL)
    labels = Counter(each.text for each in sentences)
    return any(count >= _TOO_OFTEN for count in times.values()) or any(
        count > _MOST_PARTS for count in labels.values()
    )


def says_nothing(sentence: GroundedSentence) -> bool:
    """Tell whether a sentence claims nothing of the papers, or only that they do not tell."""
    if sentence.verdict is Verdict.META:
        return True
    return not sentence.markers and is_refusal(sentence.text)


def follows_form(sentences: Sequence[GroundedSentence], sources: int) -> bool:
    """Tell whether a model cites as it was asked to: most claims by the number of a source."""
    claims = [sentence for sentence in sentences if sentence.verdict is not Verdict.META]
    cited = [each for each in claims if any(0 < marker <= sources for marker in each.markers)]
    return bool(claims) and len(cited) >= _CITED_SHARE * len(claims)


def is_echo(text: str, known: Container[str] = frozenset()) -> bool:
    """Tell whether a sentence stands in the instructions, or is made of the examples there:
    it has their words where neither the question nor the sources, `known`, have them.
    """
    if is_refusal(text):  # the instructions say how to word one
        return False
    runs = _runs(text)
    copied = sum(run in _instructions() for run in runs)
    if runs and copied >= _COPIED_SHARE * len(runs):
        return True
    return any(word in _SUBJECTS and word not in known for word in _words(text))


@cache
def _instructions() -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in _templates() for run in _runs(text))


def _templates() -> list[str]:
    return [_VARIABLE.sub(" ", prompt.text) for prompt in list_prompts()]


def _runs(text: str) -> list[tuple[str, ...]]:
    """Return every run of so many words as an echo needs at least."""
    words = _words(text)
    return [tuple(words[at : at + _LEAST_WORDS]) for at in range(len(words) - _LEAST_WORDS + 1)]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
