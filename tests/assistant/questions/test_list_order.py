"""The order that a list is asked for, taken out of what it is asked about."""

from __future__ import annotations

import pytest

from assistant.questions.list_order import take_order


@pytest.mark.parametrize(
    ("asked", "rest", "is_newest_first"),
    [
        ("papers on frogs, oldest first", "papers on frogs", False),
        ("List the work on frogs (newest first)", "List the work on frogs", True),
        ("show papers by Heron, the most recent ones first.", "show papers by Heron", True),
        ("publications on ponds sorted by year", "publications on ponds", False),
        ("papers on ponds sorted by year, newest first", "papers on ponds", True),
        ("papers on ponds, newest to oldest", "papers on ponds", True),
        ("which papers are on ponds, newest first?", "which papers are on ponds", True),
        ("papers on ponds in reverse chronological order?", "papers on ponds", True),
        ("papers on ponds starting with the most recent", "papers on ponds", True),
        ("papers on ponds from the latest to the earliest", "papers on ponds", True),
        ("papers on ponds, sorted by year descending", "papers on ponds", True),
        ("papers on ponds in descending order of year", "papers on ponds", True),
        ("list what is on ponds and sort it oldest first", "list what is on ponds", False),
    ],
)
def test_an_order_at_the_end_is_taken(asked: str, rest: str, is_newest_first: bool) -> None:
    assert take_order(asked) == (rest, is_newest_first)


@pytest.mark.parametrize(
    ("asked", "rest", "is_newest_first"),
    [
        ("newest first: papers on ponds", "papers on ponds", True),
        ("I'd like the oldest first: ponds", "ponds", False),
        ("Show me the newest papers first on ponds", "papers on ponds", True),
        ("papers, newest first, by Heron", "papers, by Heron", True),
        ("papers (newest first) by Heron", "papers by Heron", True),
        ("What is there on ponds? Put the latest at the top.", "What is there on ponds", True),
        ("What of GPT-3.5? Newest first.", "What of GPT-3.5", True),
    ],
)
def test_an_order_before_or_between_is_taken(
    asked: str, rest: str, is_newest_first: bool
) -> None:
    assert take_order(asked) == (rest, is_newest_first)


@pytest.mark.parametrize(
    "asked",
    [
        "Which method puts events in chronological order?",
        "articles on ponds, chronologically",
        "papers on sorting by date of birth",
        "papers on walking backwards, and on  ageing",
        "papers on the descending aorta",
        "papers on descending order",
        "papers on reverse chronological order",
        "papers on harmonic descending sort",
        "Which method takes the newest first?",
        "which paper came first",
        "Which paper was the earliest first?",
        "Which papers sort by date?",
        "Show me the newest papers first",
        "oldest first",
    ],
)
def test_what_a_paper_tells_of_is_no_order_of_a_list(asked: str) -> None:
    assert take_order(asked) == (asked, False)
