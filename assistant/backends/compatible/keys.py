"""The key of a model's server: from the environment or the system's keyring, never written
anywhere.
"""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.errors import BackendError
from store.redaction import remember_secret

if TYPE_CHECKING:
    from assistant.backends.compatible.address import Address

VARIABLES = ("SONGLINE_API_KEY", "OPENAI_API_KEY")
SERVICE = "songline"
KEYRING_SECONDS = 5.0
_HIDDEN = "(key)"


class Key:
    """A key that shows itself to nobody who only looks at it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        remember_secret(text)
        self._text = text

    def __repr__(self) -> str:
        return f"Key{_HIDDEN}"

    def reveal(self) -> str:
        """Return the key, to be handed to the client and to nothing else."""
        return self._text

    def hide_in(self, text: str) -> str:
        """Return a text with the key struck out."""
        return text.replace(self._text, _HIDDEN)


async def find_key(address: Address) -> Key | None:
    """Return the key to send to a server, or None. Raises BackendError where what is set can
    be no key.
    """
    found = next(
        (value for name in VARIABLES if (value := os.environ.get(name, "").strip())), None
    )
    if found is None and not address.is_loopback:
        found = await _ask_keyring(address.host)
    if found is None:
        return None
    if not (found.isascii() and found.isprintable() and " " not in found):
        raise BackendError(
            "The key that is set can be no key",
            why="it has characters that may not stand in one",
            advice=f"Set {VARIABLES[0]} anew.",
        )
    return Key(found)


def how_to_set_key(address: Address) -> str:
    """Return what a user does to set a key."""
    setting = f"Set {VARIABLES[0]} or {VARIABLES[1]} in the environment"
    if address.is_loopback:  # the keyring is not asked for it
        return f"{setting}."
    return (
        f"{setting}, or keep the key in the system's keyring: keyring set {SERVICE} "
        f"{address.host}"
    )


async def _ask_keyring(user: str) -> str | None:
    """Ask in a thread that nobody waits for: a keyring may want to be unlocked, or never
    answer.
    """
    answer: Future[str | None] = Future()
    answer.set_running_or_notify_cancel()
    threading.Thread(target=_answer, args=(user, answer), name="keyring", daemon=True).start()
    with suppress(TimeoutError):
        return await asyncio.wait_for(asyncio.wrap_future(answer), KEYRING_SECONDS)
    return None


def _answer(user: str, answer: Future[str | None]) -> None:
    try:
        import keyring

        found = keyring.get_password(SERVICE, user)
    except Exception:  # noqa: BLE001
        found = None
    answer.set_result((found or "").strip() or None)
