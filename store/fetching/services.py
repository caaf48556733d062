"""The services that can be asked, and how often each may be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

MIRROR = "SONGLINE_FETCH_FROM"
"""The variable that names an address to be asked in place of all services: a mirror, or a
test's. Below it, each service has a folder of its name.
"""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: where it is, how often it may be asked, and what key it may want."""

    name: str
    title: str
    home: str
    pause: float
    """Seconds between two requests."""
    key_variable: str = ""
    """The variable that may hold the user's key for it."""
    key_advice: str = ""
    """What to do where it wants a key."""

    @property
    def address(self) -> str:
        """Where it is asked."""
        mirror = os.environ.get(MIRROR, "").strip().rstrip("/")
        return f"{mirror}/{self.name}" if mirror else self.home

    @property
    def host(self) -> str:
        """The host that is spoken to."""
        return urlsplit(self.address).netloc.rpartition("@")[2] or self.address


# The pauses: https://info.arxiv.org/help/api/tou.html asks for three seconds; Crossref allows
# whoever does not say who they are one list a second; Semantic Scholar one request a second;
# OpenAlex a hundred, of which a tenth is enough.
OPENALEX = Service(
    "openalex",
    "OpenAlex",
    "https://api.openalex.org",
    0.1,
    "OPENALEX_API_KEY",
    "A key is free: openalex.org/settings/api. Put it into the environment, OPENALEX_API_KEY=…",
)
CROSSREF = Service("crossref", "Crossref", "https://api.crossref.org", 1.0)
ARXIV = Service("arxiv", "arXiv", "https://export.arxiv.org", 3.0)
SEMANTIC_SCHOLAR = Service(
    "semantic-scholar",
    "Semantic Scholar",
    "https://api.semanticscholar.org",
    1.0,
    "S2_API_KEY",
    "A key is free: semanticscholar.org/product/api. Put it into the environment, S2_API_KEY=…",
)
DOI = Service("doi", "doi.org", "https://doi.org", 0.2)
SERVICES = (OPENALEX, CROSSREF, ARXIV, SEMANTIC_SCHOLAR, DOI)


def is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def hosts() -> list[str]:
    """Return every host that a fetch may speak to."""
    return list(dict.fromkeys(each.host for each in SERVICES))
