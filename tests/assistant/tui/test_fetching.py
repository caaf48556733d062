"""Papers from the web in the chat: shown before they are added, behind what is said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from assistant.engine.fetching import read_task
from assistant.tui.screens.fetched import FetchedScreen
from store import Library
from store.errors import InputError
from store.fetching.client import Client
from store.fetching.sources import Wanted
from tests.store.fetching import recorded
from tests.store.fetching.fake import Services, says, services
from tests.store.fetching.recorded import author, work

from .driving import ask, chat, notices, opened, shown, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .fakes import FakeAssistant


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """An author with two works, one of them retracted."""
    with services() as fake_services:
        monkeypatch.setenv("SONGLINE_FETCH_FROM", fake_services.url)
        hasty = partial(Client, sleep=lambda _: None)
        monkeypatch.setattr("assistant.engine.fetching.Client", hasty)
        items = [work(0), work(1, is_retracted=True)]
        fake_services.answers = {
            "/openalex/authors": lambda _: says({"results": [author()]}),
            "/openalex/authors/": lambda _: says(author()),
            "/openalex/works": partial(recorded.works, items),
        }
        yield fake_services


@pytest.fixture
def library(fake: FakeAssistant, tmp_path: Path) -> Iterator[Library]:
    """A library without papers, in the place of the fake one."""
    with Library.open(tmp_path / "library") as made:
        fake.library = made  # type: ignore[assignment]
        yield made


async def test_what_is_fetched_is_shown_and_added_where_the_user_agrees(
    fake: FakeAssistant, library: Library, web: Services
) -> None:
    assert web.url
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await ask(pilot, "/fetch author Ada Heath")
        await until(pilot, lambda: isinstance(pilot.app.screen, FetchedScreen))
        told = "\n".join(shown(each) for each in pilot.app.screen.query("Plain"))  # type: ignore[arg-type]
        assert "2 new papers, 0 that would gain something, 0 known already" in told
        assert "Heath · 2018  The state of moor number 0" in told
        assert "[retracted] The state of moor number 1" in told
        await pilot.press("n")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FetchedScreen))
        assert library.count() == 0
        await ask(pilot, "/fetch author Ada Heath")
        await until(pilot, lambda: isinstance(pilot.app.screen, FetchedScreen))
        await pilot.press("y")
        await until(pilot, lambda: "2 papers added" in " ".join(notices(pilot.app)))
        assert library.count() == 2
        await ask(pilot, "/fetch new")
        await until(pilot, lambda: "0 new papers" in " ".join(notices(pilot.app)))


async def test_several_people_and_slips_are_told(
    fake: FakeAssistant, library: Library, web: Services
) -> None:
    two = [author(), author("A5000000002", works_count=90)]
    web.answers["/openalex/authors"] = lambda _: says({"results": two})
    async with chat(fake).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await ask(pilot, "/fetch author Ada Heath")
        await until(pilot, lambda: "A5000000002 Ada Heath, 90 works" in str(notices(pilot.app)))
        await ask(pilot, "/fetch everything")
        await until(pilot, lambda: "Say what to fetch" in str(notices(pilot.app)))
        assert library.count() == 0


def test_what_is_typed_is_read() -> None:
    assert read_task("author Ada Heath").wanted == (Wanted("author", "Ada Heath"),)
    assert read_task("--arxiv ti:peat").wanted == (Wanted("arxiv", "ti:peat"),)
    assert read_task(" new ").only_new
    assert read_task("abstracts").abstracts
    assert read_task("retractions").retractions
    for typed in ("", "author", "new 3", "ada heath"):
        with pytest.raises(InputError, match="Say what to fetch"):
            read_task(typed)
