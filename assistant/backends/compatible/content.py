"""The content of a message: a text, or typed blocks of text and of thoughts."""

from __future__ import annotations

from typing import Any

from assistant.backends.compatible.tool_calls import field

_TEXTS = frozenset({"text", "output_text"})
_THOUGHTS = ("thinking", "reasoning")
_DEEPEST = 4


def read_content(content: Any) -> tuple[str, str]:  # noqa: ANN401 (servers send what they like)
    """Return the text and the thoughts of a content, whatever its shape."""
    return _read(content, _DEEPEST)


def read_refusal(content: Any) -> str:  # noqa: ANN401 (as above)
    """Return what blocks of a content say of why there is no answer."""
    blocks = content if isinstance(content, list) else []
    said = (field(each, "refusal") for each in blocks if field(each, "type") == "refusal")
    return "".join(each for each in said if isinstance(each, str))


def _read(content: Any, depth: int) -> tuple[str, str]:  # noqa: ANN401 (as above)
    if isinstance(content, str):
        return content, ""
    blocks = content if isinstance(content, list) else [content]
    read = [_read_block(block, depth) for block in blocks] if depth else []
    return "".join(text for text, _ in read), "".join(thought for _, thought in read)


def _read_block(block: Any, depth: int) -> tuple[str, str]:  # noqa: ANN401 (as above)
    kind = field(block, "type")
    if kind in _TEXTS or (kind is None and isinstance(block, str)):
        text = block if isinstance(block, str) else field(block, "text")
        return (text, "") if isinstance(text, str) else ("", "")
    if kind in _THOUGHTS:
        inner = next(
            (found for name in (*_THOUGHTS, "text") if (found := field(block, name))), ""
        )
        text, thought = _read(inner, depth - 1)
        return "", text + thought
    return "", ""
