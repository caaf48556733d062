"""A conversation as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.engine.export.cited_markdown import OPENING_QUOTE
from assistant.engine.export.conversation import annotated, remarks
from store.exporters.lists import escape_markdown, markdown_line
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.engine.export.conversation import ExportedConversation
    from assistant.engine.sessions.turns import Turn

_CODE = re.compile(r"(```.*?```|(?<!\\)`[^`]*`)", re.DOTALL)
_TAG = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])")
_IMAGE = re.compile(r"!(?=\[)")
_LINK = re.compile(r"(?<=\])\((?!\s*<?https?://)", re.IGNORECASE)
_DEFINITION = re.compile(r"(?<=\])(?=:)")


def write(conversation: ExportedConversation) -> str:
    """Return the conversation: a heading a question, its answer, and its sources by their
    numbers.
    """
    head = f"# {escape_markdown(conversation.name)}\n\n*Library: {conversation.library}.*\n"
    return "\n".join([head, *(_turn(turn, conversation) for turn in conversation.turns)])


def _turn(turn: Turn, conversation: ExportedConversation) -> str:
    answer = turn.answer
    sources = [
        f"- [{citation.marker}] {_source(citation.key, citation.title, conversation)}\n"
        for citation in sorted(answer.citations, key=lambda citation: citation.marker)
    ]
    notes = "".join(f"*{escape_markdown(note)}*  \n" for note in remarks(answer))
    blocks = [
        f"## {escape_markdown(one_line(turn.question))}\n",
        f"{_inert(annotated(answer))}\n",
    ]
    return "\n".join([*blocks, *(["".join(sources)] if sources else []), notes])


def _inert(markdown: str) -> str:
    """Escape what a viewer might fetch, run or take for HTML, and for code that is none; code
    is shown as it is anyway.
    """
    pieces = _CODE.split(OPENING_QUOTE.sub(r"\`", markdown))
    return "".join(
        piece if place % 2 else _escape_live(piece) for place, piece in enumerate(pieces)
    )


def _escape_live(text: str) -> str:
    """Leave links to the web alone; images, other addresses, definitions and tags become
    text.
    """
    text = _TAG.sub(r"\<", text)
    text = _IMAGE.sub(r"\!", text)
    text = _LINK.sub(r"\(", text)
    return _DEFINITION.sub("\\\\", text)


def _source(key: str, title: str, conversation: ExportedConversation) -> str:
    if paper := conversation.papers.get(key):
        return markdown_line(paper)
    return f"{escape_markdown(one_line(title))}. `{one_line(key)}` (no longer in the library)"
