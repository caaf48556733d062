"""Papers from the web, fetched behind the chat and shown before they are added."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.engine.fetching import Proposal
    from assistant.tui.chat import Chat
    from store.fetching.client import Client
    from store.progress import Tell

_WHAT = {
    "author ": "all works of a name, an ORCID or a number of OpenAlex's",
    "openalex ": "a work or an author by number",
    "arxiv ": "what a query finds",
    "doi ": "papers by DOI",
    "abstracts": "for papers that have none",
    "retractions": "mark what was retracted",
    "new": "what has appeared since the last time",
}


def kinds(_: Chat, __: str) -> Iterable[tuple[str, str]]:
    """Return what can be fetched."""
    return _WHAT.items()


def fetch(chat: Chat, typed: str) -> None:
    """Ask services on the web, then show what they have. Raises InputError."""
    assistant = chat.opened()
    if assistant is None:
        return
    # Imported here: what asks the web is no part of the first frame.
    from assistant.engine.fetching import open_client, propose, read_task
    from store.fetching.sources import SeveralAuthors

    task, library = read_task(typed), assistant.library

    def look(tell: Tell) -> str:
        with open_client(chat.settings.mailto, tell) as client:
            try:
                proposal = propose(client, library, task, tell)
            except SeveralAuthors as several:
                return str(several)
        if proposal.is_empty:
            return f"{proposal.in_words}.\n" + "\n".join(proposal.notes)
        chat.app.call_from_thread(_offer, chat, client, proposal)
        return ""

    chat.begin_job("asking the web", look)


def _offer(chat: Chat, client: Client, proposal: Proposal) -> None:
    from assistant.tui.screens.fetched import FetchedScreen

    chat.app.push_screen(FetchedScreen(proposal), partial(_add, chat, client, proposal))


def _add(chat: Chat, client: Client, proposal: Proposal, is_agreed: bool | None) -> None:  # noqa: FBT001
    """Add what was looked at, behind the chat, where the user agrees."""
    assistant = chat.assistant
    if not is_agreed or assistant is None:
        return
    from assistant.engine.fetching import accept

    library = assistant.library

    def store(tell: Tell) -> str:
        stored = accept(client, library, proposal, tell)
        return f"{counted(stored.added, 'paper')} added, {stored.updated} updated."

    chat.begin_job("storing papers", store)
