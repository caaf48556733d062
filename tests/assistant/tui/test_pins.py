"""Papers that are pinned, or left out, and the question asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.composing.related.choosing import Wishes

from .driving import answered, ask, chat, notices, opened, questions, until
from .fakes import DETRS, HOP, QUESTION

if TYPE_CHECKING:
    from .fakes import FakeAssistant


async def test_pins_and_exclusions_add_up_from_one_answer_to_the_next(
    fake: FakeAssistant,
) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await answered(pilot, "/pin 2")
        await answered(pilot, f"/exclude {HOP.key}")
        await answered(pilot, "/exclude 2")
        assert questions(pilot.app) == [QUESTION] * 4
    assert fake.wishes == [
        None,
        Wishes((DETRS.key,)),
        Wishes((DETRS.key,), (HOP.key,)),
        Wishes((), (HOP.key, DETRS.key)),
    ]


async def test_retry_asks_with_the_same_papers(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await answered(pilot, "/pin 2")
        await answered(pilot, "/retry")
    assert fake.wishes[-1] == Wishes((DETRS.key,))


async def test_a_source_that_is_not_there_is_not_pinned(fake: FakeAssistant) -> None:
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "/pin 17")
        await until(pilot, lambda: notices(pilot.app))
        assert "no source 17" in notices(pilot.app)[0]
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    ("key", "wishes"), [("p", Wishes((HOP.key,))), ("x", Wishes((), (HOP.key,)))]
)
async def test_a_key_pins_or_leaves_out_the_chosen_source(
    fake: FakeAssistant, key: str, wishes: Wishes
) -> None:
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+s", "home", key)
        await until(pilot, lambda: len(fake.wishes) == 2)
    assert fake.wishes[1] == wishes
