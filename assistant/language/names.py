"""Names of methods, data sets and the like: how a question writes them, and whether a text
gives them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_lexicon
from assistant.language.stopwords import ASKING
from store.text import to_ascii
from store.words import STOP_WORDS, definitions, singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.paper import Paper

_TOKEN = re.compile(r"[^\W_]+(?:[-.+][^\W_]+)*(?:\s+v?\d+(?:\.\d+)+)?")
# A name with a word behind it, as in BRCA1-deficient, is that of its head.
_MANNER = re.compile(r"-(?:(?i:style|like|based|type|inspired)|(?<=[A-Z\d]-)[a-z]{4,})$")
_PART = re.compile(r"[A-Za-z]+|\d+")
# GenLFrog may be written Gen-L-Frog, but a short name such as HoP is no "ho p".
_HUMP = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_LONG = 6
_JOINTS = frozenset("-_^.")
_PRONOUNS = frozenset(("us",))
"""What a country may go by, and every text may say without it."""


def find_names(text: str) -> list[str]:
    """Return the words that are written as names are: HoP, RAPHAEL, UniNet-B5, capitals in a
    sentence.

    A version behind a name is a part of it: SDXL 1.0. A text of words all in capitals gives
    none away.
    """
    found: list[str] = []
    if text.isupper() and " " in text.strip():
        return found
    for match in _TOKEN.finditer(text):
        token = _MANNER.sub("", match[0])
        begins = not text[: match.start()].strip(" \"'([¿¡")
        capitals = sum(letter.isupper() for letter in token)
        mixed = capitals > 1 or any(letter.isupper() for letter in token[1:])
        if mixed or (capitals and not begins and token.lower() not in ASKING | STOP_WORDS):
            found.append(token)
    return found


@lru_cache(maxsize=20_000)
def is_technical(chunk: str) -> bool:
    """Whether a chunk is spelled as only names are: `nuScenes`, `GPT-4`, `COCO`."""
    return chunk[0].isalnum() and (
        any(sign.isupper() for sign in chunk[1:]) or _mixes_digits(chunk)
    )


def capitalised(text: str) -> str:
    """Return a text with a capital at its beginning, unless a name begins it that has none."""
    first = text.split(" ", 1)[0]
    return text if first and is_technical(first) else text[:1].upper() + text[1:]


def _mixes_digits(chunk: str) -> bool:
    return any(sign.isdigit() for sign in chunk) and any(sign.isalpha() for sign in chunk)


def gives_name(text: str, name: str) -> bool:
    """Tell whether a text gives a name, whole: joined, with hyphens or apart, or as what it
    abbreviates.

    UniNet-B5 is no UniNet-B6, GPT-4 no GPT-4o; Co-DETR may be written CoDETR, and S2AP as
    S^2AP.
    """
    plain = to_ascii(text).lower()
    if _holds(plain, _parts(name)) or name.lower() in _abbreviated(text):
        return True
    return any(_holds(plain, (*other.split(),)) for other in _called_after(name.lower()))


def countries() -> Iterable[str]:
    """Return the countries and regions that are known, and what is called after them, in small
    letters.
    """
    return _demonyms().keys()


def _called_after(place: str) -> frozenset[str]:
    """Return what else a country or region, or what is called after it, goes by."""
    return _demonyms().get(place, frozenset())


@cache
def _demonyms() -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for line in read_lexicon("demonyms"):
        group = frozenset(entry.strip() for entry in line.split(","))
        for word in group:
            known[word] = known.get(word, frozenset()) | group - _PRONOUNS
    return known


def places_of(name: str, text: str) -> Iterator[slice]:
    """Yield where a name stands in a text as it is written, and no word goes on at its ends.

    No pattern is made of the name: each paper has its own.
    """
    start = text.find(name)
    while name and start >= 0:
        end = start + len(name)
        if not (_is_of_word(text[start - 1 : start]) or _is_of_word(text[end : end + 1])):
            yield slice(start, end)
        start = text.find(name, start + 1)


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def long_forms(names: Iterable[str], papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """Return each abbreviation with each meaning that the papers say it stands for."""
    explained = [meaning for paper in papers for meaning in definitions(paper.abstract)]
    return list(
        dict.fromkeys(
            (name, long)
            for name in names
            for short, long in explained
            if name.isupper() and short == singular(name.lower())
        )
    )


def text_of(paper: Paper) -> str:
    """Return all that is known of a paper in words."""
    return f"{paper.title}. {paper.topics} {', '.join(paper.authors)}"


def missing_names(names: Iterable[str], paper: Paper) -> list[str]:
    """Return those of some names that a paper does not give."""
    text = text_of(paper)
    return [name for name in names if not gives_name(text, name)]


@lru_cache(maxsize=1024)
def _parts(name: str) -> tuple[str, ...]:
    is_plural = name.endswith("s") and (name[-2:-1].isupper() or name[-2:-1].isdigit())
    singular = name[:-1] if is_plural else name
    parts = (_HUMP if len(singular) >= _LONG else _PART).findall(to_ascii(singular))
    return tuple(part.lower() for part in parts)


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    """Whether parts stand in a text (ASCII, lower case) with a joint or nothing between them,
    whole but for an `s`.
    """
    if not parts:
        return False
    start = text.find(parts[0])
    while start >= 0:
        if not text[start - 1 : start].isalnum():
            end = _end_of(text, start, parts)
            behind = text[end : end + 2].removeprefix("s")
            if end and not behind[:1].isalnum():
                return True
        start = text.find(parts[0], start + 1)
    return False


def _end_of(text: str, start: int, parts: tuple[str, ...]) -> int:
    """Return where parts that begin there end; 0 where others stand there."""
    end = start + len(parts[0])
    for part in parts[1:]:
        joint = text[end : end + 1]
        end += joint in _JOINTS or joint.isspace()
        if not text.startswith(part, end):
            return 0
        end += len(part)
    return end


@lru_cache(maxsize=1024)
def _abbreviated(text: str) -> frozenset[str]:
    return frozenset(short for short, _ in definitions(text))
