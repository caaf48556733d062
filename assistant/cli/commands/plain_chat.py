"""The conversation line by line: for screen readers, for pipes, for terminals of any kind."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from typing import TYPE_CHECKING

from assistant.backends.describing import describe
from assistant.cli.commands.answer_printer import begin_aloud
from assistant.cli.commands.lines import tell_lines
from assistant.cli.commands.output import PAPER_INDENT, note, paper_line, say, say_line
from assistant.cli.commands.papers import find_papers
from assistant.cli.commands.plain_drafting import PlainDrafting
from assistant.cli.commands.plain_sessions import SWITCHES, switch
from assistant.cli.commands.plain_tables import ingest, print_results, print_to_copy
from assistant.cli.commands.reading_column import terminal_width
from assistant.cli.commands.steps import telling
from assistant.cli.commands.waiting_line import waiting
from assistant.composing.naming import papers_named
from assistant.composing.related.choosing import Wishes
from assistant.engine.commands import USAGES
from assistant.engine.export.exporting import export_from_chat
from assistant.engine.following import follow
from assistant.engine.opening import choose_session, told_if_new
from assistant.errors import ExitCode
from assistant.questions.smalltalk import read_command, read_place, words_of_title
from store import wording
from store.errors import InputError, SonglineError
from store.filters import Filter, parse_filter
from store.printable import counted, printable_in_place

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping

    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.engine.sessions.sessions import Session
    from store.paper import Paper
    from store.progress import Tell

    Run = Callable[[Assistant, str, Session], None]

_HELP = (
    "Ask about the papers; filters such as year:2021 or author:zong may stand in the question.",
    "1, 2, …  read the abstract of that source, what was quoted between » and «",
)
_INDENT = 28


def chat_in_lines(
    options: Namespace, settings: Settings, open_: Callable[[Settings, Tell], Assistant]
) -> ExitCode:
    """Read a line, answer it, and so on until the input ends."""
    with telling() as tell, open_(settings, tell) as assistant:
        named = choose_session(assistant.sessions, options.session, resume=options.resume)
        session = named or assistant.sessions.start()
        commands = _commands()
        papers = counted(assistant.library.count(), "paper")
        note(f"{papers}; answers come from {describe(assistant.backend)}; /help tells more.")
        if told := told_if_new(assistant.sessions, session):
            note(told)
        for line in _lines():
            command = line.partition(" ")[0].lower()
            if command in ("/quit", "/exit"):
                break
            if command in SWITCHES:
                session = switch(assistant, line, session)
            elif line:
                _reply(assistant, line, session, commands)
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


def _reply(
    assistant: Assistant, line: str, session: Session, commands: Mapping[str, Run]
) -> None:
    """Answer one line; an error is told and the conversation goes on."""
    command, _, rest = line.partition(" ")
    try:
        if run := commands.get(command.lower()):
            with waiting("reading the papers"):
                run(assistant, rest.strip(), session)
        elif command.startswith("/"):
            note(f"There is no command {command}. /help shows them all.")
        elif line.isdecimal() and session.turns and len(line) < 3:
            _abstract(assistant, int(line), session.turns[-1].answer)
        elif (said := read_command(line)) and (run := commands.get(f"/{said[0]}")):
            note(f"Understood as /{' '.join(said)}".rstrip())
            with waiting("reading the papers"):
                run(assistant, said[1], session)
        else:
            asked = assistant.ask(line, session=session)
            with waiting("looking for an answer"):
                asyncio.run(follow(asked, begin_aloud(assistant, session).tell))
        say()
    except SonglineError as error:
        note(f"songline: {error}")


def _say_wrapped(text: str) -> None:
    width = terminal_width()
    for line in text.splitlines() or [""]:
        say(textwrap.fill(line, width) if width else line)


def _abstract(assistant: Assistant, number: int, answer: Answer) -> None:
    """Read a source's abstract, what the answer quotes of it between marks."""
    if not 1 <= number <= len(answer.retrieved):
        raise InputError(
            f"The last answer has no source {number}", advice="/sources lists them."
        )
    key = answer.retrieved[number - 1]
    paper = assistant.library.get(key)
    if paper is None:
        raise InputError(f"{key} is no longer in the library")
    _say_wrapped(wording.marked_title(paper))
    _say_wrapped(f"{wording.authors(paper)} · {' · '.join(wording.facts(paper))}")
    say()
    _say_wrapped(_with_quotes(paper, answer) or "The source has no abstract for this paper.")
    say()
    _say_wrapped(wording.origin(paper))


def _with_quotes(paper: Paper, answer: Answer) -> str:
    spans = {
        (span.start, span.end)
        for sentence in answer.sentences
        for span in sentence.evidence
        if span.key == paper.key and 0 <= span.start < span.end <= len(paper.abstract)
    }
    text = printable_in_place(paper.abstract)
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}»{text[start:end]}«{text[end:]}"
    return text


def _check_asked(session: Session) -> None:
    if not session.turns:
        raise InputError("There are no sources yet", advice="Ask a question first.")


def _sources(assistant: Assistant, _: str, session: Session) -> None:
    _check_asked(session)
    answer = session.turns[-1].answer
    cited = {citation.marker for citation in answer.citations}
    for number, key in enumerate(answer.retrieved, 1):
        mark = "*" if number in cited else " "
        paper = assistant.library.get(key)
        told = paper_line(paper) if paper else f"{key} (no longer in the library)"
        say_line(f"{number:>3}{mark} {told}", PAPER_INDENT)
    note("* is cited; a number reads the abstract")


def _pin(assistant: Assistant, number: str, session: Session) -> None:
    _ask_again(assistant, session, Wishes(pinned=(_key_of(number, session),)))


def _exclude(assistant: Assistant, number: str, session: Session) -> None:
    _ask_again(assistant, session, Wishes(excluded=(_key_of(number, session),)))


def _key_of(number: str, session: Session) -> str:
    """Return the key of a source of the last answer. Raises InputError where there is none."""
    keys = session.turns[-1].answer.retrieved if session.turns else ()
    if number.isdecimal() and 1 <= int(number) <= len(keys):
        return keys[int(number) - 1]
    raise InputError(
        f"The last answer has no source {number}".rstrip(), advice="/sources lists them."
    )


def _ask_again(assistant: Assistant, session: Session, wishes: Wishes | None = None) -> None:
    asked = assistant.ask(session.turns[-1].question, session=session, wishes=wishes)
    asyncio.run(follow(asked, begin_aloud(assistant, session).tell))


def _help(*_: object) -> None:
    say("\n".join(_HELP))
    known = {*_commands(), *SWITCHES, "/quit"}
    for usage in (each for each in USAGES.values() if f"/{each.name}" in known):
        say_line(f"{usage.plain_usage:{_INDENT}}{usage.help}", _INDENT)


def _papers(assistant: Assistant, filter_text: str, _: Session) -> None:
    for paper in find_papers(assistant.library, *parse_filter(filter_text)):
        say_line(paper_line(paper), PAPER_INDENT)


def _lines_of_research(assistant: Assistant, _: str, __: Session) -> None:
    tell_lines(assistant.find_lines())


def _sessions(assistant: Assistant, _: str, __: Session) -> None:
    for summary in assistant.sessions.list():
        turns = counted(summary.turns, "turn")
        say(f"{summary.name}  {turns}  {summary.updated.astimezone():%Y-%m-%d %H:%M}")


def _export(assistant: Assistant, wanted: str, session: Session) -> None:
    for path in export_from_chat(assistant.library, session.name, session.turns, wanted):
        note(f"Written to {path}.")


def _retry(assistant: Assistant, _: str, session: Session) -> None:
    if not session.turns:
        raise InputError("Nothing has been asked yet", advice="Ask a question first.")
    _ask_again(assistant, session)


def _entry(assistant: Assistant, wanted: str, session: Session) -> None:
    """Print the BibTeX entries of sources of the last answer, by number or place, or of a
    paper by its key, words of its title or a name that it gives.
    """
    from store.exporters import bibtex

    place, library = read_place(wanted), assistant.library
    if place is not None:
        papers = [paper for key in _keys_at(place, session) if (paper := library.get(key))]
    elif paper := library.get(wanted):
        papers = [paper]
    else:
        title = words_of_title(wanted)
        papers = find_papers(library, Filter(), title) if title else []
        papers = papers or papers_named(library, title)
    if not papers:
        what = f"There is no paper {wanted}" if wanted else "The last answer cites no paper"
        raise InputError(what, advice="/papers lists them; /bibtex takes a key or a title.")
    say(bibtex(papers).rstrip())


def _keys_at(place: int, session: Session) -> list[str]:
    """Return the keys of the last answer's source by number, of the last that it cites, or of
    all of those. Raises InputError where there is no such source.
    """
    if place > 0:
        return [_key_of(f"{place}", session)]
    _check_asked(session)
    cited = [citation.key for citation in session.turns[-1].answer.citations]
    return cited[place:] if place else cited


def _commands() -> Mapping[str, Run]:
    """Return what commands do in one conversation, which has its own plan and draft."""
    drafting = PlainDrafting()
    return _COMMANDS | {
        "/summarize": drafting.summarize,
        "/related": drafting.relate,
        "/plan": drafting.plan,
        "/out": drafting.leave_out,
        "/in": drafting.take_in,
        "/move": drafting.move,
        "/write": drafting.write,
        "/redo": drafting.redo,
        "/draft": drafting.save,
    }


_COMMANDS: dict[str, Run] = {
    "/help": _help,
    "/papers": _papers,
    "/sources": _sources,
    "/pin": _pin,
    "/exclude": _exclude,
    "/retry": _retry,
    "/bibtex": _entry,
    "/lines": _lines_of_research,
    "/sessions": _sessions,
    "/export": _export,
    "/results": print_results,
    "/copy": print_to_copy,
    "/ingest": ingest,
}
