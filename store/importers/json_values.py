"""JSON as it comes from elsewhere: any value may be of any type."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from store.importers.base import Findings
    from store.importers.sources import Source

_LONGEST_NUMBER = 18
_LINE = re.compile(r"\}[ \t\r]*\n[ \t]*\{[ \t]*\"")
"""Where one line ends an object, and the next begins one."""
_LETTER = re.compile(r"[^\W\d_]")
_SHOWN, _FEW = 200, 3
_LISTS = ("items", "results", "data", "papers", "works", "references")
"""Names of lists of papers."""
_AROUND = re.compile(
    rf"\{{[^\[\]{{}}]{{0,2000}}?\"(?:{'|'.join(_LISTS)})\"\s{{0,20}}:\s{{0,20}}(?=\[\s{{0,200}}\{{)"
)
"""The beginning of an object around such a list."""
_OBJECT = re.compile(r"(?:^|[\[,}\n])\s{0,200}\{")
"""The beginning of an object in a list, or on a line of its own."""

Item = dict[str, Any]


def parse_json(text: str) -> Any:  # noqa: ANN401
    """Return what a JSON text holds; numbers too long to be any stay text. Raises
    ValueError.
    """
    try:
        return json.loads(text, parse_int=_number)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def read_json(source: Source) -> Any:  # noqa: ANN401
    """Return what the JSON of a source holds. Raises SourceError where it is none."""
    try:
        return parse_json(source.text)
    except ValueError as error:
        raise source.unreadable(f"it is not JSON: {str(error)[:200]}") from error


def items_of(source: Source, findings: Findings | None = None) -> list[Any]:
    """Return the objects of JSON or of JSON Lines. Where the JSON is damaged, those are kept
    that
    are whole, and the others reported. Raises SourceError where there is none.
    """
    try:
        read = json.loads(source.text, parse_int=_number, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        are_lines = _LINE.search(source.text) is not None
        read_whole = _whole_lines if are_lines else whole_objects
        if items := list(read_whole(source.text, findings)):
            return items
        raise source.unreadable(f"it is not JSON: {str(error)[:200]}") from error
    if not isinstance(read, list | dict):
        raise source.unreadable("it is JSON, but no list of items")
    return listed(read)


def _whole_lines(text: str, findings: Findings | None) -> Iterator[Any]:
    """Yield the objects of JSON Lines."""
    place = 0
    for line in text.split("\n"):
        if line.strip():
            try:
                yield parse_json(line)
            except ValueError as error:
                _report(text, place, findings, str(error)[:60])
        place += len(line) + 1


def whole_objects(text: str, findings: Findings | None) -> Iterator[Any]:
    """Yield the objects of a list or of lines, one by one; behind damage, go on where another
    object begins.
    """
    twice: list[str] = []

    def put(pairs: list[tuple[str, Any]]) -> Item:
        read = dict(pairs)
        twice.extend(name for name, _ in pairs[len(read) :])
        return read

    decoder = json.JSONDecoder(parse_int=_number, object_pairs_hook=put)
    place = 0
    is_whole = True
    while found := _OBJECT.search(text, place):
        start = found.end() - 1
        if is_whole and len(_LETTER.findall(text[place:start][:_SHOWN])) > _FEW:
            _report(text, place, findings, "it is in no object")
        is_whole = True
        twice.clear()
        try:
            item, place = decoder.raw_decode(text, start)
        except json.JSONDecodeError as error:
            # What holds the list may be damaged where its objects are not.
            is_around = _AROUND.match(text, start)
            place = is_around.end() if is_around else max(error.pos, start + 1)
            is_whole = False
            _report(text, start, findings, error.msg)
        except (RecursionError, ValueError):
            place = start + 1
            is_whole = False
            _report(text, start, findings, "it cannot be read")
        else:
            if twice and findings is not None:
                line = text.count("\n", 0, start) + 1
                findings.warn_at(line, "a name stands twice in this: another may be in it")
            yield item


def _report(text: str, place: int, findings: Findings | None, why: str) -> None:
    if findings is not None:
        line = text.count("\n", 0, place) + 1
        findings.skip(line, f"this is damaged JSON ({why}): {text[place : place + 40]!r}")


def listed(read: object) -> list[Any]:
    """Return the list that JSON holds, under whatever name; an object alone is a list of
    one.
    """
    if isinstance(read, list):
        return read
    if isinstance(read, dict):
        for name in _LISTS:
            if isinstance(inner := read.get(name), list):
                return inner
        values = [*read.values()]
        if values and all(isinstance(each, dict) and "title" in each for each in values):
            return [{"id": key, **each} for key, each in read.items()]
        message = read.get("message")
        return listed(message) if isinstance(message, dict) else [read]
    return []


def text_of(item: Mapping[str, Any], *names: str) -> str:
    """Return the first text or number under some names; of a list, its first."""
    for name in names:
        value = item.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if (
            isinstance(value, str | int | float)
            and not isinstance(value, bool)
            and str(value).strip()
        ):
            return str(value)
    return ""


def object_of(item: Mapping[str, Any], name: str) -> Item:
    """Return the object under a name; {} where there is none."""
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def objects_of(item: Mapping[str, Any], name: str) -> Iterator[Item]:
    """Yield the objects of the list under a name."""
    value = item.get(name)
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def texts_of(item: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts of the list under a name, or the one text."""
    value = item.get(name)
    values = value if isinstance(value, list) else [value]
    return [str(each) for each in values if isinstance(each, str | int) and str(each).strip()]


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object. Raises ValueError where a name stands twice: another may be in it."""
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("a name stands twice in an object")
    return read


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
