"""Why a server did not answer, in words: what failed, why, and what to do next; never with
the key in it.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.backends.compatible.keys import how_to_set_key
from assistant.backends.compatible.windows import read_window
from assistant.errors import BackendError, ContextExceeded
from assistant.language.complaints import NO_MODEL, QUOTA_USED, TOO_LONG, WRONG_KEY
from store.environment import TO_MEND, broken_variable
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.backends.base import Options
    from assistant.backends.compatible.address import Address
    from assistant.backends.compatible.keys import Key
    from assistant.backends.compatible.presets import Preset

_LONGEST = 300
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
_SAID = ("message", "error", "detail", "loc", "msg")
_CODES = ("code", "type", "param")
_GARBLED = (ValueError, TypeError, AttributeError, LookupError)
"""What the client and we stumble into where an answer has another shape than it should."""


class TooMuchError(Exception):
    """A server sends more than an answer can have; the message says what."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a server, or the way to it, said of a request."""

    status: int | None
    words: str
    """All that it said, with its codes."""
    told: str
    """What a user reads of it: the codes only where there are no words."""
    retry_after: str | None = None
    is_page: bool = False

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether its words are of a kind."""
        return bool(pattern.search(self.words))

    @property
    def is_about_context(self) -> bool:
        """Tell whether the request was too long for the model."""
        return self.status in (None, 400, 413, 422, 500) and (
            self.matches(TOO_LONG) or self.status == 413
        )

    @property
    def is_about_model(self) -> bool:
        """Tell whether the server has no such model."""
        return self.status in (None, 400, 404) and self.matches(NO_MODEL)


def read_complaint(error: BaseException) -> Complaint:
    """Return what an error of the client says, in the server's own words where it spoke."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None)
    if response is None:
        return Complaint(None, *_words_and_told(error))
    if "html" in response.headers.get("content-type", ""):
        return Complaint(status, "", "", response.headers.get("retry-after"), is_page=True)
    return Complaint(status, *_words_and_told(error), response.headers.get("retry-after"))


def told_as_error(chunk: object) -> str:
    """Return what an event without an answer says of an error; "" where it says nothing."""
    if not isinstance(chunk, Mapping) or "usage" in chunk:
        return ""
    return " ".join(dict.fromkeys(_words(chunk, ("message", "error", "detail", "msg"))))


class Explainer:
    """Turns errors of one server into errors that a user can act upon."""

    def __init__(
        self, preset: Preset, address: Address, key: Key | None, options: Options
    ) -> None:
        self._preset = preset
        self._address = address
        self._key = key
        self._options = options

    def explain(self, error: BaseException, *, has_begun: bool = False) -> BackendError:
        """Return what to tell of an error; an answer that has begun was cut."""
        if isinstance(error, TimeoutError):
            return self._silent(has_begun=has_begun)
        if isinstance(error, TooMuchError):
            return self._error(
                f"{self._address.host} sent more than an answer can have",
                str(error),
                "Ask again, or choose another model or server.",
            )
        complaint = read_complaint(error)
        if complaint.status is not None or getattr(error, "body", None) is not None:
            return self._refused(complaint)
        if not has_begun and (why := broken_variable(is_direct=self._address.is_loopback)):
            return self._error(f"{self._address.host} cannot be asked", why, TO_MEND)
        if isinstance(error, _GARBLED):
            return self._garbled(error)
        return self._cut(error) if has_begun else self._unreachable(error)

    def explain_unknown(self, model: str, near: list[str]) -> BackendError:
        """Return the error that names models which the server does have."""
        named = f"It offers {', '.join(near)}. " if near else ""
        return self._error(
            f"{self._address.host} has no model {model!r}",
            "",
            f"{named}songline models lists what it offers.",
        )

    def _silent(self, *, has_begun: bool) -> BackendError:
        host, options = self._address.host, self._options
        if has_begun:
            return self._error(
                f"{host} fell silent in the middle of its answer",
                f"nothing came for {options.between_tokens_seconds:g} s",
                "Ask again, or let it take longer: SONGLINE_BETWEEN_TOKENS_SECONDS "
                "(between_tokens_seconds).",
            )
        return self._error(
            f"{host} did not begin to answer in time",
            f"it was waited for {options.first_token_seconds:g} s",
            "Let it take longer: SONGLINE_FIRST_TOKEN_SECONDS (first_token_seconds). Or give "
            "it less to read: fewer papers (-k 3), a smaller window (SONGLINE_WINDOW), or a "
            "smaller model.",
        )

    def _garbled(self, error: BaseException) -> BackendError:
        return self._error(
            f"{self._address.host} sent what cannot be read",
            # Of our own checks it is a sentence.
            str(error) if type(error) is ValueError else f"{type(error).__name__}: {error}",
            (
                "Ask again; if it stays so, the server speaks another language than Chat "
                "Completions."
            ),
        )

    def _cut(self, error: BaseException) -> BackendError:
        return self._error(
            f"The connection to {self._address.host} broke in the middle of the answer",
            _innermost(error),
            "What had arrived is kept. Ask again.",
        )

    def _unreachable(self, error: BaseException) -> BackendError:
        names, why = {type(each).__name__ for each in _chain(error)}, _innermost(error)
        if proxy := self._address.proxy:
            return self._error(
                f"{self._address.host} cannot be reached through the proxy {proxy}",
                why,
                "See that the proxy answers, or unset HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.",
            )
        if "ConnectTimeout" in names:
            seconds = self._options.connect_seconds
            why = f"no connection within {seconds:g} s (connect_seconds)"
        if names & {"ConnectError", "ConnectTimeout"}:
            advice = (
                self._preset.start
                if self._address.is_loopback
                else "See that there is a network."
            )
            return self._error(f"{self._address.host} cannot be reached", why, advice)
        return self._error(f"{self._address.host} hung up without an answer", why, "Ask again.")

    def _refused(self, complaint: Complaint) -> BackendError:
        host, status = self._address.host, complaint.status
        if complaint.is_page:
            why = f"it sent a web page (status {status}) instead of an answer"
        else:
            why = complaint.told
        if complaint.is_about_context:
            advice = (
                "Ask with fewer papers (-k 5), say how much it takes in (SONGLINE_WINDOW), or "
                "choose a model with a larger window."
            )
            error = self._error(
                "The question with its abstracts is too long for the model", why, advice
            )
            return ContextExceeded(error, read_window(complaint.words))
        if complaint.matches(QUOTA_USED) or status == 402:
            return self._error(
                f"The quota at {host} is used up", why, "Look at your account there."
            )
        if status == 401 or complaint.matches(WRONG_KEY):
            return self._wrong_key(why)
        if status == 403:
            return self._error(
                f"{host} does not allow this", why, "See what the key may be used for."
            )
        if status == 404:
            advice = "See that the address is right; most end in /v1."
            return self._error(f"There is no chat at {self._address.url}", why, advice)
        if status == 429:
            told = _SECONDS.fullmatch(complaint.retry_after or "")
            wait = f" in {told[0]} s" if told else " in a while"
            return self._error(f"{host} is asked too often", why, f"Ask again{wait}.")
        if status is not None and 300 <= status < 400:
            return self._error(
                f"{host} sends us elsewhere", why, "Give the new address with --base-url."
            )
        if status is None or status >= 500:
            return self._error(
                f"{host} failed", why, "It is the server's affair: ask again later."
            )
        return self._error(
            f"{host} refused the request", why, "Choose another model or server."
        )

    def _wrong_key(self, why: str) -> BackendError:
        if self._key:
            return self._error(
                f"{self._address.host} does not accept the key",
                why,
                how_to_set_key(self._address),
            )
        return no_key(self._address)

    def _error(self, what: str, why: str, advice: str) -> BackendError:
        why = one_line(self._key.hide_in(why) if self._key else why)
        short = why if len(why) <= _LONGEST else f"{why[:_LONGEST]}…"
        return BackendError(what, why=short, advice=advice)


def no_key(address: Address) -> BackendError:
    """Return the error that says what to set."""
    return BackendError(f"There is no key for {address.host}", advice=how_to_set_key(address))


def _words_and_told(error: BaseException) -> tuple[str, str]:
    body = getattr(error, "body", None)
    words = _words(body, _SAID + _CODES) or [str(error)]
    told = _words(body, _SAID) or words
    return " ".join(words), " ".join(dict.fromkeys(told))


def _words(body: object, names: Sequence[str]) -> list[str]:
    """Return what the fields of an error's body say, whatever its shape."""
    if isinstance(body, str):
        return [body]
    if isinstance(body, Mapping):
        return [word for name in names for word in _words(body.get(name), names)]
    if isinstance(body, list):
        return [word for each in body for word in (_words(each, names) or [str(each)])]
    return [] if body is None else [str(body)]


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: Any = error
    while seen is not None:
        yield seen
        if isinstance(seen, BaseExceptionGroup):
            seen = seen.exceptions[0]
        else:
            seen = seen.__cause__ or seen.__context__


def _innermost(error: BaseException) -> str:
    """Return the reason that lies deepest: the layers above only say that there was an
    error.
    """
    return next((words for each in reversed([*_chain(error)]) if (words := _reason(each))), "")


def _reason(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError):
        return getattr(error, "verify_message", "") or error.reason or str(error)
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno) if error.errno > 0 else error.strerror or ""
    return str(error)
