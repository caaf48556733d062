"""What paragraphs are made of: the sentences of each abstract that say what its paper
brings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.third_person.openers import stands_alone
from assistant.language.patterns import any_of
from assistant.language.stems import stems
from assistant.questions.question import holds_number, read_question
from assistant.retrieval.passages import rank_passages
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.retrieval.passages import Passage, Similarities
    from store.paper import Paper

_IDEA = any_of(
    r"\b(?:we|I|paper|work|article|study|authors?)\b(?: \w+ly| first| also| further| then)? "
    r"(?:propos|introduc|present|develop|design|devis|describ|stud(?:y|ies)\b|"
    r"investigat|explor|address|"
    r"formulat|"
    r"show|demonstrat|prov|find\b|construct|build\b|provid|analy[sz]|extend|"
    r"deriv|use\b|train\b|combin|"
    r"tackl)",
    r"\bthe proposed \w+ \w+s\b",
    r"\b(?:is|are) (?:proposed|presented|introduced|developed)\b",
)
_FOREMOST = any_of(r"\b(?:propos|introduc|present|develop)\w*\b")
_RESULT = any_of(
    r"\b(?:achiev|outperform|surpass|improv|exceed|reduc|accelerat|reach|"
    r"state-of-the-art|faster|gain|win|"
    r"won)",
)
_IDLE = any_of(
    r"https?://",
    r"\b(?:codes?|models?|datasets?|source|implementation|videos?|demo|website|page)\b.{0,60}"
    r"\b(?:available|released|public|found)\b",
    r"\bwe (?:hope|believe|expect|plan|(?:also )?release|conduct|perform "
    r"extensive|provide code|"
    r"discuss)\b",
    r"\bexperiments (?:are|were|have been) (?:conducted|performed|carried)\b",
    r"\bextensively evaluated\b|\bablation stud",
)
_LONG = 45


def gather_ideas(
    papers: Sequence[Paper], topic: str, similarities: Similarities
) -> tuple[dict[int, list[Passage]], dict[int, list[Passage]]]:
    """Return by number of the paper what may introduce it, and what may follow; the best
    sentences first.
    """
    hits = [Hit(paper, 1.0, {}) for paper in papers]
    ranked = rank_passages(read_question(topic), hits, similarities)
    best = max((passage.score for passage in ranked), default=0.0) or 1.0
    usable = [
        replace(passage, score=passage.score / best)
        for passage in ranked
        if stands_alone(passage.span.text) and not _IDLE.search(passage.span.text)
    ]
    titles = {marker: stems(paper.title) for marker, paper in enumerate(papers, 1)}
    return (
        _by_paper(usable, lambda each: _worth_as_idea(each, titles[each.marker])),
        _by_paper(usable, _worth_as_result),
    )


def _by_paper(
    passages: Sequence[Passage], worth: Callable[[Passage], float]
) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for passage in sorted(
        passages, key=lambda each: (-worth(each), each.marker, each.span.start)
    ):
        found.setdefault(passage.marker, []).append(passage)
    return found


def _worth_as_idea(passage: Passage, title: frozenset[str]) -> float:
    text = passage.span.text
    idea = (1.0 if _IDEA.search(text) else 0.0) + (0.5 if _FOREMOST.search(text) else 0.0)
    idea += len(title & stems(text)) / len(title) if title else 0.0
    return idea + 0.5 * passage.score - _excess(text)


def _worth_as_result(passage: Passage) -> float:
    text = passage.span.text
    result = (1.0 if _RESULT.search(text) else 0.0) + (0.5 if holds_number(text) else 0.0)
    return result + 0.5 * passage.score - _excess(text)


def _excess(text: str) -> float:
    """Return what a long sentence is worth less."""
    return max(0, len(text.split()) - _LONG) / 20
