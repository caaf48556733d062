"""What can be copied of an answer, a source and a paper, each under a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.engine.commands import at_place, read_number
from assistant.tui.plain import notice
from assistant.tui.screens.copying import CopyScreen
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from textual.app import App

    from assistant.tui.chat import Chat
    from assistant.tui.screens.copying import Piece
    from store.paper import Paper


def copy(chat: Chat, wanted: str) -> None:
    """Copy something of the current answer: by its letter or name, a sentence by its place, or
    by asking.
    """
    pieces = pieces_of_answer(chat)
    name = wanted.lower()
    chosen = [piece for piece in pieces if name and name in (piece[0], piece[1].lower())]
    part, _, place = name.partition(" ")
    if chosen:
        chat.app.copy_to_clipboard(chosen[0][2]())
    elif part == "sentence":
        _copy_sentence(chat, place)
    else:
        offer(chat.app, pieces)


def _copy_sentence(chat: Chat, place: str) -> None:
    """Copy the sentence at a place, from 1, or from the end where that is negative."""
    current = chat.conversation.current
    sentences = current.answer.sentences if current and current.answer else ()
    at = read_number(place)
    if sentence := at_place(sentences, at):
        chat.app.copy_to_clipboard(sentence.text)
    elif at:
        told = counted(len(sentences), "sentence")
        chat.tell(f"The current answer has {told}.", severity="warning")
    else:
        chat.tell("Light the sentence (Tab, then j), or say which: /copy sentence 1")


def bibtex_of(chat: Chat, wanted: str) -> None:
    """Show and copy the entry of a source by its number or "the second one", of a paper by its
    key, words of its title or a name that it gives, or without any those of the papers that the
    current answer cites.
    """
    assistant = chat.opened()
    if assistant is None:
        return
    from assistant.composing.naming import papers_named
    from assistant.questions.smalltalk import read_place, words_of_title
    from assistant.tui.screens.paper_table import find_among, find_papers

    place, sources = read_place(wanted), chat.conversation.sources
    cited = [source.paper for source in sources if source.is_cited]
    if place == 0:
        papers = cited
    elif place is not None:
        at_place = [source.paper for source in sources if source.number == place]
        papers = at_place if place > 0 else cited[place:][:1]
    else:
        paper = assistant.library.get(wanted)
        if paper is None and not find_papers(assistant.library, wanted):
            wanted = words_of_title(wanted)
        among = find_among([source.paper for source in sources], wanted)
        is_clear = len(among) == 1  # of the sources that are seen, one is meant
        papers = (
            [paper] if paper else among if is_clear else find_papers(assistant.library, wanted)
        ) or papers_named(assistant.library, wanted)
    if not papers and place is not None:
        told = "The current answer cites no such paper; /bibtex finds others by key or title."
        chat.tell(told, severity="warning")
    elif not papers:
        chat.tell(f"There is no paper {wanted}.", severity="warning")
    elif len(papers) > 1 and place is None:
        chat.tell(f"{counted(len(papers), 'paper')} fit: Tab to the list, then y copies.")
        chat.send(f"/papers {wanted}")
    else:
        entries = _entries(papers)
        chat.show_entry(entries)
        chat.app.copy_to_clipboard(entries)


def offer(app: App[Any], pieces: list[Piece]) -> None:
    """Ask which of some pieces is to be copied."""
    if pieces:
        app.push_screen(CopyScreen(pieces))
    else:
        notice(app, "There is nothing to copy yet.")


def kinds(chat: Chat, _: str) -> Iterable[tuple[str, str]]:
    """Return what can be copied of the current answer."""
    return [(name, "") for _, name, _ in pieces_of_answer(chat)]


def pieces_of_answer(chat: Chat) -> list[Piece]:
    """Return what can be copied of the current answer."""
    current = chat.conversation.current
    if current is None:
        return []
    pieces: list[Piece] = [("u", "question", lambda: current.question)]
    if answer := current.answer:
        pieces.insert(0, ("a", "answer", lambda: answer.answer))
    if sentence := chat.conversation.reading.sentence:
        pieces.append(("s", "sentence", lambda: sentence.text))
        if sentence.evidence:
            pieces.append(("q", "quote", lambda: sentence.evidence[0].text))
    cited = [source.paper for source in current.sources if source.is_cited]
    if cited:
        pieces.append(("k", "keys", lambda: ", ".join(paper.key for paper in cited)))
        pieces.append(("b", "BibTeX", lambda: _entries(cited)))
    return pieces


def pieces_of_paper(paper: Paper) -> list[Piece]:
    """Return what can be copied of a paper."""
    pieces: list[Piece] = [
        ("k", "key", lambda: paper.key),
        ("b", "BibTeX", lambda: _entries([paper])),
        ("t", "title", lambda: paper.title),
    ]
    if paper.abstract:
        pieces.append(("a", "abstract", lambda: paper.abstract))
    if address := paper.url or (paper.doi and f"https://doi.org/{paper.doi}"):
        pieces.append(("l", "link", lambda: address))
    return pieces


def _entries(papers: list[Paper]) -> str:
    # Imported here: nothing is copied before the first frame.
    from store.exporters import bibtex

    return bibtex(papers)
