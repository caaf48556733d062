"""Commands that bring an answer: summaries, related work, and the last question once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.commands.choosing import use_now, with_model
from assistant.tui.commands.keeping import go_on_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.composing.lines.finding import Line
    from assistant.tui.chat import Chat
    from assistant.tui.widgets.sources import ListedSource

    Keys = dict[str, None]
    """Citation keys in the order in which they were wished for."""


def summarize(chat: Chat, topic: str) -> None:
    """Tell a topic, a line or the library along its timeline."""
    _summarize(chat, topic, f"Summarize {name_of_line(chat, topic) or 'the library'}")


def summarize_line(chat: Chat, line: Line) -> None:
    """Tell a line of research along its timeline."""
    _summarize(chat, str(line.number), f"Summarize {line.name}")


async def retry(chat: Chat, model: str) -> None:
    """Answer the last question anew, by another model where one is named; where the library
    failed to open, open it again.
    """
    if chat.status.is_failed:
        chat.conversation.wait_for_library()
        chat.open_library()
        return
    exchanges = chat.conversation.exchanges
    if not exchanges:
        chat.tell(f"There is nothing to ask again. The library is open: {chat.status.library}.")
        return
    last = exchanges[-1]
    if model and not await use_now(chat, with_model(chat.settings, model)):
        return
    chat.conversation.ask(last.question, last.write, wishes=last.wishes, before=last)


def edit(chat: Chat, _: str) -> None:
    """Put the last question into the input, to be changed."""
    exchanges = chat.conversation.exchanges
    if exchanges:
        chat.put(exchanges[-1].question)
    else:
        chat.tell("Nothing has been asked yet.")


def pin(chat: Chat, wanted: str) -> None:
    """Ask the last question again with a paper in the evidence, whatever else is found."""
    if key := _find_key(chat, wanted):
        _ask_wished(chat, lambda pinned, excluded: (pinned | {key: None}, _less(excluded, key)))


def exclude(chat: Chat, wanted: str) -> None:
    """Ask the last question again without a paper."""
    if key := _find_key(chat, wanted):
        _ask_wished(chat, lambda pinned, excluded: (_less(pinned, key), excluded | {key: None}))


def fork(chat: Chat, name: str) -> None:
    """Go on elsewhere from the current answer: what came after it stays where it is."""
    session, current = chat.conversation.session, chat.conversation.current
    assistant = chat.opened()
    if assistant is None or session is None:
        return
    answers = [turn.answer for turn in session.turns]
    at = next((n for n, each in enumerate(answers, 1) if current and each is current.answer), 0)
    if not at:
        chat.tell("There is no answer to go on from.", severity="warning")
        return
    forked = assistant.sessions.fork(session.name, at, name)
    go_on_with(chat, forked)
    chat.tell(f"This is “{forked.name}” now; “{session.name}” stays as it is.")


def stop(chat: Chat, _: str) -> None:
    """Stop the answer that is running, and the work behind the chat."""
    chat.jobs.stop()
    chat.conversation.stop()


def sources_to_choose(chat: Chat, _: str) -> list[tuple[str, str]]:
    """Return the numbers of the current sources, each with its title."""
    return [(f"{each.number}", each.paper.title) for each in chat.conversation.sources]


def name_of_line(chat: Chat, topic: str) -> str:
    """Return what a line is called that is named by its number, as far as lines are found; a
    topic in words as it is.
    """
    lines = chat.conversation.welcome.lines
    named = f"line {topic}" if topic.isdecimal() else topic
    return next((each.name for each in lines if topic == f"{each.number}"), named)


def find_source(chat: Chat, wanted: str) -> ListedSource | None:
    """Return the source of a number or a key; where there is none, say so and return None."""
    for source in chat.conversation.sources:
        if wanted in (f"{source.number}", source.paper.key):
            return source
    chat.tell(f"The current answer has no source {wanted or 'yet'}.", severity="warning")
    return None


def _summarize(chat: Chat, topic: str, asked: str) -> None:
    # Imported here: what says it otherwise is no part of the first frame.
    from assistant.engine.retelling import Telling

    telling = Telling(
        topic,
        asked,
        lambda assistant, session: assistant.summarize(topic, session=session, asked=asked),
    )
    chat.conversation.ask(asked, telling)


def _find_key(chat: Chat, wanted: str) -> str | None:
    """Return the key of a source, by its number or key, or of a paper of the library."""
    if not wanted.isdecimal() and chat.assistant and chat.assistant.library.get(wanted):
        return wanted
    source = find_source(chat, wanted)
    return source.paper.key if source else None


def _ask_wished(chat: Chat, change: Callable[[Keys, Keys], tuple[Keys, Keys]]) -> None:
    """Ask the current question again, with what is wished for by now."""
    # Imported here: it brings numpy, which the first frame does not wait for.
    from assistant.composing.related.choosing import Wishes

    current = chat.conversation.current
    if current is None or current.write is not None:
        chat.tell("Papers are pinned and left out of questions; ask one.", severity="warning")
        return
    wishes = current.wishes or Wishes()
    pinned, excluded = change(dict.fromkeys(wishes.pinned), dict.fromkeys(wishes.excluded))
    chat.conversation.ask(current.question, wishes=Wishes(tuple(pinned), tuple(excluded)))


def _less(keys: Keys, key: str) -> Keys:
    return {each: None for each in keys if each != key}
