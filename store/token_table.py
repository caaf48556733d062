"""The vectors of tokens, as they lie in a safetensors file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Halves = NDArray[np.floating]


class TokenTable:
    """A tensor of half floats, shape (tokens, dimension), in a file."""

    def __init__(self, path: Path, name: str) -> None:
        """Find the tensor of that name."""
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            tensor = json.loads(file.read(length))[name]
        self._path = path
        self._start = 8 + length + tensor["data_offsets"][0]
        self._shape = tuple(tensor["shape"])

    def rows(self, texts: Sequence[Sequence[int]]) -> tuple[Halves, list[list[int]]]:
        """Return the vectors of the tokens of some texts, each once, and where those of each
        text stand among them.

        They are read one by one: of a mapped table each would bring its neighbours along, and
        a few hundred tokens the whole of it, 16 MB.
        """
        known = dict.fromkeys(token for ids in texts for token in ids)
        vectors = np.empty((len(known), self._shape[1]), np.float16)
        with self._path.open("rb", buffering=0) as file:
            for vector, token in zip(vectors, known, strict=True):
                file.seek(self._start + token * vector.nbytes)
                file.readinto(vector)
        places = {token: place for place, token in enumerate(known)}
        return vectors, [[places[token] for token in ids] for ids in texts]
