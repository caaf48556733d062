"""What the checks found: bad sentences marked where they stand, and one quiet line for the
rest.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.grounding.verdicts import Verdict
from assistant.tui.flow import Block, Flow
from assistant.tui.typeset import plain_text
from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.composing.answer import Answer
    from assistant.grounding.verdicts import Sentence

_BAD = {Verdict.UNSUPPORTED: "$text-error", Verdict.UNCITED: "$text-warning"}
_WORDS = {
    Verdict.QUOTED: "quoted",
    Verdict.SUPPORTED: "supported",
    Verdict.CATALOGUE: "computed from the catalogue",
    Verdict.UNVERIFIED: "unverified",
    Verdict.UNSUPPORTED: "unsupported",
    Verdict.UNCITED: "uncited",
}


def marked(flow: Flow, sentences: Iterable[Sentence]) -> Flow:
    """Return the flow with every bad sentence marked; one that is not found in it is added
    below.
    """
    blocks = list(flow.blocks)
    for sentence in sentences:
        if sentence.verdict in _BAD:
            _mark(blocks, sentence)
    return replace(flow, blocks=tuple(blocks))


def summary(answer: Answer) -> str:
    """Return one line such as `3 sentences quoted · 1 uncited · 0.4s`."""
    counts = Counter(sentence.verdict for sentence in answer.sentences)
    found = [(counts[verdict], words) for verdict, words in _WORDS.items() if counts[verdict]]
    parts = [f"{number} {words}" for number, words in found]
    if found:
        parts[0] = f"{counted(found[0][0], 'sentence')} {found[0][1]}"
    repaired = sum(sentence.repaired for sentence in answer.sentences)
    if repaired:
        parts.append(f"{repaired} written anew")
    return " · ".join([*parts, f"{answer.seconds:.1f}s"])


def _mark(blocks: list[Block], sentence: Sentence) -> None:
    text = plain_text(sentence.text)
    unmarked = re.compile(re.escape(text) + "(?! ‹)")
    for index, block in enumerate(blocks):
        place = unmarked.search(block.body.plain.replace("\n", " "))
        if text and place:
            blocks[index] = replace(block, body=_labelled(block.body, *place.span(), sentence))
            return
    blocks.append(
        Block(_labelled(Content(one_line(sentence.text)), 0, len(sentence.text), sentence))
    )


def _labelled(body: Content, start: int, end: int, sentence: Sentence) -> Content:
    style = _BAD[sentence.verdict]
    told = Content.styled(f" ‹{_reproach(sentence)}›", f"bold {style}")
    return body[:start] + body[start:end].stylize(style) + told + body[end:]


def _reproach(sentence: Sentence) -> str:
    if sentence.verdict is Verdict.UNCITED:
        return "uncited"
    if sentence.why:
        return f"unsupported: {one_line(sentence.why)}"
    return "unsupported by " + ", ".join(f"[{marker}]" for marker in sentence.markers)
