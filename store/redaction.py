"""Secrets are taken out of what is told: errors, notes, settings and the log come through
here.
"""

from __future__ import annotations

import re

HIDDEN = "(hidden)"
_SHORTEST = 8
"""What is shorter is no secret, and may be a word: servers at home take any key."""
_known: set[str] = set()
_BEHIND_NAME = re.compile(
    r"(?P<name>(?<![A-Za-z])(?:api[_-]?key|x-api-key|access[_-]?token|auth[_-]?token|token|secret"
    r"|password|passwd|pwd|authorization)[\"']?\s*(?:=|:(?!//)|%3d)\s*[\"']?(?:bearer\s+)?)"
    r"(?P<secret>[^\s\"',;&<>()…]{6,})",
    re.IGNORECASE,
)
_IN_QUERY = re.compile(
    r"(?P<name>[?&;](?:[a-z_-]*key|[a-z_-]*token|sig|signature|secret|password)=)[^\s&\"'<>#]+",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?P<name>\bbearer\s+)[A-Za-z0-9._~+/=-]{8,}", re.IGNORECASE)
# Up to the last "@", since people leave "/" and "@" in passwords as they are; what begins with
# a number and "/" is a port with a path.
_PASSWORD = re.compile(
    r"(?<![\w.+@-])[^\s/@:\"'“]{1,64}:(?!/|\d{1,5}/)[^\s\"']{1,128}@(?=[\w\[])"
)
# With spaces only behind a scheme, or in one argument: "a.bib:3: write to ann@host" has none.
_SPACED_PASSWORD = re.compile(
    r"(?<=:/)(/?)[^\s/@:\"'“]{1,64}:(?!\s|\d{1,5}[/\s])[^\"'\n]{1,128}@(?=[\w\[])"
)
_ADDRESS_WITH_PASSWORD = re.compile(
    r"(?:--[\w-]+=)?(?:\w+:/{1,2})?[^\s/@:]{1,64}:(?P<secret>(?!/|\d{1,5}/)\S.{1,127})"
    r"@[\w.:\[\]-]+(?:[/?]\S*)?"
)
_PREFIXED = re.compile(
    r"\b(?:sk|pk|rk|gsk|xai|hf|ghp|gho|github_pat|glpat|nvapi|r8|tgp|csk|fw|sess|AKIA|AIza|pplx"
    r"|eyJ)[-_]?[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]{6,})*"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)
_LONG = re.compile(r"\b[A-Za-z0-9]{24,}\b")
_ALTERNATIONS = 6
_CHANGE = re.compile(r"[a-z](?=\d)|\d(?=[a-z])", re.IGNORECASE)


def remember_secret(text: str) -> None:
    """Have a secret hidden wherever it is told from here on, whatever it looks like."""
    if len(text) >= _SHORTEST:
        _known.add(text)


def remember_password(argument: str) -> None:
    """Have the password hidden of an argument that is an address with one, scheme or none."""
    if found := _ADDRESS_WITH_PASSWORD.fullmatch(argument):
        remember_secret(found["secret"])


def hide_known(text: str) -> str:
    """Return a text without the secrets that were remembered."""
    for secret in _known:
        text = text.replace(secret, HIDDEN)
    return text


def hide_secrets(text: str) -> str:
    """Return a text without the secrets that were remembered, nor what looks like one: a key of
    a known make, what stands behind such a name or in an address, a long run of signs.

    For messages, and not for what papers and answers say.
    """
    text = hide_known(text)
    for pattern in (_IN_QUERY, _BEARER, _BEHIND_NAME):
        text = pattern.sub(lambda found: f"{found['name']}{HIDDEN}", text)
    text = _SPACED_PASSWORD.sub(rf"\g<1>{HIDDEN}@", text)
    text = _PASSWORD.sub(f"{HIDDEN}@", text)
    return _LONG.sub(_hide_long, _PREFIXED.sub(_hide_prefixed, text))


def _hide_prefixed(found: re.Match[str]) -> str:
    return HIDDEN if any(sign.isdigit() for sign in found[0]) else found[0]


def _hide_long(found: re.Match[str]) -> str:
    return HIDDEN if len(_CHANGE.findall(found[0])) >= _ALTERNATIONS else found[0]
