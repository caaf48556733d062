"""Vectors of another embedder: made anew before the library is opened, or behind a chat."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.engine.opening import announce_files
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.progress import Tell

    Reembed = Callable[[str, str, Tell], Library]
    """Opens the library in a place that another embedder made than the one that is named."""


def reembed_first(location: str, embedder: str, tell: Tell) -> Library:
    """Make all vectors anew, and return the library."""
    announce_files(embedder, tell)
    library = Library.open_to_reembed(location)
    library.reembed(embedder, progress=partial(tell, f"embedding the papers with {embedder}"))
    return library


def reembed_later(location: str, embedder: str, tell: Tell) -> Library:
    """Return the library as it is, to be searched meanwhile; where its own embedder would send
    texts elsewhere, all vectors are made anew first.
    """
    library = Library.open(location)
    if library.embedder.sends_to is None:
        return library
    library.close()
    return reembed_first(location, embedder, tell)


def reembed_in_place(tell: Tell, location: str, embedder: str) -> str:
    """Make all vectors anew, and say so."""
    reembed_first(location, embedder, tell).close()
    return f"The papers are embedded with {embedder} now."
