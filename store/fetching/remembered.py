"""What was fetched into a library, kept beside it: so that only what is new need be shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from store.files import write_over

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FILE = "fetched.json"
_MOST = 20_000
"""Identifiers that are kept of one source: twice what is fetched of any."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A source, when it was fetched last, and all that it had by then."""

    kind: str
    value: str
    label: str
    date: str
    seen: tuple[str, ...]


def remembered_in(folder: Path) -> list[Remembered]:
    """Return what was fetched into the library of a folder; damage counts as nothing."""
    try:
        read = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return [Remembered(**{**each, "seen": tuple(map(str, each["seen"]))}) for each in read]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def remember(folder: Path, new: Iterable[Remembered]) -> None:
    """Keep what was fetched, in the place of what was known of the same sources."""
    kept = {(each.kind, each.value): each for each in remembered_in(folder)}
    for each in new:
        before = kept.get((each.kind, each.value))
        seen = dict.fromkeys((*each.seen, *(before.seen if before else ())))
        whole = Remembered(each.kind, each.value, each.label, each.date, tuple(seen)[:_MOST])
        kept[each.kind, each.value] = whole
    listed = [asdict(each) for each in kept.values()]
    write_over(folder / _FILE, json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
