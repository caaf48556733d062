"""The stretches that composed answers are put together from: sentences, items, tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.abstracts.antecedents import own_name
from assistant.backends.base import Piece
from assistant.language.markers import write_markers
from assistant.language.names import capitalised
from assistant.language.third_person.subjects import who_wrote
from store import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.backends.extractive.composers.material import ReadPaper
    from store.paper import Paper

# A title's own would read as a citation.
_BRACKETS = str.maketrans("[]", "()")
_BAR = str.maketrans({"|": "/", "\n": " "})


def label(source: ReadPaper) -> str:
    """Return `2019, Liu et al.: Title [3].`, so far as year and authors are known."""
    paper = source.paper
    year = [f"{paper.date.year}{' (inferred)' * paper.date.inferred}"] if paper.date else []
    known = [*year, *([who_wrote(paper, source.marker).name] if paper.authors else [])]
    return f"{', '.join(known)}: " * bool(known) + f"{title(paper)} [{source.marker}]."


def short_name(paper: Paper) -> str:
    """Return what a paper may be called in a row: the name of its method, or who wrote it; of
    one whose authors are not known its title.
    """
    who = who_wrote(paper, 1).name if paper.authors else title(paper)
    return own_name(paper) or who


def title(paper: Paper) -> str:
    """Return the title as the beginning of a sentence, without a full stop and without marks
    of citations.
    """
    text = wording.title(paper).translate(_BRACKETS).rstrip(" .")
    return capitalised(text) or wording.title(replace(paper, title=""))


def paragraph(sentences: Iterable[str], *, is_first: bool = True) -> list[Piece]:
    """Return sentences one behind the other, in a paragraph of their own."""
    gap = "" if is_first else "\n\n"
    pieces = []
    for sentence in sentences:
        pieces.append(Piece(f"{gap}{sentence}"))
        gap = " "
    return pieces


def item(source: ReadPaper, sentences: Iterable[str]) -> list[Piece]:
    """Return a paper as an item of a list: its label, and what is told of it."""
    told = [Piece(f" {sentence}") for sentence in sentences]
    return [Piece(f"\n- {label(source)}", is_computed=True), *told]


def computed(text: str, gap: str = "") -> Piece:
    """Return a sentence that was computed."""
    return Piece(f"{gap}{text}", is_computed=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Piece]:
    """Return a table; its head is computed, each row is checked like a sentence."""
    rule = table_row(["---"] * len(head))
    return [
        computed(table_row(head), "\n\n"),
        computed(rule, "\n"),
        *(Piece(f"\n{table_row(row)}") for row in rows),
    ]


def table_row(cells: Sequence[str]) -> str:
    """Return the row of a table in Markdown."""
    return f"| {' | '.join(cell.translate(_BAR).strip() for cell in cells)} |"


def marks(sources: Iterable[ReadPaper]) -> str:
    """Return ` [1] [4]`, to stand behind a word."""
    return write_markers(tuple(source.marker for source in sources))


def bullets(groups: Iterable[Sequence[str]], gap: str = "") -> list[Piece]:
    """Return a list: the sentences of each group are an item."""
    pieces = []
    for group in groups:
        pieces.append(Piece(f"{gap}- {group[0]}"))
        pieces += [Piece(f" {sentence}") for sentence in group[1:]]
        gap = "\n"
    return pieces
