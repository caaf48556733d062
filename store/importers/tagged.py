"""Records of lines that begin with a tag: what RIS, MEDLINE, Web of Science and EndNote have in
common.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from store.importers.base import Findings


@dataclass(slots=True)
class Tagged:
    """A record as it stands: values by tag, in their order."""

    line: int
    values: dict[str, list[list[str]]] = field(default_factory=dict)
    """Each value in its lines."""
    order: list[str] = field(default_factory=list)

    def add(self, tag: str, text: str) -> None:
        """Take a value."""
        self.values.setdefault(tag, []).append([text])
        self.order.append(tag)

    def go_on(self, text: str) -> None:
        """Take a line that continues the value above."""
        if self.order:
            self.values[self.order[-1]][-1].append(text)

    def all(self, *tags: str) -> list[str]:
        """Return all values of some tags that are not blank."""
        joined = (" ".join(lines).strip() for tag in tags for lines in self.values.get(tag, ()))
        return [value for value in joined if value]

    def first(self, *tags: str) -> str:
        """Return the first value that is not blank, by the order of the tags."""
        return next(iter(self.all(*tags)), "")

    def lines(self, *tags: str) -> list[str]:
        """Return the lines of some tags, each a value of its own."""
        values = (
            line.strip() for tag in tags for lines in self.values.get(tag, ()) for line in lines
        )
        return [value for value in values if value]


@dataclass(frozen=True, slots=True)
class Layout:
    """How records of a format are laid out."""

    line: re.Pattern[str]
    """A line with a `tag` and a `value`."""
    starts: tuple[str, ...]
    """Tags of which each begins a record."""
    ends: tuple[str, ...] = ()
    loose: re.Pattern[str] | None = None
    """A line that is damaged, and has a tag all the same."""
    titles: tuple[str, ...] = ()
    """Tags of which a record has one: a second belongs to a record whose beginning is lost."""
    once: tuple[str, ...] = ()
    """Tags of which a record has one: a second is reported, since another record may be
    in it.
    """
    long: tuple[str, ...] = ()
    """Tags whose values may go on in lines without a tag; () where all may."""
    joined: re.Pattern[str] | None = None
    """A tag as it stands in a value, where two lines are joined to one."""
    is_indented: bool = False
    """True where the lines that go on a value begin with spaces."""


def split_records(lines: Sequence[str], layout: Layout, findings: Findings) -> Iterator[Tagged]:
    """Yield the records; a line without a tag continues the one above.

    What stands between records is reported, and so is a line whose tag is damaged, which is
    read all the same.
    """
    record: Tagged | None = None
    for number, text in enumerate(lines, 1):
        found = layout.line.match(text)
        if found is None and layout.loose and (found := layout.loose.match(text)):
            findings.warn_at(
                number, f"this line is damaged, and read as {found['tag']}: {text.strip()[:40]}"
            )
        if found is None:
            _take_loose(record, number, text, layout, findings)
            continue
        tag = found["tag"].upper()
        is_second = record is not None and tag in layout.titles and record.first(*layout.titles)
        if record is not None and (tag in layout.starts or tag in layout.ends or is_second):
            yield record
            record = None
        if tag in layout.ends:
            continue
        if record is None:
            record = Tagged(number)
            if tag not in layout.starts:
                findings.warn_at(number, f"a record begins here without {layout.starts[0]}")
        if tag in layout.once and tag in record.values:
            told = f"{tag} stands twice in the record of line {record.line}"
            findings.warn_at(number, f"{told}: another may be in it")
        value = (found["value"] or "").strip()
        if layout.joined and layout.joined.search(value):
            findings.warn_at(number, f"two lines may be joined here: {value[:40]}")
        record.add(tag, value)
    if record is not None:
        yield record


def _take_loose(
    record: Tagged | None, number: int, text: str, layout: Layout, findings: Findings
) -> None:
    """Let a line without a tag go on what stands above; say so where that is odd."""
    said = text.strip()
    if record is not None and said:
        is_odd = layout.is_indented and not text.startswith(" ")
        is_odd = is_odd or bool(layout.long and record.order[-1] not in layout.long)
        if is_odd and _is_content(said):
            findings.warn_at(
                number, f"this line has no tag, and is a part of {record.order[-1]}"
            )
        record.go_on(said)
    elif said and _is_content(said):
        findings.warn_at(number, f"this belongs to no record: {said[:60]}")


def _is_content(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 3
