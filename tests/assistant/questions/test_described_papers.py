"""Papers that a message describes among those that were spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.asking import talk

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant

_LIST = "Which papers are about calls?"


@pytest.mark.parametrize(
    ("follow_up", "key", "told"),
    [
        ("the oldest one: how long do males call?", "frogs", "14 hours"),
        ("the newest: for how long do they call", "toads", "3 minutes"),
        ("the 2001 one, for how long do toads call", "toads", "3 minutes"),
        ("the toads one: how loud?", "toads", "70 dB"),
        ("and in the one with the pond, how long do males call?", "frogs", "14 hours"),
        ("and the one by Marsh, who wrote it?", "toads", "Bo Marsh"),
        ("what does the desert study record?", "toads", "desert toads"),
    ],
)
def test_one_of_a_list_is_meant_by_what_describes_it(
    field_work: Assistant, follow_up: str, key: str, told: str
) -> None:
    answer = talk(field_work, _LIST, follow_up)
    assert {citation.key for citation in answer.citations} == {key}
    assert told in answer.answer


@pytest.mark.parametrize(
    "follow_up", ["compare it with the toads one", "how does it differ from the bats one?"]
)
def test_what_was_spoken_of_is_compared_with_what_is_described(
    field_work: Assistant, follow_up: str
) -> None:
    answer = talk(field_work, "How loud do pond frogs get at the shore?", follow_up)
    assert len({citation.key for citation in answer.citations}) > 1
    assert (answer.rewritten or "").startswith("Compare ")


def test_what_describes_no_paper_picks_none(field_work: Assistant) -> None:
    answer = talk(field_work, _LIST, "the zebra one: how loud?")
    assert len({citation.key for citation in answer.citations}) != 1
