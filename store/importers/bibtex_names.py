"""The names in a field of BibTeX, each in its parts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from store.importers.bibtex_values import plain_value
from store.importers.record import LONGEST_LIST, MOST_AUTHORS
from store.names import DEGREE, PersonName, bibtex_parts, is_body, is_collective, read_inverted

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"[{}]|(?<=\s)(?:and|AND|And)(?=\s)|\\and(?=\s)|&#?\w{1,10};|\\;|;")
_BRACE = re.compile(r"(?<!\\)[{}]")
_EXTENDED = re.compile(
    r"\s*(?P<part>family|given|prefix|suffix|useprefix|id|[a-z]+-i)\s*=", re.IGNORECASE
)
_SWITCH = re.compile(
    r"\\(?:bf|it|em|sc|rm|bfseries|itshape|scshape|textbf|textit|emph|textsc|underline)\b\s*"
)
_SIMPLE = re.compile(r"[^\\{}~$,]+, [^\\{}~$,]+")
HOMONYM = re.compile(r"(?<=[^\W\d_])\s\d{4}$")
"""DBLP's number of one of several people of a name: "Bo Elm 0002"."""
_COMPANY = re.compile(
    r", (?:inc|incorporated|ltd|limited|llc|llp|plc|corp|co|gmbh|ag|s\.?a|b\.?v|n\.?v)\.?$"
    r"|\b(?-i:and|of|for|the)\b",
    re.IGNORECASE,
)
"""What no person's name has: "Barnes and Noble, Inc."."""
_GENERATION = re.compile(r"(?P<family>.+?),? (?P<suffix>(?:Jr|Sr)\.?|III?|IV)")
_AMPERSAND = re.compile(r"\s\\?&\s")
_JUNIOR = re.compile(rf"(?:jr|sr|ii|iii|iv|{DEGREE})\.?", re.IGNORECASE)
_TILDE = re.compile(r"\\~(?:\{(?P<braced>[^\W\d_])\}|(?P<letter>[^\W\d_]))")
"""A letter with a tilde, which BibTeX's reader would take for a tie between two words."""
_INITIAL = re.compile(r"(?:^|\s)\w\.?$")
_GIVEN = re.compile(r"[^\W\d_][\w.'’~-]*(?: [^\W\d_][\w.'’~-]*){0,2}")
_OF_VANCOUVER = re.compile(
    r"(?:[a-z]{1,4} ){0,2}[^\W\d_a-z][^\W\d_]*(?:[ '’-][^\W\d_]{2,}){0,2} [A-Z]{1,3}"
)
_PAIR = re.compile(rf"{_OF_VANCOUVER.pattern}, {_OF_VANCOUVER.pattern}")
"""Two names with initials behind them, and no mark but the comma between: "Ek B, Alm E"."""
_STRAY_AND = re.compile(r"^and\s+|\s+and$")


def person_names(value: str) -> list[PersonName]:
    """Return the names that an "and" divides, or a semicolon where one stands for it."""
    names = []
    for text in _divided(value[:LONGEST_LIST]):
        if name := _name(text):
            names.append(name)
        if len(names) > MOST_AUTHORS:  # By one, so that it is told.
            break
    return names


def names_on_a_line(value: str) -> list[PersonName]:
    """Return the names that an "and" or commas divide where a format has one on each line;
    none where they are one name, or that of a body.
    """
    pieces = [piece.strip(" ,;") for piece in _divided(value)]
    are_people = all(piece.count(",") == 1 and not is_collective(piece) for piece in pieces)
    return [read_inverted(piece) for piece in pieces] if are_people and len(pieces) > 1 else []


def odd_separators(value: str) -> str:
    """Return what divides names where BibTeX has "and": "semicolons", "commas", or nothing."""
    text = value[:LONGEST_LIST].rstrip("; \n\t")
    if ";" in text and any(mark[0] == ";" for mark in _between(text)):
        return "semicolons"
    if text.count(",") < 2 and "&" not in text:
        return ""
    return "commas" if len([*_divided(text)]) > len([*_pieces(text)]) else ""


def _divided(value: str) -> Iterator[str]:
    """Yield what stands between the "and"s and semicolons that are in no braces; and between
    commas, where there are more than one name has.
    """
    for start, end in _pieces(value):
        piece = value[start:end]
        is_list = piece.count(",") > 1 or "&" in piece or _PAIR.fullmatch(piece.strip())
        yield from _listed(piece) if is_list and "{" not in piece else (piece,)


def _pieces(value: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _between(value):
        yield start, mark.start()
        start = mark.end()
    yield start, len(value)


def _listed(piece: str) -> list[str]:
    """Return the names of "Ek, B., Alm, E." or "Bo Ek, Eva Alm & Per Sund"; the piece itself
    where it is one name.
    """
    parts = [part for each in _AMPERSAND.split(piece) for part in each.split(",")]
    parts = [" ".join(part.split()) for part in parts if part.strip()]
    if any(map(_JUNIOR.fullmatch, parts)):
        return [piece]
    if len(parts) > 1 and all(map(_OF_VANCOUVER.fullmatch, parts)):
        return [", ".join(part.rsplit(" ", 1)) for part in parts]
    if len(parts) > 1 and all(" " in part and not _INITIAL.search(part) for part in parts):
        return parts
    if len(parts) % 2 or len(parts) < 4:
        return [piece]
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    is_paired = all(_GIVEN.fullmatch(given) for _, given in pairs)
    return [f"{family}, {given}" for family, given in pairs] if is_paired else [piece]


def _between(value: str) -> Iterator[re.Match[str]]:
    """Yield the "and"s and semicolons that are in no braces; `&uuml;` and `\\;` have none."""
    depth = 0
    for mark in _MARK.finditer(value):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(0, depth - 1)
        elif not depth and (mark[0] == ";" or mark[0].isalpha() or mark[0] == "\\and"):
            yield mark


def _name(source: str) -> PersonName | None:
    text = _STRAY_AND.sub("", " ".join(source.split()).strip(" ,;"))
    text = HOMONYM.sub("", text)
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


def _with_tilde(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", f"{found['braced'] or found['letter']}\u0303")


def _parted(text: str) -> PersonName:
    """Return the name as BibTeX takes it apart: "von Last, Jr, First" or "First von Last"; that
    of a body stays whole, though its braces were forgotten.
    """
    if text.count("{") != text.count("}"):
        text = text.replace("{", "").replace("}", "")
    if "," not in text and is_body(said := plain_value(text)):
        return PersonName(said, is_collective=True)
    first, von, last, jr = bibtex_parts(_TILDE.sub(_with_tilde, text))
    given, family, suffix = (plain_value(" ".join(part)) for part in (first, [*von, *last], jr))
    if _JUNIOR.fullmatch(given) and suffix and not _JUNIOR.fullmatch(suffix):
        given, suffix = suffix, given
    if not suffix and (found := _GENERATION.fullmatch(family)):
        family, suffix = found["family"], found["suffix"]
    return PersonName(family or given, given if family else "", suffix)
