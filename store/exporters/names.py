"""Names of authors, in the parts that formats of references ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.printable import one_line

_AND = re.compile(r"(?:^|\s)(?:and|&)(?:\s|$)", re.IGNORECASE)
_GENERATION = re.compile(r"(?<=\S),? (?P<suffix>(?:Jr|Sr)\.?|III?|IV)$")
_NO_LETTERS = re.compile(r"[\\{}~^]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; a name of one word, or with an "and" in it, is all family name."""

    family: str
    given: str = ""
    suffix: str = ""


def split_name(author: str) -> Name | None:
    """Return the parts of "Jan van der Berg", "van der Berg, Jan" or "Jan Berg Jr."; None of
    a blank.
    """
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    text = re.sub(r"[\s,]*,[\s,]*", ", ", _without_latex(author)).strip(" ,")
    if _AND.search(text):
        return Name(text)
    found = None if "," in _GENERATION.sub("", text) else _GENERATION.search(text)
    suffix = found["suffix"] if found else ""
    parts = parse_single_name_into_parts(text[: found.start()] if found else text, strict=False)
    family, given = " ".join((*parts.von, *parts.last)), " ".join(parts.first)
    if not family and not given:
        return None
    return Name(family or given, given if family else "", suffix or " ".join(parts.jr))


def _without_latex(author: str) -> str:
    """Return a name on one line; what LaTeX it holds was left over by its source."""
    from store.importers.latex import plain_text

    return " ".join(_NO_LETTERS.sub(" ", plain_text(one_line(author))).split())
