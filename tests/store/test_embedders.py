"""Embedders: their vectors, their names, and changing from one to another."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from chromadb.utils.embedding_functions import known_embedding_functions
from hypothesis import given
from hypothesis import strategies as st

from store.embedders import load_embedder
from store.errors import EmbedderMismatch, InputError, LibraryUnavailable
from store.library import Library
from tests.store.functions import DIMENSION, LetterPairs
from tests.store.samples import COMMON, bare, make_papers
from tests.store.workers import PROCESSES, reembed_and_die

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.paper import Paper

    Open = Callable[..., Library]


def test_a_text_has_the_same_vector_alone_and_among_many() -> None:
    embedder = load_embedder("wordllama")
    texts = [f"{paper.title} {paper.abstract}" for paper in make_papers(300)]
    assert np.array_equal(embedder.embed(texts)[7], embedder.embed(texts[7:8])[0])


@given(st.lists(st.text(max_size=200), max_size=5))
def test_wordllamas_vectors_have_unit_length(texts: list[str]) -> None:
    vectors = load_embedder("wordllama").embed(texts)
    assert vectors.shape == (len(texts), 256)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


def test_wordllamas_vectors_do_not_depend_on_their_neighbours() -> None:
    texts = [f"{COMMON} paper number {number} " * number for number in range(1, 150)]
    embedder = load_embedder("wordllama")
    alone = np.stack([embedder.embed_query(text) for text in texts])
    assert np.array_equal(embedder.embed(texts), alone)


def test_wordllama_knows_what_is_alike() -> None:
    asked, near, far = load_embedder("wordllama").embed(
        ["masked faces", "face masks", "protein folding"]
    )
    assert asked @ near > asked @ far


def test_wordllama_is_what_its_own_package_makes() -> None:
    from pathlib import Path

    import wordllama  # type: ignore[import-untyped]

    theirs = wordllama.WordLlama.load(
        cache_dir=Path(wordllama.__file__).parent, disable_download=True
    )
    texts = ["Masked face recognition", "A survey of diffusion models, 2024"]
    assert np.allclose(
        load_embedder("wordllama").embed(texts), theirs.embed(texts, norm=True), atol=1e-3
    )


def test_the_default_needs_nothing_and_sends_nothing() -> None:
    embedder = load_embedder("wordllama")
    assert embedder.download is None
    assert embedder.sends_to is None


def test_openai_tells_where_it_sends_to_and_asks_for_its_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    embedder = load_embedder("openai")
    assert (embedder.sends_to, embedder.dimension) == ("api.openai.com", 1536)
    with pytest.raises(LibraryUnavailable) as raised:
        embedder.embed(["text"])
    assert "OPENAI_API_KEY" in raised.value.advice
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert load_embedder("openai").sends_to is None
    monkeypatch.setenv("OPENAI_BASE_URL", "http://vectors.example:9/v1")
    assert load_embedder("openai").sends_to == "vectors.example"


def test_a_function_registered_with_chroma_is_an_embedder_by_name() -> None:
    embedder = load_embedder("letter_pairs")
    assert embedder.dimension == DIMENSION
    assert "letter_pairs" in (embedder.sends_to or "")
    vectors = embedder.embed([paper.abstract for paper in make_papers(130)])
    assert vectors.shape == (130, DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.allclose(embedder.embed_query(make_papers(1)[0].abstract), vectors[0])
    assert embedder.embed([]).shape == (0, DIMENSION)


def test_another_configuration_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_embedder("letter_pairs").version
    assert load_embedder("letter_pairs").version == before
    monkeypatch.setattr(LetterPairs, "get_config", lambda _: {"flavour": "spicy"})
    assert load_embedder("letter_pairs").version != before


def test_an_unknown_embedder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as raised:
        load_embedder("wordlama")
    for name in ("wordllama", "minilm", "openai", "ollama"):
        assert name in raised.value.advice


def keys(library: Library, query: str = COMMON) -> set[str]:
    return {hit.paper.key for hit in library.search(query, k=500)}


def test_all_vectors_are_made_anew_with_another_embedder(
    open_library: Open, made: list[Paper]
) -> None:
    library, other = open_library(), open_library()
    library.add(made)
    told: list[tuple[int, int]] = []
    library.reembed("letter_pairs", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(made), len(made))
    for each in (library, other, open_library()):
        assert each.count() == len(made)
        assert each.embedder.name == "letter_pairs"
        assert keys(each) == {paper.key for paper in made}
        assert each.list() == library.list()
        assert "agree" in each.check()
    assert library.add(made).unchanged == len(made)
    assert library.add([bare("more", "One more")]).added == 1
    with pytest.raises(EmbedderMismatch):
        open_library(embedder="wordllama")


def test_who_named_the_old_embedder_is_told(open_library: Open, made: list[Paper]) -> None:
    library = open_library()
    library.add(made[:5])
    naming = open_library(embedder="wordllama")
    library.reembed("letter_pairs")
    with pytest.raises(EmbedderMismatch, match="letter_pairs"):
        naming.search(COMMON)


def test_the_old_vectors_serve_until_the_new_ones_are_complete(
    open_library: Open, made: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.reembedding.BATCH", 20)
    library, other = open_library(), open_library()
    library.add(made)
    late = bare("late", f"A late {COMMON} paper", "Written while others were embedded anew.")
    changed = bare(made[0].key, f"A changed {COMMON} paper")
    serving: list[str] = []

    def work_meanwhile(done: int, _: int) -> None:
        serving.append(other.embedder.name)
        assert len(keys(other)) >= len(made) - 1
        if done == 100:
            other.add([late, changed])
            other.remove([made[1].key])

    library.reembed("letter_pairs", progress=work_meanwhile)
    assert {*serving} == {"wordllama"}
    for each in (library, other):
        assert each.get("late") == late
        assert each.embedder.name == "letter_pairs"
        assert each.get(changed.key) == changed
        assert each.get(made[1].key) is None
        assert keys(each) == {"late", *(paper.key for paper in made)} - {made[1].key}
        assert "agree" in each.check()


def test_cut_short_it_goes_on_where_it_was(
    open_library: Open, made: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.reembedding.BATCH", 20)
    library = open_library()
    library.add(made)

    def interrupt(done: int, total: int) -> None:
        if done >= total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.reembed("letter_pairs", progress=interrupt)
    again = open_library()
    assert again.embedder.name == "wordllama"
    assert keys(again) == {paper.key for paper in made}
    LetterPairs.calls.clear()
    again.reembed("letter_pairs")
    assert sum(LetterPairs.calls) <= len(made) // 2 + 1
    assert keys(library) == keys(again) == {paper.key for paper in made}


@pytest.mark.parametrize("moment", [1, 4, 9])
def test_killed_it_is_finished_by_the_next_call(tmp_path: Path, moment: int) -> None:
    papers = make_papers(60)
    with Library.open(tmp_path) as library:
        library.add(papers)
        writer = PROCESSES.Process(
            target=reembed_and_die, args=(str(tmp_path), "letter_pairs", moment)
        )
        writer.start()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        assert keys(library) == {paper.key for paper in papers}
        library.reembed("letter_pairs")
        assert keys(library) == {paper.key for paper in papers}
        assert "agree" in library.check()


def test_vectors_of_an_embedder_that_has_changed_are_made_anew(
    open_library: Open, location: str | Path, made: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LetterPairs, "get_config", lambda _: {"flavour": "old"})
    open_library(embedder="letter_pairs").add(made)
    monkeypatch.setattr(LetterPairs, "get_config", lambda _: {"flavour": "new"})
    with pytest.raises(EmbedderMismatch, match="anew"):
        open_library()
    monkeypatch.delitem(known_embedding_functions, "letter_pairs")
    with Library.open_to_reembed(location) as library:
        library.reembed("wordllama")
        assert keys(library) == {paper.key for paper in made}
    assert keys(open_library()) == {paper.key for paper in made}


def test_a_failing_embedder_leaves_the_old_vectors(
    open_library: Open, made: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("out of credit")

    library = open_library()
    library.add(made[:5])
    monkeypatch.setattr(LetterPairs, "_vector", fail)
    with pytest.raises(LibraryUnavailable, match="out of credit"):
        library.reembed("letter_pairs")
    assert library.embedder.name == "wordllama"
    assert len(keys(library)) == 5
