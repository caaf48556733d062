"""Notes on papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.engine.notes import Notes
from store.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_note_is_there_for_the_next_window_and_private(tmp_path: Path) -> None:
    place = tmp_path / "home" / "notes.json"
    Notes(place).set("zong2022detrs", "cite in\nchapter 2")
    assert Notes(place).all() == {"zong2022detrs": "cite in chapter 2"}
    assert place.stat().st_mode & 0o077 == 0


def test_an_empty_note_takes_it_away(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "notes.json")
    notes.set("a", "read")
    notes.set("b", "read too")
    notes.set("a", "")
    assert notes.all() == {"b": "read too"}


def test_without_a_file_notes_last_as_long_as_the_chat() -> None:
    notes = Notes(None)
    notes.set("a", "read")
    assert notes.all() == {"a": "read"}


@pytest.mark.parametrize("text", ["", "[1]", "{broken"])
def test_a_damaged_file_is_no_notes(tmp_path: Path, text: str) -> None:
    (tmp_path / "notes.json").write_text(text, encoding="utf-8")
    assert Notes(tmp_path / "notes.json").all() == {}


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.json").mkdir()
    with pytest.raises(InputError):
        Notes(tmp_path / "notes.json").set("a", "read")
