"""Who answers, in a few words: for whatever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.backends.base import Backend


def describe(backend: Backend) -> str:
    """Return `ollama llama3.2 at localhost:11434`: the name, the model, and a server on this
    machine.
    """
    server = None if backend.sends_to else getattr(backend, "server", None)
    return " ".join(filter(None, (backend.name, backend.model, server and f"at {server}")))
