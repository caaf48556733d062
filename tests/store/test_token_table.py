"""The table of the tokens' vectors: what is read of the file is what stands there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.token_table import TokenTable

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_TENSOR = np.arange(40, dtype=np.float16).reshape(10, 4)


@pytest.fixture
def table(tmp_path: Path) -> TokenTable:
    header = json.dumps(
        {"other": {"data_offsets": [0, 8]}, "it": {"shape": [10, 4], "data_offsets": [8, 88]}}
    ).encode()
    path = tmp_path / "weights.safetensors"
    path.write_bytes(len(header).to_bytes(8, "little") + header + bytes(8) + _TENSOR.tobytes())
    return TokenTable(path, "it")


@pytest.mark.parametrize("texts", [[], [[]], [[3]], [[9, 0, 9], [], [0, 3]]])
def test_each_text_gets_the_rows_of_its_tokens(
    table: TokenTable, texts: list[list[int]]
) -> None:
    vectors, places = table.rows(texts)

    def rows(ids: list[int], of: NDArray[np.floating]) -> list[list[float]]:
        return [of[row].tolist() for row in ids]

    assert [rows(ids, vectors) for ids in places] == [rows(ids, _TENSOR) for ids in texts]


def test_a_token_is_read_once(table: TokenTable) -> None:
    vectors, _ = table.rows([[5, 5], [5, 6]])
    assert len(vectors) == 2
