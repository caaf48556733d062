"""XML as it comes from elsewhere: read without what it names outside, and text as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from store.importers.sources import Source

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,400}(?:\[.{0,10000}?\]\s*)?>", re.DOTALL)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_xml(source: Source) -> Element:
    """Return the root of a document. Raises SourceError where it is no whole one."""
    text = _DOCTYPE.sub("", _DECLARED.sub("", _NOT_XML.sub("", source.text)), count=1)
    try:
        return ElementTree.fromstring(text.encode("utf-8", "replace"))
    except ElementTree.ParseError as error:
        line = error.position[0] if error.position else 1
        raise source.unreadable(
            f"line {line} is not XML: {error}", "Export it again, whole."
        ) from None


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
