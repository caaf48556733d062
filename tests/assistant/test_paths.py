"""Where things are kept."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.paths import SEEDS, user_paths

if TYPE_CHECKING:
    import pytest


def test_songline_home_holds_everything(home: Path) -> None:
    paths = user_paths()
    assert {path.parent for path in astuple(paths)} == {home}
    assert not home.exists()


def test_songline_home_may_be_relative_or_in_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SONGLINE_HOME", "here")
    assert user_paths().library == tmp_path / "here" / "library"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SONGLINE_HOME", "~/there")
    assert user_paths().sessions.parent == tmp_path / "there"


def test_without_it_the_systems_own_places_serve(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("SONGLINE_HOME", "")
    empty = user_paths()
    monkeypatch.delenv("SONGLINE_HOME")
    assert user_paths() == empty
    assert tmp_path in empty.library.parents
    assert "songline" in empty.library.parts


def test_the_seeds_are_where_the_paths_say() -> None:
    assert [path.name for path in Path(SEEDS).glob("*.txt")]
