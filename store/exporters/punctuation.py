"""Lines of references mended where citeproc-py puts a style's pieces together badly."""

from __future__ import annotations

import re

_TWICE = re.compile(r"([?!])([”’\"»]{0,2})\.(?=\s|$)|(?<=[?!])(”)[.,](?=\s|$)")
_STRAY = re.compile(
    r"(?:\s?\.)+(?=\s\.)|(?<=[.,])\s+(?=[.,](?:\s|$))|(?<!\.)\.\.(?!\.)"
    r"|,(?=\s?[,.](?:\s|$))|,(?= \([A-Z]\w+ \d{4}\)[.,])"
)
_INSIDE = re.compile(r"(?<![.,?!])([’”]+)([.,])(?=\s|$)")
"""Styles of this locale have full stops and commas within quotes."""
_AGAIN = re.compile(
    r"^(?P<number>\[\d+\] )?(?P<head>.+?)(?P<stop>[.?!]?[”’]*)"
    r"(?P<date> \([^()]*\)\.| \d{4}[a-z]?\.| n\.d\.) (?P=head)"
    r"(?:(?P=stop)|(?P<kind> \[[^\[\]]+\])\.)"
)
"""A title that stands for an author, and once more for itself."""
_EDITORS_AGAIN = re.compile(r"(?<=[^.]) \([^()]*, eds?\.\)")
_ROLE = re.compile(r"(?:(?<=\()|(?<=, ))(?:ed|eds|trans)\.(?=[);])")
_NEEDLESS = re.compile(r" \(Publication\)(?= \[)|(?<=\.) Released\.(?=\s|$)")
_ARXIV = re.compile(r"\b(?:arXiv: )?ArXiv(?=[:.])|\barXiv: (?=arXiv:)|, ArXiv(?=\.)")
_AHEAD = re.compile(
    r",? (?:advance online publication|ahead of print)\b(?:, \d{4})?", re.IGNORECASE
)
_FIRST_YEAR = re.compile(r"(?:^|\. |\] )(?P<year>\d{4})[a-z]?\. ")


def mended(line: str, *, is_ahead_of_print: bool, has_authors: bool = True) -> str:
    """Return a reference with its quotes nested, no full stop behind a question mark, and no
    year, name, title or claim that is not called for.
    """
    said = line if is_ahead_of_print else _AHEAD.sub("", line)
    said = _TWICE.sub(r"\1\2\3", _nested(_with_year_once(said)))
    if not has_authors:
        said = _EDITORS_AGAIN.sub("", _AGAIN.sub(_once, said))
    said = _ARXIV.sub(_small_first, _NEEDLESS.sub("", _ROLE.sub(_capital_first, said)))
    said = _INSIDE.sub(r"\2\1", _STRAY.sub("", said))
    return said.strip()


def _once(found: re.Match[str]) -> str:
    """Return a title that stood twice, with what kind of work it is before the date."""
    kind = f"{found['kind']}." if found["kind"] else found["stop"]
    return f"{found['number'] or ''}{found['head']}{kind}{found['date']}"


def _small_first(found: re.Match[str]) -> str:
    return "" if found[0].endswith(" ") else re.sub("(?:arXiv: )?ArXiv", "arXiv", found[0])


def _capital_first(found: re.Match[str]) -> str:
    return found[0].capitalize()


def _with_year_once(line: str) -> str:
    """Leave a year out that stands alone again behind the journal or the meeting."""
    first = _FIRST_YEAR.search(line)
    if first is None:
        return line
    year = first["year"]
    quoted = line.rfind("”")
    end = max(first.end(), quoted + 1)
    said, rest = line[:end], line[end:]
    if quoted > 0:
        # Behind a title in quotes stand only the journal and its numbers.
        rest = re.sub(rf"(?<= \([A-Z])(\w+) {year}(?=\))|, {year}(?=, \S)", r"\1", rest)
    again = re.compile(
        rf" \({year}\)(?=[.,:]|$)|, {year}(?=[.,]|$)(?!, ?\d)|(?<=[a-z] \d),"
        rf" {year}(?=[.,])|(?<=[a-z] \d\d), {year}(?=[.,])"
    )
    return said + again.sub("", rest, count=1)


def _nested(line: str) -> str:
    """Turn quotes within quotes into single ones."""
    pieces: list[str] = []
    depth = 0
    for char in line:
        if char == "“":
            depth += 1
            pieces.append("‘" if depth > 1 else char)
        elif char == "”" and depth:
            pieces.append("’" if depth > 1 else char)
            depth -= 1
        else:
            pieces.append(char)
    return "".join(pieces)
