"""What the commands do on a screen: the menu, the palette and the help page read this table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.engine.commands import USAGES
from assistant.tui.commands import (
    asking,
    choosing,
    copying,
    drafting,
    fetching,
    keeping,
    looking,
)
from assistant.tui.commands.command import Command
from assistant.tui.key_table import shown_key
from assistant.tui.widgets.menu import Choice
from store.errors import SonglineError
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.tui.chat import Chat
    from assistant.tui.commands.command import Arguments, Run
    from assistant.tui.widgets.sources import ListedSource


def _filters(_: Chat, typed: str) -> Iterable[tuple[str, str]]:
    """Return the filters that the last word could become, behind what stands before it."""
    from store.filters import FILTERS

    before, space, word = typed.rpartition(" ")
    names = [name for name in FILTERS if name.startswith(word) and ":" not in word]
    return [(f"{before}{space}{name}:", FILTERS[name]) for name in names]


def _help(chat: Chat, _: str) -> None:
    """Show keys and commands."""
    from assistant.tui.screens.help import HelpScreen

    chat.app.push_screen(HelpScreen(COMMANDS, chat.keymap))


def _command(name: str, run: Run, key: str = "", arguments: Arguments | None = None) -> Command:
    return Command(**asdict(USAGES[name]), run=run, key=key, arguments=arguments)


COMMANDS: tuple[Command, ...] = (
    _command("help", _help, "chat.help"),
    _command("papers", looking.papers, "chat.papers", _filters),
    _command("lines", looking.lines, "", looking.lines_to_choose),
    _command("results", looking.results),
    _command("sources", looking.sources, "chat.sources", asking.sources_to_choose),
    _command("summarize", asking.summarize),
    _command("plan", drafting.plan),
    _command("related", drafting.relate),
    _command("redo", drafting.redo, "read.redo"),
    _command("draft", drafting.save, "", drafting.formats),
    _command("retry", asking.retry),
    _command("edit", asking.edit),
    _command("pin", asking.pin, "", asking.sources_to_choose),
    _command("exclude", asking.exclude, "", asking.sources_to_choose),
    _command("stop", asking.stop, "chat.stop"),
    _command("copy", copying.copy, "read.copy", copying.kinds),
    _command("bibtex", copying.bibtex_of, "", asking.sources_to_choose),
    _command("export", keeping.export, "", keeping.formats),
    _command("sessions", keeping.sessions, "", keeping.session_names),
    _command("fork", asking.fork),
    _command("new", keeping.new),
    _command("ingest", keeping.ingest),
    _command("fetch", fetching.fetch, "", fetching.kinds),
    _command("library", choosing.library, "", choosing.libraries),
    _command("model", choosing.model, "chat.model"),
    _command("backend", choosing.backend, "", choosing.backends),
    _command("theme", choosing.theme, "", choosing.themes),
    _command("quit", keeping.quit_, "chat.quit"),
)
_BY_NAME = {command.name: command for command in COMMANDS}
_DIGITS = 2
"""Of the number of a source; a longer number alone is asked about, as a year is."""
_KNOWN_ELSEWHERE = {"exit": "quit", "resume": "sessions", "regenerate": "retry", "yank": "copy"}
"""What a command is called in other programs, where another of ours is spelled more like it."""


def is_command(text: str) -> bool:
    """Tell whether a line is a command rather than a question."""
    return text.startswith("/")


def read_command(text: str) -> tuple[str, str]:
    """Return the name of a command and what follows it."""
    name, _, rest = text.removeprefix("/").partition(" ")
    return name.strip().lower(), rest.strip()


def nearest(name: str) -> str | None:
    """Return the command that an unknown one may have meant."""
    if name in _KNOWN_ELSEWHERE:
        return _KNOWN_ELSEWHERE[name]
    from difflib import get_close_matches

    begun = [known for known in _BY_NAME if name and known.startswith(name)]
    close = begun or get_close_matches(name, _BY_NAME, n=1, cutoff=0.4)
    return close[0] if close else None


async def run_line(chat: Chat, line: str) -> None:
    """Run the command that a line begins with or gives in plain words, open the source whose
    number it is, or ask it as a question.
    """
    if is_command(line):
        name, rest = read_command(line)
    elif chat.conversation.exchanges and line.isdecimal() and len(line) <= _DIGITS:
        name, rest = "sources", line
    elif said := _command_in_words(line):
        name, rest = said
        chat.tell(f"Understood as /{name} {one_line(rest)}".rstrip(), is_brief=True)
    else:
        chat.ask(line)
        return
    command = _BY_NAME.get(name)
    if command is None:
        meant = nearest(name)
        hint = f"Did you mean /{meant}?" if meant else "Type /help for the commands."
        chat.tell(f"There is no command /{one_line(name)}. {hint}", severity="warning")
    else:
        await _run(command, chat, rest)


def source_of(chat: Chat, line: str) -> ListedSource | None:
    """Return the source of the current answer whose number is all that a line holds."""
    return next((each for each in chat.conversation.sources if line == f"{each.number}"), None)


async def _run(command: Command, chat: Chat, rest: str) -> None:
    """Run a command; an error is told, one that nobody foresaw too, and the chat goes on."""
    chat.running = f"/{command.name} {rest}".rstrip()
    try:
        if (running := command.run(chat, rest)) is not None:
            await running
    except SonglineError as error:
        chat.tell(str(error), severity="error")
    except Exception as error:  # noqa: BLE001
        chat.tell_bug(error)


def _command_in_words(line: str) -> tuple[str, str] | None:
    # What reads questions takes longer to import than a chat may take to open.
    from assistant.questions.smalltalk import read_command as read_words

    return read_words(line)


def complete(chat: Chat, text: str) -> Sequence[Choice]:
    """Return what a line that begins with a slash could become, the likeliest first, and for
    the number of a source what it is.
    """
    if source := source_of(chat, text):
        return (Choice(text, f"{text}  {one_line(source.paper.title)}", "Enter opens it"),)
    if not is_command(text) or "\n" in text:
        return ()
    name, space, typed = text.removeprefix("/").partition(" ")
    if space:
        return _complete_argument(chat, name.lower(), typed)
    return [_choice(command, chat.keymap) for command in _matching(name.lower())]


def _matching(name: str) -> list[Command]:
    """Return the commands that begin with a name, then those that speak of it."""
    begun = [command for command in COMMANDS if command.name.startswith(name)]
    speaking = [
        command
        for command in COMMANDS
        if len(name) > 2 and command not in begun and _speaks_of(command, name)
    ]
    return begun + speaking


def _speaks_of(command: Command, word: str) -> bool:
    return word in command.name or any(
        said.startswith(word) for said in command.help.lower().split()
    )


def _choice(command: Command, keymap: Mapping[str, str]) -> Choice:
    space = " " if command.needs_argument else ""
    told = " · ".join(filter(None, (command.help, shown_key(command.key, keymap))))
    text = f"/{command.name}{space}"
    return Choice(
        text,
        command.usage,
        told,
        is_whole=not command.needs_argument,
        may_go_on=bool(command.argument),
    )


def _complete_argument(chat: Chat, name: str, typed: str) -> Sequence[Choice]:
    command = _BY_NAME.get(name)
    if command is None or command.arguments is None:
        return ()
    found = [
        (argument, told)
        for argument, told in command.arguments(chat, typed)
        if argument.lower().startswith(typed.lower()) and argument != typed
    ]
    return [
        Choice(f"/{name} {argument}", argument, told, is_whole=not argument.endswith(":"))
        for argument, told in found
    ]
