from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from assistant.tui.jobs import Progress
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.copying import CopyScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.lines import LinesScreen
from assistant.tui.screens.models import ModelsScreen
from assistant.tui.screens.papers import PapersScreen
from assistant.tui.screens.plan import PlanScreen
from assistant.tui.screens.results import ResultsScreen
from assistant.tui.screens.sessions import SessionsScreen
from assistant.tui.widgets.rows import Rows
from assistant.tui.widgets.sources_pane import SourcesScreen
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.table_rows import TableRows
from assistant.tui.widgets.transcript import Transcript
from assistant.tui.widgets.welcome import Welcome

from .driving import answered, ask, chat, opened, replies, until
from .fakes import QUESTION, FakeTurn, answer, events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from assistant.engine.assistant import Assistant

    from .fakes import FakeAssistant

    Compare = Callable[..., bool]

SIZES = [(200, 50), (120, 40), (80, 24), (60, 20)]
LIST = """It does two things [1]:

1. It trains **better** detectors [1, 2], which takes more than one line of the transcript to say.
2. It `generates` features.
"""  # noqa: E501


def at_home(fake: FakeAssistant) -> None:
    """Let there be a session to go on with, beside the one on the screen."""
    fake.sessions.start("survey").turns.append(FakeTurn(QUESTION, answer(QUESTION)))
    fake.sessions.start("today").is_named_by_user = False


async def looked_around(pilot: Pilot[None]) -> None:
    """Wait until the first screen says all that it has to say."""
    await opened(pilot)
    welcome = pilot.app.query_one(Welcome)
    await until(pilot, lambda: any(item.startswith("/summarize") for item in welcome.items))


@pytest.mark.parametrize("size", SIZES)
def test_at_the_start(
    snap_compare: Compare, fake: FakeAssistant, size: tuple[int, int]
) -> None:
    """Whose papers these are and when; under numbers a question, a line as a chip and a
    session to go on with; who answers, in words; the empty input with its hint, the line on
    privacy, and the keys. Nothing is wider than 100 columns, and at 60x20 nothing is missing.
    """
    at_home(fake)
    assert snap_compare(chat(fake), terminal_size=size, run_before=looked_around)


def test_the_menu(snap_compare: Compare, fake: FakeAssistant) -> None:
    """Above the input the commands, each with a line of help; the first one is chosen."""

    async def before(pilot: Pilot[None]) -> None:
        await looked_around(pilot)
        await pilot.press("/")

    assert snap_compare(chat(fake), terminal_size=(80, 24), run_before=before)


def test_a_sentence_that_is_read(snap_compare: Compare, fake: FakeAssistant) -> None:
    """The transcript has a coloured edge, the second sentence is lit, and in the pane the
    number of its source; the last line says which keys walk on.
    """

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(pilot.app.focused, Transcript))
        await pilot.press("j", "j")

    assert snap_compare(chat(fake), terminal_size=(120, 40), run_before=before)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_the_results(snap_compare: Compare, fake: FakeAssistant, size: tuple[int, int]) -> None:
    """A table of one result: 68.5% NDS of HoP; in a narrow terminal it has fewer columns."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await ask(pilot, "/results")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultsScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(TableRows).count)
        pilot.app.screen.query_one("Input").cursor_blink = False  # type: ignore[attr-defined]

    assert snap_compare(chat(fake), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_the_plan(
    snap_compare: Compare, fake: FakeAssistant, assistant: Assistant, size: tuple[int, int]
) -> None:
    """A paragraph's papers, each with year, title and the passage that speaks for it; below,
    what is not in it; in a high terminal all of the chosen passage; the keys at the bottom.
    """

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        app.chat.status.session = "session today"
        await ask(pilot, "/related face recognition")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(Rows).at is not None)

    app = chat(fake, lambda _: assistant)
    assert snap_compare(app, terminal_size=size, run_before=before)


def test_the_conversations(snap_compare: Compare, fake: FakeAssistant) -> None:
    """One conversation with its turns and its last question; the keys below."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await ask(pilot, "/sessions")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(TableRows).count)
        pilot.app.screen.query_one("Input").cursor_blink = False  # type: ignore[attr-defined]

    at_home(fake)
    assert snap_compare(chat(fake), terminal_size=(80, 24), run_before=before)


def test_who_answers(snap_compare: Compare, fake: FakeAssistant) -> None:
    """The backends that are installed, the one in use with a dot."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, ModelsScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(Rows).option_count)

    assert snap_compare(chat(fake), terminal_size=(80, 24), run_before=before)


def test_what_to_copy(snap_compare: Compare, fake: FakeAssistant) -> None:
    """A small box with a letter for each thing that can be copied."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await ask(pilot, "/copy")
        await until(pilot, lambda: isinstance(pilot.app.screen, CopyScreen))

    assert snap_compare(chat(fake), terminal_size=(80, 24), run_before=before)


def test_too_small(snap_compare: Compare, fake: FakeAssistant) -> None:
    """One sentence that says so."""
    assert snap_compare(chat(fake), terminal_size=(20, 6), run_before=opened)


def test_long_work(snap_compare: Compare, fake: FakeAssistant) -> None:
    """The status line has a bar that is half full, the count, and how to stop."""

    async def before(pilot: Pilot[None]) -> None:
        await looked_around(pilot)
        status = pilot.app.query_one(StatusLine)
        status.show_progress(Progress("storing refs.bib", 2500, 5000, time.monotonic()))

    assert snap_compare(chat(fake), terminal_size=(120, 40), run_before=before)


@pytest.mark.parametrize("size", SIZES)
def test_an_answer(snap_compare: Compare, fake: FakeAssistant, size: tuple[int, int]) -> None:
    """The question on a bar, its answer with two bad sentences marked, one quiet line; where
    there is room, three sources at the right, two of them with a full dot.
    """

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, QUESTION)

    assert snap_compare(chat(fake), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES)
def test_an_abstract(snap_compare: Compare, fake: FakeAssistant, size: tuple[int, int]) -> None:
    """Over the chat, the abstract of the HoP paper with the quoted words lit and in view."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AbstractScreen))
        await until(pilot, lambda: pilot.app.screen.query_one("#legend").display)

    assert snap_compare(chat(fake), terminal_size=size, run_before=before)


def test_the_papers(snap_compare: Compare, fake: FakeAssistant) -> None:
    """A list with year, title and author; the filter above it, the first row chosen."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await ask(pilot, "/papers author:song")
        await until(pilot, lambda: isinstance(pilot.app.screen, PapersScreen))
        await until(pilot, lambda: pilot.app.screen.query_one("TableRows").count)  # type: ignore[attr-defined]
        pilot.app.screen.query_one("Input").cursor_blink = False  # type: ignore[attr-defined]

    assert snap_compare(chat(fake), terminal_size=(120, 40), run_before=before)


def test_the_help(snap_compare: Compare, fake: FakeAssistant) -> None:
    """Keys, commands and marks in three columns of even width."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await ask(pilot, "/help")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))

    assert snap_compare(chat(fake), terminal_size=(80, 40), run_before=before)


@pytest.mark.parametrize("size", SIZES)
def test_the_lines(
    snap_compare: Compare,
    fake: FakeAssistant,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over the chat, one line of research and one paper in none; above them a plot of its
    papers by year.
    """
    # The plot is bound by the terminal, which a worker of the tests may have.
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await ask(pilot, "/lines")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinesScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(OptionList).option_count == 2)

    assert snap_compare(chat(fake), terminal_size=size, run_before=before)


def test_sources_in_a_narrow_terminal(snap_compare: Compare, fake: FakeAssistant) -> None:
    """The sources on a screen of their own, with their scores."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, QUESTION)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))

    assert snap_compare(chat(fake), terminal_size=(60, 20), run_before=before)


def test_what_can_go_wrong(snap_compare: Compare, fake: FakeAssistant) -> None:
    """Three replies with a coloured edge (no answer, a failure, a stop); then a list with
    its lines hung.
    """
    abstained = replace(
        answer("?", (), "Nearest: nothing."), abstained=True, reason="No paper fits."
    )
    fake.script |= {
        "capital?": events(abstained),
        "bug?": [ValueError("[/oops]")],
        "list?": events(answer("", (), LIST)),
    }

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, "capital?")
        await answered(pilot, "bug?")
        fake.gate.clear()
        await ask(pilot, QUESTION)
        await until(pilot, lambda: "answering" in replies(pilot.app)[-1])
        await pilot.press("escape")
        fake.gate.set()
        await answered(pilot, "list?")

    assert snap_compare(chat(fake), terminal_size=(80, 40), run_before=before)


def test_a_question_that_waits(
    snap_compare: Compare, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question with a quiet line under it that says what it waits for; progress in the
    status line.
    """
    gate = threading.Event()
    app = chat(fake, lambda tell: connect(tell))  # type: ignore[arg-type,return-value]
    leave = app.exit

    def connect(tell: Callable[[str], None]) -> FakeAssistant:
        tell("Filling the library: 20 of 47")
        gate.wait(10)
        return fake

    async def before(pilot: Pilot[None]) -> None:
        await ask(pilot, QUESTION)
        await until(pilot, lambda: replies(pilot.app) == ["waits for the library"])

    def exit_with(*result: object) -> None:
        gate.set()
        leave(*result)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "exit", exit_with)
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)


def test_by_day(snap_compare: Compare, fake: FakeAssistant) -> None:
    """The same answer in the light theme: dark letters, every colour still readable."""

    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await answered(pilot, QUESTION)
        pilot.app.theme = "songline-day"

    assert snap_compare(chat(fake), terminal_size=(120, 40), run_before=before)
