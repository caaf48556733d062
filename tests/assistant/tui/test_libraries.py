"""Which library is open: chosen, kept, and embedded anew behind the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.engine import work_process
from assistant.engine.opening import Settings
from assistant.engine.reembedding import reembed_in_place
from assistant.tui.preferences import Preferences
from assistant.tui.widgets.status import StatusLine

from .driving import ask, chat, notices, opened, until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
