"""A judge on this machine: a cross-encoder for entailment in ONNX that the user brings."""

from __future__ import annotations

import asyncio
import json
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import Verdict
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from assistant.grounding.judging import Pair

_LONGEST = 512
"""Tokens of a pair; what is longer is cut."""
_LABELS = ("contradiction", "entailment", "neutral")
"""The order of the scores where no config.json tells it: that of cross-encoder/nli-*."""
_VERDICTS = {"entail": Verdict.SUPPORTED, "contradict": Verdict.UNSUPPORTED}


class CrossEncoder:
    """Reads each claim beside its passages, one pair at a time."""

    def __init__(self, folder: Path) -> None:
        """Take the model in a folder. Raises InputError where a file is missing."""
        self.name = folder.name
        self._folder = folder
        for file in ("model.onnx", "tokenizer.json"):
            if not (folder / file).is_file():
                raise InputError(
                    f"There is no {file} in {folder}",
                    why="a judge is model.onnx and tokenizer.json in one folder",
                    advice="Name the folder of an entailment model in ONNX: verify = PATH",
                )

    async def judge(self, pairs: Sequence[Pair]) -> Sequence[Verdict]:
        """Return a verdict for each pair; the work is done in a thread."""
        return [await asyncio.to_thread(self._read, pair) for pair in pairs]

    def _read(self, pair: Pair) -> Verdict:
        import numpy as np

        encoded = self._tokenizer.encode(pair.passages, pair.claim)
        known = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        wanted = [each.name for each in self._session.get_inputs()]
        inputs = {name: np.array([known[name]], dtype=np.int64) for name in wanted}
        [scores, *_] = self._session.run(None, inputs)
        label = self._labels[int(np.argmax(scores[0]))].casefold()
        verdicts = (verdict for stem, verdict in _VERDICTS.items() if label.startswith(stem))
        return next(verdicts, Verdict.UNVERIFIED)

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession

        try:
            return InferenceSession(
                str(self._folder / "model.onnx"), providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise self._unreadable("model.onnx", error) from error

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        except Exception as error:
            raise self._unreadable("tokenizer.json", error) from error
        tokenizer.enable_truncation(_LONGEST)
        return tokenizer

    def _unreadable(self, file: str, error: Exception) -> InputError:
        return InputError(
            f"The judge in {self._folder} cannot be read",
            why=f"{file}: {error}",
            advice="Bring an entailment model in ONNX, or choose verify = model or off",
        )

    @cached_property
    def _labels(self) -> Sequence[str]:
        """The labels in the order of the scores."""
        config = self._folder / "config.json"
        if not config.is_file():
            return _LABELS
        told = json.loads(config.read_text(encoding="utf-8")).get("id2label", {})
        return [told[str(at)] for at in range(len(told))] or _LABELS
