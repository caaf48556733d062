from __future__ import annotations

import pytest

from assistant.tui.commands import completion, nearest, read_command
from assistant.tui.history import History


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("paper", "papers"),
        ("hlep", "help"),
        ("q", "quit"),
        ("exit", "quit"),
        ("nwe", "new"),
        ("zzzz", None),
        ("", None),
    ],
)
def test_the_nearest_command(typed: str, meant: str | None) -> None:
    assert nearest(typed) == meant


def test_a_command_is_a_name_and_the_rest() -> None:
    assert read_command("/papers  year:2021 zong ") == ("papers", "year:2021 zong")
    assert read_command("/") == ("", "")


def test_completion_only_begins_commands() -> None:
    assert completion("/pa") == "pers"
    assert (
        completion("/") == completion("pa") == completion("/papers") == completion("/xy") == ""
    )


def test_history_goes_back_and_returns_to_the_draft() -> None:
    history = History()
    history.prepend(["first"])
    history.add("second")
    assert [history.older("draft"), history.older("second"), history.older("first")] == [
        "second",
        "first",
        None,
    ]
    assert [history.newer(), history.newer(), history.newer()] == ["second", "draft", None]
