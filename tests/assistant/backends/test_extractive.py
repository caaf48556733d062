"""The backend without a model: word for word, cited, and the same each time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends import load_backend
from assistant.backends.base import Options
from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.backends.prompting import build_request
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import Verdict
from assistant.language.sentences import cut_sentences
from assistant.retrieval.passages import Passage
from store.errors import InputError
from store.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

FROG = Paper("frog2020", "Frogs", ("A. Frog",), True, None, "", None, None)


def write(papers: Sequence[Paper], quoted: Sequence[tuple[int, int]]) -> str:
    """Return what the backend writes, given papers, and sentences by paper and by place in
    its abstract.
    """
    spans = [cut_sentences(paper.abstract) for paper in papers]
    passages = [Passage(paper + 1, spans[paper][place], 1.0, 1.0) for paper, place in quoted]

    async def collect() -> str:
        request = build_request("What?", papers, passages)
        return "".join([delta.text async for delta in ExtractiveBackend().stream(request)])

    return asyncio.run(collect())


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=3))
def test_every_sentence_of_the_corpus_is_quoted_from_where_it_stands(
    seed_papers: tuple[Paper, ...], numbers: list[int]
) -> None:
    sentences = [
        (paper, place)
        for paper in seed_papers
        for place, span in enumerate(cut_sentences(paper.abstract))
        if "[" not in span.text
    ]
    chosen = list(dict.fromkeys(sentences[number % len(sentences)] for number in numbers))
    papers = list(dict.fromkeys(paper for paper, _ in chosen))
    text = write(papers, [(papers.index(paper), place) for paper, place in chosen])
    *quotes, last = ground(text, papers)
    assert last.verdict is Verdict.META
    assert {quote.verdict for quote in quotes} == {Verdict.QUOTED}
    assert {marker for quote in quotes for marker in quote.markers} == set(
        range(1, len(papers) + 1)
    )


def test_a_sentence_keeps_its_own_ending() -> None:
    for ending, cited in ((".", " [1]."), ("?", " [1]?"), ('."', ' [1]."'), ("", " [1].")):
        paper = replace(FROG, abstract=f'It said "frogs sing{ending}')
        assert f"frogs sing{cited}\n" in write([paper], [(0, 0)])


def test_it_says_from_how_many_abstracts_it_took_its_words() -> None:
    papers = [
        replace(FROG, abstract="Frogs sing. They swim."),
        replace(FROG, abstract="Toads walk."),
    ]
    assert write(papers, [(0, 0), (0, 1)]).endswith("\n\nTaken word for word from 1 abstract.")
    assert write(papers, [(0, 0), (1, 0)]).endswith("\n\nTaken word for word from 2 abstracts.")
    assert write(papers, []) == ""


def test_what_reads_like_a_citation_is_quoted_only_where_nothing_else_is() -> None:
    paper = replace(FROG, abstract="Our frogs map every pond to [0, 1] at night. Frogs sing.")
    assert "pond" not in write([paper], [(0, 0), (0, 1)])
    alone = write([paper], [(0, 0)])
    assert "Our frogs map every pond to [0, 1] at night [1]." in alone
    assert [sentence.markers for sentence in ground(alone, [paper])] == [(1,), ()]


def test_it_is_registered_under_its_name_and_keeps_everything_here() -> None:
    backend = load_backend("extractive", Options())
    assert isinstance(backend, ExtractiveBackend)
    assert (backend.name, backend.model, backend.sends_to) == ("extractive", None, None)


def test_a_backend_that_nobody_registered_is_refused_with_a_list() -> None:
    for name in ("oracle", "scripted", ""):
        with pytest.raises(InputError, match="extractive"):
            load_backend(name, Options())
