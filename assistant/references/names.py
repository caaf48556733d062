"""Names of authors, in the parts that formats of references ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.printable import one_line

_AND = re.compile(r"(?:^|\s)(?:and|&)(?:\s|$)", re.IGNORECASE)
_GENERATION = re.compile(r"(?<=\S),? (?P<suffix>(?:Jr|Sr)\.?|III?|IV)$")

_PLAIN = str.maketrans("{}\\~", "\ue000\ue001\ue002\ue003")
"""Signs that the parser of names would read as LaTeX, and what stands for them meanwhile."""
_BACK = str.maketrans("\ue000\ue001\ue002\ue003", "{}\\~")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; a name of one word, or with an "and" in it, is all family name."""

    family: str
    given: str = ""
    suffix: str = ""


def split_name(author: str) -> Name | None:
    """Return the parts of "Jan van der Berg", "van der Berg, Jan" or "Jan Berg Jr."; None of a blank."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if _AND.search(author):
        return Name(one_line(author))
    text = re.sub(r"[\s,]*,[\s,]*", ", ", one_line(author)).strip(" ,")
    found = None if "," in _GENERATION.sub("", text) else _GENERATION.search(text)
    suffix = found["suffix"] if found else ""
    plain = (text[: found.start()] if found else text).translate(_PLAIN)
    parts = parse_single_name_into_parts(plain, strict=False)
    family = " ".join((*parts.von, *parts.last)).translate(_BACK)
    given = " ".join(parts.first).translate(_BACK)
    if not family and not given:
        return None
    return Name(family or given, given if family else "", suffix or " ".join(parts.jr))
