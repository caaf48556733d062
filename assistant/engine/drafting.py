"""Related work in a conversation: written from a plan, then parts of it written anew."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.composing.related.drafts import DraftPosition
from assistant.composing.related.outline import Chosen
from assistant.composing.related.planning import compose, plan_related
from assistant.engine.events import AnswerFinished, Retrieved
from assistant.engine.following import follow
from assistant.engine.redoing import begin_draft, check_draft, plan_redo, put_into
from assistant.engine.threads import in_thread
from assistant.grounding.verdicts import Evidence
from assistant.language.markers import CITATION

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.backends.base import Request
    from assistant.backends.windows import Window
    from assistant.composing.related.choosing import Wishes
    from assistant.composing.related.drafts import SavedDraft
    from assistant.composing.related.outline import Outline
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from assistant.engine.sessions.sessions import Session
    from store.library import Library

_NEAR = 8
"""Papers that a plan shows beside those that it would cite."""
_CITATION = re.compile(CITATION)


class Drafting:
    """Writes the paragraphs of a plan when it is called, and keeps them as a draft."""

    hint = "/redo writes a part anew, /draft a file"
    """What can be done with it then."""

    def __init__(self, outline: Outline, asked: str) -> None:
        """Make it; `asked` is what the session keeps as the question."""
        self.outline = outline
        self.asked = asked
        self.draft: SavedDraft | None = None
        """None until the paragraphs are there."""

    @property
    def file_name(self) -> str:
        """What a file of it is called, in words."""
        return f"related {self.outline.topic}"

    @property
    def can_be_redone(self) -> bool:
        """Whether there is something to be written anew."""
        return self.draft is not None

    async def __call__(
        self, assistant: Assistant, session: Session | None
    ) -> AsyncGenerator[Event, None]:
        """Write, and tell of it as of an answer."""
        outline, plan = await in_thread(
            partial(compose, assistant.library, self.outline, assistant.window)
        )
        written = assistant.relate(
            outline.topic, lambda: plan, session=session, asked=self.asked
        )
        async with aclosing(written) as events:
            async for event in events:
                if isinstance(event, AnswerFinished) and not event.answer.abstained:
                    self.draft = begin_draft(outline, plan, event.answer)
                yield event


class Redrafting(Drafting):
    """Writes one place of a draft anew when it is called; the rest stays as it was."""

    def __init__(self, draft: SavedDraft, place: DraftPosition, asked: str) -> None:
        super().__init__(draft.outline, asked)
        self._before = draft
        self._place = place

    async def __call__(
        self, assistant: Assistant, session: Session | None
    ) -> AsyncGenerator[Event, None]:
        """Write the place anew, and tell of the whole as of an answer, every sentence
        checked.
        """
        library, before = assistant.library, self._before
        plan = await in_thread(partial(plan_redo, library, before, self._place))
        yield Retrieved(plan.hits)
        written = await follow(assistant.relate(before.outline.topic, lambda: plan), None)
        draft = put_into(before, self._place, plan, written)
        checked = await asyncio.to_thread(check_draft, library, draft, assistant.backend)
        answer = replace(checked, question=self.asked)
        if session is not None:
            assistant.sessions.record(session, answer)
        self.draft = draft
        yield AnswerFinished(answer)


def outline_related(library: Library, topic: str, wishes: Wishes) -> Outline:
    """Return the plan of paragraphs on a topic, and the nearest papers that are not in it."""
    outline = plan_related(library, topic, wishes)
    told = {*outline.keys, *(chosen.key for chosen in outline.left_out)}
    near = [hit.paper.key for hit in library.search(topic, k=len(told) + _NEAR)]
    more = [Chosen(key, "near to it") for key in near if key not in told]
    return replace(outline, left_out=(*outline.left_out, *more[:_NEAR]))


def speak_for(
    library: Library, outline: Outline, window: Window | None
) -> tuple[Outline, dict[str, Evidence]]:
    """Return the plan as it can be written, and for each paper, by its key, the passage that
    speaks for it.
    """
    whole, made = compose(library, outline, window)
    return whole, passages_in(made.request)


def find_place(draft: SavedDraft, sentence: str) -> DraftPosition | None:
    """Return where a sentence stands in a draft; None where it does not."""
    wanted = _bare(sentence)
    for at, paragraph in enumerate(draft.paragraphs):
        for number, each in enumerate(paragraph):
            if _bare(each) == wanted:
                return DraftPosition(at, number)
    return None


def passages_in(request: Request | None) -> dict[str, Evidence]:
    """Return for each paper of a request, by its key, the first passage that speaks for it."""
    found: dict[str, Evidence] = {}
    for passage in request.passages if request else ():
        key, span = request.sources[passage.marker - 1].key, passage.span  # type: ignore[union-attr]
        found.setdefault(key, Evidence(key, span.start, span.end, span.text))
    return found


def _bare(sentence: str) -> str:
    """Return the words of a sentence, which may have been checked without its citations."""
    return "".join(_CITATION.sub("", sentence).split())
