"""MiniLM: where its files are looked for, what is said of them, and the vectors they make."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import httpx
import numpy as np
import pytest

from store.embedders import load_embedder
from store.errors import InputError, LibraryUnavailable
from store.library import Library
from tests.onnx_graphs import field
from tests.store.samples import make_papers
from tests.store.token_models import bring, token_model

if TYPE_CHECKING:
    from pathlib import Path

CACHE = ".cache/chroma/onnx_models/all-MiniLM-L6-v2/onnx"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a cache of Chroma's, and no network."""
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    def unreachable(*_: object, **__: object) -> None:
        raise httpx.ConnectError("no route to host")

    monkeypatch.setattr(httpx, "stream", unreachable)
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "DOWNLOAD_PATH", tmp_path / "chroma")
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    return tmp_path


def test_without_its_files_it_tells_what_it_downloads_and_why(own_home: Path) -> None:
    embedder = load_embedder("minilm")
    assert (embedder.name, embedder.dimension, embedder.sends_to) == ("minilm", 384, None)
    assert "80 MB" in (embedder.download or "")
    assert f"no model.onnx and no tokenizer.json in {own_home / CACHE}" in str(
        embedder.download
    )
    assert embedder.files is None


def test_without_a_network_it_says_where_files_can_be_put(own_home: Path) -> None:
    bring(own_home / CACHE)
    (own_home / CACHE / "tokenizer.json").unlink()
    with pytest.raises(LibraryUnavailable, match="no route to host") as raised:
        load_embedder("minilm").embed(["text"])
    assert f"no tokenizer.json in {own_home / CACHE}" in raised.value.advice
    assert "--embedder minilm:PATH" in raised.value.advice


def test_two_files_in_chromas_cache_suffice(own_home: Path) -> None:
    bring(own_home / CACHE)
    embedder = load_embedder("minilm")
    assert embedder.download is None
    assert embedder.files == str(own_home / CACHE)
    assert embedder.embed(["sing"])[0].argmax() == 2


def test_what_chroma_makes_of_the_same_files_is_the_same(own_home: Path) -> None:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    folder = bring(own_home / "chroma" / "onnx")
    for name in ("config", "special_tokens_map", "tokenizer_config"):
        (folder / f"{name}.json").touch()
    (folder / "vocab.txt").touch()
    texts = ["frogs sing at night", "sing", "night " * 300]
    theirs = np.array(ONNXMiniLM_L6_V2()(texts))
    assert np.allclose(load_embedder(f"minilm:{folder}").embed(texts), theirs)


@pytest.mark.parametrize("model_in", [".", "onnx"])
def test_a_folder_is_read_where_it_is_named(tmp_path: Path, model_in: str) -> None:
    embedder = load_embedder(f"minilm:{bring(tmp_path / 'mine', model_in=model_in)}")
    assert embedder.name == f"minilm:{tmp_path / 'mine'}"
    assert embedder.files == str(tmp_path / "mine")
    assert (embedder.download, embedder.dimension) == (None, 384)


def test_the_folder_that_holds_chromas_is_a_folder_too(tmp_path: Path) -> None:
    bring(tmp_path / "all-MiniLM-L6-v2" / "onnx")
    embedder = load_embedder(f"minilm:{tmp_path / 'all-MiniLM-L6-v2'}")
    assert embedder.embed_query("night").argmax() == 4


def test_a_text_is_the_mean_of_its_tokens_whatever_stands_beside_it(tmp_path: Path) -> None:
    embedder = load_embedder(f"minilm:{bring(tmp_path / 'mine')}")
    alone, beside = embedder.embed(["frogs sing"]), embedder.embed(["sing", "frogs sing " * 9])
    assert np.allclose(alone[0, :4], [0, 0.5**0.5, 0.5**0.5, 0])
    assert np.allclose(embedder.embed(["frogs sing", "at " * 300]), [alone[0], np.eye(384)[3]])
    assert np.allclose(beside[1], alone[0])
    assert np.allclose(embedder.embed_query("frogs sing"), alone[0])


def test_what_is_missing_in_a_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = bring(tmp_path / "mine")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(InputError, match=rf"no tokenizer\.json in {folder}") as raised:
        load_embedder(f"minilm:{folder}")
    assert "all-MiniLM-L6-v2" in raised.value.advice
    assert "wordllama" in raised.value.advice


def test_another_model_in_the_folder_is_another_version(tmp_path: Path) -> None:
    folder = bring(tmp_path / "mine")
    before = load_embedder(f"minilm:{folder}").version
    assert load_embedder(f"minilm:{folder}").version == before
    (folder / "model.onnx").write_bytes(token_model(384) + field(6, b"told"))
    assert load_embedder(f"minilm:{folder}").version != before


@pytest.mark.parametrize("spoilt", ["model.onnx", "tokenizer.json"])
def test_files_that_cannot_be_read_are_a_clear_error(tmp_path: Path, spoilt: str) -> None:
    folder = bring(tmp_path / "mine")
    (folder / spoilt).write_bytes(b"nothing of the sort")
    with pytest.raises(LibraryUnavailable, match="does not work") as raised:
        load_embedder(f"minilm:{folder}").embed(["text"])
    assert str(folder) in raised.value.advice


def test_a_model_of_another_length_is_refused(tmp_path: Path) -> None:
    folder = bring(tmp_path / "mine", dimension=7)
    with pytest.raises(LibraryUnavailable, match="not a vector of 384 numbers"):
        load_embedder(f"minilm:{folder}").embed(["text"])


def test_a_library_finds_the_folder_again_that_made_its_vectors(tmp_path: Path) -> None:
    papers = make_papers(5)
    name = f"minilm:{bring(tmp_path / 'mine')}"
    with Library.open(tmp_path / "library", embedder=name) as library:
        library.add(papers)
    with Library.open(tmp_path / "library") as library:
        assert library.embedder.name == name
        assert library.count() == len(papers)


def test_its_vectors_weigh_what_was_fitted_for_them(tmp_path: Path) -> None:
    name = f"minilm:{bring(tmp_path / 'mine')}"
    with Library.open(tmp_path / "library", embedder=name) as library:
        library.add(make_papers(2))
        with patch("store.library.rank", return_value=[]) as ranked:
            library.search("paper")
    assert (
        ranked.call_args.kwargs["weights"] == load_embedder(name).vector_weights == (0.5, 0.7)
    )
