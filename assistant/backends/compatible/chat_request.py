"""One request to a server: sent anew without what the server refuses, and read chunk by
chunk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assistant.backends.compatible.failures import read_complaint, told_as_error
from assistant.backends.compatible.request_parameters import (
    OPTIONAL,
    known_refusals,
    learn_refusals,
    make_parameters,
    named_refusal,
)
from assistant.backends.compatible.tool_calls import field
from assistant.backends.compatible.unstreamed import read_whole

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from openai import AsyncOpenAI, AsyncStream

    from assistant.backends.base import Request
    from assistant.backends.compatible.client import Parts, Patience
    from assistant.backends.compatible.stream_reading import ChunkReader

_END: Final = object()
_VAGUE = frozenset({400, 422})
_REFUSING = _VAGUE | {None, 404, 500, 501}


class Asking:
    """A request that is under way; what its chunks say is the reader's affair."""

    def __init__(
        self,
        parts: Parts,
        client: AsyncOpenAI,
        patience: Patience,
        reader: ChunkReader,
        *,
        takes_grammars: bool = False,
    ) -> None:
        self._parts = parts
        self._client = client
        self._patience = patience
        self._reader = reader
        self._takes_grammars = takes_grammars
        self._progress = (0, False)

    async def chunks(self, request: Request, url: str, model: str) -> AsyncGenerator[Any, None]:
        """Yield the chunks of the answer; close the iterator to free the connection."""
        refused = known_refusals(url, model)
        while True:
            parameters = make_parameters(
                request, model, refused, takes_grammars=self._takes_grammars
            )
            try:
                stream, chunk = await self._begin(parameters)
            except self._parts.openai.APIError as error:
                newly_refused = _find_refused(error, parameters)
                if not newly_refused:
                    raise
                refused |= newly_refused
            else:
                break
        learn_refusals(url, model, refused)
        try:
            while chunk is not _END:
                self._refuse_errors(chunk, stream)
                yield chunk
                chunk = await self._next(stream)
        finally:
            await stream.close()

    def _refuse_errors(self, chunk: Any, stream: AsyncStream[object]) -> None:  # noqa: ANN401
        """Raise what some servers send as an event of its own, without the usual name."""
        if field(chunk, "choices") is None and (words := told_as_error(chunk)):
            raise self._parts.openai.APIError(
                "the server reports an error", stream.response.request, body=words
            )

    async def _begin(self, parameters: dict[str, Any]) -> tuple[AsyncStream[object], Any]:
        """Return the stream and its first chunk: some servers refuse only there."""
        stream = await self._patience.send(self._post(parameters))
        try:
            first: Any = await self._patience.expect(read_whole(self._parts, stream))
            if first is None:
                first = await self._patience.expect(anext(stream, _END))
            self._refuse_errors(first, stream)
        except BaseException:
            await stream.close()
            raise
        else:
            return stream, first

    async def _post(self, parameters: dict[str, Any]) -> AsyncStream[object]:
        """Send a request as the client's own method does, but leave the chunks as they are.

        That method makes a model of each, which takes longer than all the rest, and guesses at
        odd ones.
        """
        stream_type = self._parts.openai.AsyncStream[object]
        return await self._client.post(
            "/chat/completions",
            cast_to=object,
            body=parameters,
            options={"security": {"bearer_auth": True}},
            stream=True,
            stream_cls=stream_type,
        )

    async def _next(self, stream: AsyncStream[object]) -> Any:  # noqa: ANN401
        is_over = self._reader.finish_reason is not None
        progress = (self._reader.pieces, is_over)
        if progress != self._progress:  # what brings nothing wins no time
            self._progress = progress
            self._patience.hurry(is_over=is_over)
        if not is_over:
            return await self._patience.expect(anext(stream, _END))
        try:
            return await self._patience.expect(anext(stream, _END))
        except (TimeoutError, self._parts.openai.APIConnectionError):
            # It has said that this is the end: how the connection goes does not matter.
            return _END


def _find_refused(error: Exception, parameters: Mapping[str, Any]) -> frozenset[str]:
    """Return which parameters a server refuses; all that an answer can do without, where it
    does not say.
    """
    complaint = read_complaint(error)
    if (
        complaint.is_about_context
        or complaint.is_about_model
        or complaint.status not in _REFUSING
    ):
        return frozenset()
    if name := named_refusal(parameters, complaint.words):
        return frozenset({name})
    sent_needlessly = parameters.keys() & set(OPTIONAL)
    return (
        frozenset(OPTIONAL) if complaint.status in _VAGUE and sent_needlessly else frozenset()
    )
