"""Who answers: what a server offers, with windows and prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList

from assistant.backends import load_backend
from assistant.backends.base import Options
from assistant.engine.opening import Settings
from assistant.tui.commands import asking
from assistant.tui.screens.models import ModelsScreen
from assistant.tui.widgets.rows import Rows

from .driving import answered, ask, chat, opened, until

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

    from tests.assistant.backends.server import ModelServer

    from .fakes import FakeAssistant

OFFERED: dict[str, object] = {
    "/v1/models": {
        "data": [
            {"id": "small", "context_length": 32768},
            {"id": "dear", "pricing": {"prompt": "0.0000025", "completion": "0.00001"}},
        ]
    }
}


def rows(pilot: Pilot[None]) -> list[str]:
    listed = pilot.app.screen.query_one(Rows)
    return [str(listed.get_option_at_index(n).prompt) for n in range(listed.option_count)]


async def test_models_are_shown_with_window_and_price(
    fake: FakeAssistant, server: ModelServer
) -> None:
    server.pages = OFFERED
    app = chat(fake)
    options = Options(model="small", base_url=server.url, prompt_price=0.2, currency="EUR")
    app.chat.settings = Settings(backend="openai", options=options)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ModelsScreen))
        await until(pilot, lambda: rows(pilot))
        assert pilot.app.screen.query_one(OptionList).highlighted is not None
        await pilot.press("enter")
        await until(pilot, lambda: any("small" in row for row in rows(pilot)))
        small, dear = rows(pilot)
        assert small.startswith("● small")
        assert "32,768 tokens · 0.2 read, 0 written EUR a million" in small
        assert "2.5 read, 10 written USD a million" in dear
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.chat.settings.options.model == "dear")
        chosen = app.chat.settings.options
        assert (chosen.prompt_price, chosen.completion_price) == (2.5, 10)
        assert chosen.currency == "USD"


async def test_what_is_kept_for_good_is_the_server_and_the_price_too(
    fake: FakeAssistant, server: ModelServer
) -> None:
    server.pages = OFFERED
    kept: list[dict[str, str | float | None]] = []
    options = Options(model="dear", base_url=server.url)
    settings = Settings(backend="openai", options=options)
    app = chat(fake, settings=settings, keep_settings=kept.append)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ModelsScreen))
        await until(pilot, lambda: rows(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: any("small" in row for row in rows(pilot)))
        await pilot.press("w")
        await until(pilot, lambda: kept)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ModelsScreen))
        await until(pilot, lambda: any("extractive" in row for row in rows(pilot)))
        await pilot.press("home", "w")
        await until(pilot, lambda: len(kept) == 2)
    dear, alone = kept
    assert (dear["model"], dear["base_url"]) == ("dear", server.url)
    assert (dear["prompt_price"], dear["currency"]) == (2.5, "USD")
    assert alone["backend"] == "extractive"
    assert {alone[name] for name in alone if name not in ("backend", "currency")} == {None}


async def test_the_last_question_is_answered_anew_by_another_model(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[str | None] = []

    async def use(_: object, settings: Settings) -> bool:
        used.append(settings.options.model)
        return settings.options.model != "gone"

    monkeypatch.setattr(asking, "use_now", use)
    async with chat(fake).run_test() as pilot:
        await opened(pilot)
        await answered(pilot, "Why?")
        await answered(pilot, "/retry large")
        await ask(pilot, "/retry gone")
        await until(pilot, lambda: len(used) == 2)
        assert fake.asked == ["Why?", "Why?"]


async def test_the_palette_finds_every_model_of_the_server_with_its_price(
    fake: FakeAssistant, server: ModelServer
) -> None:
    server.pages = OFFERED
    options = Options(model="small", base_url=server.url)
    fake.backend = load_backend("openai", options)  # type: ignore[assignment]
    app = chat(fake)
    app.chat.settings = Settings(backend="openai", options=options)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+p", *"with dear")
        found = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.chat.settings.options.model == "dear")
        assert app.chat.settings.options.prompt_price == 2.5
