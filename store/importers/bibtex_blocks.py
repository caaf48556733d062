"""The blocks of a `.bib`, cut so that an entry which is broken costs no other, and itself as
little as can be.

bibtexparser, which writes our `.bib` files, drops entries that BibTeX, biber and managers of
references read:
those without a key, with a comma in the key, with an empty field, or without a comma between
two fields.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(r"@[ \t]*(?P<type>[A-Za-z][A-Za-z_-]{0,40})[ \t\n]{0,20}(?P<open>[({])")
_NEXT = re.compile(r"\n[ \t]*@[ \t]*[A-Za-z]{3,40}[ \t]*[({][ \t]*[^\s,{}()\"=@]{1,200}[ \t]*,")
_FIELD = re.compile(r"\s*(?P<name>[A-Za-z_+][A-Za-z0-9_:.+/?!*'-]{0,60})\s*=\s*")
_SWALLOWED = re.compile(
    r",\s{0,99}[A-Za-z][A-Za-z_-]{2,30}\s{0,9}=\s{0,9}(?=[{\"\d]|[a-z]{3}\s*,)"
)
_MOST_MENDINGS = 5
_CLOSED = {"{": "}", '"': '"'}
_FIRST_FIELD = re.compile(
    r"(?<![^\s,{(])[A-Za-z_][A-Za-z0-9_:.+/-]{0,60}\s*=\s*(?=[{\"\dA-Za-z])"
)
_LONGEST_KEY = 500
_STOPS = {closing: re.compile(rf"[,\n{re.escape(closing)}]") for closing in "})"}
_BARE = re.compile(r"[^\s,#{}\"()=]+")
_UNWRAPPED = re.compile(
    r"(?:[^\n{}]|\{[^{}\n]{0,200}\})*?"
    r"(?=[ \t,]{1,99}[A-Za-z][A-Za-z_-]{1,30}[ \t]{0,99}=|[ \t,]{0,99}(?:\n|$|\})"
    r"|[ \t,]{0,99}\)[ \t]{0,99}(?:\n|$))"
)
"""What goes on behind a bare word up to the end of its line: `title = Foo bar,`."""
_WHOLE = re.compile(
    r"[ \t]*+(?:[#})\n]|,[ \t]*+(?:[,{}()%\n]|$)|$|,?[ \t]*+[A-Za-z_][\w-]{0,30}[ \t]*+=)"
)
"""What follows a bare word that is all of a value."""
_ASSIGNS = re.compile(r"[ \t]++=")
_SPACE = re.compile(r"[\s]*")
_SEPARATORS = re.compile(r"[\s,]*")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r'[{}"]')
_ASSIGNED = re.compile(
    r"^.*?\b(?:title|author|year|journal|booktitle)\s*=\s*[{\"\d]|^\s*[a-z][\w-]{2,30}\s*=\s*[{\"]",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\btitle\s*=\s*\w{0,9}[{\"]", re.IGNORECASE)
_UNMARKED = re.compile(r"^\s*@?\s*[A-Za-z]{3,20}\s*\{?\s*[^\s,={}]+\s*,\s*$")
_IGNORED = ("comment", "preamble")


@dataclass(slots=True)
class RawEntry:
    """An entry as it stands: its type, key and fields, the first of each name."""

    type: str
    line: int
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    """Raw values by name in small letters, braces and quotes and all."""
    repeated: bool = False
    passed: str = ""
    """What was passed over, since it is no field."""
    damage: str = ""
    """What is wrong with it, where something is: what stands before that is there."""
    first_line: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """Text between entries that looks like one."""

    line: int
    text: str


def read_blocks(text: str) -> Iterator[RawEntry | Stray]:
    """Yield entries and `@string`s in their order, and what looks like an entry and is none."""
    lines = _Lines(text)
    starts = [*(found.start() for found in _NEXT.finditer(text)), len(text)]
    end = 0
    while found := _BLOCK.search(text, end):
        yield from _strays(text, end, found.start(), lines)
        end = found.end()
        limit = starts[bisect_left(starts, end)]
        if (kind := found["type"].lower()) in _IGNORED:
            end = _after_comment(text, end, limit, found["open"])
            continue
        block = RawEntry(kind, lines.line(found.start()))
        inside, end = end, _Entry(text, end, limit, found["open"], block).read()
        if not block.damage and _has_title_outside(block, text, inside, limit):
            block.damage = "its braces do not close where they should: its title is outside"
        block.first_line = (
            text[found.start() : found.start() + 200].strip().partition("\n")[0][:60]
        )
        yield block
    yield from _strays(text, end, len(text), lines)


def _has_title_outside(block: RawEntry, text: str, start: int, limit: int) -> bool:
    """Tell whether a title stands before the next entry, and none was read."""
    if "title" in block.fields or block.type == "string":
        return False
    following = _BLOCK.search(text, start, limit)
    return bool(_TITLED.search(text, start, following.start() if following else limit))


class _Lines:
    """Numbers of lines, by where they stand."""

    def __init__(self, text: str) -> None:
        self._starts = [found.end() for found in re.finditer("\n", text)]

    def line(self, place: int) -> int:
        return bisect_right(self._starts, place) + 1


class _Entry:
    """Reads the inside of one block, from behind its opening brace to where it ends."""

    def __init__(
        self, text: str, place: int, limit: int, opening: str, block: RawEntry
    ) -> None:
        self._text = text
        self._place = place
        self._closing = "}" if opening == "{" else ")"
        self._block = block
        self._stop = _STOPS[self._closing]
        self._limit = limit
        self._last: str | None = None
        """The field that was read last, where its end may still be doubted."""
        self._value_start = place
        self._mendings = 0

    def read(self) -> int:
        """Fill the block, and return where it ends."""
        self._read_key()
        while not self._block.damage or self._mended():
            before, self._place = self._place, _end(_SEPARATORS, self._text, self._place)
            if self._text.count(",", before, self._place) > 1 and self._block.fields:
                self._block.passed = self._block.passed or "an empty field"
            if self._place >= self._limit:
                self._block.damage = "it is cut: nothing closes it"
            elif self._text[self._place] == self._closing:
                return self._place + 1
            else:
                self._read_field()
        return max(self._place, self._resumed())

    def _mended(self) -> bool:
        """Where a brace is missing and a value has swallowed the fields below, end it before
        them.
        """
        swallowed = _SWALLOWED.search(self._text, self._value_start, self._place)
        if self._last is None or swallowed is None or self._mendings == _MOST_MENDINGS:
            return False
        self._mendings += 1
        value = self._text[self._value_start : swallowed.start()].strip()
        self._block.fields[self._last] = (
            value[:1] + value[1:].rstrip('}"') + _CLOSED.get(value[:1], "")
        )
        self._block.passed = f"a brace is missing at the end of {self._last}"
        self._block.damage = ""
        self._place, self._last = swallowed.start(), None
        return True

    def _read_key(self) -> None:
        """Take what stands before the first field for the key, whatever is in it."""
        if self._block.type == "string":
            return
        limit = min(self._limit, self._place + _LONGEST_KEY)
        first = _FIRST_FIELD.search(self._text, self._place, limit)
        closing = self._text.find(self._closing, self._place, first.start() if first else limit)
        comma = self._text.find(",", self._place, limit)
        if first is None and closing < 0:
            end = comma if comma >= 0 else self._place
        else:
            end = closing if closing >= 0 or first is None else first.start()
        self._block.key = " ".join(self._text[self._place : end].strip().strip(",").split())
        self._place = end

    def _read_field(self) -> None:
        found = _FIELD.match(self._text, self._place, self._limit)
        if found is None:
            self._skip_to_field()
            return
        self._place = self._value_start = found.end()
        self._last = name = found["name"].lower()
        value = self._read_value()
        if name in self._block.fields:
            self._block.repeated = True
        elif value is not None:
            self._block.fields[name] = value
            if _TITLED.search(value):
                self._block.passed = self._block.passed or f"another entry's title, in {name}"

    def _skip_to_field(self) -> None:
        """Pass over what is neither a field nor the end, up to the next comma or line."""
        if _BLOCK.match(self._text, self._place):
            self._block.damage = "nothing closes it"
            return
        stop = self._stop.search(self._text, self._place, self._limit)
        end = stop.start() if stop else self._limit
        self._block.passed = self._block.passed or self._text[self._place : end].strip()[:60]
        self._place = max(end, self._place + 1)

    def _read_value(self) -> str | None:
        """Return the parts of a value, joined by `#` as they stand; None where it does
        not end.
        """
        start = self._place
        while True:
            self._place = _end(_SPACE, self._text, self._place)
            if not self._read_part():
                self._place = self._limit
                told = self._text[start : start + 30].partition("\n")[0]
                self._block.damage = f"a field does not end: {told}"
                return None
            after = _end(_SPACE, self._text, self._place)
            if self._text[after : after + 1] != "#":
                return self._text[start : self._place]
            self._place = after + 1

    def _read_part(self) -> bool:
        """Step over `{…}`, `"…"` or a bare word; an empty value is one too."""
        opening = self._text[self._place : self._place + 1]
        if opening in ('"', "{"):
            end = self._quoted_end() if opening == '"' else self._braced_end()
            if end is None:
                return False
            self._place = end
        elif bare := _BARE.match(self._text, self._place, self._limit):
            if _ASSIGNS.match(self._text, bare.end(), self._limit):
                # The name of the next field: this one has no value.
                self._block.passed = self._block.passed or f"{self._last} without a value"
                return True
            self._place = bare.end()
            if not _WHOLE.match(self._text, self._place, self._limit):
                self._place = _end(_UNWRAPPED, self._text, self._place, self._limit)
        return True

    def _braced_end(self) -> int | None:
        depth = 0
        for brace in _BRACE.finditer(self._text, self._place, self._limit):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                return brace.end()
        return None

    def _quoted_end(self) -> int | None:
        depth = 0
        for mark in _BRACE_OR_QUOTE.finditer(self._text, self._place + 1, self._limit):
            if mark[0] == '"' and depth <= 0:
                return mark.end()
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
        return None

    def _resumed(self) -> int:
        """Return where to look for the next block, behind one that is damaged."""
        following = _BLOCK.search(self._text, self._place, self._limit)
        own = following and self._text.rfind("\n", self._place, following.start()) >= 0
        return following.start() if following and own else self._limit


def _after_comment(text: str, place: int, limit: int, opening: str) -> int:
    """Return where a comment ends: at its brace, where it has one before the next entry."""
    depth = 1
    for brace in _BRACE.finditer(text, place, limit if opening == "{" else place):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return place


def _strays(text: str, start: int, end: int, lines: _Lines) -> Iterator[Stray]:
    """Yield what looks like an entry between two: a title that is assigned, or the line of a
    type and key.
    """
    if end - start < 8 or "=" not in (between := text[start:end]):
        return
    first = lines.line(start)
    said = [(number, line) for number, line in enumerate(between.split("\n"), first)]
    said = [(number, line) for number, line in said if not line.lstrip().startswith("%")]
    is_titled = any(_TITLED.search(line[:2000]) for _, line in said)
    heading: int | None = None
    for number, line in said:
        if _UNMARKED.match(line[:300]):
            heading = number
        elif _TITLED.search(line[:2000]):
            yield Stray(heading or number, line.strip()[:60])
            heading = None
        elif _ASSIGNED.match(line[:300]) and not is_titled:
            yield Stray(heading or number, line.strip()[:60])
            return


def _end(pattern: re.Pattern[str], text: str, place: int, limit: int = sys.maxsize) -> int:
    found = pattern.match(text, place, limit)
    return found.end() if found else place
