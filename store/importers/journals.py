"""The journals that astronomy's database and BibTeX's own styles have short names for:
`\\apj`, or `cacm` without braces.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_COMMAND = re.compile(r"\{?\s*\\([A-Za-z]+)\s*(?:\{\})?\s*\}?")


def journal_name(value: str) -> str | None:
    """Return the name of the journal that a command stands for; None where the value is no such
    command.
    """
    found = _COMMAND.fullmatch(value.strip(" ,;\n"))
    return _named("journals.txt").get(found[1]) if found else None


def journal_of_string(name: str) -> str | None:
    """Return the journal that a name without braces stands for in the styles of BibTeX."""
    return _named("journal_strings.txt").get(name.strip().lower())


@cache
def _named(file: str) -> dict[str, str]:
    text = files("store.importers").joinpath(file).read_text(encoding="utf-8")
    rows = (
        line.split("\t", 1) for line in text.splitlines() if line and not line.startswith("#")
    )
    return {macro: name.strip() for macro, name in rows}
