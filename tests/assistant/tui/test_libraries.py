"""Which library is open: chosen, kept, and embedded anew behind the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.engine import work_process
from assistant.engine.ingesting import ingest_into
from assistant.engine.opening import Settings
from assistant.engine.reembedding import reembed_in_place
from assistant.tui.preferences import Preferences
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.welcome import Welcome
from store.errors import LibraryUnavailable, SourceError

from .driving import ask, chat, notices, opened, replies, until

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.engine.assistant import Assistant

    from .fakes import FakeAssistant


async def test_the_library_that_was_chosen_is_open_the_next_time(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    folder, kept = tmp_path / "thesis", tmp_path / "chat.json"
    folder.mkdir()
    (folder / "generation.json").touch()
    app = chat(fake, preferences=kept)
    async with app.run_test() as pilot:
        await opened(pilot)
        await ask(pilot, f"/library {folder}")
        await until(pilot, lambda: "in thesis" in pilot.app.query_one(StatusLine).library)
    assert Preferences(kept).kept.library == str(folder)
    app = chat(fake, preferences=kept)
    assert app.chat.settings.library == str(folder)
    async with app.run_test() as pilot:
        await opened(pilot)
        await ask(pilot, "/library default")
        await until(pilot, lambda: not Preferences(kept).kept.library)
        await until(pilot, lambda: pilot.app.query_one(StatusLine).library == "3 papers")


def test_a_library_that_is_named_gone_or_elsewhere_is_not_the_one_that_was_kept(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    kept = tmp_path / "chat.json"
    Preferences(kept).keep(library=str(tmp_path / "gone"))
    assert chat(fake, preferences=kept).chat.settings.library is None
    named = chat(fake, preferences=kept, settings=Settings(library="http://chroma:8000"))
    assert named.chat.settings.library == "http://chroma:8000"


async def test_vectors_of_another_embedder_are_made_anew_behind_the_chat(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []

    def run(what: str, tell: Any, *given: object) -> str:
        tell(what, 1, 2)
        done.append(given)
        return "The papers are embedded anew."

    monkeypatch.setattr(work_process, "run_in_process", run)
    settings = Settings(library="thesis", embedder="wordllama")
    async with chat(fake, settings=settings).run_test() as pilot:
        await opened(pilot)
        await until(pilot, lambda: "The papers are embedded anew." in notices(pilot.app))
    ((work, place, embedder),) = done
    assert (work, embedder) == (reembed_in_place, "wordllama")
    assert place.endswith("thesis")


async def test_a_library_that_is_not_there_yet_is_made_of_a_file_and_opened(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place, refs = tmp_path / "thesis", tmp_path / "refs.bib"
    done: list[Any] = []

    def connect(_: Any) -> Assistant:
        if not done:
            raise LibraryUnavailable("There is no library in thesis", advice="Make one: …")
        return fake.as_assistant()

    def run(_: str, __: Any, *given: object) -> str:
        done.append(given)
        return "refs.bib: 3 papers added."

    monkeypatch.setattr(work_process, "run_in_process", run)
    app = chat(fake, connect, settings=Settings(library=str(place)))
    async with app.run_test() as pilot:
        await until(pilot, lambda: replies(pilot.app))
        assert "/ingest FILE makes it" in replies(pilot.app)[0]
        await ask(pilot, f"/ingest {refs}")
        await until(pilot, lambda: done)
        await until(pilot, lambda: "3 papers" in pilot.app.query_one(StatusLine).library)
        assert pilot.app.query_one(Welcome).display
        assert not replies(pilot.app)
    assert done == [(ingest_into, str(place), refs)]


def test_a_file_that_cannot_be_read_makes_no_library(tmp_path: Path) -> None:
    place = tmp_path / "thesis"
    with pytest.raises(SourceError):
        ingest_into(lambda *_: None, str(place), tmp_path / "missing.bib")
    assert not place.exists()
    refs = tmp_path / "refs.bib"
    refs.write_text("@misc{frogs2020, title = {Frogs at dusk}, year = 2020}")
    assert "1 paper added" in ingest_into(lambda *_: None, str(place), refs)
