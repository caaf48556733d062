"""What the environment says of the way to a server: proxies, and certificates to be trusted."""

from __future__ import annotations

import os
import ssl
from urllib.parse import urlsplit

_CERTIFICATES = "SSL_CERT_FILE"
_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
_DIRECT = "NO_PROXY"
TO_MEND = "Set it right, or unset it."


def broken_variable(*, is_direct: bool = False) -> str:
    """Return which variable keeps every request from being made, and why; "" for none.

    To be asked where a request failed: with such a variable, no connection is even tried. One
    that goes straight does not ask for proxies.
    """
    if path := os.environ.get(_CERTIFICATES):
        try:
            ssl.create_default_context(cafile=path)
        except OSError:
            return f"{_CERTIFICATES} names certificates that cannot be read"
    return "" if is_direct else _broken_proxy()


def proxy_to(address: str) -> str | None:
    """Return the host of the proxy that requests to an address pass through, without its
    password; None where they go straight.
    """
    # Imported here: it brings half of the standard library's network code along.
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(address)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    try:
        return urlsplit(_whole(proxy)).netloc.rpartition("@")[2]
    except ValueError:
        # A bracket that does not close: what is wrong with it is told elsewhere.
        return proxy.rpartition("@")[2]


def _broken_proxy() -> str:
    # Imported here: it takes a tenth of a second.
    import httpx

    for name in _PROXIES:
        if proxy := _value(name):
            try:
                proxies = httpx.Proxy(_whole(proxy))
                httpx.HTTPTransport(proxy=proxies, verify=False).close()
            except ImportError:
                return f"{name} names a SOCKS proxy, and the package socksio is not installed"
            except (ValueError, httpx.InvalidURL):
                return _no_proxy_in(name)
            if not proxies.url.host:
                return _no_proxy_in(name)
    try:
        httpx.Client(verify=False).close()
    except httpx.InvalidURL:
        return f"{_DIRECT} holds what is no name of a host"
    return ""


def _no_proxy_in(name: str) -> str:
    return f"{name} is no address of a proxy that can be used"


def _whole(proxy: str) -> str:
    return proxy if "://" in proxy else f"http://{proxy}"


def _value(name: str) -> str:
    return os.environ.get(name.lower()) or os.environ.get(name) or ""
