"""A conversation as one page of HTML that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant.engine.export.cited_markdown import cited_number, parser
from assistant.engine.export.conversation import annotated, remarks
from store.printable import one_line
from store.wording import authors, facts, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from assistant.composing.answer import Answer, Citation
    from assistant.engine.export.conversation import ExportedConversation
    from assistant.engine.sessions.turns import Turn

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  font: 1rem/1.5 system-ui, sans-serif; }}
.sources, .remarks {{ color: #555; font-size: .9rem; }}
table {{ border-collapse: collapse; }}
td, th {{ border: 1px solid #ccc; padding: .2rem .5rem; }}
</style>
</head>
<body>
<h1>{name}</h1>
<p class="remarks">Library: {library}.</p>
{turns}
</body>
</html>
"""


def write(conversation: ExportedConversation) -> str:
    """Return the page; citations lead to the sources below their answer."""
    turns = [
        _turn(number, turn, conversation) for number, turn in enumerate(conversation.turns, 1)
    ]
    return _PAGE.format(
        name=escape(conversation.name),
        library=escape(conversation.library),
        turns="\n".join(turns),
    )


def _turn(number: int, turn: Turn, conversation: ExportedConversation) -> str:
    answer = turn.answer
    sources = [
        (
            f'<li id="{_anchor(number, cited.marker)}">[{cited.marker}] '
            f"{_source(cited, conversation)}</li>"
        )
        for cited in sorted(answer.citations, key=lambda cited: cited.marker)
    ]
    notes = "".join(f"<p>{escape(note)}</p>" for note in remarks(answer))
    return "\n".join(
        [
            f"<h2>{escape(one_line(turn.question))}</h2>",
            _body(number, answer),
            f'<ul class="sources">{"".join(sources)}</ul>' if sources else "",
            f'<div class="remarks">{notes}</div>',
        ]
    )


def _body(number: int, answer: Answer) -> str:
    tokens = parser().parse(annotated(answer))
    known = {citation.marker for citation in answer.citations}
    for token in tokens:
        _lead_to_sources(number, token.children or [], known)
    return str(parser().renderer.render(tokens, parser().options, {}))


def _lead_to_sources(number: int, tokens: Sequence[Token], known: set[int]) -> None:
    """Let citations lead to the list below; one of no source is struck out."""
    for place, token in enumerate(tokens):
        if token.type != "link_open":
            continue
        marker = cited_number(str(token.attrs.get("href", "")))
        if marker in known:
            token.attrs = {"href": f"#{_anchor(number, marker or 0)}"}
        elif marker is not None:
            token.tag, token.attrs = "s", {}
            tokens[place + 2].tag = "s"


def _anchor(turn: int, marker: int) -> str:
    return f"source-{turn}-{marker}"


def _source(citation: Citation, conversation: ExportedConversation) -> str:
    paper = conversation.papers.get(citation.key)
    if paper is None:
        return f"{escape(one_line(citation.title))} (no longer in the library)"
    names, known = authors(paper).rstrip("."), ". ".join(facts(paper))
    return (
        f"{escape(names)}. <b>{escape(title(paper))}</b>. {escape(known)}. {escape(paper.key)}"
    )
