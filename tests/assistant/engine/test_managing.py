"""Conversations kept in order: renamed, removed and brought back, forked, searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.engine.sessions.sessions import Sessions
from store.errors import InputError
from tests.assistant.engine.export.conversations import make_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    """Return two conversations: one of three turns, one of one."""
    with Sessions(tmp_path / "sessions.sqlite3") as made:
        faces = made.start("faces")
        for text in ("Masked faces [1].", "They ARE hard [1].", "100% of _them_ [1]."):
            made.record(faces, make_answer(text))
        made.record(made.start("nets"), make_answer("Networks are searched [2]."))
        yield made


def names(sessions: Sessions) -> list[str]:
    return [summary.name for summary in sessions.list()]


def test_a_conversation_gets_another_name(sessions: Sessions) -> None:
    sessions.rename("faces", "masks")
    assert set(names(sessions)) == {"masks", "nets"}
    assert len(sessions.start("masks").turns) == 3


@pytest.mark.parametrize("new", ["nets", "", "a\x1b[31m"])
def test_a_name_that_is_taken_or_none_is_refused(sessions: Sessions, new: str) -> None:
    with pytest.raises(InputError):
        sessions.rename("faces", new)
    assert set(names(sessions)) == {"faces", "nets"}


def test_what_was_removed_comes_back_whole(sessions: Sessions) -> None:
    before = sessions.start("faces").turns
    removed = sessions.remove("faces")
    assert names(sessions) == ["nets"]
    sessions.restore(removed)
    assert sessions.start("faces").turns == before
    with pytest.raises(InputError, match="again"):
        sessions.restore(removed)


def test_a_fork_has_the_first_turns_and_goes_its_own_way(sessions: Sessions) -> None:
    fork = sessions.fork("faces", 2, "branch")
    assert fork.turns == sessions.start("faces").turns[:2]
    sessions.record(fork, make_answer("Otherwise [1]."))
    assert len(sessions.start("faces").turns) == 3
    assert len(sessions.start("branch").turns) == 3


def test_a_fork_without_a_name_is_named_by_where_it_begins(sessions: Sessions) -> None:
    names = [sessions.fork("faces", 2).name for _ in range(2)]
    assert names == ["faces from 2", "faces from 2 (2)"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("masked", {"faces"}),
        ("are", {"faces", "nets"}),
        ("masked searched", set()),
        ("masked hard", {"faces"}),
        ("NETS", {"nets"}),
        ("100% of _them_", {"faces"}),
        ("", {"faces", "nets"}),
    ],
)
def test_everything_that_was_said_is_searched(
    sessions: Sessions, words: str, found: set[str]
) -> None:
    assert set(sessions.find(words)) == found


def test_nothing_is_changed_of_a_conversation_that_is_not_there(sessions: Sessions) -> None:
    with pytest.raises(InputError, match="no conversation"):
        sessions.remove("elsewhere")
    with pytest.raises(InputError, match="no conversation"):
        sessions.rename("elsewhere", "here")
