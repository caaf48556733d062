"""The second chance: sentences that failed the check go back to the model, with what fails
in each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.backends.base import Limits, Request
from assistant.backends.prompting import make_messages, render_sources
from prompts import render
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.backends.base import Message
    from assistant.backends.windows import Window
    from assistant.grounding.verdicts import GroundedSentence
    from store.paper import Paper

MOST_SOURCES = 10
"""Abstracts that go along where a sentence does not say which it rests on."""
WITHDRAWN = "DROP"
LONGEST_REPLY = 100_000
"""Characters of a reply that are read; a model that writes more has lost its way."""

_REPLY = re.compile(
    r"\W{0,6}?(?P<number>\d{1,3})(?![.–-]\d)[*\s]{0,3}[\]):.–-]{1,2}(?:\*{1,2}(?=\s))?\s*(?P<text>\S.*)"
)
_WITHDRAWAL = re.compile(rf"\W*{WITHDRAWN}(?![\w-])")
_QUOTES = ('""', "''", "``", "“”")


def repair_request(
    question: str,
    failing: Sequence[tuple[str, GroundedSentence]],
    sources: Sequence[Paper],
    limits: Limits,
    window: Window | None = None,
) -> Request | None:
    """Return the request to write sentences anew; each comes as it was written and as it was
    judged.

    It has the abstracts concerned, as many as the window takes; None where that takes none.
    """
    numbers = _concerned([sentence for _, sentence in failing], len(sources))
    while numbers:
        shown = {number: sources[number - 1] for number in numbers}
        messages = _render(question, failing, shown)
        if window is None or window.cost(messages) + limits.completion_tokens <= window.tokens:
            return Request("repair", question, messages, tuple(sources), (), limits)
        numbers = numbers[: len(numbers) * 3 // 4]
    return None


def _render(
    question: str, failing: Sequence[tuple[str, GroundedSentence]], shown: Mapping[int, Paper]
) -> tuple[Message, ...]:
    prompt = render(
        "repair",
        sources=render_sources(shown.items()),
        question=question,
        sentences="\n".join(
            f"{place}: {one_line(text)}\n   Wrong: {one_line(sentence.why)}."
            for place, (text, sentence) in enumerate(failing, 1)
        ),
    )
    return make_messages(prompt)


def read_reply(reply: str, count: int) -> dict[int, str]:
    """Return what a reply says to each of `count` sentences, from 0; "" for one that is
    withdrawn.

    A reply holds lines such as `2: The sentence anew [1].` or `2: DROP`. What is no such line
    says nothing.
    """
    found: dict[int, str] = {}
    lines = [line.strip() for line in reply.splitlines() if line.strip()]
    for line in lines:
        match = _REPLY.match(line)
        if match and 1 <= int(match["number"]) <= count:
            found.setdefault(int(match["number"]) - 1, _read(match["text"]))
    if (
        not found
        and count == len(lines) == 1
        and ("[" in lines[0] or _WITHDRAWAL.match(lines[0]))
    ):
        return {0: _read(lines[0])}
    return found


def _concerned(failing: Iterable[GroundedSentence], sources: int) -> list[int]:
    """Return the numbers of the sources that the sentences may rest on, the cited ones
    before the others.
    """
    cited = dict.fromkeys(
        marker for each in failing for marker in each.markers if 0 < marker <= sources
    )
    if all(0 < marker <= sources for each in failing for marker in each.markers or (0,)):
        return list(cited)
    return list(dict.fromkeys([*cited, *range(1, sources + 1)]))[
        : max(MOST_SOURCES, len(cited))
    ]


def _read(text: str) -> str:
    if _WITHDRAWAL.match(text):
        return ""
    text = text.strip()
    return text[1:-1].strip() if f"{text[:1]}{text[-1:]}" in _QUOTES and len(text) > 2 else text
