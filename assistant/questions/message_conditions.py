"""What a message asks of papers beside who wrote them and when: whom it leaves out, and which
years, in which place somebody stands among the authors, and how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.language.patterns import any_of
from assistant.questions.catalogue import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.questions.years import Years

_PLACES = {
    "first": ("first", "1st", "lead"),
    "last": ("last", "senior", "final"),
    "second": ("second", "2nd"),
    "third": ("third", "3rd"),
}
_PLACE_OF = {said: place for place, wordings in _PLACES.items() for said in wordings}
_WORDS_OF_PLACES = "|".join(_PLACE_OF)
_AS_AUTHOR = any_of(
    rf"\b(?:as )?(?:an? |the )?(?P<place>{_WORDS_OF_PLACES})[- ](?:named |listed )?"
    r"author(?:ed|s|ship)?\b(?: (?:slot|place|position|of|on|for|by)\b)?"
)
_NOT = r"(?:not|never|(?:is|was|are|were|has|have|do|does|did)n['’]?t)"
_STANDS = any_of(
    rf"\b(?:is|was|are|were|be|been|am|as|ever|(?P<denied>{_NOT}))(?: ever)?(?: the)? "
    rf"(?P<place>{_WORDS_OF_PLACES})(?: one| there| on (?:it|them|each|both|these|those))?"
    r"(?=\s*(?:[?.!,;)]|$))"
)
_DENIED = any_of(rf"\b{_NOT}(?: (?:as|the|an?|ever|be|been))* $")
_OUT = (
    r"(?:without|w/o|excluding|except(?:ing)?(?: for)?|minus|other than|apart from|aside from|"
    r"besides?|not counting|leaving out|ignoring|unless|"
    r"(?:it|that|this) (?:is|was)(?: not|n['’]?t)|"
    r"(?:but |and )?(?:not|no)(?: also)?(?: (?:co-?)?(?:authored|written))?(?: by| with)?)"
)
_LEAVES_OUT = any_of(rf"\b{_OUT} $")
_GOES_ON = any_of(r"^(?:,| and| or| nor|, and|, or) $")
_IS_OUT = any_of(
    r" (?:is|was|are|were)(?: not|n['’]?t)(?: (?:on|in|among|part of|involved in|one of|"
    r"listed|named|an?|the|any|it|them|these|those|authors?|co-?authors?|papers?))+"
)
_NOT_FROM = any_of(
    rf"\b{_OUT}(?: (?:those|these|the ones|ones|papers|any|the|in|from|of|published|during))* $"
)
_SELF = any_of(
    rf"\b(?:{_OUT}) (?:me|myself|us|him|her|(?:him|her)self|"
    r"(?:the )?author(?: (?:him|her)self)?)\b(?!['’])"
)
_ALONE = any_of(
    r"\b(?:(?:all|completely|entirely) )?(?:alone|solo|by (?:him|her|my)self|"
    r"on (?:his|her|my) own|without (?:any )?(?:co-?authors?|collaborators?)|"
    r"as (?:the |an? )?(?:only|sole) author)\b"
)
_NOBODY_ELSE = any_of(r"\b(?:and |with )?(?:nobody|no one) else\b")
_OF_ONE = any_of(
    r"\b(?:single|sole|one)[- ]author(?:ed|s)?\b|\bsolo(?= (?:papers?|works?|ones?)\b)"
)
_NUMBER = rf"(\d\d?|{'|'.join(('one', *AMOUNTS))})"
_BOUNDS: tuple[tuple[str, Callable[[int], tuple[int, int]]], ...] = (
    (r"(?:more than|over|above) {n} authors", lambda n: (n + 1, 0)),
    (r"(?:fewer than|less than|under|below) {n} authors", lambda n: (1, n - 1)),
    (r"(?:at least|no fewer than|minimum(?: of)?) {n} authors", lambda n: (n, 0)),
    (r"(?:at most|up to|no more than|maximum(?: of)?) {n} authors", lambda n: (1, n)),
    (r"{n}\+ authors|{n} or more authors|{n} authors (?:or more|and up)", lambda n: (n, 0)),
    (r"{n} or (?:fewer|less) authors|{n} authors or (?:fewer|less)", lambda n: (1, n)),
    (
        r"(?:exactly |precisely |just |only )?{n}[- ]authors?(?: (?:exactly|only|in total))?",
        lambda n: (n, n),
    ),
)
_TEAMS = tuple(
    (any_of(rf"(?<!first )(?<!last )\b(?:with |by |of )?{pattern.format(n=_NUMBER)}\b"), bounds)
    for pattern, bounds in _BOUNDS
)
_SOMEBODY = any_of(r"\b(?:I|me|my|we|our|us)\b")


class Stretch(NamedTuple):
    """Where something stands in a text."""

    begin: int
    end: int

    def holds(self, place: int) -> bool:
        """Tell whether a place lies in it."""
        return self.begin <= place < self.end


class Condition(NamedTuple):
    """A condition in the words that `constraints.py` reads, what of a text says so, and who is
    meant by it; "" where it leaves out nobody who would be counted.
    """

    said: str
    stretch: Stretch
    name: Stretch | None = None


class Conditions(NamedTuple):
    """What a message asks of papers."""

    found: tuple[Condition, ...]
    place: str = ""
    """Among the authors, of nobody who is named: "first"; "" where none is asked."""
    is_denied: bool = False
    """Whether somebody is not to stand in that place."""
    place_said: Stretch | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """The conditions in words."""
        return tuple(each.said for each in self.found if each.said)

    @property
    def of_papers(self) -> bool:
        """Whether some condition can be of papers alone: how many authors they have."""
        return any("author" in said and " as " not in said for said in self.said)

    def covers(self, place: int) -> bool:
        """Tell whether what stands at a place of the text belongs to a condition."""
        stretches = [each.stretch for each in self.found]
        stretches += [self.place_said] if self.place_said else []
        return any(each.holds(place) for each in stretches)

    def is_of(self, name: Stretch) -> bool:
        """Tell whether somebody is named for a condition alone."""
        return any(each.name == name for each in self.found)


def as_a_name(typed: str) -> str:
    """Return a name with capitals where it is typed in small letters."""
    return typed.title() if typed.islower() else typed


def find_conditions(
    text: str, names: Sequence[Stretch], years: Years | None, owner: str | None
) -> Conditions:
    """Return what a message asks of papers; `names` are where it names people, `years` those
    that it gives, `owner` is whose papers the library holds, who may say "I".
    """
    out = Conditions((*_left_out(text, names), *_years_left_out(text, years)))
    kept = [name for name in names if not out.is_of(name)]
    placed = _find_place(text, kept, out, owner)
    team = _find_team(text, len(kept) or bool(_SOMEBODY.search(text)))
    return placed._replace(found=(*out.found, *placed.found, *([team] if team else [])))


def _left_out(text: str, names: Sequence[Stretch]) -> Iterator[Condition]:
    """Yield whom a message leaves out: "without Hill or Marsh", "Hill is not on them"."""
    last: Stretch | None = None
    for name in names:
        said = f"without {as_a_name(text[name.begin : name.end])}"
        before, behind = text[: name.begin], _IS_OUT.match(text, name.end)
        led = _LEAVES_OUT.search(before)
        if last and _GOES_ON.match(text[last.end : name.begin]):
            yield Condition(said, Stretch(last.end, name.end), name)
        elif led:
            yield Condition(said, Stretch(led.start(), name.end), name)
        elif behind:
            yield Condition(said, Stretch(name.begin, behind.end()), name)
        else:
            continue
        last = name
    for found in _SELF.finditer(text):
        yield Condition("", Stretch(*found.span()))


def _years_left_out(text: str, years: Years | None) -> Iterator[Condition]:
    """Yield the years of which papers are left out: "not those from 2022"."""
    if years and (led := _NOT_FROM.search(text[: years.start])):
        yield Condition(f"not {years.said}", Stretch(led.start(), years.end))


def _find_place(
    text: str, names: Sequence[Stretch], out: Conditions, owner: str | None
) -> Conditions:
    """Return whom a message wants in a place among the authors, or that place alone."""
    found = _AS_AUTHOR.search(text) or _STANDS.search(text)
    if found is None or out.covers(found.start()):
        return Conditions(())
    place = _PLACE_OF[found["place"].lower()]
    denied = _DENIED.search(text[: found.start()])
    is_denied = bool(denied or found.groupdict().get("denied"))
    said = Stretch(denied.start() if denied else found.start(), found.end())
    before = [name for name in names if name.end <= said.begin]
    name = next(iter((*before[::-1], *names)), None)
    who = as_a_name(text[name.begin : name.end]) if name else None
    if who is None and any(not out.covers(one.start()) for one in _SOMEBODY.finditer(text)):
        who = owner
    if who is None:
        return Conditions((), place, is_denied, said)
    verb = "without" if is_denied else "with"
    # Who is not the first author is an author all the same.
    led = None if is_denied else name
    return Conditions((Condition(f"{verb} {who} as {place} author", said, led),))


def _find_team(text: str, named: int) -> Condition | None:
    """Return how many authors papers are to have; so many people are named."""
    if alone := _OF_ONE.search(text) or (_ALONE.search(text) if named else None):
        return Condition(_said_of_team(1, 1), Stretch(*alone.span()))
    if named and (alone := _NOBODY_ELSE.search(text)):
        return Condition(_said_of_team(named, named), Stretch(*alone.span()))
    for pattern, bounds in _TEAMS:
        if found := pattern.search(text):
            number = next(group for group in found.groups() if group).lower()
            size = int(number) if number.isdigit() else ("one", *AMOUNTS).index(number) + 1
            return Condition(_said_of_team(*bounds(size)), Stretch(*found.span()))
    return None


def _said_of_team(least: int, most: int) -> str:
    """Return how many authors are wanted, in words; no bound above is 0."""
    if most == 1:
        return "with a single author"
    if least == most:
        return f"with {least} authors"
    return f"with at most {most} authors" if most else f"with at least {least} authors"
