"""The names in a field of BibTeX, each in its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.bibtex_values import plain_value
from store.names import PersonName, bibtex_parts, is_collective, read_inverted

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"[{}]|(?<=\s)(?:and|AND|And)(?=\s)|&#?\w{1,10};|\\;|;")
_BRACE = re.compile(r"(?<!\\)[{}]")
_EXTENDED = re.compile(
    r"\s*(?P<part>family|given|prefix|suffix|useprefix|id|[a-z]+-i)\s*=", re.IGNORECASE
)
_SWITCH = re.compile(
    r"\\(?:bf|it|em|sc|rm|bfseries|itshape|scshape|textbf|textit|emph|textsc|underline)\b\s*"
)
_SIMPLE = re.compile(r"[^\\{}~$,]+, [^\\{}~$,]+")
_HOMONYM = re.compile(r"(?<=[^\W\d_])\s\d{4}$")
"""DBLP's number of one of several people of a name: "Bo Elm 0002"."""
_COMPANY = re.compile(
    r", (?:inc|incorporated|ltd|limited|llc|llp|plc|corp|co|gmbh|ag|s\.?a|b\.?v|n\.?v)\.?$"
    r"|\b(?-i:and|of|for|the)\b",
    re.IGNORECASE,
)
"""What no person's name has: "Barnes and Noble, Inc."."""
_GENERATION = re.compile(r"(?P<family>.+?),? (?P<suffix>(?:Jr|Sr)\.?|III?|IV)")
_LONGEST = 200_000
_MOST = 5_000


def person_names(value: str) -> list[PersonName]:
    """Return the names that an "and" divides, or a semicolon where one stands for it."""
    names = []
    for text in _divided(value[:_LONGEST]):
        if name := _name(text):
            names.append(name)
        if len(names) == _MOST:
            break
    return names


def has_semicolons(value: str) -> bool:
    """Tell whether semicolons divide names, where BibTeX has "and"."""
    text = value[:_LONGEST].rstrip("; \n\t")
    return ";" in text and any(mark[0] == ";" for mark in _between(text))


def _divided(value: str) -> Iterator[str]:
    """Yield what stands between the "and"s and semicolons that are in no braces."""
    start = 0
    for mark in _between(value):
        yield value[start : mark.start()]
        start = mark.end()
    yield value[start:]


def _between(value: str) -> Iterator[re.Match[str]]:
    """Yield the "and"s and semicolons that are in no braces; `&uuml;` and `\\;` have none."""
    depth = 0
    for mark in _MARK.finditer(value):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(0, depth - 1)
        elif not depth and (mark[0] == ";" or mark[0].isalpha()):
            yield mark


def _name(source: str) -> PersonName | None:
    text = _HOMONYM.sub("", " ".join(source.split()).strip(" ,;"))
    if not text:
        return None
    if _SIMPLE.fullmatch(text) and text[0].isupper():
        family, _, given = text.partition(", ")
        return PersonName(plain_value(family), plain_value(given))
    if _is_whole(text) and not _SWITCH.match(text[1:]):
        return _collective(plain_value(text))
    text = _unwrapped(text)
    if _EXTENDED.match(text) and (name := _extended(text)):
        return name
    return _parted(text)


def _is_whole(text: str) -> bool:
    """Tell whether the brace that a name begins with is closed at its end."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end() == len(text)
    return False


def _collective(said: str) -> PersonName:
    """A name that braces hold together; "Fern, Lea" in them is a person's all the same."""
    return (
        PersonName(said, is_collective=" " in said) if "," not in said else _braced_person(said)
    )


def _braced_person(said: str) -> PersonName:
    return (
        read_inverted(said)
        if said.count(",") == 1 and len(said.split()) <= 4 and not _is_body(said)
        else PersonName(said, is_collective=True)
    )


def _is_body(said: str) -> bool:
    return is_collective(said) or bool(_COMPANY.search(said))


def _unwrapped(text: str) -> str:
    """Take the braces off a whole name that is set in another type: `{\\bf Ash, Ann}`."""
    without = _SWITCH.sub("", text)
    while without != text and (whole := re.fullmatch(r"\{(?P<inner>[^{}]*)\}", without)):
        without = whole["inner"]
    return without.strip()


def _extended(text: str) -> PersonName | None:
    """Return the name of biblatex's `family=Berg, given=Jan, prefix=van den`."""
    parts = {}
    for part in re.split(r",(?![^{}]*\})", text):
        name, _, value = part.partition("=")
        parts[name.strip().lower()] = plain_value(value.strip().strip('"'))
    if not parts.get("family"):
        return None
    family = f"{parts.get('prefix', '')} {parts['family']}".strip()
    return PersonName(family, parts.get("given", ""), parts.get("suffix", ""))


def _parted(text: str) -> PersonName:
    """Return the name as BibTeX takes it apart: "von Last, Jr, First" or "First von Last"; that
    of a body stays whole, though its braces were forgotten.
    """
    if text.count("{") != text.count("}"):
        text = text.replace("{", "").replace("}", "")
    if "," not in text and is_collective(said := plain_value(text)):
        return PersonName(said, is_collective=True)
    first, von, last, jr = bibtex_parts(text)
    given, family, suffix = (plain_value(" ".join(part)) for part in (first, [*von, *last], jr))
    if not suffix and (found := _GENERATION.fullmatch(family)):
        family, suffix = found["family"], found["suffix"]
    return PersonName(family or given, given if family else "", suffix)
