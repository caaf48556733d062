"""Commands on longer texts: their plan, then the text, parts of it anew, and the files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.tui.commands.asking import name_of_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.composing.related.outline import Outline
    from assistant.engine.assistant import Assistant
    from assistant.engine.drafting import Drafting
    from assistant.grounding.verdicts import GroundedSentence
    from assistant.tui.chat import Chat
    from assistant.tui.screens.plan import PlanMaker, Speaking
    from store.progress import Tell

_OF_FORMATS = {
    "latex": "paragraphs that cite by key, with the .bib",
    "markdown": "with citations as Pandoc reads them",
    "typst": "with citations as Typst reads them",
}

_NO_TEXT = (
    "The current answer is no draft; /related TOPIC and /summarize TOPIC write one, and /export"
    " writes any answer to a file."
)


def relate(chat: Chat, topic: str) -> None:
    """Show the plan of related-work paragraphs on a topic."""
    if not topic:
        chat.tell("Say what your paper is about: /related TOPIC", severity="warning")
    elif assistant := chat.opened():
        _show_plan(chat, assistant, f"Related work on {topic}", _of_related(assistant, topic))


def plan(chat: Chat, topic: str) -> None:
    """Show the plan of a summary, to change which papers it tells of."""
    if not topic:
        chat.tell("Say of what: /plan TOPIC, or the number of a line", severity="warning")
    elif assistant := chat.opened():
        asked = f"Summary of {name_of_line(chat, topic)}"
        _show_plan(chat, assistant, asked, _of_summary(assistant, topic))


def redo(chat: Chat, where: str) -> None:
    """Write a paragraph or a sentence of the current draft anew, by default the lit one."""
    # Imported here, as below: it brings numpy, which the first frame does not wait for.
    from assistant.composing.related.drafts import DraftPosition, read_place
    from assistant.engine.drafting import Redrafting, find_place

    sentence = chat.conversation.reading.sentence
    if _retell(chat, sentence, is_paragraph=where == "paragraph"):
        return
    draft = _current_draft(chat)
    if draft is None or draft.draft is None:
        return
    place = read_place(where, draft.draft) if where and where != "paragraph" else None
    if place is None and sentence is not None:
        place = find_place(draft.draft, sentence.text)
        if place is not None and where == "paragraph":
            place = DraftPosition(place.paragraph)
    if place is None:
        chat.tell("Say which part: /redo 2 a paragraph, /redo 2.3 a sentence of it.")
        return
    part = f"{place.paragraph + 1}"
    if place.sentence is not None:
        part += f".{place.sentence + 1}"
    asked = f"{draft.asked.partition(' · ')[0]} · {part} anew"
    redrafting = Redrafting(draft.draft, place, asked)
    chat.conversation.ask(asked, redrafting, lit=chat.conversation.reading.at)


def _retell(chat: Chat, sentence: GroundedSentence | None, *, is_paragraph: bool) -> bool:
    """Say the lit sentence of a summary otherwise, or its paragraph; False where the current
    answer is none.
    """
    from assistant.engine.retelling import Retelling, Telling

    current = chat.conversation.current
    before = current.write if current else None
    if not isinstance(before, Telling):
        return False
    if sentence is None:
        chat.tell("Light the sentence that is to be written anew: Tab, then j.")
    else:
        retelling = Retelling(before, sentence, is_paragraph=is_paragraph)
        chat.conversation.ask(retelling.asked, retelling, lit=chat.conversation.reading.at)
    return True


def save(chat: Chat, wanted: str) -> None:
    """Write the current draft or summary to a file, and the `.bib` beside it."""
    from assistant.engine.drafting import Drafting
    from assistant.engine.export.related_text import save_draft
    from assistant.engine.retelling import Telling

    current, assistant = chat.conversation.current, chat.assistant
    if assistant is None or current is None or current.answer is None:
        chat.tell(_NO_TEXT, severity="warning")
        return
    text = current.write
    if not isinstance(text, Drafting | Telling) or not text.can_be_redone:
        chat.tell(_NO_TEXT, severity="warning")
        return
    library, answer, name = assistant.library, current.answer, text.file_name

    def write(_: Tell) -> str:
        written = save_draft(library, name, answer, wanted)
        return f"Written to {' and '.join(str(path.absolute()) for path in written)}."

    chat.begin_job("writing the draft", write)


def formats(_: Chat, __: str) -> Iterable[tuple[str, str]]:
    """Return the formats of a draft."""
    return list(_OF_FORMATS.items())


def _show_plan(chat: Chat, assistant: Assistant, asked: str, maker: PlanMaker) -> None:
    from assistant.tui.screens.plan import PlanScreen

    screen = PlanScreen(assistant.library, asked, maker)
    is_related = maker.save is not None
    chat.app.push_screen(screen, partial(_write, chat, asked, is_related))


def _write(chat: Chat, asked: str, is_related: bool, outline: Outline | None) -> None:  # noqa: FBT001
    from assistant.engine.drafting import Drafting

    if outline is None:
        return
    if is_related:
        chat.conversation.ask(asked, Drafting(outline, asked))
        return
    from assistant.engine.retelling import Telling

    telling = Telling(
        outline.topic,
        asked,
        lambda assistant, session: assistant.summarize_chosen(
            outline, session=session, asked=asked
        ),
    )
    chat.conversation.ask(asked, telling)


def _of_related(assistant: Assistant, topic: str) -> PlanMaker:
    from assistant.composing.related.choosing import Wishes
    from assistant.composing.related.plan_file import write_plan
    from assistant.engine.drafting import outline_related, speak_for
    from assistant.tui.screens.plan import PlanMaker

    library = assistant.library

    def make(pinned: tuple[str, ...], excluded: tuple[str, ...]) -> Outline:
        return outline_related(library, topic, Wishes(pinned, excluded))

    def speak(outline: Outline) -> Speaking:
        return speak_for(library, outline, assistant.window)

    return PlanMaker(make, speak, lambda outline: write_plan(outline, library), "paragraph")


def _of_summary(assistant: Assistant, topic: str) -> PlanMaker:
    from assistant.composing.related.choosing import Wishes
    from assistant.engine.drafting import passages_in
    from assistant.tui.screens.plan import PlanMaker

    def make(pinned: tuple[str, ...], excluded: tuple[str, ...]) -> Outline:
        return assistant.outline_summary(topic, Wishes(pinned, excluded))

    def speak(outline: Outline) -> Speaking:
        return outline, passages_in(assistant.plan_summary(outline).request)

    return PlanMaker(make, speak)


def _current_draft(chat: Chat) -> Drafting | None:
    """Return the draft of the current answer; where it is none, say so."""
    from assistant.engine.drafting import Drafting

    current = chat.conversation.current
    draft = current.write if current else None
    if isinstance(draft, Drafting) and draft.draft is not None:
        return draft
    chat.tell(_NO_TEXT, severity="warning")
    return None
