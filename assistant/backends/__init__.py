"""Backends by name: whatever is registered under the entry-point group `songline.backends`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import InputError

if TYPE_CHECKING:
    from assistant.backends.base import Backend, Options

DEFAULT = "extractive"


def load_backend(name: str, options: Options) -> Backend:
    """Return the backend registered under a name.

    Raises InputError where there is none, and BackendError where it cannot be loaded.
    """
    from assistant.backends.plugins import find_plugins

    found = find_plugins()
    if name not in found.plugins:
        raise InputError(
            f"There is no backend {name!r}",
            why="; ".join(found.problems),
            advice=f"Choose one of: {', '.join(sorted(found.plugins))}.",
        )
    return found.plugins[name].load(options)
