"""Text set in blocks that know how to hang their lines: what one widget shows of a whole
answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from assistant.tui.plain import QUIET, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.tui.answers.places import Place


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item, a line of code: a body behind a lead, its further lines
    behind `hang`.
    """

    body: Content
    lead: str = ""
    hang: str = ""
    spaced: bool = True
    """True where an empty line stands before it."""

    def at(self, width: int) -> Content:
        """Return the block with its lines hung for a width in cells; 0 is a width that is
        not known yet.
        """
        if not self.lead:
            return self.body
        lines = self.body.wrap(max(8, width - len(self.lead))) if width else [self.body]
        leads = [self.lead] + [self.hang] * (len(lines) - 1)
        return Content("\n").join(
            Content.styled(lead, QUIET) + line for lead, line in zip(leads, lines, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """Blocks in their order, and the addresses that their links lead to."""

    blocks: tuple[Block, ...] = ()
    addresses: tuple[str, ...] = ()
    """The link whose action is `follow(0)` leads to the first of them."""
    hung: tuple[int, Content] | None = None
    """What it is at one width, which was made beforehand."""

    def hung_for(self, width: int) -> Flow:
        """Return the flow with what it is at a width made beforehand, as in a thread."""
        return replace(self, hung=(width, self.at(width)))

    def at(self, width: int) -> Content:
        """Return all blocks as one content for a width in cells."""
        if self.hung is not None and self.hung[0] == width:
            return self.hung[1]
        pieces = [
            self._gap(index, block) + block.at(width) for index, block in enumerate(self.blocks)
        ]
        return Content("").join(pieces)

    def lit(self, places: Iterable[Place], style: str) -> Flow:
        """Return the flow with stretches of it lit, in a style."""
        return self._styled((place, style) for place in places)

    def numbered(self, places: Iterable[Place | None]) -> Flow:
        """Return the flow with each stretch knowing its place among them, which the pointer
        over it tells.
        """
        found = ((place, Style.from_meta({"sentence": at})) for at, place in enumerate(places))
        return self._styled((place, style) for place, style in found if place)

    def _styled(self, stretches: Iterable[tuple[Place, Style | str]]) -> Flow:
        blocks = list(self.blocks)
        for place, style in stretches:
            body = blocks[place.block].body.stylize(style, place.start, place.end)
            blocks[place.block] = replace(blocks[place.block], body=body)
        return replace(self, blocks=tuple(blocks), hung=None)

    def then(self, *blocks: Block) -> Flow:
        """Return the flow with further blocks behind it."""
        return replace(self, blocks=self.blocks + blocks, hung=None)

    @staticmethod
    def _gap(index: int, block: Block) -> Content:
        return Content("" if index == 0 else "\n\n" if block.spaced else "\n")


def quiet(text: str, *, spaced: bool = True) -> Block:
    """Return a block that steps back behind the text around it."""
    return Block(plain(text, QUIET), spaced=spaced)


@dataclass(slots=True)
class Lists:
    """The lists and quotes that the next block stands in."""

    leads: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    fresh_item: bool = False

    def open_list(self, start: int | None) -> None:
        """Enter a list; `start` is None for one without numbers."""
        self.numbers.append(start)
        self.leads.append("")

    def open_item(self) -> None:
        """Enter the next item of the innermost list."""
        number = self.numbers[-1]
        self.leads[-1] = "• " if number is None else f"{number}. "
        self.numbers[-1] = None if number is None else number + 1
        self.fresh_item = True

    def close_list(self) -> None:
        """Leave the innermost list."""
        self.leads.pop()
        self.numbers.pop()

    def next_leads(self) -> tuple[str, str]:
        """Return the lead of the next block, and the one of its further lines."""
        hang = "".join("▎ " if lead == "▎ " else " " * len(lead) for lead in self.leads)
        if not self.fresh_item:
            return hang, hang
        self.fresh_item = False
        return hang[: len(hang) - len(self.leads[-1])] + self.leads[-1], hang
