"""`songline summarize`: a topic, a line of research or the library, along its timeline."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.cli.commands.answer_printer import Aloud, begin_aloud
from assistant.cli.commands.output import note, print_json, say
from assistant.cli.commands.steps import telling
from assistant.composing.answer import on_retractions
from assistant.engine.events import TextArrived
from assistant.engine.following import follow
from assistant.engine.opening import open_assistant
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from assistant.engine.opening import Settings
    from assistant.engine.sessions.sessions import Session


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Write the summary in the format asked for; as text it streams."""
    with telling("reading the papers") as tell, open_assistant(settings, tell) as assistant:
        aloud = begin_aloud(assistant, None, _PlainAloud) if options.format == "text" else None
        topic = " ".join(options.topic)
        asked = assistant.summarize(topic, years=options.years, tell=tell)
        show = partial(_FORMATS[options.format], assistant)
        answer = asyncio.run(follow(asked, aloud.tell if aloud else None, show))
        show(answer)
    return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED


_SIGN = re.compile(r"^#{1,6} ", re.MULTILINE)
_GROWING = re.compile(r"(?:^|\n)#{1,6}$")


async def summarize_aloud(assistant: Assistant, topic: str, session: Session) -> Answer:
    """Print a summary while it arrives, and below it what was doubted and the papers."""
    asked = f"Summarize {topic or 'the library'}"
    events = assistant.summarize(topic, session=session, asked=asked)
    return await follow(events, begin_aloud(assistant, session, _PlainAloud).tell)


class _PlainAloud(Aloud):
    """Prints headings as lines of their own, without the signs of Markdown, however the text
    arrives.
    """

    def __init__(self, session: Session | None = None) -> None:
        super().__init__(session)
        self._held = ""

    def tell(self, event: Event) -> None:
        """Print what an event says; what was held back of a heading's sign is told with what
        follows.
        """
        if isinstance(event, TextArrived):
            text = self._held + event.text
            kept = _GROWING.search(text)
            self._held = kept[0] if kept else ""
            event = TextArrived(_SIGN.sub("", text[: len(text) - len(self._held)]))
        super().tell(event)


def _say_json(_: Assistant, answer: Answer) -> None:
    from assistant.composing.summary.timeline import to_json

    print_json(to_json(answer))


def _say_markdown(assistant: Assistant, answer: Answer) -> None:
    from assistant.engine.export.conversation import annotated
    from store.exporters.lists import markdown_line

    say(annotated(answer))
    _note_reason(answer)
    if answer.citations:
        say("\n## Sources\n")
    for citation in sorted(answer.citations, key=lambda citation: citation.marker):
        paper = assistant.library.get(citation.key)
        say(f"- [{citation.marker}] {markdown_line(paper) if paper else citation.title}")


def _say_latex(_: Assistant, answer: Answer) -> None:
    from assistant.composing.summary.latex import write_latex
    from assistant.engine.export.conversation import annotated

    say(write_latex(annotated(answer), answer.retrieved), end="")
    _note_reason(answer)


def _note_reason(answer: Answer) -> None:
    if answer.reason:
        note(answer.reason)
    for remark in on_retractions(answer.citations):
        note(remark)


def _nothing(*_: object) -> None:
    """The text was printed while it arrived."""


_FORMATS: dict[str, Callable[[Assistant, Answer], None]] = {
    "text": _nothing,
    "json": _say_json,
    "markdown": _say_markdown,
    "latex": _say_latex,
}
