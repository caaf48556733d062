"""The backend without a model: it says what was composed of the sentences of the abstracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.base import Delta
from assistant.backends.extractive.paragraphs import write_paragraph
from assistant.backends.extractive.sections import write_sections

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from assistant.backends.base import Options, Request


class ExtractiveBackend:
    """Deterministic and local: the same request gives the same words."""

    name = "extractive"
    is_model = False
    model = None
    sends_to = None

    def __init__(self, _: Options | None = None) -> None:
        """Make it; it has nothing to choose."""

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield the text, a piece at a time."""
        for text in _texts(request):
            yield Delta(text)


def _texts(request: Request) -> Iterator[str]:
    if request.task == "summary":
        return write_sections(request.sections)
    if request.task == "related":
        return _paragraphs(request)
    return (piece.text for piece in request.composed)


def _paragraphs(request: Request) -> Iterator[str]:
    """Yield the text of all sections, a sentence at a time."""
    before = ""
    for section in request.sections:
        for written in write_paragraph(section, request.sources):
            yield f"{before}{written.text}"
            before = " "
        before = "\n\n"
