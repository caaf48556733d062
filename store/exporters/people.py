"""Names of people as BibTeX reads them right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from store.names import PersonName

_SIGN = re.compile(r"\\[&%#_$]")
"""In braces within names: styles that make labels of the first letters would cut it in two."""
_AND = re.compile(r"\sand\s", re.IGNORECASE)


def people(names: Iterable[PersonName], are_all: bool, convert: Callable[[str], str]) -> str:  # noqa: FBT001
    """Return names that an "and" divides; `others` stands for those that are not told."""
    written = [
        _SIGN.sub(r"{\g<0>}", said) for name in names if (said := _written(name, convert))
    ]
    return " and ".join([*written, *([] if are_all or not written else ["others"])])


def _written(name: PersonName, convert: Callable[[str], str]) -> str:
    """Return "van der Berg, Jr., Jan", or a name in braces where it has no parts."""
    if name.is_collective or (not name.given and _needs_braces(name.family)):
        return f"{{{convert(name.family)}}}" if name.family.strip() else ""
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(_part(part, convert) for part in parts if part)


def _part(part: str, convert: Callable[[str], str]) -> str:
    said = convert(part)
    return f"{{{said}}}" if "," in part or ";" in part or _AND.search(part) else said


def _needs_braces(family: str) -> bool:
    return " " in family or "," in family or ";" in family or family.lower() == "others"
