"""What a stream of chunks says: text, thoughts, calls and usage, whatever a server leaves
out or adds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.backends.base import Delta, Usage
from assistant.backends.compatible.key_redaction import Veil
from assistant.backends.compatible.thinking import ThoughtSplitter
from assistant.backends.compatible.tool_calls import CallJoiner, field
from assistant.errors import BackendError

if TYPE_CHECKING:
    from assistant.backends.base import Limits, Options, ToolCall
    from assistant.backends.compatible.keys import Key

_MILLION = 1_000_000
_CHARACTERS_A_TOKEN = 64
"""More than any language needs: a server that writes beyond it keeps to no limit."""


_WHY_NOTHING = {
    "length": (
        "all the tokens that it may write went into its thoughts",
        (
            "Let it write more: completion_tokens in the configuration, or "
            "SONGLINE_COMPLETION_TOKENS."
        ),
    ),
    "content_filter": (
        "the server's filter held it back",
        "Ask otherwise, or choose another model.",
    ),
}


class ChunkReader:
    """Reads one answer; chunks are JSON as the server sent it, of whatever shape."""

    def __init__(self, options: Options, limits: Limits, key: Key | None) -> None:
        self._options = options
        self._room = limits.completion_tokens * _CHARACTERS_A_TOKEN
        self._said, self._aloud = Veil(key), Veil(key)
        self._thoughts = ThoughtSplitter()
        self._calls = CallJoiner()
        self._usage: Usage | None = None
        self.has_begun = False
        """Whether anything of an answer has come."""
        self.has_text = False
        self.finish_reason: str | None = None

    def take(self, chunk: Any) -> Delta | None:  # noqa: ANN401 (servers send what they like)
        """Return what a chunk adds to the answer; None where it adds nothing yet."""
        if counts := field(chunk, "usage"):
            self._usage = self._read_usage(counts) or self._usage
        text, thought = "", ""
        for choice in _listed(field(chunk, "choices"))[:1]:
            self.finish_reason = field(choice, "finish_reason") or self.finish_reason
            text, thought = self._read(field(choice, "delta") or field(choice, "message"))
        return self._delta(text, thought)

    def finish(self) -> list[Delta]:
        """Return what is certain only at the end: the rest of the text, the calls, and the
        usage.

        Raises BackendError where there is neither a text nor a call, and the server has said
        why.
        """
        rest = self._delta(*self._read_rest())
        calls = tuple(self._cover(call) for call in self._calls.finish())
        if not (self.has_text or calls) and (
            reason := _WHY_NOTHING.get(self.finish_reason or "")
        ):
            raise BackendError("The model wrote no answer", why=reason[0], advice=reason[1])
        last = Delta(usage=self._usage, calls=calls) if calls or self._usage else None
        return [delta for delta in (rest, last) if delta]

    def _cover(self, call: ToolCall) -> ToolCall:
        covered = self._said.cover
        return replace(call, name=covered(call.name), arguments=covered(call.arguments))

    def _read(self, said: Any) -> tuple[str, str]:  # noqa: ANN401
        for fragment in _listed(field(said, "tool_calls")):
            self.has_begun = True
            self._calls.take(fragment)
        content = field(said, "content")
        text, thought = ("", "")
        if content and isinstance(content, str):
            text, thought = self._thoughts.feed(self._said.feed(content))
        aloud = field(said, "reasoning_content") or field(said, "reasoning")
        return text, f"{self._aloud.feed(aloud)}{thought}" if isinstance(
            aloud, str
        ) else thought

    def _read_rest(self) -> tuple[str, str]:
        text, thought = self._thoughts.feed(self._said.finish())
        more, further = self._thoughts.finish()
        return text + more, f"{self._aloud.finish()}{thought}{further}"

    def _delta(self, text: str, thought: str) -> Delta | None:
        if not self.has_text:
            text = text.lstrip()
            self.has_text = bool(text)
        if not (text or thought):
            return None
        self.has_begun = True
        return Delta(self._within_room(text), thought=thought)

    def _within_room(self, text: str) -> str:
        if self._room <= 0:
            raise BackendError(
                "The model wrote far more than it was asked for", advice="Choose another model."
            )
        text = text[: self._room]
        self._room -= len(text)
        return text

    def _read_usage(self, counts: object) -> Usage | None:
        prompt, completion = (field(counts, f"{of}_tokens") for of in ("prompt", "completion"))
        if not (isinstance(prompt, int) and isinstance(completion, int)):
            return None
        return Usage(prompt, completion, estimated=False, cost=self._cost(prompt, completion))

    def _cost(self, prompt: int, completion: int) -> float | None:
        prices = (self._options.prompt_price, self._options.completion_price)
        if prices == (None, None):
            return None
        return (prompt * (prices[0] or 0.0) + completion * (prices[1] or 0.0)) / _MILLION


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
