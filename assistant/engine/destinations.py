"""Where what is asked goes: the model's server, the embedder, a library on a server."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from store.errors import InputError

if TYPE_CHECKING:
    from assistant.backends.base import Backend
    from store.vectors import Embedder


@dataclass(frozen=True, slots=True)
class Destination:
    """A place beyond this machine, and what goes there."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}, to {self.where}"


def find_destinations(
    backend: Backend | None, location: str = "", embedder: Embedder | None = None
) -> tuple[Destination, ...]:
    """Return where something goes, beyond this machine; none where nothing leaves it.

    `location` is the library's folder or address; without a backend nobody is asked.
    """
    found = []
    if backend and backend.sends_to:
        found.append(Destination("questions and abstracts", backend.sends_to))
    if embedder and embedder.sends_to:
        found.append(Destination("questions, titles and abstracts", embedder.sends_to))
    if server := _server_elsewhere(location):
        found.append(Destination("papers and what is searched for", server))
    return tuple(found)


def in_words(destinations: tuple[Destination, ...]) -> str:
    """Return `questions and abstracts, to api.example.org; …`, or that there is nothing."""
    return "; ".join(map(str, destinations)) or "nothing"


def check_embedder_is_agreed_to(embedder: Embedder, chosen: str | None) -> None:
    """Raise InputError where a library names an embedder that sends texts elsewhere, and the
    user has not named it too: opening somebody's folder must not send questions away.
    """
    if embedder.sends_to is None or chosen == embedder.name:
        return
    raise InputError(
        f"This library was made with the embedder {embedder.name}, to which questions would go",
        why=f"they would be sent to {embedder.sends_to}",
        advice=(
            f"Agree with --embedder {embedder.name} (or embedder in the configuration), or "
            f"have its vectors made anew on this machine: --embedder wordllama"
        ),
    )


def _server_elsewhere(location: str) -> str | None:
    if "://" not in location:
        return None
    parts = urlsplit(location)
    host = parts.hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return None
    try:
        return None if ip_address(host).is_loopback else parts.netloc.rpartition("@")[2]
    except ValueError:
        return parts.netloc.rpartition("@")[2]
