"""Questions worth asking of a paper, made of what its abstract brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.abstracts import Reading
    from store.paper import Paper

_LONGEST_NAME = 40
_LONGEST_QUESTION = 72
_MOST = 3
_LIKE_A_NAME = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d")
"""Letters that no ordinary word has: a capital behind a small letter, two of them, a digit."""


def question_about(paper: Paper, reading: Reading, asked: str = "") -> str:
    """Return a question that the paper answers: on the first name that it brings, unless that
    is in what was `asked`, else on its title.
    """
    name = brought_name(reading)
    is_new = name and name.lower() not in asked.lower()
    return f"What is {name}?" if is_new else f"What is “{wording.title(paper)}” about?"


def questions_for(papers: Sequence[tuple[Paper, Reading]]) -> list[str]:
    """Return up to three questions that a library answers: what something is, what it
    reaches, and how two things compare; of papers that bring no names, what they are about,
    and which are the newest. The papers come in the order of interest.
    """
    named = [(paper, reading) for paper, reading in papers if brought_name(reading)]
    with_results = [reading for _, reading in named if reading.results]
    asked = []
    if named:
        asked.append(f"What is {brought_name(named[0][1])}?")
    if with_results:
        asked.append(f"What does {brought_name(with_results[-1])} achieve?")
    if len(named) > 2:
        first, second = brought_name(named[1][1]), brought_name(named[2][1])
        asked.append(f"How do {first} and {second} differ?")
    asked += _plain_questions([paper for paper, reading in papers if not brought_name(reading)])
    return list(dict.fromkeys(asked))[:_MOST]


def _plain_questions(papers: Sequence[Paper]) -> list[str]:
    """Return what can be asked of papers by their titles and years."""
    by_title = [f"What is “{title}” about?" for title in map(wording.title, papers)]
    short = [question for question in by_title if len(question) <= _LONGEST_QUESTION]
    years = [paper.date.year for paper in papers if paper.date]
    newest = [f"Which papers are from {max(years)}?"] if years else []
    return [*short[:1], *newest, *short[1:]]


def brought_name(reading: Reading) -> str:
    """Return the first name that an abstract introduces; "" where there is none."""
    names = (name.text for name in reading.introduces if len(name.text) <= _LONGEST_NAME)
    return next((name for name in names if _LIKE_A_NAME.search(name)), "")
