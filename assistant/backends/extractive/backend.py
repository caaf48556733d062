"""The backend without a model: it answers with sentences taken word for word from the
abstracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import name_opening
from assistant.backends.base import Delta
from assistant.backends.extractive.paragraphs import write_paragraph
from assistant.backends.extractive.sections import cite_text, write_sections
from assistant.language.markers import READS_AS_MARKER
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from assistant.backends.base import Options, Request

_IN_A_PARAGRAPH = 2


class ExtractiveBackend:
    """Deterministic and local: the same request gives the same words."""

    name = "extractive"
    is_model = False
    model = None
    sends_to = None

    def __init__(self, _: Options | None = None) -> None:
        """Make it; it has nothing to choose."""

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield the passages that answer, sentence by sentence, each with the number of its
        source.
        """
        if request.task == "summary":
            for piece in write_sections(request.sections):
                yield Delta(piece)
            return
        if request.task == "related":
            for piece in _paragraphs(request):
                yield Delta(piece)
            return
        if request.composed:
            for composed in request.composed:
                yield Delta(composed.text)
            return
        unambiguous = [
            passage
            for passage in request.passages
            if not READS_AS_MARKER.search(passage.span.text)
        ]
        quotable = unambiguous or request.passages
        papers = len({passage.marker for passage in quotable})
        before, between = ("- ", "\n- ") if papers > _IN_A_PARAGRAPH else ("", " ")
        for passage in quotable:
            text = name_opening(passage.span, request.sources[passage.marker - 1])
            yield Delta(f"{before}{cite_text(text, passage.marker)}")
            before = between
        if quotable:
            taken = f"aken word for word from {counted(papers, 'abstract')}."
            closest = f"The closest {'match' if papers == 1 else 'matches'} found, t"
            yield Delta(f"\n\n{closest if request.is_nearest else 'T'}{taken}")


def _paragraphs(request: Request) -> Iterator[str]:
    """Yield the text of all sections, a sentence at a time."""
    before = ""
    for section in request.sections:
        for written in write_paragraph(section, request.sources):
            yield f"{before}{written.text}"
            before = " "
        before = "\n\n"
