"""How two words stand to each other: the same, near in meaning, opposite, or neither."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

from assistant.language.lexicons import read_groups, read_lexicon
from assistant.language.tokens import stem
from assistant.language.word_lists import AXES, SYNONYMS

_BRITISH = re.compile(r"(?<=\w{3})is(?=(?:ed?|es|ers?|ing|ations?)$)", re.IGNORECASE)
_ENDINGS = (
    "ation anci enci aci anc enc ment ness abl iti ing ant ent ist ism ion or er iv al li"
).split()
_FORMATIONS = [
    tuple(pair.split())
    for pair in """
    umpt um, script scrib, orpt orb, cept ceiv, duct duc, vis vid, cis cid, llis llid, clus
    clud, plos plod, vas vad, pans pand, xtens xtend, xtent xtend, hens hend, pens pend,
    fens fend, miss mit, plic pli, ifi if, solut solv, dhes dher, struct stroy, curr cur,
    metri metr, viscos viscous, poros porous, cylindr cylind, spheric sphere, thesi thes,
    gnosi gnos, gnost gnos, alysi alys, alyz alys, alyt alys, stasi stat, apeut api
    """.split(",")
]
"""How the stem of a noun or an adjective ends beside that of the word it is made from, since no
stemmer joins them: `assumpt`(ion) and `assum`(e).
"""
_SHORTEST = 5
"""Letters that must be left of a word without its ending: `detector` and `detection` have
`detect`.
"""
_PREFIXES = ("un", "in", "im", "non", "dis", "ir", "anti", "mis", "de")
_HYPHENED = re.compile(r"\b(non|anti|un|dis|mis|de)[-–](?=[a-z]{3})", re.IGNORECASE)
"""Those of the prefixes that are no words of their own, parted by a hyphen."""


class Relation(IntEnum):
    """How a word of a claim stands to one of a sentence that it may be taken from."""

    NONE = 0
    OPPOSITE = 1
    NEAR = 2
    SAME = 3


@lru_cache(maxsize=50_000)
def relate(one: str, other: str) -> Relation:
    """Return how two words in lower case stand to each other."""
    if one == other or canonical(one) == canonical(other):
        return Relation.SAME
    if _are_opposite(one, other):
        return Relation.OPPOSITE
    mine, theirs = family(canonical(one)), family(canonical(other))
    if mine == theirs:
        return Relation.SAME
    if family(_root(other)) in _near(family(_root(one))):
        return Relation.NEAR
    return Relation.NONE


@lru_cache(maxsize=50_000)
def canonical(word: str) -> str:
    """Return the stem that stands for a word, its British spelling and its synonyms."""
    root = _root(word)
    return _synonyms().get(root, root)


def _root(word: str) -> str:
    return stem(_BRITISH.sub("iz", _irregular().get(word, word)))


@cache
def _irregular() -> dict[str, str]:
    """Return the ground form of each irregular past form."""
    lines = (line.split() for line in read_lexicon("irregular_verbs"))
    return {form: ground for ground, *forms in lines for form in forms}


@cache
def _synonyms() -> dict[str, str]:
    return {_root(word): _root(group[0]) for group in SYNONYMS for word in group}


@lru_cache(maxsize=50_000)
def family(root: str) -> str:
    """Return a stem without the ending that makes a noun of a verb, or the reverse: `describ`
    for `description`.
    """
    bare = _without_ending(root)
    for ending, ground in _FORMATIONS:
        if bare.endswith(ending):
            return bare.removesuffix(ending) + ground
    return bare


def _without_ending(root: str) -> str:
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= _SHORTEST:
            return root[: -len(ending)]
    return root


def _are_opposite(one: str, other: str) -> bool:
    mine, theirs = sides(one), sides(other)
    if any((axis, 1 - side) in theirs for axis, side in mine) and not mine & theirs:
        return True
    short, long = sorted((_root(one), _root(other)), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES)


def join_prefix(word: str) -> str:
    """Return a word with a prefix that turns it joined to it: `nonlinear` for `non-linear`."""
    return _HYPHENED.sub(r"\1", word)


def sides(word: str) -> frozenset[tuple[int, int]]:
    """Return the directions that a word points, as axis and side."""
    return _directions().get(stem(word), frozenset())


@cache
def _directions() -> dict[str, frozenset[tuple[int, int]]]:
    known: dict[str, frozenset[tuple[int, int]]] = {}
    for axis, both in enumerate(AXES):
        for side, words in enumerate(both):
            for word in words:
                known[stem(word)] = known.get(stem(word), frozenset()) | {(axis, side)}
    return known


def degree(word: str) -> str:
    """Return what a word in lower case does to a claim, such as `all` or `only`; "" for
    nothing.
    """
    return _degrees().get(word, "")


@cache
def _degrees() -> dict[str, str]:
    groups = read_groups("quantifiers")
    return {word: label for label, words in groups.items() for word in words}


@cache
def _near_groups() -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for line in read_lexicon("near_synonyms"):
        families = frozenset(family(_root(word)) for word in line.split())
        for member in families:
            known[member] = known.get(member, frozenset()) | families
    return known


def _near(member: str) -> frozenset[str]:
    return _near_groups().get(member, frozenset())
