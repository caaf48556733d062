"""What can go wrong between here and a service, each told with its cause and what to do."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from store.environment import TO_MEND
from store.errors import FetchError, NotThere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.fetching.services import Service

_KEPT = "What had come is kept for a day: the same command goes on from there."


class PassingFailure(Exception):
    """Something that may be over at the next try."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        """Make it of what is told where it does not pass; `wait` is how long the service asks
        to be left alone.
        """
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def unreachable(service: Service, why: str, proxy: str | None) -> FetchError:
    """Return the error where no connection is made: to the service, or to a proxy before it."""
    why = why or "no reason given"
    if proxy:
        return FetchError(
            f"{service.title} cannot be reached",
            why=f"there is no connection through the proxy {proxy} ({why})",
            advice="See that the proxy answers, or unset HTTPS_PROXY, HTTP_PROXY and"
            " ALL_PROXY.",
        )
    return FetchError(
        f"{service.title} cannot be reached",
        why=f"there is no connection to {service.host} ({why})",
        advice=f"Is there a network here, and does it let {service.host} through?"
        " All that needs none works as before.",
    )


def not_asked(service: Service, why: str) -> FetchError:
    """Return the error where the environment keeps us from asking."""
    return FetchError(f"{service.title} cannot be asked", why=why, advice=TO_MEND)


def timed_out(service: Service, seconds: float) -> FetchError:
    """Return the error where an answer does not come, or not to its end."""
    return FetchError(
        f"{service.title} does not answer",
        why=f"nothing whole came from {service.host} in {seconds:.0f} s",
        advice=f"Try again later. {_KEPT}",
    )


def cut_off(service: Service, why: str) -> FetchError:
    """Return the error where an answer ends too early, or is not what it should be."""
    return FetchError(
        f"What {service.title} sent cannot be read",
        why=why,
        advice=f"Try again later. {_KEPT}",
    )


def web_page(service: Service) -> FetchError:
    """Return the error where a page for people came."""
    return FetchError(
        f"{service.title} was not reached",
        why=f"a web page came in the place of data from {service.host}",
        advice="A page to log in to this network, or a proxy, may stand before it:"
        " open any site in a browser, then try again.",
    )


def led_away(service: Service, host: str) -> FetchError:
    """Return the error where an answer sends us to another host, which nobody agreed to."""
    return FetchError(
        f"{service.title} was not asked",
        why=f"{service.host} leads to another host, {host}",
        advice="Nothing was sent there. A page to log in to this network may stand before it.",
    )


def too_large(service: Service, megabytes: int) -> FetchError:
    """Return the error where an answer does not end."""
    return FetchError(
        f"What {service.title} sent is not read",
        why=f"an answer holds more than {megabytes} MB",
        advice="Ask for less: fewer DOIs at once, or a narrower query.",
    )


def check_status(
    service: Service, status: int, headers: Mapping[str, str], text: str, *, has_key: bool
) -> None:
    """Raise FetchError for an answer that is none, PassingFailure for one that may come
    later.
    """
    if "<html" in text[:1000].lower() or text[:1000].lower().lstrip().startswith("<!doctype"):
        page = web_page(service)
        raise PassingFailure(page) if status >= 500 else page
    if status in (429, 503) or text[:100].strip().lower().startswith("rate exceeded"):
        raise PassingFailure(_busy(service, headers, has_key=has_key), wait_of(headers))
    if status in (404, 410):
        raise NotThere(
            f"{service.title} has no such thing",
            why=_said(text),
            advice="Check the identifier.",
        )
    if status in (401, 402, 403):
        raise FetchError(
            f"{service.title} refuses to answer",
            why=f"status {status}: {_said(text)}",
            advice=_on_keys(service, has_key=has_key),
        )
    if status >= 500:
        why = f"{service.host} has a fault of its own (status {status})"
        raise PassingFailure(cut_off(service, why))
    if status != 200:
        raise FetchError(
            f"{service.title} does not understand what it was asked",
            why=f"status {status}: {_said(text)}",
            advice="Check the identifier or the query.",
        )


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that `Retry-After` asks for, given as such or as a date."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _busy(service: Service, headers: Mapping[str, str], *, has_key: bool) -> FetchError:
    wait = wait_of(headers)
    when = f"in {_in_words(wait)}" if wait else "later"
    key = "" if has_key or not service.key_advice else f" {service.key_advice}"
    return FetchError(
        f"{service.title} wants no more requests for now",
        why="its limit for you is reached",
        advice=f"Try again {when}. {_KEPT}{key}",
    )


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.0f} h"


def _on_keys(service: Service, *, has_key: bool) -> str:
    if has_key:
        return f"Is the key in {service.key_variable} right?"
    return service.key_advice or "Try again later."


def _said(text: str) -> str:
    """Return the beginning of what a service said, on one line."""
    return " ".join(text.split())[:200] or "it says nothing more"
