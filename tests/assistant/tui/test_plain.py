"""One door for text: nothing else in the chat makes widgets of strings, and nothing hostile is
obeyed on any screen.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assistant.tui
from assistant.composing.lines.finding import Line, Lines
from assistant.engine.events import AnswerFailed, AnswerFinished, Retrieved, TextArrived
from assistant.errors import BackendError
from assistant.grounding.verdicts import Verdict
from assistant.tui.commands.table import COMMANDS
from store.errors import LibraryUnavailable
from store.paper import PartialDate
from store.ranking import Hit
from tests.hostile import (
    BIDI,
    C1,
    CLIPBOARD,
    EVERYTHING,
    INVISIBLE,
    LINK,
    MARKUP,
    TITLE,
    obeyed,
)

from .driving import answered, ask, chat, opened, replies, until
from .fakes import HOP, QUESTION, FakeAssistant, FakeTurn, answer, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.pilot import Pilot

_ROOM = Path(assistant.tui.__file__).parent
_DOOR = _ROOM / "plain.py"
HOSTILE_PAPER = replace(
    HOP,
    key="hostile2023",
    title=f"Masked {EVERYTHING}",
    authors=(f"Song {EVERYTHING}",),
    abstract=f"{EVERYTHING} We propose HoP [/]. {EVERYTHING} reaches 91.5% accuracy on X.",
    venue=EVERYTHING,
    field=EVERYTHING,
    source=EVERYTHING,
    url=f"http://e.org/{EVERYTHING}",
    date=PartialDate(2023),
)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize(
    "module", sorted(_ROOM.rglob("*.py")), ids=lambda path: str(path.relative_to(_ROOM))
)
def test_text_reaches_textual_by_one_door(module: Path) -> None:
    if module == _DOOR:
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("textual.widgets")
        for alias in node.names
    }
    assert not imported & {"Static", "Label", "Digits", "Pretty", "Log", "RichLog"}
    names = {node.func.attr for node in _calls(tree) if isinstance(node.func, ast.Attribute)}
    assert not names & {"notify", "from_markup"}
    assigned = {
        target.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    }
    assert not assigned & {"border_title", "border_subtitle", "tooltip"}


def hostile_assistant() -> FakeAssistant:
    fake = FakeAssistant()
    fake.library.papers = (HOSTILE_PAPER, HOP)
    lines = Lines((Line(1, EVERYTHING, (HOSTILE_PAPER,), HOSTILE_PAPER, None),), (HOP,))
    fake.find_lines = lambda *_: lines  # type: ignore[method-assign]
    told = answer("?", [sentence(f"{EVERYTHING} [1].", Verdict.UNSUPPORTED, 1)])
    told = replace(told, rewritten=EVERYTHING, model=EVERYTHING, backend=EVERYTHING)
    hits = (Hit(HOSTILE_PAPER, 1.0, {EVERYTHING: 1.0}),)
    said = (Retrieved(hits), TextArrived(told.answer), AnswerFinished(told))
    failed = AnswerFailed(BackendError(EVERYTHING, why=C1, advice=BIDI), told)
    fake.script = {"told?": said, "failed?": (Retrieved(hits), failed)}
    fake.sessions.start(f"s {MARKUP}").turns.append(FakeTurn(EVERYTHING, told))
    return fake


def screen_text(app: App[None]) -> str:
    """Return every character that the terminal would get for this screen."""
    strips = app.screen._compositor.render_strips(app.size)
    return "".join(segment.text for strip in strips for segment in strip)


async def look(pilot: Pilot[None]) -> None:
    await pilot.pause(0.05)
    assert not obeyed(screen_text(pilot.app))
    assert pilot.app.is_running


_TYPED = [
    *(f"/{command.name} {EVERYTHING}" for command in COMMANDS if command.name != "quit"),
    f"/{EVERYTHING}",
    EVERYTHING,
]
_IN_ONE_WINDOW = 5


@pytest.mark.parametrize("first", range(0, len(_TYPED), _IN_ONE_WINDOW))
async def test_no_command_obeys_what_is_typed(
    first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(hostile_assistant()).run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        for typed in _TYPED[first : first + _IN_ONE_WINDOW]:
            await ask(pilot, typed)
            await look(pilot)
            while len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_no_screen_obeys_what_is_in_a_library(size: tuple[int, int]) -> None:
    fake = hostile_assistant()
    async with chat(fake).run_test(size=size) as pilot:
        await opened(pilot)
        await look(pilot)
        for question in ("told?", "failed?"):
            await answered(pilot, question)
            await look(pilot)
        assert "[red]red[/]" in replies(pilot.app)[-1]
        screens = ("/papers", "/lines", "/results", "/sessions x", "/sources", "/sources 1")
        for typed in screens:
            await ask(pilot, typed)
            await until(pilot, lambda: len(pilot.app.screen_stack) > 1 or size[0] > 80)
            await pilot.pause(0.2)
            await look(pilot)
            await pilot.press("enter")
            await look(pilot)
            while len(pilot.app.screen_stack) > 1:
                pilot.app.pop_screen()
            await pilot.pause()
        await pilot.press("ctrl+p", *"masked")
        await pilot.pause(0.3)
        await look(pilot)


@pytest.mark.parametrize("text", [MARKUP, TITLE, LINK, CLIPBOARD, C1, BIDI, INVISIBLE])
async def test_an_error_of_the_library_is_shown_as_it_is(
    fake: FakeAssistant, text: str
) -> None:
    def connect(_: object) -> object:
        raise LibraryUnavailable(text, why=text, advice=text)

    async with chat(fake, connect).run_test() as pilot:  # type: ignore[arg-type]
        await until(pilot, lambda: replies(pilot.app))
        await look(pilot)
        await ask(pilot, QUESTION)
        await look(pilot)
