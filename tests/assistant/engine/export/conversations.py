"""Conversations for the tests of documents: answers with anything in them, and papers that
they cite.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.composing.answer import Answer, Citation
from assistant.engine.export.conversation import ExportedConversation
from assistant.engine.sessions.turns import Turn
from assistant.grounding.verdicts import GroundedSentence, Verdict
from tests.store.exporters.papers import NASTY
from tests.store.samples import bare

if TYPE_CHECKING:
    from store.paper import Paper

PLAIN = bare("zong2023", "Learning to see", authors=("Zhuofan Zong",))
GONE = "gone2020"
MARKUP = """\
We **propose** a_b & 50% of <script>alert(1)</script> \\textbf{x} [1]. It is *best* [1, 2] [2]!

- one item, `code_x` [3]
- [9] begins another

| name | score |
|---|---|
| HoP & co | 68.5% |

```
$ echo \\end{verbatim}
```
See https://example.org/a_b and [here](https://example.org/#x) or [there](javascript:alert(1)).
"""


def make_answer(text: str, *sentences: GroundedSentence, **more: object) -> Answer:
    """Return an answer from three sources, of which the third is no longer in the library."""
    sources = (NASTY, PLAIN, bare(GONE, "Gone & forgotten"))
    plain = Answer(
        question="What is 100% <b>new</b> & why_not?",
        rewritten=None,
        answer=text,
        abstained=False,
        reason=None,
        citations=tuple(
            Citation(number, paper.key, paper.title, None, False)
            for number, paper in enumerate(sources, 1)
        ),
        sentences=sentences,
        retrieved=tuple(paper.key for paper in sources),
        backend="extractive",
        model=None,
        usage=None,
        seconds=0.1,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def talk(*answers: Answer, papers: tuple[Paper, ...] = (NASTY, PLAIN)) -> ExportedConversation:
    """Return a conversation of these answers."""
    turns = [Turn(answer.question, answer) for answer in answers]
    return ExportedConversation(
        "my <talk> & #1",
        turns,
        {paper.key: paper for paper in papers},
        "2 papers, fingerprint abc",
    )


def doubted(text: str, verdict: Verdict, why: str = "") -> GroundedSentence:
    """Return a sentence that the check did not pass."""
    return GroundedSentence(text, (1,), verdict, (), why)
