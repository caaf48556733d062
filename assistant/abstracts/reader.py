"""An abstract becomes its reading: sections, sentences, roles, what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.abstracts.links import find_links
from assistant.abstracts.names import find_data, find_introduced
from assistant.abstracts.reading import Reading, Role, Sentence
from assistant.abstracts.results import find_results
from assistant.abstracts.sections import cut_sections
from assistant.abstracts.signs import narrow_roles
from assistant.abstracts.tagger import load_tagger
from assistant.language.sentences import Span, cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "1"
"""Changes with whatever changes readings: those kept from another version are made anew."""
_NOTICE = re.compile(r"(?<=[.!?]\s)(?=©|\(c\)|Copyright\b)")
_FOUND = frozenset({Role.RESULT, Role.METHOD, Role.OBJECTIVE, Role.LIMITS, Role.OUTLOOK})


@dataclass(frozen=True, slots=True)
class _Cut:
    span: Span
    allowed: frozenset[Role]


def read_abstract(text: str) -> Reading:
    """Return what an abstract says; never fails, whatever the text.

    Reads about 2,000 sentences a second; `cache.Readings` keeps those of a library.
    """
    cuts = [
        _Cut(span, narrow_roles(span.text, section.allowed))
        for section in cut_sections(text)
        for span in _cut(text, section.start, section.end)
    ]
    roles = load_tagger().tag([cut.span.text for cut in cuts], [cut.allowed for cut in cuts])
    told = [(cut.span, role) for cut, role in zip(cuts, roles, strict=True)]
    own = [span for span, role in told if role is not Role.BOILERPLATE]
    introduced = find_introduced(own)
    return Reading(
        sentences=tuple(Sentence(span.start, span.end, role) for span, role in told),
        introduces=introduced,
        data=find_data([span for span, role in told if role in _FOUND], introduced),
        results=tuple(
            result
            for span, role in told
            if role in _FOUND
            for result in find_results(span, role, introduced)
        ),
        links=tuple(link for span in own for link in find_links(span)),
    )


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a section; a notice of rights behind one is its own."""
    for span in cut_sentences(text[start:end]):
        at = 0
        for notice in [*_NOTICE.finditer(span.text), None]:
            stop = notice.start() if notice else len(span.text)
            body = span.text[at:stop].strip()
            if body:
                begin = start + span.start + span.text.index(body, at)
                yield Span(begin, begin + len(body), body)
            at = stop
