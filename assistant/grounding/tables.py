"""Rows of a Markdown table: what stands at its head, and what a row claims under it."""

from __future__ import annotations

import re

_RULE = re.compile(r"[\s|:-]+")
_UNIT = re.compile(r"[(\[,]\s*(%|[A-Za-z]{1,3})\s*[)\]]?$|(%)$")
_VALUE = re.compile(r"[-+±~<>≈]?\s*\d[\d.,]*")


class TableReader:
    """Reads the lines of an answer one after another, and knows which are of a table."""

    def __init__(self) -> None:
        self._head: list[str] | None = None

    def read(self, line: str) -> str | None:
        """Return what a row claims, "" for a head or a rule; None where it is no row.

        A value takes its unit from the head above it: 66.0 under `AP (%)` is 66.0%.
        """
        if not line.startswith("|"):
            self._head = None
            return None
        cells = [cell.strip(" *_`") for cell in line.strip().strip("|").split("|")]
        if self._head is None:
            self._head = cells
            return ""
        if _RULE.fullmatch(line):
            return ""
        heads = [*self._head, *[""] * (len(cells) - len(self._head))]
        return ", ".join(map(_with_unit, cells, heads))


def _with_unit(cell: str, head: str) -> str:
    unit = _UNIT.search(head)
    is_bare = _VALUE.fullmatch(cell) is not None
    return f"{cell} {unit[1] or unit[2]}" if unit and is_bare else cell
