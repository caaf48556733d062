"""An abstract becomes its reading: sections, sentences, roles, what stands in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.abstracts.data import find_data
from assistant.abstracts.links import find_links
from assistant.abstracts.names import find_introduced
from assistant.abstracts.reading import Reading, Role, Sentence
from assistant.abstracts.results import ResultFinder
from assistant.abstracts.sections import cut_sections
from assistant.abstracts.signs import narrow_roles
from assistant.language.sentences import Span, cut_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    _Allowed = tuple[Span, frozenset[Role]]

_NOTICE = re.compile(r"(?<=[.!?]\s)(?=©|\([cC]\)|Copyright\b)|(?<=[.!?)])(?=©)")
_OF_OTHERS = frozenset({Role.BACKGROUND, Role.RESOURCE})
"""What stands in these is not what the work found."""


_KEPT = 8192
_kept: dict[str, Reading] = {}


def read_abstract(text: str) -> Reading:
    """Return what an abstract says; never fails, whatever the text.

    Reads about 2,000 sentences a second, each abstract once in a process; `cache.Readings`
    keeps those of a library.
    """
    return read_abstracts([text])[0]


def read_abstracts(texts: Sequence[str]) -> list[Reading]:
    """Return what each abstract says: as `read_abstract`, in less time for many."""
    held = {text: reading for text in texts if (reading := _kept.get(text)) is not None}
    unread = [text for text in dict.fromkeys(texts) if text not in held]
    if unread:
        anew = dict(zip(unread, _read_anew(unread), strict=True))
        remember(anew)
        held |= anew
    return [held[text] for text in texts]


def remember(readings: Mapping[str, Reading]) -> None:
    """Take in what abstracts say, by their texts, so that they are not read again here."""
    if len(_kept) + len(readings) > _KEPT:
        _kept.clear()
    _kept.update(readings)


def _read_anew(texts: Sequence[str]) -> list[Reading]:
    # numpy and the tokenizer are imported with the first abstract.
    from store.embedders import WordLlama, load_embedder

    cuts = [list(_cut_sections(text)) for text in texts]
    sentences = [span.text for cut in cuts for span, _ in cut]
    vectors = load_embedder(WordLlama.name).embed(sentences)
    readings, at = [], 0
    for cut in cuts:
        roles = _roles(cut, vectors[at : at + len(cut)])
        readings.append(
            _read([(span, role) for (span, _), role in zip(cut, roles, strict=True)])
        )
        at += len(cut)
    return readings


@lru_cache(maxsize=4096)
def own_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences in which an abstract tells of its work: none of rights, addresses
    and funding, and no labels of sections.
    """
    return tuple(
        span
        for span, allowed in _cut_sections(text)
        if narrow_roles(span.text, allowed, 0.0) != {Role.BOILERPLATE}
    )


def _roles(cut: Sequence[_Allowed], vectors: NDArray[np.float32]) -> list[Role]:
    from assistant.abstracts.tagger import load_tagger

    last = max(1, len(cut) - 1)
    allowed = [
        narrow_roles(span.text, roles, at / last) for at, (span, roles) in enumerate(cut)
    ]
    return load_tagger().tag([span.text for span, _ in cut], vectors, allowed)


def _read(told: Sequence[tuple[Span, Role]]) -> Reading:
    own = [(span, role) for span, role in told if role is not Role.BOILERPLATE]
    introduced = find_introduced(own)
    work = [(span, role) for span, role in own if role not in _OF_OTHERS]
    others = [span for span, role in own if role in _OF_OTHERS]
    data = find_data([span for span, _ in work], introduced, others)
    finder = ResultFinder(introduced, data)
    results = [result for span, role in work for result in finder.find(span, role)]
    return Reading(
        sentences=tuple(Sentence(span.start, span.end, role) for span, role in told),
        introduces=introduced,
        data=data,
        results=tuple(results),
        links=tuple(link for span, _ in own for link in find_links(span)),
    )


def _cut_sections(text: str) -> Iterator[_Allowed]:
    """Yield the sentences of an abstract, each with the roles that its section allows."""
    for section in cut_sections(text):
        for span in _cut(text, section.start, section.end):
            yield span, section.allowed


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a section; a notice of rights behind one is its own."""
    for span in cut_sentences(text[start:end]):
        ends = {notice.start() for notice in _NOTICE.finditer(span.text)}
        at = 0
        for stop in sorted({*ends, len(span.text)}):
            body = span.text[at:stop].strip()
            if body:
                begin = start + span.start + span.text.index(body, at)
                yield Span(begin, begin + len(body), body)
            at = stop
