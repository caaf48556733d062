"""Names as references list them: "Fern, L.", "L. Fern", "Fern L" or "Lea Fern"."""

from __future__ import annotations

import re

from store.names import PARTICLES, PersonName, is_collective, read_inverted, read_said

CAPITALS = _UP = "".join(char for char in map(chr, range(0x41, 0x530)) if char.isupper())
"""Capitals of the scripts of Latin, Greek and Cyrillic."""
_LOW = rf"(?:(?![{_UP}])[^\W\d_])"
_INITIALS = rf"(?:[{_UP}]\.?[ -]?){{1,4}}"
_PARTICLES = rf"(?:(?:{'|'.join(PARTICLES)})\s+){{0,3}}"
_PARTICLES_BEGIN = frozenset(particle[0] for particle in PARTICLES)
_SURNAME = rf"{_PARTICLES}[{_UP}][\w'’-]+"
_GIVEN = rf"[{_UP}]{_LOW}+(?:[ -][{_UP}](?:{_LOW}+|\.))*"
_FAMILY = rf"{_PARTICLES}[{_UP}][\w'’ˈ-]+(?:[ -][{_UP}][\w'’-]+)?"
_GIVEN_FIRST = rf"(?:[{_UP}]\.[ -]?){{1,4}}\s*{_FAMILY}(?:,? (?:Jr|Sr|II|III)\.?)?"
_FAMILY_FIRST = (
    rf"{_FAMILY},? (?:[{_UP}]\.[ -]?){{1,4}}|{_FAMILY}, {_INITIALS}(?=,|;|$| and| &)"
)
_WHOLE = (
    rf"[{_UP}](?:{_LOW}|['’-])+(?: [{_UP}](?:\.(?: ?[{_UP}]\.)?|{_LOW}+))? {_SURNAME}"
    rf"(?: [{_UP}]{_LOW}[\w'’-]+)?"
)
_VANCOUVER = rf"{_FAMILY} [A-Z](?:-?[A-Z]){{0,2}}(?=[,;.]|$| and| &)"
_NAME = rf"(?:{_GIVEN_FIRST}|{_FAMILY_FIRST}|{_VANCOUVER}|{_WHOLE})"
_ONE_OF = re.compile(_NAME)
_INVERTED_ONE = rf"{_SURNAME}, {_GIVEN}"
_INVERTED = re.compile(rf"{_FAMILY}, {_GIVEN}")
_IN_PARTS = re.compile(
    rf"(?P<family>{_FAMILY}),? (?P<given>{_INITIALS}|[A-Z](?:-?[A-Z]){{0,2}})"
)
_SAID = re.compile(rf"[{_UP}][\w'’.-]*(?: [{_UP}](?:[\w'’-]+|\.))* {_SURNAME}")
_AND = r"(?:and|&|und|et(?! al)|y|och|og)"
_LONE_AND = re.compile(rf"\b{_AND}\b")
_LONGEST_ALONE = 62
"""Letters of one name and the bracket behind it."""
_BEFORE_YEAR = re.compile(r"(?P<who>[^()\d]{3,60}?)\s?\((?:1[5-9]|20)\d\d[a-z]?\)")
_JOINED = re.compile(r"[,;&]| and ")
_DIGIT = re.compile(r"\d")
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CUT = re.compile(
    r"[,;]?\s*(?:\bet\.? al\b\.?|\band (?:others|colleagues)\b|\.\s?\.\s?\.|…)[,;]?\s*"
    r"(?:and\b|&)?"
)
_SIGNS_OF_CUT = (" al", "and others", "and colleagues", "..", ". .", "…")
"""One of these stands wherever a list is cut: the pattern is seldom looked for."""
_JOURNAL_FOLLOWS = r"(?!\.? ?(?:[A-Z][a-z]*\.? ?){0,4}\d)"
"""An abbreviated journal looks like a name but for the number behind it: "J. Lant. Phys.
51".
"""


def _list_of(name: str) -> re.Pattern[str]:
    """Return the pattern of names of one kind, of which the last may stand behind an "and"."""
    one = rf"(?:{name})(?!\w){_JOURNAL_FOLLOWS}"
    return re.compile(
        rf"{one}(?:\s*[,;]\s*(?!and |& ){one}){{0,200}}(?:\s*[,;]?\s*{_AND}\s+{one})?"
        rf"(?:,? et al\.?|,? \.\.\.|,? and others)?"
    )


FULL_NAMES = re.compile(
    rf"{_INVERTED_ONE}(?:; {_INVERTED_ONE}){{0,50}}"
    rf"(?:,? {_AND} (?:{_INVERTED_ONE}|{_WHOLE}))?(?=[.:])"
)
"""Names in full, the family's first, as MLA and German lists have them: "Weiß, Jörg: …"."""
_INVERTED_LIST = re.compile(
    rf"{_INVERTED_ONE}(?: [{_UP}]\.)*"
    rf"(?:,? et al|(?:, {_WHOLE}){{0,50}}(?:,? {_AND} {_WHOLE})?)"
    r"[.,]*\s+(?:[“\"«„]|(?:(?:1[5-9]|20)\d\d|Forthcoming|In [Pp]ress)\.)"
)
"""Names with the first inverted, up to a title in quotes or a year."""
VANCOUVER_NAMES = _list_of(_VANCOUVER)
"""Names with their initials behind them, without full stops: "Fern LA, Moss I"."""
_LOUD = re.compile(
    rf"(?P<family>[{_UP}][{_UP}'’-]+(?: [{_UP}][{_UP}'’-]+){{0,2}}) (?P<given>{_GIVEN})"
)
_BETWEEN_SAID = re.compile(rf"\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+")
FULL_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}[A-ZÀ-Þ][\w'’-]+"
"""One name as people say it, in two to four words: "Lea A. Fern"."""
INITIALS_BEHIND = _list_of(_FAMILY_FIRST)
"""Names with their initials behind them: "Fern, L. A., Moss, I."."""
_LISTS = {
    INITIALS_BEHIND: re.compile(_FAMILY_FIRST),
    _list_of(_GIVEN_FIRST): re.compile(_GIVEN_FIRST),
    VANCOUVER_NAMES: re.compile(_VANCOUVER),
    _list_of(_WHOLE): re.compile(_WHOLE),
}
"""Lists of names of one kind, and one name of it."""


def people_of(who: str) -> list[PersonName]:
    """Return the names of a list in any order of family and given names."""
    text = who.replace(" / ", "; ").strip(" ,;:")
    may_be_cut = any(sign in text for sign in _SIGNS_OF_CUT)
    bare = _CUT.sub(", ", text).strip(" ,;:") if may_be_cut else text
    rest = [PersonName("et al.")] if bare != text else []
    if "," not in bare and is_collective(bare):
        return [PersonName(bare.rstrip("."), is_collective=True), *rest]
    persons, _, body = bare.rpartition(";")
    if persons and is_collective(body.strip()):
        return [*people_of(persons), PersonName(body.strip(), is_collective=True), *rest]
    if ";" in bare and (names := _inverted(bare)):
        return [*names, *rest]
    said = _BETWEEN_SAID.split(bare) if bare[:2].isupper() else []
    if said and all(map(_LOUD.fullmatch, said)):
        return [*(_loud(each) for each in said), *rest]
    listed = ((kind.match(bare), one) for kind, one in _LISTS.items())
    one = next((one for found, one in listed if found and found[0] == bare), _ONE_OF)
    names = [_name(found[0]) for found in one.finditer(bare)]
    left = _LONE_AND.sub("", one.sub("", bare))
    if len(_LETTERS.findall(left)) > 1 or not names:
        names = _inverted(bare)
    return [*names, *rest] if names else []


def _loud(text: str) -> PersonName:
    """Return the name of "FERN Lea", the family's in capitals."""
    found = _LOUD.fullmatch(text)
    return PersonName(found["family"], found["given"]) if found else PersonName(text)


def _inverted(text: str) -> list[PersonName]:
    """Return the names of "Weiß, Jörg; Müller, Karl" or "Weiß, Jörg, and Karl Müller"."""
    are_all = ";" in text
    if not are_all:
        text = _INVERTED.sub(r"\g<0>;", text, count=1).replace(";,", ";")
    parts = re.split(rf"\s*;\s*(?:{_AND}\s+)?|,?\s+{_AND}\s+", text.strip(" ;"))
    if not _INVERTED.fullmatch(parts[0]):
        return []
    names = [read_inverted(parts[0])]
    for part in parts[1:]:
        said = part.split(", ")
        are_said = all(map(_SAID.fullmatch, said))
        # Where the first alone is inverted, "Bo Ek, Eva Alm" are two.
        if _INVERTED.fullmatch(part) and (are_all or not are_said):
            names.append(read_inverted(part))
        elif are_said:
            names += map(read_said, said)
        else:
            return []
    return names


def _name(text: str) -> PersonName:
    said = text.strip(" ,;")
    if found := _IN_PARTS.fullmatch(said):
        return PersonName(found["family"], found["given"].strip())
    return read_inverted(said) if "," in said else read_said(said)


def names_at(text: str, place: int) -> re.Match[str] | None:
    """Return the longest list of names that begins at a place."""
    first = text[place : place + 1]
    if not (first.isupper() or (first and first in _PARTICLES_BEGIN)):
        return None
    found = [names for pattern in _LISTS if (names := pattern.match(text, place))]
    return max(found, key=re.Match.end, default=None)


def is_list(names: str) -> bool:
    """Tell whether names are surely such: several, or one with initials."""
    if _INITIAL.search(names):
        return True
    first = _ONE_OF.search(names)
    return bool(first and _ONE_OF.search(names, first.end()))


def is_list_alone(text: str) -> bool:
    """Tell whether a text is a list of names and nothing else."""
    bare = text.strip(" .")
    may_be = bare[:1].isalpha() and _JOINED.search(bare) and not _DIGIT.search(bare)
    names = names_at(bare, 0) if may_be else None
    return bool(names and names.end() == len(bare) and is_list(names[0]))


def begins_with_names(text: str) -> bool:
    """Tell whether a text surely begins with a list of names."""
    names = names_at(text, 0)
    if names and is_list(names[0]):
        return True
    before = _BEFORE_YEAR.match(text) if "(" in text[:_LONGEST_ALONE] else None
    who = before["who"] if before else ""
    alone = names_at(who, 0)
    is_alone = alone is not None and alone.end() == len(who)
    return is_alone or bool(_INVERTED_LIST.match(text))
