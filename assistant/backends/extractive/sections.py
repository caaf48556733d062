"""Longer texts without a model: what was computed, and sentences of the abstracts, under
their headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.markers import ENDING, with_markers
from assistant.language.sentences import cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Piece, Section
    from assistant.retrieval.passages import Passage


def write_sections(sections: Sequence[Section]) -> Iterator[str]:
    """Yield the text in Markdown, sentence by sentence, each with the number of its source."""
    before: Section | None = None
    for section in sections:
        gap = "" if before is None else "\n" if _goes_on(before, section) else "\n\n"
        pieces = [section.opening] if section.opening else []
        pieces += [cite(passage) for passage in section.passages]
        if section.heading:
            yield f"{gap}{section.heading}"
            gap = "\n\n"
        for at, piece in enumerate(pieces):
            before_it = f"{gap}{'- ' * section.is_item}" if at == 0 else " "
            yield f"{before_it}{piece}"
        before = section


def _goes_on(before: Section, section: Section) -> bool:
    """Tell whether a list goes on."""
    return before.is_item and section.is_item and not section.heading


def computed_in(sections: Sequence[Section]) -> frozenset[str]:
    """Return the sentences that were computed beforehand, as they will be cut from the text."""
    texts = [section.heading for section in sections if section.heading.startswith("#")]
    texts += [
        f"{'- ' * section.is_item}{section.opening}" for section in sections if section.opening
    ]
    return _sentences(texts)


def computed_among(pieces: Sequence[Piece]) -> frozenset[str]:
    """Return the sentences of a composed answer that were computed, as they will be cut."""
    return _sentences([piece.text for piece in pieces if piece.is_computed])


def _sentences(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(span.text for text in texts for span in cut_sentences(text))


def cite(passage: Passage) -> str:
    """Return the sentence as it is to be told, else word for word with its marker before the
    full stop.
    """
    return passage.retold or cite_text(passage.span.text, passage.marker)


def cite_text(text: str, marker: int) -> str:
    """Return a sentence with a marker before its full stop, which is added where there is
    none.
    """
    return with_markers(text if ENDING.search(text) else f"{text}.", (marker,))
