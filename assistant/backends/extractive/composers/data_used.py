"""Which data something is tried on: their names in a row, and the sentences that give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.base import Piece
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, marks, short_name
from assistant.language.names import gives_name

if TYPE_CHECKING:
    from assistant.backends.extractive.composers.material import Material, ReadPaper
    from assistant.language.sentences import Span

_MOST = 10
_TOLD = 2


def compose(material: Material) -> list[Piece]:
    """Return the data that the papers asked about name, a row a paper; nothing where they name
    none.
    """
    teller = Teller(material.sources)
    pieces: list[Piece] = []
    for source in _asked_about(material):
        names = _names(material, source)
        if not names:
            continue
        pieces.append(computed(_row(material, source, names), "\n\n" * bool(pieces)))
        told = _sentences(source, names, teller)
        pieces += [Piece(f" {sentence}") for sentence in told]
    return pieces


def _asked_about(material: Material) -> list[ReadPaper]:
    """Return the papers that bring what is named, else the one that answers best."""
    about = material.about
    names = material.question.names
    bring = [source for source in about if any(source.brings(name) for name in names)]
    return bring or about[:1]


def _names(material: Material, source: ReadPaper) -> list[str]:
    """Return the data of a paper that are not asked with."""
    names = dict.fromkeys(name.text for name in source.reading.data)
    asked = material.question.names
    return [name for name in names if not any(gives_name(each, name) for each in asked)][:_MOST]


def _row(material: Material, source: ReadPaper, names: list[str]) -> str:
    asked = next((name for name in material.question.names if source.brings(name)), None)
    called = asked or short_name(source.paper)
    return f"Data named for {called}: {', '.join(names)}{marks([source])}."


def _sentences(source: ReadPaper, names: list[str], teller: Teller) -> list[str]:
    """Return the sentences that give most of the names, in reading order."""

    def held(span: Span) -> int:
        return sum(name in span.text for name in names)

    spans = [span for span in source.spans() if held(span)]
    most = sorted(spans, key=held, reverse=True)[:_TOLD]
    in_order = sorted(most, key=lambda span: span.start)
    return [text for span in in_order if (text := teller.tell(source, span))]
