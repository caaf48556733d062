"""What a stream of chunks says: text, thoughts, calls and usage, whatever a server leaves
out or adds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.backends.base import Delta
from assistant.backends.compatible.content import read_content, read_refusal
from assistant.backends.compatible.key_redaction import Veil
from assistant.backends.compatible.thinking import ThoughtSplitter
from assistant.backends.compatible.tool_calls import CallJoiner, field, wrote_too_much
from assistant.errors import BackendError
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.backends.base import Limits, Options, ToolCall, Usage
    from assistant.backends.compatible.keys import Key
    from assistant.backends.compatible.structured import ProseReader

_LONGEST_REFUSAL = 500
_CHARACTERS_A_TOKEN = 64
"""More than any language needs: a server that writes beyond it keeps to no limit."""
_CALLED = {
    "length": "max_tokens model_length max_output_tokens max_length",
    "content_filter": "safety prohibited_content blocklist recitation spii sensitive refusal"
    " guardrail_intervened moderation",
    "error": "network_error abort aborted cancelled insufficient_system_resource",
}
"""What servers call an answer that has no room left, one that they hold back, and one that
they break off; all others ended.
"""
_REASONS = {word: reason for reason, words in _CALLED.items() for word in words.split()}
_END_OF_TURN = re.compile(
    r"(?:(?:<\|(?:eot_id|im_end|endoftext|end_of_text|eom_id|return)\|>|</s>|<end_of_turn>"
    r"|<｜end▁of▁sentence｜>)\s*)+$"
)
"""What ends a turn in the templates of models, where a server leaves it in."""
_OTHERWISE = "Ask otherwise, or choose another model."
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
        _OTHERWISE,
    ),
    "error": ("the server broke it off", "Ask again, or choose another model or server."),
}
_CUT = {
    "content_filter": (
        "the server's content filter stopped it",
        f"What had arrived is kept. {_OTHERWISE}",
    ),
    "error": ("the server broke it off", "What had arrived is kept. Ask again."),
}


class Room:
    """How many characters a part of an answer may still have."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def take(self, text: str) -> str:
        """Return as much of a text as there is room for. Raises BackendError where none is
        left.
        """
        if text and self._left <= 0:
            raise wrote_too_much()
        text = text[: self._left]
        self._left -= len(text)
        return text


class ChunkReader:
    """Reads one answer; chunks are JSON as the server sent it, of whatever shape."""

    def __init__(
        self,
        options: Options,
        limits: Limits,
        key: Key | None,
        prose: ProseReader | None = None,
    ) -> None:
        """Read an answer; `prose` makes text of one that may come in JSON."""
        self._options = options
        self._limits = limits
        room = limits.completion_tokens * _CHARACTERS_A_TOKEN
        self._text_room, self._thought_room = Room(room), Room(room)
        self._prose = prose
        self._said, self._aloud = Veil(key), Veil(key)
        self._thoughts = ThoughtSplitter()
        self._calls = CallJoiner()
        self._usage: Usage | None = None
        self.has_begun = False
        """Whether anything of an answer has come."""
        self.has_text = False
        self._is_silent = True
        self.pieces = 0
        """How many pieces of text, of thoughts and of calls have come: chunks that bring none
        are no progress.
        """
        self.finish_reason: str | None = None
        """Why it ended, in one word for all servers."""
        self._refusal = ""

    def take(self, chunk: Any) -> Delta | None:  # noqa: ANN401 (servers send what they like)
        """Return what a chunk adds to the answer; None where it adds nothing yet."""
        if counts := field(chunk, "usage"):
            self._usage = self._read_usage(counts) or self._usage
        text, thought = "", ""
        for choice in _listed(field(chunk, "choices"))[:1]:
            self.finish_reason = _reason(choice) or self.finish_reason
            said = field(choice, "delta") or field(choice, "message")
            text, thought = self._read(said or {"content": field(choice, "text")})
        return self._delta(text, thought)

    def finish(self) -> list[Delta]:
        """Return what is certain only at the end: the rest of the text, the calls, and the
        usage.

        Raises BackendError where there is neither a text nor a call, and the server has said
        why.
        """
        rest = self._delta(*self._read_rest())
        end = self._told(self._prose.finish()) if self._prose else None
        if self._refusal:
            raise BackendError(
                "The answer was cut" if self.has_text else "The model declined to answer",
                why=one_line(self._refusal),
                advice=_OTHERWISE,
            )
        if self.has_text and (cut := _CUT.get(self.finish_reason or "")):
            raise BackendError("The answer was cut", why=cut[0], advice=cut[1])
        calls = tuple(self._cover(call) for call in self._calls.finish())
        if not (self.has_text or calls) and (
            reason := _WHY_NOTHING.get(self.finish_reason or "")
        ):
            raise BackendError("The model wrote no answer", why=reason[0], advice=reason[1])
        remark = self._remark() if self.has_text else ""
        is_last = bool(calls or self._usage or remark)
        last = Delta(usage=self._usage, calls=calls, remark=remark) if is_last else None
        return [delta for delta in (rest, end, last) if delta]

    def _remark(self) -> str:
        if self.finish_reason != "length":
            return ""
        tokens = self._limits.completion_tokens
        return (
            f"The answer was cut where its room ended, at {tokens:,} tokens: "
            f"completion_tokens (SONGLINE_COMPLETION_TOKENS) gives it more."
        )

    def _cover(self, call: ToolCall) -> ToolCall:
        covered = self._said.cover
        return replace(call, name=covered(call.name), arguments=covered(call.arguments))

    def _read(self, said: Any) -> tuple[str, str]:  # noqa: ANN401
        for fragment in _listed(field(said, "tool_calls")):
            self.has_begun = True
            self.pieces += 1
            self._calls.take(fragment)
        content, aloud = read_content(field(said, "content"))
        content = _END_OF_TURN.sub("", content)
        if declined := field(said, "refusal") or read_refusal(field(said, "content")):
            self.has_begun = True
            self._refusal = f"{self._refusal}{self._said.cover(str(declined))}"[
                :_LONGEST_REFUSAL
            ]
        text, thought = ("", "")
        if content:
            text, thought = self._thoughts.feed(self._said.feed(content))
        reasoning = field(said, "reasoning_content") or field(said, "reasoning")
        aloud += reasoning if isinstance(reasoning, str) else ""
        return text, f"{self._aloud.feed(aloud)}{thought}" if aloud else thought

    def _read_rest(self) -> tuple[str, str]:
        text, thought = self._thoughts.feed(self._said.finish())
        more, further = self._thoughts.finish()
        return text + more, f"{self._aloud.finish()}{thought}{further}"

    def _delta(self, text: str, thought: str) -> Delta | None:
        if self._is_silent:
            text = text.lstrip()
            self._is_silent = not text
        if not (text or thought):
            return None
        self.has_begun = True
        self.pieces += 1
        text, thought = self._text_room.take(text), self._thought_room.take(thought)
        text = self._prose.feed(text) if self._prose else text
        return self._told(text, thought)

    def _told(self, text: str, thought: str = "") -> Delta | None:
        self.has_text = self.has_text or bool(text)
        return Delta(text, thought=thought) if text or thought else None

    def _read_usage(self, counts: object) -> Usage | None:
        prompt, completion = (field(counts, f"{of}_tokens") for of in ("prompt", "completion"))
        if not (isinstance(prompt, int) and isinstance(completion, int)):
            return None
        return self._options.priced(prompt, completion)


def _reason(choice: object) -> str | None:
    """Return why an answer ended; servers call it as they like, and Gemini's add details."""
    said = field(choice, "finish_reason")
    if not isinstance(said, str) or not said:
        return None
    word = said.partition(":")[0].strip().casefold().replace("-", "_")
    return _REASONS.get(word, word)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
