"""How many tokens a text has: counted with the model's own vocabulary, or estimated where that
is not there.

tiktoken downloads a vocabulary at its first use, with no time limit of its own. So it is loaded
by a thread of its own, which nothing waits for beyond a few seconds, and which keeps no process
from ending.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.engine.window.token_estimate import estimate_tokens
from assistant.paths import user_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiktoken import Encoding

    Load = Callable[[str], Encoding]

_LOG = logging.getLogger(__name__)
VOCABULARIES = "openaipublic.blob.core.windows.net"
"""Where tiktoken downloads vocabularies from; nothing of the user's goes there."""
UNKNOWN = "o200k_base"
"""The encoding of a model that tiktoken does not know."""
_SECONDS = 3.0


class TokenCounter:
    """Counts from the moment its vocabulary is there; until then, and without one, it
    estimates.
    """

    def __init__(
        self, model: str, *, load: Load | None = None, seconds: float = _SECONDS
    ) -> None:
        """Begin to load the vocabulary; whoever counts waits for it until so many seconds
        have passed.
        """
        self._model = model
        self._load = load or load_encoding
        self._name = UNKNOWN
        self._encoding: Encoding | None = None
        self._until = time.monotonic() + seconds
        self._loading = threading.Thread(target=self._run, name="vocabulary", daemon=True)
        self._loading.start()

    @property
    def is_exact(self) -> bool:
        """Tell whether the vocabulary is there."""
        return self._encoding is not None

    def __call__(self, text: str) -> int:
        """Return how many tokens a text has."""
        self._loading.join(max(0.0, self._until - time.monotonic()))
        if self._encoding is None:
            return estimate_tokens(text, self._name)
        return len(self._encoding.encode_ordinary(text))

    def _run(self) -> None:
        try:
            self._name = encoding_name(self._model)
            self._encoding = self._load(self._name)
        except Exception:  # noqa: BLE001
            _LOG.info("no vocabulary for %s", self._name, exc_info=True)


def load_encoding(name: str) -> Encoding:
    """Return an encoding, downloaded where it was not before; may take long, or fail."""
    folder = user_paths().vocabularies
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(folder))
    import tiktoken

    return tiktoken.get_encoding(name)


def encoding_name(model: str) -> str:
    """Return the name of a model's encoding; one that tiktoken does not know is taken for a
    newer one.
    """
    import tiktoken

    try:
        return tiktoken.encoding_name_for_model(model)
    except KeyError:
        return UNKNOWN
