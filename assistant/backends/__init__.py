"""Backends by name: whatever is registered under the entry-point group `songline.backends`."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from assistant.backends.base import Backend, Options

GROUP = "songline.backends"
DEFAULT = "extractive"


def load_backend(name: str, options: Options) -> Backend:
    """Return the backend registered under a name. Raises InputError where there is none."""
    found = entry_points(group=GROUP)
    if name not in found.names:
        raise InputError(
            f"There is no backend {name!r}", advice=f"Choose one of: {', '.join(sorted(found.names))}."
        )
    backend: Backend = found[name].load()(options)
    return backend
