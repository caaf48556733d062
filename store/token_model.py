"""A model in ONNX that gives each token of a text a vector; a text's is their mean."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from store.vectors import Vectors

_LONGEST = 256
"""Tokens of a text, as all-MiniLM-L6-v2 was trained and Chroma cuts; what is longer is cut."""


class TokenModel:
    """Reads its two files at the first text, and raises whatever onnxruntime raises."""

    def __init__(self, model: Path, tokenizer: Path, dimension: int) -> None:
        self._model = model
        self._words = tokenizer
        self._dimension = dimension

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return the mean vector of each text's tokens, shape (texts, dimension).

        Raises ValueError where the model gives something else.
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        known = {
            "input_ids": [each.ids for each in encoded],
            "attention_mask": [each.attention_mask for each in encoded],
            "token_type_ids": [each.type_ids for each in encoded],
        }
        wanted = [each.name for each in self._session.get_inputs()]
        inputs = {name: np.array(known[name], dtype=np.int64) for name in wanted}
        [of_tokens, *_] = self._session.run(None, inputs)
        if of_tokens.ndim != 3 or of_tokens.shape[2] != self._dimension:
            raise ValueError(
                f"the model gives an array of shape {of_tokens.shape}, not a vector of "
                f"{self._dimension} numbers for each token"
            )
        is_token = np.array(known["attention_mask"], dtype=np.float32)[:, :, None]
        means: Vectors = (of_tokens * is_token).sum(axis=1) / is_token.sum(axis=1).clip(1)
        return means

    def embed_query(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, which are read like other texts."""
        return self(texts)

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession

        return InferenceSession(str(self._model), providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._words))
        tokenizer.enable_truncation(_LONGEST)
        tokenizer.enable_padding()
        return tokenizer
