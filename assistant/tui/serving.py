"""The chat in a browser: on this machine alone, and for whoever has the token."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOST = "127.0.0.1"
_OURS = {HOST, "localhost"}
_REFUSED = "This address needs the token that songline serve has printed."


class ChatServer(Server):
    """Serves the chat, a process for each tab.

    The server of textual-serve asks nobody who they are. Here every request needs the token,
    by the address first and by a cookie then, and comes from a page of this server: another
    page in the same browser can reach the port, and knows neither.
    """

    def __init__(self, command: str, port: int, *, token: str | None = None) -> None:
        """Make it; `command` starts the chat."""
        super().__init__(command, host=HOST, port=port, title="Songline")
        self._token = token or secrets.token_urlsafe(24)
        self._cookie = f"songline-{port}"

    @property
    def address(self) -> str:
        """Where a browser finds the chat, with the token."""
        return f"{self.public_url}/?token={self._token}"

    def initialize_logging(self) -> None:
        """Log nothing: what the server would say holds what users type."""

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said where to go."""

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let through who has the token, and comes from here."""
        given = request.query.get("token") or request.cookies.get(self._cookie, "")
        if not (self._is_from_here(request) and _is_same(given, self._token)):
            raise web.HTTPForbidden(text=_REFUSED)
        response = await handler(request)
        if "token" in request.query and not response.prepared:
            response.set_cookie(self._cookie, self._token, httponly=True, samesite="Strict")
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @staticmethod
    def _is_from_here(request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        hosts = {request.url.host, urlsplit(origin).hostname if origin else HOST}
        return hosts <= _OURS


def _is_same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())
