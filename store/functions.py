"""Chroma's embedding functions as embedders: `openai`, and whatever else is registered with
it.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from store.errors import InputError, LibraryUnavailable
from store.ranking import VECTOR_WEIGHTS
from store.redaction import remember_secret
from store.stopping import checked
from store.vectors import DEFAULT, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.vectors import Embedder, Vectors

_BATCH = 64
_OPENAI_MODEL = "text-embedding-3-small"
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class ChromaFunction:
    """An embedding function of Chroma's; it is made when it is first needed, and again in
    every process.
    """

    title_weight = 1
    vector_weights = VECTOR_WEIGHTS
    download: str | None = None
    sends_to: str | None = None
    files: str | None = None

    def __init__(
        self, name: str, *, registered: str, options: dict[str, str] | None = None
    ) -> None:
        self.name = name
        self._registered = registered
        self._options = options or {}

    @cached_property
    def version(self) -> str:
        """A digest of its configuration: another model or another length makes other
        vectors.
        """
        configuration = self._attempt(lambda: self._function.get_config())
        return hashlib.sha256(
            json.dumps(configuration, sort_keys=True, default=str).encode()
        ).hexdigest()[:12]

    @cached_property
    def dimension(self) -> int:
        """The length of its vectors, found by making one."""
        return int(self.embed(["length"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (texts, dimension).

        Raises LibraryUnavailable where the function fails: no network, no key, no package.
        """
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        pages = [list(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        vectors = [self._attempt(partial(self._call, page)) for page in checked(pages)]
        return unit(np.concatenate([np.array(page, dtype=np.float32) for page in vectors]))

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question, shape (dimension,)."""
        found = self._attempt(lambda: self._function.embed_query([text]))
        vector: Vectors = unit(np.array(found, dtype=np.float32))[0]
        return vector

    def _call(self, texts: list[str]) -> Any:  # noqa: ANN401
        return self._function(texts)

    @cached_property
    # What is registered with Chroma need not be typed.
    def _function(self) -> Any:  # noqa: ANN401
        from store.chroma import make_function

        return make_function(self._registered, self._options)

    def _attempt(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401
        try:
            return call()
        except Exception as error:
            raise LibraryUnavailable(
                f"The embedder {self.name} does not work",
                why=_reason(error),
                advice=self._advice,
            ) from error

    @property
    def _advice(self) -> str:
        return f"Set it up as Chroma's documentation says, or use the embedder {DEFAULT}."


class OpenAI(ChromaFunction):
    """OpenAI's embeddings (1,536 dimensions); the texts are sent to the API that the
    environment names.
    """

    version = _OPENAI_MODEL
    dimension = 1536

    def __init__(self) -> None:
        options = {"api_key_env_var": "OPENAI_API_KEY", "model_name": _OPENAI_MODEL}
        super().__init__("openai", registered="openai", options=options)
        address = urlsplit(os.environ.get("OPENAI_BASE_URL", "https://api.openai.com"))
        host = address.hostname or "api.openai.com"
        self.sends_to = None if host in _THIS_MACHINE else host
        remember_secret(os.environ.get("OPENAI_API_KEY", ""))

    @cached_property
    # As above; this one goes where it was sent, and nowhere else.
    def _function(self) -> Any:  # noqa: ANN401
        import openai

        made = super()._function
        http = openai.DefaultHttpxClient(follow_redirects=False)
        made.client = made.client.with_options(http_client=http)
        return made

    @property
    def _advice(self) -> str:
        return f"Set OPENAI_API_KEY and check the network, or use the embedder {DEFAULT}."


def load_function(name: str) -> Embedder:
    """Return the embedding function of that name. Raises InputError where Chroma knows none."""
    if name == "openai":
        return OpenAI()
    from store.chroma import function_names

    if name not in function_names():
        ours = f"{DEFAULT}, minilm, minilm:PATH, openai"
        raise InputError(
            f"There is no embedder {name!r}",
            advice=(
                f"Choose {ours}, or a function that Chroma knows: "
                f"{', '.join(function_names())}."
            ),
        )
    function = ChromaFunction(name, registered=name)
    function.sends_to = f"wherever Chroma's embedding function {name!r} sends them"
    return function


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
