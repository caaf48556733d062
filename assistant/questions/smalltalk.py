"""What is said to the assistant and asks nothing of the papers: greetings, orders, noise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.numbers import ORDINALS
from assistant.questions.grammar import matches
from assistant.questions.intents import Intent
from assistant.questions.messages import read_message
from assistant.questions.plain_messages import CERTAIN
from assistant.questions.wording import plain_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

# Two letters, or one with a digit: 3D is a word, 12345 is none.
_WORD = re.compile(r"[^\W\d_]{2}|\d[^\W\d_]|[^\W\d_]\d")

_INVITATION = "Ask what a paper found, what was done on a topic, or how many papers there are."
_OFFER = "I answer questions about the papers in this library, from their abstracts alone."
_REPLIES = {
    "order": (
        f"I do not take such orders. {_OFFER}",
        "This is an order, and no question about the papers.",
    ),
    "greeting": (f"Hello. {_OFFER}", "This is a greeting."),
    "thanks": ("You are welcome.", "This asks nothing."),
    "noise": (
        f"I cannot make a question out of that. {_OFFER}",
        "There are no words in it.",
    ),
    "help": (f"{_OFFER} {_INVITATION}", None),
}
_COMMANDS = {
    "related": (
        'Related work is written by: songline related "{about}". In the chat: /related {about}.'
    ),
    "summarize": (
        'A summary is written by: songline summarize "{about}". '
        "In the chat: /summarize {about}."
    ),
    "bibtex": (
        'An entry is written by: songline export "{about}". In the chat: /bibtex {about}.'
    ),
    "sources": "In the chat, /sources goes to the papers behind an answer; 1 reads the first.",
    "sessions": (
        "Earlier conversations are listed by /sessions in the chat; songline --session NAME "
        "goes on with one."
    ),
    "copy": "In the chat, /copy {about} copies that.",
    "retry": "In the chat, /retry asks the last question anew.",
    "export": (
        "A conversation is written to a file by: songline export. In the chat: /export {about}."
    ),
}
_PLACES = {**ORDINALS, "last": -1}
_WISH = re.compile(
    r"(?:i(?:'d| would)? (?:want|like|need|wish)(?: you)?(?: to)?|let(?:'s| us)|"
    r"how (?:do|can|could) i) (?:get |have )?(?:an? |the )?",
    re.IGNORECASE,
)
"""What a command may begin with and is no part of it."""
_NOUN = r"(?:one|paper|source|entry|of them)"
_PLACE = re.compile(
    rf"(?:(?:the|number|no|paper|source|entry) )*\[?(\d+|{'|'.join(_PLACES)})\]?(?: {_NOUN})*"
)
_THIS = re.compile(rf"(?:it|them|this|that|these|those)(?: {_NOUN}s?)?")
_CALLED = re.compile(rf"^(?:the|that|this) | {_NOUN}[.?!]*$", re.IGNORECASE)
_SAID = (Intent.SMALL_TALK, Intent.COMMAND)


def answers_small_talk(reason: str | None) -> bool:
    """Tell whether this is why nothing was answered: nothing had been asked."""
    return reason is not None and reason in {why for _, why in _REPLIES.values()}


def asks_nothing(text: str) -> bool:
    """Tell whether a text is a greeting, thanks, or noise; an order is none of these."""
    return _kind(text) in ("greeting", "thanks", "noise", "help")


def read_command(text: str) -> tuple[str, str] | None:
    """Return the command that a text gives in plain words and what it is to be about, None
    where it gives none, or asks for help.
    """
    plain = _WISH.sub("", plain_wording(text), count=1) if _WISH.match(text) else text
    plain = plain_wording(plain)
    for _, slots in matches(plain, plain, (Intent.COMMAND,)):
        if slots["command"] in _COMMANDS:
            return slots["command"], slots.get("topic", slots.get("format", _part(slots)))
    message = read_message(text, lambda _: False)
    if message and message.label == "related" and message.likely >= CERTAIN:
        return None if message.is_turned else ("related", message.topic)
    return None


def _part(slots: Mapping[str, str]) -> str:
    """Return which part of an answer is meant, by its name and place: `sentence 1`."""
    part, which = slots.get("part", "").lower(), slots.get("which", "").lower()
    return f"{part} {_PLACES[which]}" if which and part == "sentence" else part


def read_place(text: str) -> int | None:
    """Return the place that words give in a list, from its end where it is below 0; 0 for all
    of it, None where they give none.
    """
    plain = " ".join(text.lower().split()).rstrip(".?!")
    if _THIS.fullmatch(plain) or not plain:
        return 0
    found = _PLACE.fullmatch(plain)
    return (_PLACES.get(found[1]) or int(found[1])) if found else None


def words_of_title(text: str) -> str:
    """Return the words of a title in what a paper is called, such as "the guitar one"."""
    return _CALLED.sub("", text).strip(" .?!")


def reply_to_command(text: str) -> str | None:
    """Return where a text is done that gives a command in plain words, None where it gives
    none.
    """
    if (found := read_command(text)) is None:
        return None
    command, about = found
    return _COMMANDS[command].format(about=about or "…")


def where_exported(about: str) -> str:
    """Return where the entries of papers are written."""
    return _COMMANDS["bibtex"].format(about=about or "…")


def reply_to_small_talk(text: str) -> tuple[str, str | None] | None:
    """Return a short reply and why it is no answer, None where the text may ask about the
    papers.

    What the assistant can do is answered, so that there is no such reason.
    """
    return _REPLIES.get(_kind(text) or "")


def _kind(text: str) -> str | None:
    for wording in (text, plain_wording(text)):
        for _, slots in matches(wording, wording, _SAID):
            return slots.get("reply") or slots["command"]
    message = read_message(text, lambda _: False)
    if message and message.label == "help" and message.likely >= CERTAIN:
        return "help"
    return None if _WORD.search(text) else "noise"
