"""The formats of documents by name, and what a format makes of a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.engine.export.conversation import ExportedConversation

FORMATS = {"markdown": "md", "latex": "tex", "html": "html", "json": "json"}
"""The formats, each with the ending of its files."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, and of the `.bib` that stands beside it."""

    text: str
    bibliography: str | None = None


def render(
    conversation: ExportedConversation, form: str, *, stem: str = "references"
) -> Document:
    """Return the conversation in one of `FORMATS`; `stem` is the name of the `.bib` that
    LaTeX reads.
    """
    made = import_module(f"assistant.engine.export.in_{form}")
    if form != "latex":
        return Document(made.write(conversation))
    text, papers = made.write(conversation, stem)
    if not papers:
        return Document(text)
    from store.exporters import bibtex

    return Document(text, bibtex(papers, escaped=True))
