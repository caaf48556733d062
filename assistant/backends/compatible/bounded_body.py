"""What a server may send in one answer: so many bytes, once unpacked, and so many on a line.

Imported where an answer has come: the client that it builds upon takes a while to import.
"""

from __future__ import annotations

import codecs
import re
import zlib
from typing import TYPE_CHECKING

from httpx2 import AsyncByteStream

from assistant.backends.compatible.failures import TooMuchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

MOST_BYTES = 32 << 20
LONGEST_LINE = 12 << 20
_AT_ONCE = 1 << 16
_EMPTY_LINES = re.compile(rb"\n{3,}")
"""One ends an event; millions would keep the client busy."""
_BLANK = b" \t\r\n" + codecs.BOM_UTF8
_PACKED = {
    "gzip": 16 + zlib.MAX_WBITS,
    "x-gzip": 16 + zlib.MAX_WBITS,
    "deflate": zlib.MAX_WBITS,
}


class BoundedBody(AsyncByteStream):
    """A body that ends with TooMuchError where it grows beyond all measure."""

    def __init__(self, stream: AsyncByteStream, encoding: str) -> None:
        self._stream = stream
        self._packed: AsyncIterator[bytes] | None = None
        self._unpack = _unpacker(encoding)
        self._pieces: Iterator[bytes] = iter(())
        self._bytes = 0
        self._line = 0
        self._peeked = b""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the body unpacked, in pieces of moderate size. Raises TooMuchError."""
        return self

    # No generator: one that is left half-way would end only when it is collected.
    async def __anext__(self) -> bytes:
        """Return the next piece."""
        if self._peeked:
            peeked, self._peeked = self._peeked, b""
            return peeked
        if self._packed is None:
            self._packed = aiter(self._stream)
        while (piece := next(self._pieces, None)) is None:
            self._pieces = self._unpack(await anext(self._packed))
        self._measure(piece)
        return _EMPTY_LINES.sub(b"\n\n", piece)

    async def is_object(self) -> bool:
        """Tell whether the body begins as JSON does, and as no event of a stream."""
        while not self._peeked:
            try:
                piece = await anext(self)
            except StopAsyncIteration:
                return False
            # What is blank at the beginning says nothing, to either.
            self._peeked = piece.lstrip(_BLANK)
        return self._peeked.startswith(b"{")

    async def aclose(self) -> None:
        """Close the stream below."""
        await self._stream.aclose()

    def _measure(self, piece: bytes) -> None:
        self._bytes += len(piece)
        line_end = piece.rfind(b"\n")
        self._line = self._line + len(piece) if line_end < 0 else len(piece) - line_end - 1
        if self._bytes > MOST_BYTES:
            raise TooMuchError(f"its answer is longer than {MOST_BYTES >> 20} MB")
        if self._line > LONGEST_LINE:
            raise TooMuchError(f"a line of its answer is longer than {LONGEST_LINE >> 20} MB")


class _Unpacker:
    """Unpacks step by step, so that a few bytes never become gigabytes at once."""

    def __init__(self, window_bits: int) -> None:
        self._inflate = zlib.decompressobj(window_bits)

    def __call__(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            piece = self._inflate.decompress(packed, _AT_ONCE)
            packed = self._inflate.unconsumed_tail
            if piece:
                yield piece


def _unpacker(encoding: str) -> _Unpacker | _Plain:
    if encoding in ("", "identity"):
        return _Plain()
    if encoding not in _PACKED:
        raise TooMuchError(
            f"its answer is packed as {encoding[:20]!r}, which was not asked for"
        )
    return _Unpacker(_PACKED[encoding])


class _Plain:
    def __call__(self, piece: bytes) -> Iterator[bytes]:
        for at in range(0, len(piece), _AT_ONCE):
            yield piece[at : at + _AT_ONCE]
