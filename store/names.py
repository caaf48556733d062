"""Names of people in their parts, as sources give them, and how they are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from store.printable import one_line
from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.paper import Paper

PARTICLES = tuple(
    "van von vom zu zum de der den des del della dalla degli di da du dos das la le el al bin"
    " ibn ben ten ter af av".split()
)
"""Words in small letters that a name may have before its family name."""
_ALSO_GIVEN = frozenset("Af Al Av Ben Bin Da Di Du El Ibn La Le Ten Ter Zu".split())
"""Particles that with a capital are a given name as well, Chinese or Arabic."""
_VIETNAMESE = frozenset(
    "bui dang do duong ho hoang huynh le ly ngo nguyen pham phan tran vo vu".split()
)
"""The commonest family names of those whose middle name may be Van."""
DEGREE = r"ph\.? ?d|m\.? ?d|m\.? ?sc"
"""The commonest degrees behind a name, without the last full stop: a part of a pattern."""
_AND = re.compile(r"(?:^|\s)(?:and|&)(?:\s|$)", re.IGNORECASE)
_COMMA = re.compile(r"[\s,]*,[\s,]*")
_GENERATION = re.compile(r"(?<=\S),? (?P<suffix>(?:Jr|Sr)\.?|III?|IV)$")
_GENERATIONS = ("r", "r.", "II", "III", "IV")
"""How a name ends with a generation: the pattern is seldom looked for."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|v|m\.?d|ph\.?d|esq)\.?", re.IGNORECASE)
_COLLECTIVE = re.compile(
    r"\b(?:academy|agency|alliance|association|authority|board|bureau|cent(?:er|re|rum)"
    r"|collaborat\w+"
    r"|college|commission|committee|company|confederation|consorti\w+|corporation|council"
    r"|department|federation|forum|foundation|group|initiative|inc|institut\w*|investigators"
    r"|laborator\w+|ltd|gmbh|ministry|museum|network|organi[sz]ation|panel|partnership|project"
    r"|program(?:me)?|services?|society|task force|team|union|universit\w*|working party)\b",
    re.IGNORECASE,
)
_ALSO_SURNAMES = re.compile(
    r"\S+ (?:board|bureau|company|college|cent(?:er|re)|council|alliance|team|union|academy"
    r"|museum)",
    re.IGNORECASE,
)
"""What may be a person's name too: "Anne Company"."""
_IN_BODIES = re.compile(rf"\b(?:and|of|for|the)\b|{_COLLECTIVE.pattern}")
"""What no given name has: "Institute of Wicks, Glass and Flames"."""
_OF_SOMETHING = re.compile(r"(?:[A-Z][\w’'-]+ ){2,}(?:of|for|on)(?: the)? [A-Z].*")
"""What no person is called, where a name is expected: "Royal Guild of Glaziers"."""
_TWO_FAMILIES = re.compile(
    r"(?:(?!-)\S)*?(?:[^\W\d_]{2,}(?:[áéíóeoaiu]z)|García|Garcia|Muñoz|Martín) [A-ZÀ-Ý][\w'’-]+"
)
"""Two family names of which the first is a Spanish patronymic: "García Márquez"."""
_BETWEEN = re.compile(r" and (?![^{}]*\})")
_NO_LETTERS = re.compile(r"[\\{}~^]+")
_LONGEST = 500
"""Letters of a name that are taken apart."""
_JOINT = " and "


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name; a collective, or a name without parts, is all family name."""

    family: str
    given: str = ""
    suffix: str = ""
    is_collective: bool = False

    @property
    def said(self) -> str:
        """The name as one says it: "Jan van der Berg Jr."."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def written(self) -> str:
        """The name in its parts: "van der Berg, Jan, Jr.", "{World Lantern Council}"."""
        if self.is_collective:
            return f"{{{self.family}}}"
        parts = (
            (self.family, self.given, self.suffix) if self.suffix else (self.family, self.given)
        )
        return ", ".join(parts) if any(parts[1:]) else self.family

    @property
    def particle(self) -> str:
        """The words in small letters before the family name: "van der"."""
        words = [] if self.is_collective else self.family.split()[:-1]
        return " ".join(takewhile(lambda word: word[0].islower(), words))


def read_name(written: str) -> PersonName:
    """Return the name that `PersonName.written` wrote."""
    if written.startswith("{") and written.endswith("}"):
        return PersonName(written[1:-1], is_collective=True)
    family, _, rest = written.partition(",")
    given, _, suffix = rest.partition(",")
    return PersonName(family.strip(), given.strip(), suffix.strip())


def read_inverted(text: str) -> PersonName:
    """Return the name of "Family, Given, Suffix" or "Family, Suffix, Given", or of a name
    without a comma.
    """
    if text.startswith("{") and text.endswith("}"):
        return PersonName(text[1:-1].strip(), is_collective=True)
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return read_said(text)
    if len(parts) == 2 and not parts[1]:
        return PersonName(parts[0], is_collective=" " in parts[0])
    if is_collective(parts[0]) and _IN_BODIES.search(" ".join(parts[1:])):
        return PersonName(", ".join(filter(None, parts)), is_collective=True)
    family, *others = parts
    suffixes = [part for part in others if _SUFFIX.fullmatch(part)] if len(parts) > 2 else []
    given = " ".join(part for part in others if part not in suffixes and part)
    return PersonName(family or given, given if family else "", " ".join(suffixes))


def read_said(text: str) -> PersonName:
    """Return the name of "Jan van der Berg" or of "World Lantern Council"."""
    name = " ".join(text.split())
    if is_body(name):
        return PersonName(name, is_collective=True)
    given, _, families = name.partition(" ")
    if " " in families and _TWO_FAMILIES.fullmatch(families):
        return PersonName(families, given)
    return split_said(name) or PersonName(name)


def is_collective(name: str) -> bool:
    """Tell whether a name is surely that of a body, and not a person's."""
    is_body = " " in name and bool(_COLLECTIVE.search(name))
    return is_body and not _ALSO_SURNAMES.fullmatch(name)


def is_body(name: str) -> bool:
    """Tell whether what stands for a name is that of a body."""
    return is_collective(name) or bool(_OF_SOMETHING.fullmatch(name))


def split_said(author: str) -> PersonName | None:
    """Return the parts of "Jan van der Berg", "van der Berg, Jan" or "Jan Berg Jr."; None of a
    blank.

    A name of one word, or with an "and" in it, is all family name.
    """
    text = " ".join(author[:_LONGEST].split())
    if "," in text:
        text = _COMMA.sub(", ", text).strip(" ,")
    if _AND.search(text):
        return PersonName(text)
    found = _GENERATION.search(text) if text.endswith(_GENERATIONS) else None
    if found is None and (plain := _plain(text)):
        return plain
    found = None if found and "," in text[: found.start()] else found
    suffix = found["suffix"] if found else ""
    first, von, last, jr = bibtex_parts(text[: found.start()] if found else text)
    family, given = " ".join((*von, *last)), " ".join(first)
    if not family and not given:
        return None
    return PersonName(family or given, given if family else "", suffix or " ".join(jr))


_SYNTAX = re.compile(r"[,{}\\]")


def _plain(name: str) -> PersonName | None:
    """Return the parts of a name of words that all begin with a capital, of which BibTeX takes
    the last for the family's; None of any other. Importing BibTeX's reader takes longer.
    """
    words = name.split(" ")
    if _SYNTAX.search(name) or not all(word[:1].isupper() for word in words):
        return None
    given, family = _with_particles(words[:-1], words[-1:])
    return PersonName(" ".join(family), " ".join(given)) if given else None


def bibtex_parts(text: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the first, von, last and junior parts of a name, as BibTeX takes it apart."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(text, strict=False)
    if "," in text:
        return parts.first, parts.von, parts.last, parts.jr
    first, von = _with_particles(parts.first, parts.von, parts.last)
    return first, von, parts.last, parts.jr


def _with_particles(
    given: list[str], family: list[str], behind: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    """Return the given and the family name where particles with a capital go with the family's,
    of which BibTeX takes those in small letters alone: "Kenneth Van den Bergh", "Patrick De
    Pelsmacker".
    """
    first = len(given)
    while first > 1 and given[first - 1].istitle() and given[first - 1].lower() in PARTICLES:
        first -= 1
    taken = given[first:]
    is_sure = len(taken) > 1 or any(word.lower() in PARTICLES for word in family)
    if taken and not is_sure:
        others = (*given[:first], *family, *behind)
        is_middle = taken[0] == "Van" and any(
            to_ascii(word).lower() in _VIETNAMESE for word in others
        )
        if taken[0] in _ALSO_GIVEN or is_middle:
            return given, family
    return given[:first], [*taken, *family]


def names_of(paper: Paper) -> list[PersonName]:
    """Return the names of the authors, in the parts of the source where it gives them."""
    return [*_each_name(paper)]


def _each_name(paper: Paper) -> Iterator[PersonName]:
    if len(paper.names) == len(paper.authors):
        return map(read_name, paper.names)
    return filter(None, map(_read_author, paper.authors))


def _read_author(author: str) -> PersonName | None:
    text = _without_latex(author)
    if "," not in text and is_collective(text):
        return PersonName(" ".join(text.split()), is_collective=True)
    return split_said(text)


def surnames(paper: Paper) -> list[str]:
    """Return the family names of the authors, with their particles: "van der Berg"; those of
    "Berg, Jan van der" too.
    """
    return [_surname(name) for name in _each_name(paper)]


def first_surname(paper: Paper) -> str:
    """Return the family name of the first author; "" where the source tells none."""
    return next(map(_surname, _each_name(paper)), "")


def _surname(name: PersonName) -> str:
    return one_line(_with_particle(name))


def _with_particle(name: PersonName) -> str:
    behind = takewhile(_is_particle, reversed(name.given.split()))
    return " ".join((*reversed([*behind]), name.family))


def _is_particle(word: str) -> bool:
    """Tell whether a word behind a given name is a particle, and no initial in lower case."""
    return word.islower() and word.isalpha()


def first_name_of(paper: Paper) -> PersonName | None:
    """Return the name of the first author; None where the source tells none."""
    if not paper.authors:
        return None
    if len(paper.names) == len(paper.authors):
        return read_name(paper.names[0])
    return split_said(paper.authors[0])


def _without_latex(author: str) -> str:
    """Return a name on one line; what LaTeX it holds was left over by its source."""
    from store.importers.latex import plain_text

    return _NO_LETTERS.sub(" ", plain_text(one_line(author)))


def write_names(names: Iterable[PersonName]) -> str:
    """Return names in one line: "Berg, Jan and {World Lantern Council}"."""
    return _JOINT.join(name.written for name in names)


def read_names(text: str) -> list[PersonName]:
    """Return the names that `write_names` wrote."""
    return [read_name(name) for name in _BETWEEN.split(text) if name.strip()]
