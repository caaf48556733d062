"""Opening an assistant: which library, filled from what, and which conversation goes on."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from assistant.engine.opening import (
    Settings,
    choose_session,
    is_library,
    library_location,
    open_assistant,
    open_library,
    open_library_to_fill,
)
from assistant.engine.sessions.sessions import Sessions
from assistant.paths import user_paths
from store.embedders import WordLlama
from store.errors import InputError, LibraryUnavailable
from store.library import Library
from store.progress import silent
from tests.assistant.asking import HOP_QUESTION, answer_to

if TYPE_CHECKING:
    from pathlib import Path


def test_the_default_library_is_filled_once_and_says_so(home: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with open_library(Settings(), lambda *step: told.append(step)) as library:
        assert library.count() == 47
    assert told == [("filling the library", 47, 47)]
    with open_library(Settings(), lambda *step: told.append(step)) as library:
        assert library.count() == 47
    assert len(told) == 1
    assert is_library(home / "library")


def test_a_library_whose_vectors_are_made_elsewhere_is_opened_with_consent_alone(
    seed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WordLlama, "sends_to", "vectors.example.org")
    with pytest.raises(InputError, match=r"vectors\.example\.org"):
        open_library(Settings(library=str(seed_folder)), silent)


def test_papers_of_ones_own_are_not_mixed_with_the_seeds(seed_folder: Path) -> None:
    with (
        open_library_to_fill(Settings(), lambda *_: None) as library,
        open_library(Settings(str(seed_folder)), lambda *_: None) as seeds,
    ):
        library.add(seeds.list()[:2])
    with open_library(Settings(), lambda *_: None) as library:
        assert library.count() == 2


def test_a_named_library_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "empty folder").mkdir()
    for absent in (tmp_path / "absent", tmp_path / "empty folder"):
        assert not is_library(absent)
        with pytest.raises(LibraryUnavailable, match="songline ingest"):
            open_library(Settings(str(absent)), lambda *_: None)
    assert not (tmp_path / "absent").exists()
    assert not [*(tmp_path / "empty folder").iterdir()]


def test_a_named_library_is_opened_where_it_is(seed_folder: Path, home: Path) -> None:
    settings = Settings(str(seed_folder))
    assert library_location(settings) == str(seed_folder)
    with open_library(settings, lambda *_: None) as library:
        assert library.count() == 47
    assert not home.exists()


def test_a_library_that_is_long_in_opening_says_so(
    seed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_told, count = Event(), Library.count

    def count_slowly(library: Library) -> int:
        assert is_told.wait(30)
        return count(library)

    monkeypatch.setattr("assistant.engine.opening._LATE", 0.0)
    monkeypatch.setattr(Library, "count", count_slowly)
    told: list[str] = []

    def tell(what: str, *_: int) -> None:
        told.append(what)
        is_told.set()

    open_library_to_fill(Settings(str(seed_folder)), tell).close()
    assert "its indexes are built anew" in told[0]


def test_an_address_is_left_to_the_library() -> None:
    assert is_library("http://127.0.0.1:8000")


def test_an_assistant_opens_with_everything_it_needs(seed_folder: Path) -> None:
    with open_assistant(Settings(str(seed_folder)), lambda *_: None) as assistant:
        assert assistant.backend.name == "extractive"
        assert (
            "68.5% NDS"
            in answer_to(assistant, HOP_QUESTION, assistant.sessions.start("kept")).answer
        )
    with Sessions(user_paths().sessions) as sessions:
        assert [summary.name for summary in sessions.list()] == ["kept"]


def test_a_backend_that_does_not_exist_opens_nothing(home: Path) -> None:
    with pytest.raises(InputError, match="extractive"):
        open_assistant(Settings(backend="oracle"), lambda *_: None)
    assert not home.exists()


def test_which_conversation_goes_on(seed_folder: Path) -> None:
    with open_assistant(Settings(str(seed_folder)), lambda *_: None) as assistant:
        sessions = assistant.sessions
        assert choose_session(sessions, None, resume=False) is None
        with pytest.raises(InputError, match="no conversation"):
            choose_session(sessions, None, resume=True)
        named = choose_session(sessions, "mine", resume=False)
        assert named is not None
        assert (named.name, named.turns) == ("mine", [])
        answer_to(assistant, HOP_QUESTION, named)
        resumed = choose_session(sessions, None, resume=True)
        assert resumed is not None
        assert (resumed.name, len(resumed.turns)) == ("mine", 1)


@pytest.mark.parametrize("count", ["gone", "a link to nothing"])
def test_a_library_whose_count_of_writes_is_lost_is_still_one(
    tmp_path: Path, count: str
) -> None:
    (tmp_path / "chroma").mkdir()
    if count != "gone":
        (tmp_path / "generation.json").symlink_to(tmp_path / "nowhere.json")
    assert is_library(tmp_path)
    assert not is_library(tmp_path / "chroma")
