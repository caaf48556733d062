"""Places in a list that a question points at: "the second one", "the last two"."""

from __future__ import annotations

from assistant.language.lexicons import read_words
from assistant.language.numbers import ORDINALS
from assistant.language.patterns import any_of, any_word
from assistant.questions.catalogue import AMOUNTS

PLACES_IN_LIST = {name: place - 1 for name, place in ORDINALS.items()} | {
    "last": -1,
    "former": 0,
    "latter": -1,
}
_PUBLISHED = "about|published|written|released"
_VERBS = any_word(read_words("verbs_of_papers"))
NOUN = r"(?:one|paper|method|model|approach|work|article|result)"
ORDINAL = any_of(
    rf"\b(?:the )?(?P<which>{'|'.join(PLACES_IN_LIST)})(?: {NOUN}s?)\b",
    r"\bthe (?P<alone>former|latter)\b",
    # "Who wrote the first", "What does the second say", and not "the second layer".
    rf"\bthe (?P<end>{'|'.join(PLACES_IN_LIST)})(?=[ ?.!]*$| (?:{_PUBLISHED})\b)",
    (
        rf"(?:(?<=\bdo )|(?<=\bdoes )|(?<=\bdid ))the (?P<doer>{'|'.join(PLACES_IN_LIST)})"
        rf"(?= (?:say|tell|{_VERBS})\b)"
    ),
)
# "The last two" of them, and not "the last two years".
SOME = any_of(
    rf"\b(?:the )?(?P<end>first|last) (?P<many>{'|'.join(AMOUNTS)})"
    rf"(?: {NOUN}s?\b|\b(?! \w{{3,}}s\b))"
)
