"""What the checks found: bad sentences marked where they stand, and one quiet line for the
rest.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.engine.spending import told_cost
from assistant.grounding.verdicts import BROKEN_OFF, Verdict
from assistant.tui.answers.flow import Block, Flow
from assistant.tui.answers.places import Place, find_place
from assistant.tui.plain import QUIET, plain, plain_line
from store.printable import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.content import Content

    from assistant.composing.answer import Answer
    from assistant.grounding.verdicts import GroundedSentence

_BAD = {Verdict.UNSUPPORTED: "$text-error", Verdict.UNCITED: "$text-warning"}
_QUIETLY = Verdict.UNVERIFIED
"""Nothing speaks against such a sentence: it keeps its colour, and gets a small mark."""
_WORDS = {
    Verdict.QUOTED: "quoted",
    Verdict.SUPPORTED: "supported",
    Verdict.UNVERIFIED: "unverified",
    Verdict.CATALOGUE: "computed from the catalogue",
    Verdict.UNVERIFIED: "unverified",
    Verdict.UNSUPPORTED: "unsupported",
    Verdict.UNCITED: "uncited",
}


def marked(flow: Flow, sentences: Iterable[GroundedSentence]) -> Flow:
    """Return the flow with every bad sentence marked, and the one that was broken off; one
    that is not found in it is added below.
    """
    blocks = list(flow.blocks)
    after: Place | None = None
    for sentence in sentences:
        if _is_doubted(sentence) or sentence.why == BROKEN_OFF:
            after = _mark(blocks, sentence, after) or after
    return replace(flow, blocks=tuple(blocks))


def unjudged(sentences: Iterable[GroundedSentence]) -> list[GroundedSentence]:
    """Return the sentences whose verdict puts no mark into the text."""
    return [sentence for sentence in sentences if not _is_doubted(sentence)]


def summary(answer: Answer) -> str:
    """Return one line such as `3 sentences quoted · 1 uncited · 0.4s · cost 0.0012 EUR`."""
    counts = Counter(sentence.verdict for sentence in answer.sentences)
    found = [(counts[verdict], words) for verdict, words in _WORDS.items() if counts[verdict]]
    parts = [f"{number} {words}" for number, words in found]
    if found:
        parts[0] = f"{counted(found[0][0], 'sentence')} {found[0][1]}"
    repaired = sum(sentence.repaired for sentence in answer.sentences)
    if repaired:
        parts.append(f"{repaired} written anew")
    parts += [f"{answer.seconds:.1f}s", told_cost(answer.usage)]
    return " · ".join(filter(None, parts))


def _is_doubted(sentence: GroundedSentence) -> bool:
    return sentence.verdict in _BAD or sentence.verdict is _QUIETLY


def _mark(blocks: list[Block], sentence: GroundedSentence, after: Place | None) -> Place | None:
    """Mark a sentence behind another place, and return where it stands with its mark."""
    place = find_place(blocks, sentence.text, after)
    if place is None:
        body = plain_line(sentence.text)
        blocks.append(Block(_labelled(body, 0, len(body), sentence)))
        return None
    body = blocks[place.block].body
    marked = _labelled(body, place.start, place.end, sentence)
    blocks[place.block] = replace(blocks[place.block], body=marked)
    return replace(place, end=place.end + len(marked) - len(body))


def _labelled(body: Content, start: int, end: int, sentence: GroundedSentence) -> Content:
    if sentence.verdict is _QUIETLY:
        return body[:end] + plain(" ‹?›", QUIET) + body[end:]
    if sentence.why == BROKEN_OFF:
        return body[:end] + plain(" ‹broken off›", QUIET) + body[end:]
    style = _BAD[sentence.verdict]
    told = plain(f" ‹{_reproach(sentence)}›", f"bold {style}")
    return body[:start] + body[start:end].stylize(style) + told + body[end:]


def _reproach(sentence: GroundedSentence) -> str:
    if sentence.verdict is Verdict.UNCITED:
        return "uncited"
    if sentence.why:
        return f"unsupported: {one_line(sentence.why)}"
    return "unsupported by " + ", ".join(f"[{marker}]" for marker in sentence.markers)
