"""Models behind OpenAI's Chat Completions: at OpenAI, and at every server that speaks the
same.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from assistant.backends.compatible import presets
from assistant.backends.compatible.address import read_base_url
from assistant.backends.compatible.chat_request import Asking
from assistant.backends.compatible.client import Patience, connected, import_parts, load_parts
from assistant.backends.compatible.failures import Explainer, no_key, read_complaint
from assistant.backends.compatible.keys import find_key
from assistant.backends.compatible.model_list import (
    choose_name,
    list_entries,
    list_names,
    near_names,
    read_offer,
)
from assistant.backends.compatible.request_parameters import known_refusals
from assistant.backends.compatible.stream_reading import ChunkReader
from assistant.backends.compatible.structured import ProseReader
from assistant.backends.compatible.windows import find_window
from assistant.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from openai import AsyncOpenAI

    from assistant.backends.base import Delta, Options, Request
    from assistant.backends.compatible.client import Parts
    from assistant.backends.compatible.keys import Key
    from assistant.backends.compatible.presets import Preset
    from assistant.backends.offers import Offer

_LIST_SECONDS = 5.0


class OpenAIBackend:
    """Streams a model's answer; each request has a client of its own, and leaves no
    connection behind.
    """

    is_model = True

    def __init__(self, options: Options, preset: Preset = presets.OPENAI) -> None:
        """Make it for a server; nothing is imported and nothing is sent before the first
        request.
        """
        self.name = preset.name
        self.model = options.model
        self._options = options
        self.priced = options.priced
        self._preset = preset
        self._address = read_base_url(options.base_url or preset.base_url)

    @property
    def server(self) -> str:
        """The host that answers, on this machine or elsewhere."""
        return self._address.host

    @property
    def sends_to(self) -> str | None:
        """The host that gets the questions and the abstracts; None for a server on this
        machine.
        """
        return None if self._address.is_loopback else self._address.host

    @property
    def refused(self) -> frozenset[str]:
        """The parameters that the server has refused for the model, as far as it was asked."""
        return known_refusals(self._address.url, self.model or "")

    @property
    def _takes_grammars(self) -> bool:
        """Whether the server may be llama.cpp: by its preset, or by an address of its own on
        this machine.
        """
        is_unknown = self._preset is presets.OPENAI and self._address.is_loopback
        return is_unknown or not self._preset.takes_schemas

    def prepare(self) -> None:
        """Import the client, which takes a second: for a thread, while nobody waits for an
        answer.
        """
        import_parts()

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        """Yield what the model writes and thinks. Raises BackendError, in which the key
        never stands.
        """
        key = await self._find_key()
        prose = ProseReader() if request.cites_up_to else None
        reader = ChunkReader(self._options, request.limits, key, prose)
        failure: BackendError | None = None
        try:
            async with self._connected(key) as (parts, client, patience):
                self.model = self.model or choose_name(
                    await patience.send(list_names(client)), self.server
                )
                asking = Asking(
                    parts, client, patience, reader, takes_grammars=self._takes_grammars
                )
                async with aclosing(
                    asking.chunks(request, self._address.url, self.model)
                ) as chunks:
                    async for chunk in chunks:
                        if delta := reader.take(chunk):
                            yield delta
                for delta in reader.finish():
                    yield delta
        except BackendError:
            raise
        except Exception as error:  # noqa: BLE001
            failure = await self._explain(error, key, has_begun=reader.has_begun)
        if failure:  # raised here, it drags nothing along that has seen the key
            raise failure

    async def find_window(self) -> int | None:
        """Return how many tokens the server lets the model take in; None where it does not
        tell.
        """
        with suppress(Exception):  # whatever goes wrong is told when the model is asked
            key = await self._find_key()
            async with self._connected(key) as (_, client, patience):
                model = self.model or choose_name(
                    await patience.send(list_names(client)), self.server
                )
                return await patience.send(find_window(client, self._address, model))
        return None

    async def list_models(self) -> dict[str, Offer]:
        """Return the models that the server offers, each with what it tells of them. Raises
        BackendError.
        """
        key = await self._find_key()
        try:
            async with self._connected(key) as (_, client, patience):
                entries = await patience.send(list_entries(client))
                return {str(entry["id"]): read_offer(entry) for entry in entries}
        except Exception as error:  # noqa: BLE001 (as above)
            failure = await self._explain(error, key)
        raise failure

    async def _find_key(self) -> Key | None:
        key = await find_key(self._address)
        if key is None and self._preset.needs_key and not self._address.is_loopback:
            raise no_key(self._address)
        return key

    @asynccontextmanager
    async def _connected(
        self, key: Key | None
    ) -> AsyncIterator[tuple[Parts, AsyncOpenAI, Patience]]:
        parts, patience = await load_parts(), Patience(self._options)
        async with connected(parts, self._address, key, self._options, patience) as client:
            yield parts, client, patience

    async def _explain(
        self, error: Exception, key: Key | None, *, has_begun: bool = False
    ) -> BackendError:
        explainer = Explainer(self._preset, self._address, key, self._options)
        if self.model and read_complaint(error).is_about_model:
            return explainer.explain_unknown(
                self.model, near_names(self.model, await self._offered(key))
            )
        return explainer.explain(error, has_begun=has_begun)

    async def _offered(self, key: Key | None) -> list[str]:
        """Return the names of the server's models; none, where it does not tell them soon."""
        with suppress(Exception):  # they only help with an error that is told anyway
            async with (
                asyncio.timeout(_LIST_SECONDS),
                self._connected(key) as (_, client, patience),
            ):
                return await patience.send(list_names(client))
        return []


def ollama(options: Options) -> OpenAIBackend:
    """Return the backend for Ollama at its usual address."""
    return OpenAIBackend(options, presets.OLLAMA)


def lmstudio(options: Options) -> OpenAIBackend:
    """Return the backend for LM Studio at its usual address."""
    return OpenAIBackend(options, presets.LMSTUDIO)


def vllm(options: Options) -> OpenAIBackend:
    """Return the backend for vLLM at its usual address."""
    return OpenAIBackend(options, presets.VLLM)


def llamacpp(options: Options) -> OpenAIBackend:
    """Return the backend for llama.cpp's server at its usual address."""
    return OpenAIBackend(options, presets.LLAMACPP)
