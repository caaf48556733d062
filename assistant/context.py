"""What goes to the backend: the abstracts that fit, and the prompts that carry them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.backends.base import Limits, Message, Request
from assistant.printable import one_line
from prompts import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.passages import Passage
    from store.paper import Paper

_CHARACTERS_A_TOKEN = 4
_FENCE = re.compile("~{3,}")


def build_request(question: str, sources: Sequence[Paper], passages: Sequence[Passage]) -> Request:
    """Return the request that asks a backend to answer a question from numbered sources."""
    limits = Limits()
    fenced = "\n\n".join(render_source(number, paper) for number, paper in enumerate(sources, start=1))
    prompt = render("answer", sources=fenced, question=question, sentences=str(limits.sentences))
    messages = (Message("system", render("system")), Message("user", prompt))
    return Request("answer", question, messages, tuple(sources), tuple(passages), limits)


def estimate_tokens(text: str) -> int:
    """Return about how many tokens a text has, for backends that do not count them."""
    return -(-len(text) // _CHARACTERS_A_TOKEN)


def render_source(number: int, paper: Paper) -> str:
    """Return a source as a prompt shows it: its number, who wrote it, and the abstract between fences."""
    authors = ", ".join(paper.authors) + ("" if paper.authors_complete else " et al.")
    return render(
        "source",
        number=str(number),
        title=one_line(paper.title),
        authors=one_line(authors) or "unknown authors",
        year=wording.year(paper),
        abstract=_FENCE.sub(lambda fence: " ".join(fence[0]), paper.abstract) or "(no abstract)",
    )
