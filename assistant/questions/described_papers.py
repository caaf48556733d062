"""A paper that a message describes among those that were spoken of: "the oldest one", "the 2019
study", "the one with the clay".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_groups, read_words
from assistant.language.names import text_of
from assistant.language.patterns import any_of, any_word
from assistant.language.stems import stems, telling_words
from assistant.questions.known_names import KnownNames
from assistant.questions.made_whole import FollowUp
from assistant.questions.messages import LEANING
from assistant.questions.ordinals import ORDINAL, PLACES_IN_LIST, SOME
from assistant.questions.pointers import FILLER, IT, OTHER, asked_of, asks_for_metadata, point
from assistant.questions.question import Kind
from assistant.questions.question_reader import GENERAL, read_question
from assistant.questions.spoken_of import short_name
from assistant.questions.years import A_YEAR
from store.ordering import when
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.questions.messages import Utterance
    from assistant.questions.spoken_of import SpokenOf
    from assistant.questions.turns import PastTurn
    from store.paper import Paper

_ENDS = {end: frozenset(read_groups("orders_in_time")[end]) for end in ("oldest", "newest")}
_END = any_word(frozenset().union(*_ENDS.values()))
_ONE = any_of(
    r"\b(?:the|that|his|her|their) (?P<before>(?:[\w'’-]+ ){0,3}?)(?:one|paper|study)\b"
    r"(?P<behind> (?:on|about|with|by|from|of|in|that|which|using|where)\b[^,:;?!–—]*)?",
    rf"\bthe (?P<end>{_END})(?: of (?:them|these|those|the \w+))?(?= ?[,:?!–—]|$)",
)
_LED = re.compile(r"\s*(?:[,:–—]|-(?= ))\s*")
_POINTED = "it"
_RANKING = {*PLACES_IN_LIST, *read_words("limiting_words")} - {"other"}
_OF_SIZE = frozenset("other same small smaller big bigger large larger long short main".split())
"""What tells papers from one another, and is in the words of none."""


def ask_of_described(
    question: str,
    message: Utterance,
    spoken: SpokenOf,
    turns: Sequence[PastTurn],
    find: Callable[[str], Paper | None],
) -> FollowUp | None:
    """Return what is asked of a paper that is described, of those spoken of or else of the
    library, where `find` looks for it; None where none is described.
    """
    found = _ONE.search(question)
    if found is None or any(each.search(question) for each in (ORDINAL, SOME, OTHER)):
        return None
    is_alone = len(_ONE.findall(question)) == 1
    description = " ".join(part.strip() for part in found.groups() if part)
    said = {*words(description)}
    is_extreme = bool(found["end"]) or any(said & words for words in _ENDS.values())
    if not is_alone or said & _RANKING or not (is_extreme or message.leans >= LEANING):
        return None
    papers: Sequence[Paper] = spoken.together or spoken.papers
    if "other" in said:
        papers = [each for each in papers if each not in spoken.papers]
    paper = _choose(description, papers) or (_terms(description) and find(description))
    if not paper or ("other" in said and paper in spoken.papers):
        return None
    others = [each for each in spoken.papers if each.key != paper.key]
    if others and _compares(question, message):
        names = f"{short_name(others[0], spoken.said)} and {short_name(paper, spoken.said)}"
        return FollowUp(f"Compare {names}", (others[0].key, paper.key))
    before, behind = FILLER.sub("", question[: found.start()]), question[found.end() :]
    led = _LED.match(behind)
    rest = behind[led.end() :] if led and not before.strip() else ""
    asked = rest or f"{before}{_POINTED}{behind}"
    pointed = IT.search(asked) and point(asked, (paper,), spoken.said, turns, names=())
    meant = pointed or asked_of(asked, (paper,), spoken.said)
    is_told = bool(_terms(description) & stems(text_of(paper)))
    if is_told and not asks_for_metadata(meant.text, KnownNames()):
        # What describes it is told in its abstract, and leads to what is asked.
        return replace(meant, focus=(paper.key,), asked=FILLER.sub("", question))
    return meant


def _compares(question: str, message: Utterance) -> bool:
    is_comparison = read_question(question).kind is Kind.COMPARISON
    return is_comparison or (message.label == "comparison" and message.likely >= LEANING)


def _choose(description: str, papers: Sequence[Paper]) -> Paper | None:
    """Return the one of some papers that a description fits, None where none or several do."""
    dated = sorted((each for each in papers if each.date), key=when)
    said = description.lower()
    for end, place in (("oldest", 0), ("newest", -1)):
        if len(dated) > 1 and any(re.search(rf"\b{word}\b", said) for word in _ENDS[end]):
            return dated[place]
    if year := A_YEAR.search(description):
        papers = [each for each in dated if each.date and each.date.year == int(year[0])]
    terms = _terms(description)
    if not terms:
        return papers[0] if year and len(papers) == 1 else None
    counts = [len(terms & stems(text_of(each))) for each in papers]
    most = max(counts, default=0)
    best = [each for each, count in zip(papers, counts, strict=True) if count == most]
    if len(best) > 1:
        titled = [each for each in best if terms & stems(each.title)]
        best = titled if len(titled) == 1 else best
    return best[0] if 2 * most > len(terms) and len(best) == 1 else None


def _terms(description: str) -> frozenset[str]:
    """Return the stems of the words that say which paper is meant."""
    telling = telling_words(A_YEAR.sub("", description)).keys() - GENERAL - _OF_SIZE
    return stems(" ".join(telling))
