"""Where the sentences of an answer stand in what is shown of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.markers import NUMBERED
from assistant.tui.answers.typeset import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.grounding.verdicts import GroundedSentence
    from assistant.tui.answers.flow import Block

_MARKERS = re.compile(rf"\s*{NUMBERED}")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a flow: the index of its block, and offsets into the block's body."""

    block: int
    start: int
    end: int


def find_places(
    blocks: Sequence[Block], sentences: Iterable[GroundedSentence]
) -> list[Place | None]:
    """Return where each sentence stands, in order; None for one that is not found."""
    places: list[Place | None] = []
    after: Place | None = None
    for sentence in sentences:
        place = find_place(blocks, sentence.text, after)
        places.append(place)
        after = place or after
    return places


def find_place(
    blocks: Sequence[Block], markdown: str, after: Place | None = None
) -> Place | None:
    """Return where a sentence first stands, behind another place if there is one.

    Citations do not count, since a checked sentence may come without them; those at its end
    belong to it.
    """
    text, _ = _without_markers(plain_text(markdown))
    if not text.strip():
        return None
    first = after.block if after else 0
    for index in range(first, len(blocks)):
        begin = after.end if after and index == first else 0
        if span := _find_in(blocks[index].body.plain, text.strip(), begin):
            return Place(index, *span)
    return None


def _find_in(body: str, text: str, begin: int) -> tuple[int, int] | None:
    bare, origins = _without_markers(body.replace("\n", " "))
    first = bisect_left(origins, begin)
    is_row = text.startswith("|")
    at, length = _find_row(bare, text, first) if is_row else (bare.find(text, first), len(text))
    if at < 0:
        return None
    end = origins[at + length - 1] + 1
    while trailing := _MARKERS.match(body, end):
        end = trailing.end()
    return origins[at], end


def _find_row(bare: str, row: str, first: int) -> tuple[int, int]:
    """Return where the row of a table stands, as it is drawn, and how long it is; -1 where it
    does not.
    """
    cells = (re.escape(cell.strip()) for cell in row.strip("|").split("|"))
    found = re.compile(" *│ *".join(cells)).search(bare, first)
    return (found.start(), len(found[0])) if found else (-1, 0)


@lru_cache(maxsize=4)  # of one block after the other
def _without_markers(text: str) -> tuple[str, list[int]]:
    """Return the text without its citations, and where each letter that is left stood."""
    kept: list[int] = []
    end = 0
    for marker in _MARKERS.finditer(text):
        kept += range(end, marker.start())
        end = marker.end()
    kept += range(end, len(text))
    return "".join(text[at] for at in kept), kept
