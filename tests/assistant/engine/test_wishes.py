"""A question asked again with some papers in the evidence, and others not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.windows import Window
from assistant.engine.assistant import Assistant
from assistant.engine.following import follow
from assistant.engine.model_planner import ModelPlanner
from assistant.engine.planner import Planner
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.engine.wishes import Wishes, plan_as_wished
from store.errors import InputError
from tests.assistant.asking import HOP_QUESTION

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.composing.answer import Answer
    from store.library import Library

HOP, CODETR = "zong2023temporal", "zong2022detrs"


def asked(library: Library, folder: Path, wishes: Wishes) -> Answer:
    assistant = Assistant(library, ExtractiveBackend(), Sessions(folder / "sessions"))
    return asyncio.run(follow(assistant.ask(HOP_QUESTION, wishes=wishes), None))


def cited(answer: Answer) -> set[str]:
    return {citation.key for citation in answer.citations}


def test_a_pinned_paper_speaks_beside_what_answers(
    seed_library: Library, tmp_path: Path
) -> None:
    answer = asked(seed_library, tmp_path, Wishes(pinned=(CODETR,)))
    assert cited(answer) == {HOP, CODETR}
    assert answer.notes == (f"with {CODETR}",)
    assert answer.question == HOP_QUESTION


def test_an_excluded_paper_is_neither_cited_nor_found(
    seed_library: Library, tmp_path: Path
) -> None:
    answer = asked(seed_library, tmp_path, Wishes(excluded=(HOP,)))
    assert HOP not in cited(answer) | set(answer.retrieved)


def test_a_pinned_paper_answers_where_nothing_else_was_found(seed_library: Library) -> None:
    plan = plan_as_wished(
        seed_library, Planner(seed_library), HOP_QUESTION, (), 10, Wishes((HOP,), (CODETR,))
    )
    assert plan.reason is None
    assert CODETR not in {hit.paper.key for hit in plan.hits}


def test_a_model_gets_pinned_papers_first_and_excluded_ones_never(
    seed_library: Library,
) -> None:
    planner = ModelPlanner(
        seed_library, Planner(seed_library), Window(3_000, 500, estimate_tokens, False)
    )
    plan = plan_as_wished(
        seed_library, planner, HOP_QUESTION, (), 10, Wishes((CODETR,), (HOP,))
    )
    assert plan.request is not None
    assert plan.request.sources[0].key == CODETR
    assert HOP not in {paper.key for paper in plan.request.sources}


def test_a_key_that_is_not_there_is_an_error(seed_library: Library) -> None:
    with pytest.raises(InputError, match="no paper nobody"):
        plan_as_wished(
            seed_library, Planner(seed_library), HOP_QUESTION, (), 10, Wishes(("nobody",))
        )


def test_wishes_are_told_in_a_line() -> None:
    assert Wishes(("a", "b"), ("c",)).told == "with a, b, without c"
