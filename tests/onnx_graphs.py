"""ONNX graphs written by hand, small enough for a test: the package onnx is not needed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FLOAT, INT64 = 1, 7
"""Types of tensors, as ONNX numbers them."""


def field(number: int, value: bytes | int) -> bytes:
    """Encode a field of a protocol buffer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def tensor(name: str, sizes: Sequence[int], values: Sequence[float]) -> bytes:
    """Encode a tensor of floats."""
    raw = struct.pack(f"<{len(values)}f", *values)
    dims = b"".join(field(1, size) for size in sizes)
    return dims + field(2, FLOAT) + field(8, name.encode()) + field(9, raw)


def value_info(name: str, kind: int, *, sizes: Sequence[int | str]) -> bytes:
    """Encode the name and the type of a tensor; a size that is a word is free."""
    dims = b"".join(
        field(1, field(1, size) if isinstance(size, int) else field(2, size.encode()))
        for size in sizes
    )
    return field(1, name.encode()) + field(2, field(1, field(1, kind) + field(2, dims)))


def model_of(graph: bytes) -> bytes:
    """Encode a model of this graph."""
    return field(1, 8) + field(7, graph) + field(8, field(1, b"") + field(2, 13))


def _varint(value: int) -> bytes:
    head = b""
    while value > 127:
        head, value = head + bytes([value & 127 | 128]), value >> 7
    return head + bytes([value])
