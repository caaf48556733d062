"""Lists of names as pages show them."""

from __future__ import annotations

import re

from store.names import PersonName, read_inverted, read_said

_BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_SEMICOLON = re.compile(r"\s*;\s*(?:and\s+|&\s*)?|\s+\|\s+")
_NUMBER = re.compile(r"\s\d{4}$")
_MORE = re.compile(
    r"(?:\band )?(?:\+\s?|\b)\d+ (?:more |other |additional )?authors?\s*(?:not shown)?",
    re.IGNORECASE,
)
_NOTES = re.compile(r"[*†‡§¶∗]+")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_INITIALS_BEHIND = re.compile(r"[^\W\d_][\w'’ -]+ [A-Z]{1,3}")


def people(text: str) -> list[PersonName]:
    """Return the names of "A Example, Bo Sample 0001 and C. Third, ..."; those that are left
    out
    stand as "et al.".
    """
    cut = bool(_MORE.search(text))
    between = _SEMICOLON if ";" in text or " | " in text else _BETWEEN
    parts = [_NOTES.sub("", part).strip(" ,") for part in between.split(_MORE.sub("", text))]
    names: list[PersonName] = []
    bare = [part.rstrip(".") for part in parts if part.strip(".…")]
    if len(bare) > 1 and all(map(_INITIALS_BEHIND.fullmatch, bare)):
        parts = [", ".join(part.rsplit(" ", 1)) for part in bare]
    for part in filter(None, parts):
        if part in ("...", "…"):
            cut = True
        elif names and _SUFFIX.fullmatch(part):
            names[-1] = PersonName(names[-1].family, names[-1].given, part)
        else:
            said = _NUMBER.sub("", part)
            names.append(read_inverted(said) if "," in said else read_said(said))
    return [*names, PersonName("et al.")] if cut and names else names
