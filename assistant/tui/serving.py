"""The chat in a browser: on this machine alone, and for whoever has the token."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOST = "127.0.0.1"
_OURS = {HOST, "localhost"}
_PAGE = Path(__file__).parent / "page"
"""Ours instead of the one that comes with the server, which fetches a font from the web."""
_POLICY = (
    "default-src 'self' data: ws: 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)
_REFUSED = "This address needs the token that songline serve has printed."


class ChatServer(Server):
    """Serves the chat, a process for each tab.

    The server of textual-serve asks nobody who they are. Here every request needs the token,
    by the address first and by a cookie then, and comes from a page of this server: another
    page in the same browser can reach the port, and knows neither.
    """

    def __init__(self, command: str, port: int, *, token: str | None = None) -> None:
        """Make it; `command` starts the chat."""
        super().__init__(command, host=HOST, port=port, title="Songline", templates_path=_PAGE)
        self._token = token or secrets.token_urlsafe(24)
        self._cookie = f"songline-{port}"
        self._tabs: set[asyncio.Task[web.WebSocketResponse]] = set()

    @property
    def address(self) -> str:
        """Where a browser finds the chat, with the token."""
        return f"{self.public_url}/?token={self._token}"

    def initialize_logging(self) -> None:
        """Log nothing: what the server would say holds what users type."""

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said where to go."""

    async def on_shutdown(self, _: web.Application) -> None:
        """End the chat of each tab: without a loop their processes cannot be waited for."""
        for tab in self._tabs:
            tab.cancel()
        await asyncio.gather(*self._tabs, return_exceptions=True)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Hold the chat of a tab until it is closed."""
        tab = asyncio.create_task(super().handle_websocket(request))
        self._tabs.add(tab)
        try:
            return await asyncio.shield(tab)
        finally:
            self._tabs.discard(tab)

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
            response.headers["Content-Security-Policy"] = _POLICY
        return response

    @staticmethod
    def _is_from_here(request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        hosts = {request.url.host, urlsplit(origin).hostname if origin else HOST}
        return hosts <= _OURS


def _is_same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())
