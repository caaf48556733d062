"""Embedders by name: text in, unit vectors out."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# Large enough for the tokenizer to have its work done while the thread that writes holds the interpreter.
_BATCH = 1024


class Embedder(Protocol):
    """Turns texts into vectors; `name` and `version` are recorded with the vectors and checked later."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def title_weight(self) -> int:
        """How often a paper's title stands before its abstract in the text that is embedded."""
        ...

    @property
    def download(self) -> str | None:
        """What the first use will download, in words for the user; None where nothing is missing."""
        ...

    @property
    def sends_to(self) -> str | None:
        """Where the texts are sent, in words for the user; None where they stay on this machine."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension); a text without tokens gets zeros."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (dimension,); some embedders treat it differently."""
        ...


class WordLlama:
    """WordLlama's static token vectors, averaged (256 dimensions, no network).

    Reads the two data files of the `wordllama` wheel itself: its own loader takes three times as long
    to import and looks for them on the network first.
    """

    name = "wordllama"
    # A mean over tokens: repeating the title is what gives its words more weight (docs/retrieval.md).
    title_weight = 3
    version = f"l2_supercat_256, title x{title_weight}"
    dimension = 256
    download = None
    sends_to = None

    def __init__(self) -> None:
        package = _package_folder("wordllama")
        weights = load_file(package / "weights" / "l2_supercat_256.safetensors")
        self._weights: NDArray[np.float16] = weights["embedding.weight"]
        self._tokenizer = Tokenizer.from_file(
            str(package / "tokenizers" / "l2_supercat_tokenizer_config.json")
        )
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, 256); a text without tokens gets zeros."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [text or " " for text in texts[start : start + _BATCH]]
            for row, encoding in enumerate(
                self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            ):
                if encoding.ids:
                    vectors[start + row] = self._weights[encoding.ids].mean(axis=0, dtype=np.float32)
        return unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (256,)."""
        vector: Vectors = self.embed([text])[0]
        return vector


def load_embedder(name: str) -> Embedder:
    """Return the embedder of that name: `wordllama`, or an embedding function that Chroma knows.

    Raises InputError where there is none of that name, or where it cannot be set up.
    """
    if name == WordLlama.name:
        return _load_wordllama()
    from store.functions import load_function

    return load_function(name)


@cache
def _load_wordllama() -> WordLlama:
    return WordLlama()


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors at length 1, in place; a vector of zeros stays one. Shape (texts, dimension)."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, norms, out=vectors, where=norms > 0)
    return vectors


def _package_folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise InputError(
            f"The package {package} is not installed", advice=f"Install it: pip install {package}"
        )
    return Path(found.origin).parent
