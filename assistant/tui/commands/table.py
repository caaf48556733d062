"""The commands that begin with a slash: one table, which the menu, the palette and the help
page read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from assistant.tui.widgets.menu import Choice
from store.errors import SonglineError
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.tui.chat import Chat
    from assistant.tui.widgets.sources import ListedSource


def _filters(_: Chat, typed: str) -> Iterable[tuple[str, str]]:
    """Return the filters that the last word could become, behind what stands before it."""
    from store.filters import FILTER_NAMES

    before, space, word = typed.rpartition(" ")
    names = [name for name in FILTER_NAMES if name.startswith(word) and ":" not in word]
    return [(f"{before}{space}{name}:", "a filter") for name in names]


def _help(chat: Chat, _: str) -> None:
    """Show keys and commands."""
    from assistant.tui.screens.help import HelpScreen

    chat.app.push_screen(HelpScreen(COMMANDS, chat.keymap))


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "keys and commands", _help, "F1"),
    Command("papers", "[FILTER]", "the papers: filter, sort, read", looking.papers, "Ctrl+O",
            _filters),
    Command("lines", "[N]", "which papers belong together", looking.lines, "",
            looking.lines_to_choose),
    Command("results", "[WORDS]", "what the abstracts report, as a table", looking.results),
    Command("sources", "[N]", "the sources of the answer, or one of them", looking.sources,
            "Ctrl+S", asking.sources_to_choose),
    Command("summarize", "[TOPIC]", "a topic or line along its timeline", asking.summarize),
    Command("plan", "TOPIC", "choose the papers of a summary, then write it", drafting.plan),
    Command("related", "TOPIC", "related work on a topic or an abstract: plan, then text",
            drafting.relate),
    Command("redo", "[N.M]", "write a sentence or a paragraph of a longer text anew",
            drafting.redo, "r"),
    Command("draft", "[FORMAT] [FILE]",
            "write the draft or summary to a file with its .bib: latex, markdown or typst",
            drafting.save, "", drafting.formats),
    Command("retry", "[MODEL]", "answer the last question anew; open a library that failed",
            asking.retry),
    Command("edit", "", "change the last question", asking.edit),
    Command("pin", "N", "ask again with a source in the evidence", asking.pin, "",
            asking.sources_to_choose),
    Command("exclude", "N", "ask again without a source", asking.exclude, "",
            asking.sources_to_choose),
    Command("stop", "", "stop the answer, and work behind the chat", asking.stop, "Esc"),
    Command("copy", "[WHAT]", "copy the answer, a sentence, keys or BibTeX", copying.copy, "y",
            copying.kinds),
    Command("bibtex", "[N]", "copy the entry of a source, or of a paper by words of its title",
            copying.bibtex_of, "", asking.sources_to_choose),
    Command("export", "[FORMAT] [FILE]",
            "write what was said to a file: markdown, latex, html or json", keeping.export, "",
            keeping.formats),
    Command("sessions", "[WORDS]", "earlier conversations: search, go on, rename, delete",
            keeping.sessions, "", keeping.session_names),
    Command("fork", "[NAME]", "go on from the current answer in a conversation of its own",
            asking.fork),
    Command("new", "", "a new conversation; the old one stays on disk", keeping.new),
    Command("ingest", "FILE", "bring papers into the library, behind the chat", keeping.ingest),
    Command("fetch", "WHAT", "papers from the web, looked at before they are added",
            fetching.fetch, "", fetching.kinds),
    Command("library", "[PATH]", "open another library; it is kept", choosing.library, "",
            choosing.libraries),
    Command("model", "[NAME]", "which model answers", choosing.model, "F2"),
    Command("backend", "[NAME]", "who answers: a model's server, or the abstracts alone",
            choosing.backend, "", choosing.backends),
    Command("theme", "[NAME]", "the colours", choosing.theme, "", choosing.themes),
    Command("quit", "", "leave", keeping.quit_, "Ctrl+Q"),
)  # fmt: skip
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
        chat.tell(f"Understood as /{name} {one_line(rest)}".rstrip())
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
    """Run a command; an error that it foresees is told, and the chat goes on."""
    try:
        if (running := command.run(chat, rest)) is not None:
            await running
    except SonglineError as error:
        chat.tell(str(error), severity="error")


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
    return [_choice(command) for command in _matching(name.lower())]


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


def _choice(command: Command) -> Choice:
    space = " " if command.needs_argument else ""
    told = f"{command.help}  {command.key}".rstrip()
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
