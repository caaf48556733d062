"""`songline` and `songline chat`: the conversation, on the whole screen or line by line."""

from __future__ import annotations

import asyncio
import signal
import sys
from threading import Thread
from typing import TYPE_CHECKING

from assistant.backends import load_backend
from assistant.backends.describing import describe
from assistant.cli.commands.ask import answer_aloud
from assistant.cli.commands.lines import tell_lines
from assistant.cli.commands.output import PAPER_INDENT, note, paper_line, say, say_line
from assistant.cli.commands.papers import find_papers
from assistant.cli.commands.related import relate_aloud
from assistant.cli.commands.steps import telling
from assistant.cli.commands.summarize import summarize_aloud
from assistant.cli.settings.keeping import keep_settings
from assistant.engine.destinations import find_destinations
from assistant.engine.export.exporting import export_from_chat
from assistant.engine.opening import choose_session, library_location, open_assistant
from assistant.errors import ExitCode
from assistant.paths import user_paths
from store.errors import InputError, SonglineError
from store.filters import parse_filter
from store.printable import counted
from store.progress import in_words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from assistant.backends.base import Backend
    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.engine.sessions.sessions import Session
    from store.progress import Tell

_HELP = """\
Ask about the papers; filters such as year:2021 or author:zong may stand in the question.
/papers [FILTER]   list the papers        /new    begin another conversation
/lines             which papers belong together
/summarize [TOPIC] tell a topic, a line (its number or name) or the library in time
/related TOPIC     write related-work paragraphs about a topic, or about your abstract
/export [FORMAT] [FILE]   write what was said to a file: markdown, latex, html or json
/help              show this              /quit   leave"""


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Chat on the whole screen where there is one, else line by line."""
    on_screen = sys.stdin.isatty() and sys.stdout.isatty() and not options.plain
    return (
        _chat_on_screen(options, settings) if on_screen else _chat_in_lines(options, settings)
    )


def _chat_on_screen(options: Namespace, settings: Settings) -> ExitCode:
    from assistant.tui.app import SonglineApp

    backend = load_backend(settings.backend, settings.options)
    app = SonglineApp(
        lambda chosen, tell: _open(chosen, in_words(tell)),
        backend=describe(backend),
        sends_to=_sends_to(settings, backend),
        start_session=lambda assistant: (
            choose_session(assistant.sessions, options.session, resume=options.resume)
            or assistant.sessions.start()
        ),
        settings=settings,
        log=user_paths().log,
        preferences=user_paths().log.with_name("chat.json"),
        keep_settings=keep_settings,
    )
    _end_with_the_terminal()
    app.run()
    return ExitCode(app.return_code or 0)


def _sends_to(settings: Settings, backend: Backend) -> str | None:
    """Return who gets something of what is asked, None where nothing leaves the machine."""
    embedder = None
    if settings.embedder:  # it takes a while to import, which the first frame must not wait for
        from store.embedders import load_embedder

        embedder = load_embedder(settings.embedder)
    found = find_destinations(backend, library_location(settings), embedder)
    return ", ".join(dict.fromkeys(each.where for each in found)) or None


def _end_with_the_terminal() -> None:
    """Let a terminal that is closed end the chat, which would look for its keys for ever, on a
    whole core.

    Whoever starts it from a shell that ignores hang-ups would pass that on.
    """
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def _open(settings: Settings, tell: Tell) -> Assistant:
    """Open the assistant; its backend makes ready while the first question is typed."""
    assistant = open_assistant(settings, tell)
    if prepare := getattr(assistant.backend, "prepare", None):
        Thread(target=prepare, name="prepare").start()
    return assistant


def _chat_in_lines(options: Namespace, settings: Settings) -> ExitCode:
    with telling() as tell, _open(settings, tell) as assistant:
        named = choose_session(assistant.sessions, options.session, resume=options.resume)
        session = named or assistant.sessions.start()
        papers = counted(assistant.library.count(), "paper")
        note(f"{papers}; answers come from {describe(assistant.backend)}; /help tells more.")
        for line in _lines():
            command = line.partition(" ")[0].lower()
            if command in ("/quit", "/exit"):
                break
            if command == "/new":
                session = assistant.sessions.start()
                note("A new conversation.")
            elif line:
                _reply(assistant, line, session)
    return ExitCode.ANSWERED


def _lines() -> Iterator[str]:
    """Yield what is typed; the prompt goes to a person only."""
    while True:
        if sys.stdin.isatty():
            print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line.strip()


def _reply(assistant: Assistant, line: str, session: Session) -> None:
    """Answer one line; an error is told and the conversation goes on."""
    command, _, rest = line.partition(" ")
    try:
        if run := _COMMANDS.get(command.lower()):
            run(assistant, rest.strip(), session)
        elif command.startswith("/"):
            note(f"There is no command {command}. /help shows them all.")
        else:
            asyncio.run(answer_aloud(assistant, line, session))
        say()
    except SonglineError as error:
        note(f"songline: {error}")


def _help(*_: object) -> None:
    say(_HELP)


def _papers(assistant: Assistant, filter_text: str, _: Session) -> None:
    for paper in find_papers(assistant.library, *parse_filter(filter_text)):
        say_line(paper_line(paper), PAPER_INDENT)


def _lines_of_research(assistant: Assistant, _: str, __: Session) -> None:
    tell_lines(assistant.find_lines())


def _summarize(assistant: Assistant, topic: str, session: Session) -> None:
    asyncio.run(summarize_aloud(assistant, topic, session))


def _related(assistant: Assistant, topic: str, session: Session) -> None:
    if not topic:
        raise InputError(
            "There is no topic", advice="Say what your paper is about: /related TOPIC"
        )
    asyncio.run(relate_aloud(assistant, topic, session))


def _export(assistant: Assistant, wanted: str, session: Session) -> None:
    for path in export_from_chat(assistant.library, session.name, session.turns, wanted):
        note(f"Written to {path}.")


_COMMANDS: dict[str, Callable[[Assistant, str, Session], None]] = {
    "/help": _help,
    "/papers": _papers,
    "/lines": _lines_of_research,
    "/summarize": _summarize,
    "/related": _related,
    "/export": _export,
}
