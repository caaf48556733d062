"""Where a model's server is, and whether what it is sent leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from store.environment import proxy_to
from store.errors import InputError


@dataclass(frozen=True, slots=True)
class Address:
    """A base URL without its user's name and password."""

    url: str
    host: str
    """With the port, where the URL names one."""
    is_loopback: bool

    @property
    def proxy(self) -> str | None:
        """The host of the proxy that requests pass through; None where they go straight, as
        on loopback.
        """
        return None if self.is_loopback else proxy_to(self.url)


def read_base_url(text: str) -> Address:
    """Return the address that a base URL names. Raises InputError, which shows no password."""
    advice = "Give a whole address: --base-url http://localhost:8000/v1"
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputError(
            "The address of the model's server cannot be read", advice=advice
        ) from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(
            "The address of the model's server cannot be read",
            why="it has to begin with http:// or https:// and to name a host",
            advice=advice,
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InputError(
            "The address of the model's server cannot be used",
            why="it holds more than a host, a port and a path",
            advice=(
                "Leave out names, passwords and questions; a key is set with SONGLINE_API_KEY."
            ),
        )
    named = f"[{host}]" if ":" in host else host
    named = f"{named}:{port}" if port else named
    return Address(
        f"{parts.scheme}://{named}{parts.path.rstrip('/')}", named, _is_loopback(host)
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
