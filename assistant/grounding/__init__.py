"""Each sentence of a text, and the verdict on it against the abstracts that it cites."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.grounding.checking import ground

__all__ = ["ground"]


def __getattr__(name: str) -> object:
    if name != "ground":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("assistant.grounding.checking").ground
