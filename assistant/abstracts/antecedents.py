"""Sentences of abstracts that begin with a pronoun, with the name that it stands for in
brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.abstracts.reader import read_abstract
from assistant.abstracts.wordings import proposes
from assistant.language.names import gives_name
from assistant.language.sentences import cut_sentences

if TYPE_CHECKING:
    from assistant.language.sentences import Span
    from store.paper import Paper

_THING = (
    r"(?:algorithm|approach|architecture|dataset|benchmark|framework|method|"
    r"model|network|paradigm|pipeline"
    r"|scheme|solution|strategy|system|technique)"
)
_VERB = (
    r" (?:(?:also|first|further|[a-z]+ly) )*(?:[a-z]+(?:s|ed)|(?:can|could|does|"
    r"has|is|will) [a-z]+)\b"
)
_OWN = re.compile(
    rf"(?:Our|The proposed) {_THING}(?={_VERB})(?! (?:is|are) (?:called|named|termed|dubbed))"
)
_BEFORE = re.compile(rf"(?:It|This {_THING})(?={_VERB})")
# "It is known that" stands for nothing.
_NOTHING = re.compile(r"It (?:[a-z]+ )?(?:[a-z]+ )?(?:[a-z]+) (?:that|to|how|whether|why)\b")
_LONGEST_NAME = 3
_LEAST = 5


def name_opening(span: Span, paper: Paper) -> str:
    """Return a sentence of an abstract, with the paper's own name where it begins with what
    stands for that.

    `It reaches 68.5%` becomes `[HoP] reaches 68.5%`; a sentence that may speak of something
    else stays.
    """
    name = own_name(paper)
    found = _OWN.match(span.text) or (
        _BEFORE.match(span.text) if name and _follows(span, paper, name) else None
    )
    if name is None or found is None or _NOTHING.match(span.text) or name in span.text:
        return span.text
    rest = span.text[found.end() :]
    return f"[{name}]{rest}" if len(rest.split()) > _LEAST else span.text


def own_name(paper: Paper) -> str | None:
    """Return the name of what a paper brings: from before the colon of its title, or as it
    is introduced.
    """
    head, colon, _ = paper.title.partition(":")
    if (
        colon
        and len(head.split()) <= _LONGEST_NAME
        and any(_is_coined(word) for word in head.split())
    ):
        return head.strip()
    introduced = (name.text for name in read_abstract(paper.abstract).introduces)
    return next(filter(_is_coined, introduced), None)


def brings(paper: Paper, name: str) -> bool:
    """Tell whether a name is of what a paper brings, rather than of what it speaks of."""
    return gives_name(paper.title, name) or introduces(paper, name)


def introduces(paper: Paper, name: str) -> bool:
    """Tell whether an abstract introduces a name: others may give it too."""
    own = (each.text for each in read_abstract(paper.abstract).introduces)
    return any(gives_name(text, name) for text in own)


def _is_coined(word: str) -> bool:
    return any(sign.isupper() for sign in word[1:])


def _follows(span: Span, paper: Paper, name: str) -> bool:
    """Tell whether the sentence before is about what the paper proposes."""
    before = [other.text for other in cut_sentences(paper.abstract) if other.end <= span.start]
    return bool(before) and (proposes(before[-1]) or gives_name(before[-1], name))
