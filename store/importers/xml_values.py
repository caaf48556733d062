"""XML as it comes from elsewhere: read without what it names outside, and text as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any
    from xml.etree.ElementTree import Element

    from store.importers.base import Findings
    from store.importers.sources import Source

    Parser = ElementTree.XMLPullParser[Element]

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,400}(?:\[.{0,10000}?\]\s*)?>", re.DOTALL)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_xml(source: Source, findings: Findings) -> Element:
    """Return the root of a document; of one that is damaged, what stands before the damage,
    which
    is reported. Raises SourceError where that is nothing.
    """
    text = _DOCTYPE.sub("", _DECLARED.sub("", _NOT_XML.sub("", source.text)), count=1)
    parser: Parser = ElementTree.XMLPullParser(("start",))
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except ElementTree.ParseError as error:
        line = error.position[0] if error.position else 1
        root = _root(parser)
        if root is None or not any(len(child) for child in root):
            raise source.unreadable(
                f"line {line} is not XML: {error}", "Export it again, whole."
            ) from None
        findings.skip(line, f"what follows is not read, since this is not XML: {error}")
        return root
    root = _root(parser)
    if root is None:
        raise source.unreadable("it is no whole XML", "Export it again, whole.")
    return root


def _root(parser: Parser) -> Element | None:
    """Return the first element that was begun; what comes after it stands within it."""
    first: Element | None = None
    try:
        events: Any = parser.read_events()
        for _, element in events:
            first = element if first is None else first
    except ElementTree.ParseError:
        pass
    return first


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, *path: str) -> Iterator[Element]:
    """Yield the elements at the end of a path of names, whatever their namespace."""
    if not path:
        yield element
        return
    for child in element:
        if name_of(child) == path[0]:
            yield from children(child, *path[1:])


def text_at(element: Element, *path: str) -> str:
    """Return the first text at the end of a path that is not blank."""
    texts = (whole_text(each) for each in children(element, *path))
    return next((text for text in texts if text), "")


def whole_text(element: Element) -> str:
    """Return all text within an element, on one line."""
    return " ".join("".join(element.itertext()).split())
