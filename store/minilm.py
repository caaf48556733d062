"""all-MiniLM-L6-v2 as an embedder: from a folder of the user's, from Chroma's cache, or
downloaded by Chroma.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

from store.errors import InputError
from store.functions import ChromaFunction
from store.token_model import TokenModel
from store.vectors import DEFAULT

NAME = "minilm"
_FILES = ("model.onnx", "tokenizer.json")
_CACHE = Path(".cache", "chroma", "onnx_models", "all-MiniLM-L6-v2", "onnx")
"""Where Chroma keeps its download, in the user's home."""


class MiniLM(ChromaFunction):
    """all-MiniLM-L6-v2 on this machine (384 dimensions), which Chroma downloads where neither
    a folder is named nor its cache has the files.
    """

    version = "all-MiniLM-L6-v2"
    dimension = 384
    vector_weights = (0.5, 0.7)  # python -m tests.train.ranking

    def __init__(self) -> None:
        super().__init__(NAME, registered="onnx_mini_lm_l6_v2")

    @property
    def download(self) -> str | None:  # type: ignore[override]
        """What the first use will download; None once it is there."""
        if not self._missing:
            return None
        return f"80 MB, once: the model all-MiniLM-L6-v2, since {self._lack}"

    @property
    def files(self) -> str | None:  # type: ignore[override]
        """The folder of Chroma's cache, once its files are there."""
        return None if self._missing else str(self._cache)

    @cached_property
    def _function(self) -> Any:  # noqa: ANN401 - Chroma's, or ours in its place
        return super()._function if self._missing else _load(self._cache)

    @property
    def _cache(self) -> Path:
        return Path.home() / _CACHE

    @property
    def _missing(self) -> list[str]:
        return [file for file in _FILES if not (self._cache / file).is_file()]

    @property
    def _lack(self) -> str:
        return f"there is no {' and no '.join(self._missing)} in {self._cache}"

    @property
    def _advice(self) -> str:
        if not self._missing:
            return (
                f"Put the files of all-MiniLM-L6-v2 into {self._cache} again, or take what "
                f"is there away: 80 MB are downloaded then. {DEFAULT} needs none."
            )
        return (
            f"It downloads 80 MB at its first use, since {self._lack}. Without a network, put "
            f"them there, or name their folder: --embedder {NAME}:PATH. {DEFAULT} needs none."
        )


class MiniLMInFolder(ChromaFunction):
    """all-MiniLM-L6-v2 from a folder that the user names (384 dimensions); nothing is ever
    downloaded.
    """

    dimension = MiniLM.dimension
    vector_weights = MiniLM.vector_weights

    def __init__(self, folder: Path) -> None:
        """Take the model in a folder. Raises InputError where a file is missing."""
        self._folder = folder.expanduser().absolute()
        super().__init__(f"{NAME}:{self._folder}", registered="")
        self.files = str(self._folder)
        if missing := [file for file in _FILES if not _path(self._folder, file).is_file()]:
            raise InputError(
                f"There is no {' and no '.join(missing)} in {self._folder}",
                why=f"MiniLM is {' and '.join(_FILES)}, in that folder or in its folder onnx",
                advice=(
                    f"Put the files of sentence-transformers/all-MiniLM-L6-v2 there, name "
                    f"their folder (--embedder {NAME}:PATH), or use the embedder {DEFAULT}."
                ),
            )

    @cached_property
    def version(self) -> str:
        """A digest of the files: others make other vectors."""
        digest = hashlib.sha256()
        for file in _FILES:
            digest.update(_path(self._folder, file).read_bytes())
        return digest.hexdigest()[:12]

    @cached_property
    def _function(self) -> Any:  # noqa: ANN401 - in the place of one of Chroma's
        return _load(self._folder)

    @property
    def _advice(self) -> str:
        return (
            f"Put the files of sentence-transformers/all-MiniLM-L6-v2 into {self._folder}, or "
            f"use the embedder {DEFAULT}."
        )


def _load(folder: Path) -> TokenModel:
    model, tokenizer = (_path(folder, file) for file in _FILES)
    return TokenModel(model, tokenizer, MiniLM.dimension)


def _path(folder: Path, file: str) -> Path:
    """Return where a file is: beside the others, or in the folder that holds the model."""
    beside, within = folder / file, folder / "onnx" / file
    return within if within.is_file() else beside
