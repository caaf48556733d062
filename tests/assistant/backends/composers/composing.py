"""Answers composed of papers made up for a test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.answering import compose_answer
from assistant.backends.extractive.sections import computed_among
from assistant.grounding.checking import Grounder
from assistant.questions.question_reader import read_question
from assistant.retrieval.passages import choose_passages, rank_passages
from store.paper import Paper, PartialDate
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.grounding.verdicts import GroundedSentence
    from assistant.questions.intents import Intent
    from assistant.questions.question import Question


def made(
    key: str, title: str, abstract: str, year: int | None = 2020, author: str = "Ada Park"
) -> Paper:
    """Return a paper by one author."""
    date = PartialDate(year) if year else None
    return Paper(key, title, (author,), True, date, abstract, None, None)


def read(text: str, intent: Intent | None = None) -> Question:
    """Return a question as it is read, or as one of another intent."""
    question = read_question(text)
    return replace(question, intent=intent) if intent else question


def composed(question: Question, papers: Sequence[Paper]) -> tuple[str, list[GroundedSentence]]:
    """Return the text of an answer from papers, the closest first, and its checked
    sentences.
    """
    hits = [Hit(paper, 1.0 / at, {}) for at, paper in enumerate(papers, 1)]
    ranked = rank_passages(question, hits, lambda _, texts: [0.0] * len(texts))
    chosen = choose_passages(question, hits, ranked)
    pieces = compose_answer(question, papers, ranked, chosen)
    text = "".join(piece.text for piece in pieces)
    grounder = Grounder(papers, computed=computed_among(pieces))
    return text, grounder.feed(text) + grounder.finish()
