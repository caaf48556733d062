"""Addresses that an abstract gives, and what is to be had there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.reading import Link
from assistant.language.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.language.sentences import Span

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>{}\"'”’]+"
    r"|\b(?:github|gitlab|huggingface|bitbucket)\.(?:com|io|co|org)/[^\s<>{}\"']+"
)
_TRAILING = ".,;:!?)]}'\"*_"
_CODE_HOST = re.compile(r"\b(?:github\.com|gitlab\.|bitbucket\.org|codeocean\.com)")
_KINDS = {
    "code": re.compile(
        r"\b(?:codes?|implementations?|software|source|librar(?:y|ies)|packages?|toolbox|scripts?)\b",
        re.I,
    ),
    "data": any_of(r"\b(?:data(?:sets?)?|corpus|corpora|benchmarks?|annotations?)\b"),
}


def find_links(sentence: Span) -> Iterator[Link]:
    """Yield the addresses in a sentence of an abstract, each with its kind."""
    for match in _URL.finditer(sentence.text):
        url = match[0].rstrip(_TRAILING)
        start = sentence.start + match.start()
        yield Link(url, _kind(url, sentence.text), start, start + len(url))


def _kind(url: str, sentence: str) -> str:
    around = sentence.replace(url, " ")
    told = next((kind for kind, pattern in _KINDS.items() if pattern.search(around)), "page")
    return "code" if told == "page" and _CODE_HOST.search(url) else told
