"""What is said to the assistant and asks nothing of the papers: greetings, orders, noise."""

from __future__ import annotations

import re

from assistant.language.patterns import any_of

_TO_WHOM = r"(?:there|all|again|everyone|friend|songline|assistant|you|to you)"
_PLEASED = (
    r"(?:many thanks|thanks?|thank you|thx|cheers|great|nice|cool|ok(?:ay)?|"
    r"perfect|good|wow|got it|i see"
    r"|well done|(?:good|great|nice) (?:job|work|one)|bye|goodbye|see you)"
)
_HOW_MUCH = (
    r"(?:so much|very much|a lot|again|then|that (?:helps|helped)|for (?:that|"
    r"this|it|all|(?:the|your) help))"
)
_GREETING = any_of(
    rf"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|"
    rf"greetings)(?:[ ,]+{_TO_WHOM})*[!., ]*$"
)
_THANKS = any_of(rf"^{_PLEASED}(?:[ ,!.]+(?:{_PLEASED}|{_HOW_MUCH}|{_TO_WHOM}))*[!. ]*$")
_ABOUT_ITSELF = any_of(
    r"^(?:who|what|how) are you(?: (?:today|doing|exactly))?[ ?!.]*$",
    r"^what can (?:you|i) (?:do|ask)(?: you)?(?: for me| here)?[ ?!.]*$",
    r"^what(?:['’]s| is) your name[ ?!.]*$",
    r"^(?:can|could) you help(?: me)?[ ?.!]*$",
    r"^help[ !.?]*$",
)
_ORDER = any_of(
    r"(?:^|[.!;,:] ?)(?:please |now |then |and )*(?:ignore|disregard|forget|"
    r"override|bypass)\b.{0,40}"
    r"\b(?:instructions?|prompts?|rules?|above|previous|guidelines|system|everything|papers)\b",
    (
        r"\b(?:developer mode|jailbreak|your (?:own )?(?:system )?(?:instructions|"
        r"prompt|rules|guidelines))\b"
    ),
    r"^(?:please )?(?:print|reveal|repeat|output|show)\b.{0,30}\bsystem prompt\b",
    r"^(?:please )?(?:pretend|act as|role-?play|you are now)\b",
    r"\bfrom now on\b",
    (
        r"^(?:please )?(?:delete|drop|erase|wipe) (?:all|every|the (?:whole "
        r")?(?:files|library|papers))\b"
    ),
    (
        r"^(?:please )?(?:stop|quit|cease) (?:answering|being|citing|quoting|"
        r"refusing|talking|using)\b"
    ),
    r"^(?:please )?(?:answer|reply|respond|speak|talk) (?:to me )?(?:like|as if|as though)\b",
    r"^(?:please )?(?:write|compose|tell|sing|make|give)(?: me)? (?:a |an |some "
    r")?(?:short |funny )?"
    r"(?:poem|joke|story|song|haiku|limerick|essay|email)\b",
)
# Two letters, or one with a digit: 3D is a word, 12345 is none.
_WORD = re.compile(r"[^\W\d_]{2}|\d[^\W\d_]|[^\W\d_]\d")

_INVITATION = "Ask what a paper found, what was done on a topic, or how many papers there are."
_OFFER = "I answer questions about the papers in this library, from their abstracts alone."


def asks_nothing(text: str) -> bool:
    """Tell whether a text is a greeting, thanks, or noise; an order is none of these."""
    return not _ORDER.search(text) and reply_to_small_talk(text) is not None


def reply_to_small_talk(text: str) -> tuple[str, str] | None:
    """Return a short reply and the reason for it, None where the text may ask about the
    papers.
    """
    if _ORDER.search(text):
        return (
            f"I do not take such orders. {_OFFER}",
            "This is an order, and no question about the papers.",
        )
    if _GREETING.match(text):
        return f"Hello. {_OFFER}", "This is a greeting."
    if _ABOUT_ITSELF.match(text):
        return f"{_OFFER} {_INVITATION}", "This asks about the assistant."
    if _THANKS.match(text):
        return "You are welcome.", "This asks nothing."
    if not _WORD.search(text):
        return f"I cannot make a question out of that. {_OFFER}", "There are no words in it."
    return None
