"""Papers by what they are called, where no title says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.questions.question_reader import read_question
from assistant.retrieval.scope import Scope
from store.filters import Filter

if TYPE_CHECKING:
    from store.library import Library
    from store.paper import Paper


def papers_named(library: Library, name: str) -> list[Paper]:
    """Return the paper that a name stands for, as "Who wrote HoP?" finds it."""
    return Scope(library, Filter()).find_named(read_question(name)) if name else []
