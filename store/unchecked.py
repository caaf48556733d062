"""Chroma's modules, imported without the check that each method fits the one it overrides."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import overrides

if TYPE_CHECKING:
    from collections.abc import Iterator


_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def unchecked_overrides() -> Iterator[None]:
    """Let `@override` mark a method and no more: the check takes a fifth of the time of
    Chroma's import.
    """
    with _ONE_AT_A_TIME:
        checked = overrides.override, overrides.overrides
        overrides.override = overrides.overrides = _marked
        try:
            yield
        finally:
            overrides.override, overrides.overrides = checked


def _marked(method: Any = None, **_: object) -> Any:  # noqa: ANN401 (whatever is decorated)
    if method is None:
        return _marked
    method.__override__ = True
    return method
