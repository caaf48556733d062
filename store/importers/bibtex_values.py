"""Values of BibTeX as plain text: strings put together, LaTeX read, names taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.base import clean_text
from store.importers.formulas import plain_latex
from store.importers.latex import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MARKS = re.compile(r"[\\${}~`]|--|''")
_BARE = re.compile(r"(?<!\\)((?:\\\\)*)([%&#])")
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}|(https?://\S+)")
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


def joined(raw: str, strings: Mapping[str, str]) -> str:
    """Return a value with its braces or quotes taken off, its `#` joined and its `@string`s
    filled in.
    """
    return "".join(_part(part.strip(), strings) for part in _parts(raw))


def plain_value(value: str) -> str:
    """Return the text that LaTeX would set: accents as letters, no braces, `~` a space, `--`
    a dash.
    """
    text = " ".join(value.split())
    if not _MARKS.search(text):
        return clean_text(text)
    said = plain_latex(_BARE.sub(r"\1\\\2", text))
    return clean_text(re.sub(r"[{}]", "", plain_text(text)) if said is None else said)


def person_names(value: str) -> list[str]:
    """Return the names that an "and" divides, each as one says it: "Jan van der Berg Jr."."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [_name(name) for name in split_multiple_persons_names(value) if name.strip()]


def month_and_day(value: str) -> tuple[int | None, int | None]:
    """Return what `apr`, `4`, `April` or `"3~" # apr` tells."""
    words = re.findall(r"[a-z]+|\d+", plain_value(value).lower())
    numbers = [int(word) for word in words if word.isdecimal()]
    month = next((_MONTHS[word[:3]] for word in words if word[:3] in _MONTHS), None)
    if month is None:
        return (numbers[0] if numbers else None), None
    return month, numbers[0] if numbers else None


def addresses(*values: str) -> str | None:
    """Return the first address in the values."""
    found = next((found for value in values if (found := _URL.search(value))), None)
    return clean_text(found[1] or found[2]).rstrip(".,;") if found else None


def _parts(raw: str) -> Iterator[str]:
    """Yield what stands between the `#` that are in no braces and no quotes."""
    start = depth = 0
    is_quoted = False
    for mark in re.finditer(r'(?<!\\)[{}"#]', raw):
        if mark[0] == '"':
            is_quoted ^= depth == 0
        elif mark[0] == "#":
            if not depth and not is_quoted:
                yield raw[start : mark.start()]
                start = mark.end()
        else:
            depth += 1 if mark[0] == "{" else -1
    yield raw[start:]


def _part(part: str, strings: Mapping[str, str]) -> str:
    if part[:1] in ('"', "{"):
        return part[1:-1]
    return part if part.isdecimal() else strings.get(part.lower(), part)


def _name(name: str) -> str:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    text = " ".join(name.split())
    if re.fullmatch(r"\{[^{}]*\}", text):
        return plain_value(text)
    parts = parse_single_name_into_parts(text, strict=False)
    return plain_value(" ".join((*parts.first, *parts.von, *parts.last, *parts.jr)))
