"""Speaks to the services: one request at a time, no more often than each allows, and no longer
than a user would wait.
"""

from __future__ import annotations

import json
import os
import time
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

from store.environment import broken_variable, proxy_to
from store.fetching import failures
from store.fetching.failures import PassingFailure
from store.fetching.services import is_this_machine
from store.progress import silent
from store.redaction import remember_secret

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    import httpx

    from store.fetching.page_cache import PageCache
    from store.fetching.services import Service
    from store.progress import Tell

    Asked = Mapping[str, str]

Read = TypeVar("Read")

LARGEST = 64_000_000
"""Bytes of one answer; a hundred works with all that they cite are a tenth of that."""
_TRIES = 4
_SILENCE = 30.0
"""Seconds without a byte after which an answer is given up."""
_LONGEST = 120.0
"""Seconds that an answer may take in all."""
_LONGEST_WAIT = 120.0
"""Seconds that are waited where a service asks for it; beyond them the user decides."""
_REDIRECTS = 3
_FIRST_PAUSE = 2.0


class Client:
    """Asks services; answers that could be read are kept in a cache."""

    def __init__(
        self,
        cache: PageCache,
        *,
        mailto: str | None = None,
        tell: Tell = silent,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make it; with an address of the user's, services know whom to write to. `tell`
        hears of longer waits.
        """
        self._cache = cache
        self._mailto = mailto
        self._tell = tell
        self._sleep = sleep
        self._clock = clock
        self._http: httpx.Client | None = None
        self._last: dict[str, float] = {}
        self._used: list[str] = []

    def ask(
        self,
        service: Service,
        path: str,
        read: Callable[[str], Read],
        *,
        asked: Asked | None = None,
        body: object = None,
    ) -> Read:
        """Return what `read` makes of an answer; it raises ValueError where that is not whole.

        Raises FetchError, and NotThere where the service has no such thing.
        """
        address = f"{service.address}{path}?{urlencode(asked or {})}".rstrip("?")
        name = address if body is None else f"{address} {json.dumps(body)}"
        self._used.append(name)
        if (kept := self._cache.get(name)) is not None:
            return read(kept)
        text, found = self._insist(service, address, read, body)
        self._cache.put(name, text)
        return found

    def forget(self) -> None:
        """Drop what was answered: it has served, and is asked for anew the next time."""
        self._cache.drop(self._used)
        self._used.clear()

    def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _insist(
        self, service: Service, address: str, read: Callable[[str], Read], body: object
    ) -> tuple[str, Read]:
        """Ask until an answer can be read, with longer and longer pauses."""
        for attempt in range(1, _TRIES + 1):
            try:
                text = self._follow(service, address, body)
                try:
                    return text, read(text)
                except ValueError as error:
                    why = f"it is cut off or damaged: {str(error)[:200]}"
                    raise PassingFailure(failures.cut_off(service, why)) from None
            except PassingFailure as failure:
                pause = _FIRST_PAUSE**attempt if failure.wait is None else failure.wait
                if attempt == _TRIES or pause > _LONGEST_WAIT:
                    raise failure.error from None
                self._tell(f"waiting {pause:.0f} s for {service.title}", 0, 0)
                self._sleep(pause)
        raise AssertionError

    def _follow(self, service: Service, address: str, body: object) -> str:
        """Return the text of an answer; another place of the same host may be named for it."""
        for _ in range(_REDIRECTS):
            self._keep_pace(service)
            status, headers, text = self._send(service, address, body)
            to = headers.get("location", "")
            if status not in (301, 302, 303, 307, 308) or not to:
                has_key = bool(_key_of(service))
                failures.check_status(service, status, headers, text, has_key=has_key)
                return text
            there = urljoin(address, to)
            if urlsplit(there)[:2] != urlsplit(address)[:2]:
                raise failures.led_away(service, urlsplit(there).netloc)
            address = there
        raise failures.cut_off(service, f"{service.host} leads round in a circle")

    def _keep_pace(self, service: Service) -> None:
        last = self._last.get(service.name)
        if last is not None and (wait := last + service.pause - self._clock()) > 0:
            self._sleep(wait)
        self._last[service.name] = self._clock()

    def _send(
        self, service: Service, address: str, body: object
    ) -> tuple[int, Mapping[str, str], str]:
        # Imported here: it takes a tenth of a second, and most commands ask nobody.
        import httpx

        if self._http is None:
            self._http = self._connect(service)
        method = "GET" if body is None else "POST"
        sent: dict[str, Any] = {} if body is None else {"json": body}
        headers, address = _with_key(service, address)
        try:
            with self._http.stream(method, address, headers=headers, **sent) as answer:
                return answer.status_code, answer.headers, self._text(service, answer)
        except httpx.TimeoutException:
            raise PassingFailure(failures.timed_out(service, _SILENCE)) from None
        except (
            httpx.ConnectError,
            httpx.ProxyError,
            httpx.UnsupportedProtocol,
            httpx.InvalidURL,
        ) as error:
            proxy = None if _is_near(service) else proxy_to(address)
            raise failures.unreachable(service, str(error), proxy) from None
        except httpx.RequestError as error:
            why = f"the connection broke: {str(error)[:200]}"
            raise PassingFailure(failures.cut_off(service, why)) from None

    def _connect(self, service: Service) -> httpx.Client:
        """Return what sends requests, through the proxy that the environment names: to
        elsewhere alone, and not to this machine.
        """
        import httpx

        is_near = _is_near(service)
        headers = self._headers()
        try:
            return httpx.Client(
                timeout=_SILENCE, headers=headers, verify=_trusted(), trust_env=not is_near
            )
        except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
            why = broken_variable(is_direct=is_near) or str(error)
            raise failures.not_asked(service, why) from None

    def _text(self, service: Service, answer: httpx.Response) -> str:
        """Return what an answer holds, within bounds of size and time."""
        began, chunks, size = self._clock(), bytearray(), 0
        for chunk in answer.iter_bytes():
            chunks += chunk
            size += len(chunk)
            if size > LARGEST:
                raise failures.too_large(service, LARGEST // 1_000_000)
            if self._clock() - began > _LONGEST:
                raise failures.timed_out(service, _LONGEST)
        return chunks.decode("utf-8", "replace")

    def _headers(self) -> dict[str, str]:
        contact = f" (mailto:{self._mailto})" if self._mailto else ""
        return {
            "User-Agent": f"songline/{version('songline')}{contact}",
            "Accept": "application/json, application/atom+xml;q=0.9",
        }


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Return whom we trust; reading the certificates takes a tenth of a second."""
    import httpx

    return httpx.create_ssl_context()


def _is_near(service: Service) -> bool:
    return is_this_machine(urlsplit(service.address).hostname or "")


def _key_of(service: Service) -> str:
    return os.environ.get(service.key_variable, "").strip() if service.key_variable else ""


def _with_key(service: Service, address: str) -> tuple[dict[str, str], str]:
    """Return the headers and the address with the user's key, where there is one."""
    key = _key_of(service)
    if not key or not (key.isascii() and key.isprintable()):
        return {}, address
    remember_secret(key)
    if service.name == "openalex":
        sign = "&" if "?" in address else "?"
        return {}, f"{address}{sign}{urlencode({'api_key': key})}"
    return {"x-api-key": key}, address
