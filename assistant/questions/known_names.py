"""The authors, institutions and venues that a library knows, and who is meant by a name."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from store.filters import name_runs
from store.text import fold
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHORTEST_INITIALS = 3
_HOUSE_WORDS = frozenset(
    "press verlag publishing publishers publisher books house gmbh inc ltd co company group"
    " international the and sons".split()
)
_OF_A_TOPIC = re.compile(
    r".*\b(?:Conference|Symposium|Workshop|Journal|Transactions|Proceedings|Annals)"
    r" (?:on|of|in|for) (?:the )?([A-Z].*)"
)
"""A venue that is also called by its topic: "Conference on Frog Vision"."""
_INSTITUTIONAL = frozenset(
    "university institute college lab labs laboratory inc the of".split()
)


class KnownPeople:
    """People whom metadata names; a name may be typed otherwise than there: with fewer
    initials, without them, family name alone.
    """

    def __init__(self, people: Iterable[str] = ()) -> None:
        self._by_family: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._written: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for person in people:
            name = _parts(person)
            if name and name not in self._written:
                self._by_family[name[-1]].append(name)
            self._written[name].append(person)

    def named(self, typed: str) -> tuple[str, ...]:
        """Return those whom a name may mean, as the papers write them; none where nobody bears
        it.

        A family name alone means all who bear it, a given name alone nobody.
        """
        asked = _parts(typed)
        if not asked:
            return ()
        found = self._who_may_be(asked)
        if not found and len(asked) > 1:
            # "Zong Zhuofan": the family name first.
            found = self._who_may_be((*asked[1:], asked[0]))
        return tuple(person for name in found for person in self._written[name])

    def _who_may_be(self, asked: tuple[str, ...]) -> list[tuple[str, ...]]:
        return [name for name in self._by_family.get(asked[-1], ()) if _may_be(asked, name)]


class KnownNames:
    """Who and what the metadata of a library names."""

    def __init__(
        self,
        authors: Iterable[str] = (),
        affiliations: Iterable[str] = (),
        venues: Iterable[str] = (),
        *,
        editors: Sequence[str] = (),
        publishers: Sequence[str] = (),
        collections: Sequence[str] = (),
        kinds: Iterable[str] = (),
        profiles: Sequence[str] = (),
    ) -> None:
        self.owner = profiles[0] if len(profiles) == 1 else None
        """Whose works the library holds, where they are one person's."""
        self._authors = KnownPeople(authors)
        self._editors = KnownPeople(editors)
        self._publishers = tuple(publishers)
        # Zotero's stand within one another: "thesis/methods".
        self._collections = frozenset(
            fold(part) for name in collections for part in (name, *name.split("/"))
        )
        self.kinds = frozenset(kinds)
        imprints = (*editors, *publishers, *collections)
        self._imprint_words = frozenset(" ".join(map(fold, imprints)).split())
        self._affiliations = frozenset(chain.from_iterable(map(name_runs, affiliations)))
        self._venues = frozenset(map(fold, venues))
        self._venue_topics = frozenset(
            fold(found[1]) for venue in venues if (found := _OF_A_TOPIC.fullmatch(venue))
        )
        self._venue_runs = frozenset(chain.from_iterable(map(name_runs, venues)))
        self._venues_by_initials: dict[str, list[str]] = defaultdict(list)
        for venue in venues:
            for initials in _initials(venue):
                self._venues_by_initials[initials].append(fold(venue))

    def authors_named(self, typed: str) -> tuple[str, ...]:
        """Return the authors whom a name may mean, as the papers write them."""
        return self._authors.named(typed)

    def editors_named(self, typed: str) -> tuple[str, ...]:
        """Return the editors whom a name may mean, as the papers write them."""
        return self._editors.named(typed)

    def publishers_named(self, typed: str) -> tuple[str, ...]:
        """Return the publishers that a name means, as the papers write them: by what begins
        it, whatever it calls itself, or by its initials in capitals.
        """
        asked = _plain_house(typed)
        return tuple(
            name
            for name in self._publishers
            if f"{_plain_house(name)} ".startswith(f"{asked} ")
            or (typed.isupper() and typed.lower() in _initials(name))
        )

    def is_collection(self, typed: str) -> bool:
        """Tell whether papers lie in a collection of that name."""
        return fold(typed) in self._collections

    def holds_word(self, word: str) -> bool:
        """Tell whether a publisher, an editor or a collection is called by a word."""
        return fold(word) in self._imprint_words

    def is_author(self, typed: str) -> bool:
        """Tell whether somebody may be meant by a name."""
        return bool(self.authors_named(typed))

    def is_affiliation(self, typed: str) -> bool:
        """Tell whether some paper is from an institution of that name."""
        folded = fold(typed)
        return folded in self._affiliations or plain_affiliation(typed) in self._affiliations

    def is_venue(self, typed: str) -> bool:
        """Tell whether a venue is called so: whole, by what it is a conference or a journal of,
        or by its initials in capitals.
        """
        folded = fold(typed)
        by_initials = typed.isupper() and folded in self._venues_by_initials
        return folded in self._venues or folded in self._venue_topics or by_initials

    def venues_named(self, typed: str) -> tuple[str, ...]:
        """Return the venues that a name means, folded: whole, by some of their words, or by
        their initials in capitals.
        """
        folded = fold(typed)
        if folded in self._venues:
            return (folded,)
        if typed.isupper() and (found := self._venues_by_initials.get(folded)):
            return tuple(found)
        parts = folded.split()
        is_telling = len(parts) > 1 or typed.isupper()
        is_whole = bool(parts) and parts[-1] not in STOP_WORDS
        return (folded,) if is_telling and is_whole and folded in self._venue_runs else ()


def fullest_names(people: Iterable[str]) -> dict[str, str]:
    """Return each name with the fullest that surely is the same person's: of those that one
    may be, all are to agree with one another.
    """
    fullest: dict[str, str] = {}
    groups: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for person in sorted(people, key=lambda name: (-len(fold(name)), name)):
        *given, family = _parts(person) or ("",)
        alike = groups[family, given[0][0] if given else ""]
        own = [
            group
            for group in alike
            if all(_may_be(_parts(person), _parts(other)) for other in group)
        ]
        if len(own) == 1:
            own[0].append(person)
        else:
            alike.append([person])
        fullest[person] = own[0][0] if len(own) == 1 else person
    return fullest


def plain_affiliation(name: str) -> str:
    """Return an institution without the words for what it is: Tsinghua University is
    tsinghua.
    """
    folded = fold(name)
    telling = [word for word in folded.split() if word not in _INSTITUTIONAL]
    return " ".join(telling) or folded


def _plain_house(name: str) -> str:
    """Return a publisher without the words for what it is: Springer-Verlag is springer."""
    folded = fold(name)
    return " ".join(w for w in folded.split() if w not in _HOUSE_WORDS) or folded


def _parts(author: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, the family name last, without "Jr."."""
    family, comma, given = author.partition(",")
    words = fold(f"{given} {family}" if comma else author).split()
    kept = [word for word in words if word not in _GENERATIONS]
    return tuple(kept or words)


def _may_be(asked: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Tell whether two names with one family name may be one person's: no given name speaks
    against it.
    """
    if asked == name[-len(asked) :]:
        return True
    given, others = list(asked[:-1]), list(name[:-1])
    if not given or not others or not _agrees(given[0], others[0]):
        return False
    shorter, longer = sorted((given[1:], others[1:]), key=len)
    rest = iter(longer)
    return all(any(_agrees(part, other) for other in rest) for part in shorter)


def _agrees(left: str, right: str) -> bool:
    """Tell whether two given names agree; an initial agrees with what begins so."""
    short, long = sorted((left, right), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _initials(name: str) -> Iterator[str]:
    """Yield the initials of what ends a name, its capitals alone: Computer Vision and Pattern
    Recognition is cvpr.
    """
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    for start in range(len(letters) - _SHORTEST_INITIALS + 1):
        yield letters[start:].lower()
