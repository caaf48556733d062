"""Commands that open a screen: papers, lines, results, sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.tui.commands.asking import find_source, summarize_line
from assistant.tui.commands.copying import offer, pieces_of_paper
from assistant.tui.messages import SourceChosen, SourcePicked

if TYPE_CHECKING:
    from assistant.composing.lines.finding import Line
    from assistant.tui.chat import Chat
    from store.library import Library
    from store.paper import Paper

_NEAREST = 20


def papers(chat: Chat, filter_text: str) -> None:
    """List the papers."""
    if assistant := chat.opened():
        from assistant.tui.screens.papers import PapersScreen, find_papers

        find = partial(find_papers, assistant.library)
        screen = PapersScreen(
            find,
            filter_text,
            evidence=chat.conversation.evidence,
            find_lines=assistant.find_lines,
            find_nearest=partial(_nearest_to, assistant.library),
            verdicts=chat.conversation.verdicts,
            notes=chat.notes,
        )
        chat.app.push_screen(screen, partial(_do_asked, chat))


def lines(chat: Chat, number: str) -> None:
    """Show the lines of research, or open the one of a number."""
    if assistant := chat.opened():
        # Imported here: the plot takes a while to import, and most chats show none.
        from assistant.tui.screens.lines import LinesScreen

        screen = LinesScreen(
            assistant.find_lines,
            int(number) if number.isdecimal() else 0,
            evidence=chat.conversation.evidence,
        )
        chat.app.push_screen(screen, partial(_summarize_chosen, chat))


def lines_to_choose(chat: Chat, _: str) -> list[tuple[str, str]]:
    """Return the numbers of the lines, each with its name, once they are found."""
    return [(f"{line.number}", line.name) for line in chat.conversation.welcome.lines]


def results(chat: Chat, filter_text: str) -> None:
    """Show what the abstracts report, as a table."""
    if assistant := chat.opened():
        from assistant.tui.screens.results import ResultsScreen

        chat.app.push_screen(ResultsScreen(assistant.library, filter_text))


def sources(chat: Chat, number: str) -> None:
    """Open a source, or go to the sources."""
    if number:
        if source := find_source(chat, number):
            open_source(chat, source.number)
        return
    pane = chat.conversation.pane
    if pane.display:
        pane.list.focus()
        return
    from assistant.tui.widgets.sources_pane import SourcesScreen

    current = chat.conversation.current
    answer = current.answer if current else None
    screen = SourcesScreen(chat.conversation.sources, answer, pane.list.questions)
    chat.app.push_screen(screen, partial(_do_chosen, chat))


def open_source(chat: Chat, number: int) -> None:
    """Open the abstract of a source of the current answer."""
    found = chat.conversation.sources
    at = next((index for index, source in enumerate(found) if source.number == number), None)
    if at is None:
        chat.tell(f"The current answer has no source {number}.", severity="warning")
        return
    from assistant.tui.screens.abstract import AbstractScreen

    screen = AbstractScreen(found, at, chat.conversation.evidence)
    chat.app.push_screen(screen, partial(_do_asked, chat))


def pick(chat: Chat, number: int, what: str) -> None:
    """Do something with a source of the current answer: `ask`, `pin`, `exclude`, `copy`."""
    source = find_source(chat, f"{number}")
    if source is None:
        return
    if what == "copy":
        offer(chat.app, pieces_of_paper(source.paper))
    elif what == "ask":
        chat.conversation.ask_about(source)
    else:
        chat.send(f"/{what} {number}")


def _nearest_to(library: Library, paper: Paper) -> list[Paper]:
    hits = library.search(f"{paper.title} {paper.abstract}", k=_NEAREST + 1)
    return [hit.paper for hit in hits if hit.paper.key != paper.key]


def _do_chosen(chat: Chat, chosen: SourceChosen | SourcePicked | None) -> None:
    if isinstance(chosen, SourcePicked):
        chat.conversation.post_message(chosen)
    elif chosen is not None:
        open_source(chat, chosen.number)


def _do_asked(chat: Chat, question: str | None) -> None:
    """Put the question that a screen was left with into the input; run a command."""
    if question and question.startswith("/"):
        chat.send(question)
    elif question:
        chat.put(question)


def _summarize_chosen(chat: Chat, chosen: Line | str | None) -> None:
    if isinstance(chosen, str):
        _do_asked(chat, chosen)
    elif chosen is not None:
        summarize_line(chat, chosen)
