"""The forms in which one word or name is written: joined, split, abbreviated, misspelt."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from store.text import to_ascii

_STOP_WORDS = (
    "a about all also am an and any are as at be because been but by can could "
    "did do does doing for from "
    "get had has have he her his how i if in into is it its just like many me "
    "might more most much my no "
    "not of on or our out please she should show so some such t than that the "
    "their them then there these "
    "they this those to too us very was we were what when where which who whom "
    "whose why will with would "
    "you your s"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_WORD = re.compile(r"[a-z0-9]+")
_COMPOUND = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:-[A-Za-z0-9]++)+")
_BRACKETED = re.compile(r"\(([A-Za-z][A-Za-z0-9-]{1,9})\)")
_REACH = 120
_NO_VOWELS = "[b-df-hj-np-tv-xz0-9]+[b-df-hj-np-rtv-xz0-9]"
_INITIALS = re.compile(rf"(?<![A-Za-z0-9])({_NO_VOWELS})s(?![A-Za-z0-9])", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_ARXIV = re.compile(
    (
        r"(?<![\d.])(\d{4}\.\d{4,5}|"
        r"(?<![a-z-])[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?![\d.]*\d)"
    ),
    re.IGNORECASE,
)
_ARXIV_DOI = "doi:10.48550/arxiv."
_SPOKEN = {"2": "t", "4": "f"}


def plain(text: str) -> str:
    """Return the text in ASCII, with initials in the singular, which no stemmer touches:
    "LLMs" -> "LLM".
    """
    return _INITIALS.sub(r"\1", to_ascii(text))


def words(text: str) -> list[str]:
    """Return the words of a text, lower case and ASCII, in order: "Fréchet's T2I" ->
    frechet, s, t2i.
    """
    return _WORD.findall(plain(text).lower())


def joined(text: str) -> list[str]:
    """Return what hyphens hold together as one word, whole and by neighbours: "Co-DETR" ->
    codetr.
    """
    found: dict[str, None] = {}
    for compound in _compounds(text):
        parts = compound.split("-")
        found["".join(parts)] = None
        if len(parts) > 2:
            pairs = pairwise(parts)
            found |= {
                left + right: None
                for left, right in pairs
                if STOP_WORDS.isdisjoint((left, right))
            }
    return list(found)


def pairs(stems: list[str]) -> list[str]:
    """Return neighbours as one term each: [boundary, layer, flow] -> boundary_layer,
    layer_flow.
    """
    return [f"{left}_{right}" for left, right in pairwise(stems)]


def definitions(text: str) -> list[tuple[str, str]]:
    """Return the abbreviations that a text explains, and what they stand for.

    Both "large language model (LLM)" and the initials of "text-to-image" (t2i, tti) explain
    one.
    """
    found = dict[tuple[str, str], None]()
    for short in _BRACKETED.finditer(text):
        name = singular(short[1].replace("-", "").lower())
        before = text[max(0, short.start() - _REACH) : short.start()]
        if long := _long_form(name, _WORD.findall(before.lower())):
            found[name, long] = None
    for compound in _compounds(text):
        parts = compound.split("-")
        if len(parts) > 2:
            initials = "".join(part[0] for part in parts)
            spoken = "".join({"to": "2", "for": "4"}.get(part, part[0]) for part in parts)
            found |= dict.fromkeys(((initials, " ".join(parts)), (spoken, " ".join(parts))))
    return list(found)


def singular(name: str) -> str:
    """Return an abbreviation without the "s" of its plural: llms -> llm."""
    return name[:-1] if len(name) > 2 and name.endswith("s") else name


def identifiers(text: str) -> list[str]:
    """Return the DOIs and arXiv numbers that stand in a text, as `doi:…` and `arxiv:…`,
    without versions.
    """
    dois = [f"doi:{found.rstrip('.,;:)]}').lower()}" for found in _DOI.findall(text)]
    elsewhere = _DOI.sub(" ", text) + " ".join(
        doi.removeprefix(_ARXIV_DOI) for doi in dois if _ARXIV_DOI in doi
    )
    return dois + [f"arxiv:{found.lower()}" for found in _ARXIV.findall(elsewhere)]


def misspellings(word: str) -> set[str]:
    """Return everything one slip away: a letter lost, doubled, put wrong, or two letters
    swapped.
    """
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    lost = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    more = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return (lost | swapped | wrong | more) - {word}


def distance(left: str, right: str) -> int:
    """Return how many slips lead from one word to the other; a swap of neighbours counts as
    one.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        above, row = row, [i]
        for j, other in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


@lru_cache(maxsize=2)
def _compounds(text: str) -> list[str]:
    """Return what hyphens hold together, in lower case; only the words with a hyphen are
    looked at.
    """
    return _COMPOUND.findall(" ".join(word for word in text.split() if "-" in word).lower())


def _long_form(short: str, before: list[str]) -> str | None:
    """Return the last words before a parenthesis that hold the letters of an abbreviation in
    order.

    After Schwartz and Hearst (2003): the letters are sought from the end, the first must begin
    a word.
    """
    letters = [_SPOKEN.get(letter, letter) for letter in short]
    candidate = " ".join(before[-min(len(letters) + 5, len(letters) * 2) :])
    at = len(candidate)
    for position in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            candidate[at] == letters[position]
            and (position or at == 0 or candidate[at - 1] == " ")
        ):
            at -= 1
        if at < 0:
            return None
    long = candidate[at:]
    return long if " " in long else None
