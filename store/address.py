"""The address of a Chroma server."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from store.errors import InputError


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A Chroma server; its credentials are never printed."""

    host: str
    port: int
    is_secure: bool = False
    credentials: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The address without the credentials: fit to be shown."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.is_secure else 'http'}://{host}:{self.port}"


def read_address(text: str) -> ServerAddress:
    """Return the server that an address names. Raises InputError where it names none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise InputError(
            "The address of the library cannot be understood",
            advice="Write it as http://host:port, for example http://127.0.0.1:8000.",
        )
    is_secure = parts.scheme.lower() == "https"
    user, password = (unquote(part or "") for part in (parts.username, parts.password))
    credentials = (user, password) if user or password else None
    return ServerAddress(
        parts.hostname, port or (443 if is_secure else 8000), is_secure, credentials
    )
