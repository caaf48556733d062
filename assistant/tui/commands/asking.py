"""Commands that bring an answer: summaries, related work, and the last question once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.composing.lines.finding import Line
    from assistant.tui.chat import Chat
    from assistant.tui.widgets.sources import Source


def summarize(chat: Chat, topic: str) -> None:
    """Tell a topic, a line or the library along its timeline."""
    _summarize(chat, topic, f"Summarize {topic or 'the library'}")


def summarize_line(chat: Chat, line: Line) -> None:
    """Tell a line of research along its timeline."""
    _summarize(chat, str(line.number), f"Summarize {line.name}")


def relate(chat: Chat, topic: str) -> None:
    """Write related-work paragraphs on a topic."""
    if not topic:
        chat.tell("Say what your paper is about: /related TOPIC", severity="warning")
        return
    asked = f"Related work on {topic}"
    chat.conversation.ask(
        asked,
        lambda assistant, session: assistant.relate(topic, session=session, asked=asked),
    )


def retry(chat: Chat, _: str) -> None:
    """Answer the last question anew; where the library failed to open, open it again."""
    if chat.status.is_failed:
        chat.conversation.wait_for_library()
        chat.open_library()
        return
    exchanges = chat.conversation.exchanges
    if not exchanges:
        chat.tell(f"There is nothing to ask again. The library is open: {chat.status.library}.")
        return
    chat.conversation.ask(exchanges[-1].question, exchanges[-1].write)


def edit(chat: Chat, _: str) -> None:
    """Put the last question into the input, to be changed."""
    exchanges = chat.conversation.exchanges
    if exchanges:
        chat.put(exchanges[-1].question)
    else:
        chat.tell("Nothing has been asked yet.")


def pin(chat: Chat, wanted: str) -> None:
    """Ask the last question again of one paper alone."""
    _ask_again(chat, wanted, "key")


def exclude(chat: Chat, wanted: str) -> None:
    """Ask the last question again without a paper."""
    _ask_again(chat, wanted, "-key")


def stop(chat: Chat, _: str) -> None:
    """Stop the answer that is running, and the work behind the chat."""
    chat.jobs.stop()
    chat.conversation.stop()


def sources_to_choose(chat: Chat, _: str) -> list[tuple[str, str]]:
    """Return the numbers of the current sources, each with its title."""
    return [(f"{each.number}", each.paper.title) for each in chat.conversation.sources]


def find_source(chat: Chat, wanted: str) -> Source | None:
    """Return the source of a number or a key; where there is none, say so and return None."""
    for source in chat.conversation.sources:
        if wanted in (f"{source.number}", source.paper.key):
            return source
    chat.tell(f"The current answer has no source {wanted or 'yet'}.", severity="warning")
    return None


def _summarize(chat: Chat, topic: str, asked: str) -> None:
    chat.conversation.ask(
        asked,
        lambda assistant, session: assistant.summarize(topic, session=session, asked=asked),
    )


def _ask_again(chat: Chat, wanted: str, name: str) -> None:
    current = chat.conversation.current
    source = find_source(chat, wanted)
    if source is not None and current is not None:
        chat.ask(f"{current.question} {name}:{source.paper.key}")
