"""A model that gives tokens vectors, and its tokenizer, as a user brings MiniLM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from tests.onnx_graphs import FLOAT, INT64, field, model_of, tensor, value_info

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
WORDS = ("frogs", "sing", "at", "night")


def token_model(dimension: int = 384) -> bytes:
    """Return a graph that gives each token a vector of its own: token 2 has a 1 in place 2."""
    rows = [[float(row == at) for at in range(dimension)] for row in range(len(WORDS) + 1)]
    table = tensor("table", [len(rows), dimension], [each for row in rows for each in row])
    node = field(1, b"table") + field(1, b"input_ids") + field(2, b"out") + field(4, b"Gather")
    sizes = ["batch", "tokens"]
    inputs = b"".join(field(11, value_info(name, INT64, sizes=sizes)) for name in INPUTS)
    graph = (
        field(1, node)
        + field(2, b"tiny")
        + field(5, table)
        + inputs
        + field(12, value_info("out", FLOAT, sizes=[*sizes, dimension]))
    )
    return model_of(graph)


def bring(folder: Path, *, model_in: str = ".", dimension: int = 384) -> Path:
    """Write the two files into a folder, as a user would bring them."""
    (folder / model_in).mkdir(parents=True, exist_ok=True)
    words = {"[PAD]": 0} | {word: number for number, word in enumerate(WORDS, 1)}
    tokenizer = Tokenizer(WordLevel(words, unk_token="[PAD]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / model_in / "model.onnx").write_bytes(token_model(dimension))
    return folder
