"""What a message asks of papers beside who wrote them and when: whom it leaves out, and which
years, in which place somebody stands among the authors, and how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.language.patterns import any_of
from assistant.questions.authorship import PLACES_OF_AUTHORS
from assistant.questions.team_sizes import find_team_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_LED_BY = any_of(r"\b(?:led|headed|first[- ]authored) by $")
_NOT = r"(?:not|never|(?:is|was|are|were|has|have|do|does|did)n['’]?t)"
_STANDS = any_of(
    rf"\b(?:is|was|are|were|be|been|am|as|ever|appears?|comes?|(?P<denied>{_NOT}))"
    r"(?: (?:he|she|they|I))?(?: ever)?(?: the)? "
    rf"(?P<place>{_WORDS_OF_PLACES})(?: one| there| on (?:it|them|each|both|these|those))?"
    r"(?=\s*(?:[?.!,;)]|$))"
)
_STANDS_THERE = any_of(
    rf"(?: ever)?(?: appears?| comes?)?(?: the)? (?P<place>{_WORDS_OF_PLACES})"
    r"(?=\s*(?:[?.!]|$))"
)
_PLACES_ALONE = any_of(
    rf"\b(?:{'|'.join(PLACES_OF_AUTHORS)})\b(?! (?:papers?|publications?|ones?)\b)"
)
_DENIED = any_of(rf"\b{_NOT}(?: (?:as|the|an?|ever|be|been))* $")
_OUT = (
    r"(?:without|w/o|excluding|except(?:ing)?(?: for)?|minus|other than|apart from|aside from|"
    r"besides?|not counting|leaving out|ignoring|unless|exclud(?:e|es)|minus those (?:with|by)|"
    r"(?:it|that|this) (?:is|was)(?: not|n['’]?t)|"
    r"(?:do|does|did)(?: not|n['’]?t) (?:have|list|name|include|involve)|"
    r"(?:but |and )?(?:not|no)(?: also)?(?: the ones| those)?"
    r"(?: (?:co-?)?(?:authored|written))?(?: by| with)?)"
)
_LEAVES_OUT = any_of(rf"\b{_OUT} $")
_GOES_ON = any_of(r"^(?:,| and| or| nor|, and|, or) $")
_IS_OUT = any_of(
    r" (?:is|was|are|were)(?: not|n['’]?t) (?:one of|among|an?|part of|involved|listed|named|"
    r"on (?:it|them|these|those|there|this|any)|(?=on\s*(?:[?.!,;]|$)))"
    r"(?:(?: (?:the|its|their|as|an?|of|on|it|them|these|those|authors?|co-?authors?))*|on)\b"
    r"(?=\s*(?:[?.!,;)]|$|(?:from|since|in|before|after|and|or|but) ))",
    r" (?:(?:did|does|do|has|have|had)(?: not|n['’]?t)|not) (?:co-?)?"
    r"(?:wr[io]t\w+|appear\w*|author\w*|"
    r"publish\w*|sign\w*|take part|taken part)\b",
)
_NOT_FROM = any_of(
    rf"\b{_OUT}(?: (?:those|these|the ones|ones|papers|any|the|in|from|of|published|during))* $"
)
_SELF = any_of(rf"\b(?:{_OUT}) (?:me|myself|us|the author(?: (?:him|her)self)?)\b(?!['’])")
_UNCLEAR = any_of(
    r"\b(?:not|n['’]t) without\b",
    r"\b(?:all|any\w*|every\w*|each|years?) but\b",
    r"\bmiddle author\b",
    r"\bonly (?:once|one paper)\b",
)
"""What is not told here: two negations, exceptions, further places."""
_ANYBODY = any_of(r"\b(?:some|any|no)(?:one|body)\b")
_CODE = {said: any_of(rf"\b{said}\b") for said in ("with code", "without code")}
_PLACES_SAID = any_of(rf"\b(?:{_WORDS_OF_PLACES})\b(?=[- ](?:or|but|and|author|the))")
_SOMEBODY = any_of(r"\b(?:I|me|my|we|our|us)\b")
_HE = any_of(r"\b(?:he|she|him|her|his|they)\b")


class Stretch(NamedTuple):
    """Where something stands in a text."""

    begin: int
    end: int

    def holds(self, place: int) -> bool:
        """Tell whether a place lies in it."""
        return self.begin <= place < self.end


class Condition(NamedTuple):
    """A condition in the words that `constraints.py` reads, what of a text says so, and who is
    meant by it.
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
    is_unclear: bool = False
    """Whether more is asked of authors than is told here."""
    is_of_place: bool = False
    """Whether somebody is to stand in some place among the authors, or not to."""
    is_of_size: bool = False
    """Whether papers are to have so many authors."""

    @property
    def said(self) -> tuple[str, ...]:
        """The conditions in words."""
        return tuple(each.said for each in self.found)

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
    out = Conditions((*_left_out(text, names, owner), *_years_left_out(text, years)))
    kept = [name for name in names if not out.is_of(name)]
    placed = _find_place(text, names, out, owner)
    is_of_one = bool(_SOMEBODY.search(text) or _HE.search(text))
    team = find_team_size(text, len(kept) or is_of_one)
    sizes = [Condition(team.said, Stretch(team.begin, team.end))] if team else []
    if sizes and out.covers(sizes[0].stretch.begin):
        sizes = []
    # "Not by Hill alone" leaves nobody out.
    is_turned = not team and bool(find_team_size(text, len(names)))
    # Who is left out as the first author may be another one.
    others = [each for each in out.found if not (each.name and placed.is_of(each.name))]
    found = (*others, *placed.found, *sizes)
    return placed._replace(
        found=(*found, *(_code(text) if found else ())),
        is_unclear=placed.is_unclear or is_turned or bool(_UNCLEAR.search(text)),
        is_of_place=bool(placed.place or placed.found),
        is_of_size=bool(sizes),
    )


def _code(text: str) -> Iterator[Condition]:
    """Yield whether papers are to have code."""
    for said, pattern in _CODE.items():
        if found := pattern.search(text):
            yield Condition(said, Stretch(*found.span()))


def _left_out(text: str, names: Sequence[Stretch], owner: str | None) -> Iterator[Condition]:
    """Yield whom a message leaves out: "without Hill or Marsh", "Hill is not on them"."""
    last: Stretch | None = None
    for name in names:
        said = f"without {as_a_name(text[name.begin : name.end])}"
        behind, led = _IS_OUT.match(text, name.end), _LEAVES_OUT.search(text[: name.begin])
        if last and _GOES_ON.match(text[last.end : name.begin]):
            yield Condition(said, Stretch(last.end, name.end), name)
        elif led:
            yield Condition(said, Stretch(led.start(), name.end), name)
        elif behind:
            yield Condition(said, Stretch(name.begin, behind.end()), name)
        else:
            continue
        last = name
    for found in _SELF.finditer(text) if owner else ():
        yield Condition(f"without {owner}", Stretch(*found.span()))


def _years_left_out(text: str, years: Years | None) -> Iterator[Condition]:
    """Yield the years of which papers are left out: "not those from 2022"."""
    if years and (led := _NOT_FROM.search(text[: years.start])):
        yield Condition(f"not {years.said}", Stretch(led.start(), years.end))


def _find_place(
    text: str, names: Sequence[Stretch], out: Conditions, owner: str | None
) -> Conditions:
    """Return whom a message wants in a place among the authors, or that place alone."""
    found = [*_AS_AUTHOR.finditer(text)] or [*_STANDS.finditer(text)]
    found = found or [at for name in names if (at := _STANDS_THERE.match(text, name.end))]
    if not found:
        return Conditions((*_led_by(text, names),))
    places = {*map(str.lower, _PLACES_ALONE.findall(text))}
    if len(names) > 1 < len(places):
        return Conditions((), is_unclear=True)
    if len(found) > 1 or _ANYBODY.search(text) or len(set(_PLACES_SAID.findall(text))) > 1:
        return Conditions((), is_unclear=True)
    place = _PLACE_OF[found[0]["place"].lower()]
    denied = _DENIED.search(text[: found[0].start()])
    said = Stretch(denied.start() if denied else found[0].start(), found[0].end())
    name = _in_place(text, names, out, said)
    who = as_a_name(text[name.begin : name.end]) if name else None
    if who is None and any(not out.covers(one.start()) for one in _SOMEBODY.finditer(text)):
        who = owner
    is_denied = bool(denied or found[0].groupdict().get("denied"))
    is_denied = is_denied or bool(name and out.is_of(name))
    if who is None:
        return Conditions((), place, is_denied, said)
    verb = "without" if is_denied else "with"
    # Who is not the first author is an author all the same, where that was not left open.
    led = name if name and (not is_denied or out.is_of(name)) else None
    left = next((each.stretch.begin for each in out.found if name and each.name == name), None)
    stretch = said if left is None else Stretch(left, said.end)
    return Conditions((Condition(f"{verb} {who} as {place} author", stretch, led),))


def _led_by(text: str, names: Sequence[Stretch]) -> Iterator[Condition]:
    """Yield who is the first author of papers that are led by somebody."""
    for name in names:
        if led := _LED_BY.search(text[: name.begin]):
            who = as_a_name(text[name.begin : name.end])
            yield Condition(f"with {who} as first author", Stretch(led.start(), name.end), name)


def _in_place(
    text: str, names: Sequence[Stretch], out: Conditions, said: Stretch
) -> Stretch | None:
    """Return who stands in a place: who is named right before it, else the last one before it
    that is not left out, else the first one.
    """
    right_before = [name for name in names if text[name.end : said.begin].isspace()]
    kept = [name for name in names if not out.is_of(name)]
    before = [name for name in kept if name.end <= said.begin]
    return next(iter((*right_before, *before[::-1], *kept)), None)
