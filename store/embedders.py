"""Embedders by name: text in, unit vectors out."""

from __future__ import annotations

import importlib.util
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from store.errors import InputError
from store.ranking import VECTOR_WEIGHTS
from store.stopping import checked
from store.token_table import TokenTable
from store.vectors import DEFAULT, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.vectors import Embedder, Vectors

# Large enough for the tokenizer to have its work done while the thread that writes holds the
# interpreter.
_BATCH = 1024
_MANY = 4
"""Uses of each vector from which on half floats are widened before they are added up."""


class WordLlama:
    """WordLlama's static token vectors, averaged (256 dimensions, no network).

    Reads the two data files of the `wordllama` wheel itself, at the first text: its own loader
    takes three times as long to import and looks for them on the network first.
    """

    name = DEFAULT
    # A mean over tokens: repeating the title is what gives its words more weight
    # (docs/retrieval.md).
    title_weight = 3
    version = f"l2_supercat_256, title x{title_weight}"
    dimension = 256
    vector_weights = VECTOR_WEIGHTS
    download = None
    sends_to = None
    files = None

    def __init__(self) -> None:
        self._package = _package_folder("wordllama")

    @cached_property
    def _table(self) -> TokenTable:
        return TokenTable(
            self._package / "weights" / "l2_supercat_256.safetensors", "embedding.weight"
        )

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(
            str(self._package / "tokenizers" / "l2_supercat_tokenizer_config.json")
        )
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, 256); a text without tokens gets
        zeros.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in checked(range(0, len(texts), _BATCH)):
            batch = [text or " " for text in texts[start : start + _BATCH]]
            tokens = [
                encoding.ids
                for encoding in self._tokenizer.encode_batch_fast(
                    batch, add_special_tokens=False
                )
            ]
            weights, places = self._table.rows(tokens)
            # Half floats are slow to add up: of many it pays to widen each once.
            if sum(map(len, tokens)) > _MANY * len(weights):
                weights = weights.astype(np.float32)
            for row, ids in enumerate(places, start):
                if ids:
                    vectors[row] = weights[ids].mean(axis=0, dtype=np.float32)
        return unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (256,)."""
        vector: Vectors = self.embed([text])[0]
        return vector

    def has_whole(self, word: str) -> bool:
        """Tell whether the vocabulary has a word in one piece, as it has usual ones."""
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids) == 1


def load_embedder(name: str) -> Embedder:
    """Return the embedder of that name: `wordllama`, `minilm`, `minilm:PATH`, or an embedding
    function that Chroma knows.

    Raises InputError where there is none of that name, or where it cannot be set up.
    """
    if name == WordLlama.name:
        return load_wordllama()
    family, colon, folder = name.partition(":")
    if family == "minilm":
        from store.minilm import MiniLM, MiniLMInFolder

        return MiniLMInFolder(Path(folder)) if colon else MiniLM()
    from store.functions import load_function

    return load_function(name)


@cache
def load_wordllama() -> WordLlama:
    """Return WordLlama, made when it is first asked for."""
    return WordLlama()


def _package_folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise InputError(
            f"The package {package} is not installed",
            advice=f"Install it: pip install {package}",
        )
    return Path(found.origin).parent
