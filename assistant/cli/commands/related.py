"""`songline related`: a plan of what to cite, the paragraphs written from it, and their
bibliography.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.check_draft import check
from assistant.cli.commands.related_output import Output
from assistant.cli.commands.related_topic import read_topic
from assistant.cli.commands.steps import telling
from assistant.cli.commands.waiting_line import waiting
from assistant.composing.related.choosing import Wishes
from assistant.composing.related.drafts import draft_to_text, read_draft, read_place
from assistant.composing.related.formats import FORMATS
from assistant.composing.related.plan_file import read_plan, write_plan
from assistant.composing.related.planning import compose, plan_related
from assistant.engine.following import follow
from assistant.engine.opening import open_assistant
from assistant.engine.redoing import begin_draft, check_draft, plan_redo, put_into
from store.errors import InputError
from store.files import write_over

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from assistant.cli.commands.answer_printer import Aloud
    from assistant.composing.answer import Answer
    from assistant.composing.plan import Plan
    from assistant.composing.related.outline import Outline
    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings
    from assistant.errors import ExitCode


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Write related work, go on with a draft of it, or check one."""
    with telling("choosing what to cite") as tell, open_assistant(settings, tell) as assistant:
        if options.check:
            return check(options, assistant.library, settings.mailto)
        if options.online:
            raise InputError(
                "There is no draft to look up", advice="Name one: --check FILE --online"
            )
        if options.format not in (None, *FORMATS):
            advice = (
                "Formats of a text: latex, markdown, typst; without one, it cites by number."
            )
            raise InputError(f"Related work is not written as {options.format}", advice=advice)
        output = Output(options, assistant.library)
        if options.draft and not (options.topic or options.abstract or options.from_plan):
            return _go_on(options, assistant, output)
        if options.redo:
            raise InputError(
                "A draft is gone on with as it is",
                advice="Leave the topic out: --draft FILE --redo 2.3",
            )
        return _begin(options, assistant, output)


def _begin(options: Namespace, assistant: Assistant, output: Output) -> ExitCode:
    outline, plan = compose(
        assistant.library, _make_outline(options, assistant), assistant.window
    )
    if options.plan:
        write_over(Path(options.plan), write_plan(outline, assistant.library))
    output.show_plan(outline)
    with waiting("writing the paragraphs"):
        aloud, show = output.aloud(assistant), partial(output.show, outline)
        answer = asyncio.run(_write(assistant, outline.topic, plan, aloud, show))
    if options.draft and not answer.abstained:
        write_over(Path(options.draft), draft_to_text(begin_draft(outline, plan, answer)))
    return output.finish(outline, answer)


def _go_on(options: Namespace, assistant: Assistant, output: Output) -> ExitCode:
    """Write a part of a draft anew, or only show it again."""
    draft = read_draft(Path(options.draft))
    if options.redo:
        place = read_place(options.redo, draft)
        plan = plan_redo(assistant.library, draft, place)
        written = asyncio.run(_write(assistant, draft.outline.topic, plan))
        draft = put_into(draft, place, plan, written)
        write_over(Path(options.draft), draft_to_text(draft))
    answer = check_draft(assistant.library, draft, assistant.backend)
    output.show_whole(answer)
    return output.finish(draft.outline, answer)


def _make_outline(options: Namespace, assistant: Assistant) -> Outline:
    if options.from_plan:
        if options.topic or options.abstract:
            raise InputError(
                "A plan has its topic", advice="Give either --from-plan or a topic."
            )
        return read_plan(Path(options.from_plan), assistant.library)
    wishes = Wishes(tuple(options.pin), tuple(options.exclude))
    return plan_related(
        assistant.library, read_topic(options), wishes, paragraphs=options.paragraphs
    )


async def _write(
    assistant: Assistant,
    topic: str,
    plan: Plan,
    aloud: Aloud | None = None,
    keep: Callable[[Answer], None] | None = None,
) -> Answer:
    asked = assistant.relate(topic, lambda: plan)
    return await follow(asked, aloud.tell if aloud else None, keep)
