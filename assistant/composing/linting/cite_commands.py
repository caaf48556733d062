"""What a command of LaTeX that cites has in its arguments, and which commands a source
makes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTION = r"\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*+\])*+\])*+\]"
"""What stands in brackets, with brackets in it and in these."""
_OPTIONS = rf"(?:\s*(?:{OPTION}|<[^<>\n]{{0,80}}>))*"
ARGUMENTS = rf"(?P<all>(?:\([^()\n]*\)){{0,2}}(?:{_OPTIONS}\s*\{{[^{{}}]*\}})+)"
"""The arguments of a command: parentheses of biblatex's lists, options, and groups."""
_GROUP = re.compile(rf"(?:\([^()\n]*\)){{0,2}}{_OPTIONS}\s*\{{(?P<inner>[^{{}}]*)\}}")
_SEVERAL = re.compile(r"cites$")
_VOLUME = re.compile(r"volcite", re.IGNORECASE)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n|$)")
_DEFINED = re.compile(
    r"\\(?:(?:re)?new|provide)command\*?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*(?:\[\d\])?"
    r"(?P<default>\[[^\]]*\])?\s*\{(?P<body>[^\n]*)"
    r"|\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\\(?P<new>[A-Za-z]+)\}?\s*"
    r"\{(?P<kinds>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{(?P<inner>[^\n]*)"
    r"|\\(?:def|gdef)\s*\\(?P<def>[A-Za-z]+)(?:#\d)*\s*\{(?P<code>[^\n]*)"
    r"|\\let\s*\\(?P<let>[A-Za-z]+)\s*=?\s*\\(?P<as>[A-Za-z]*[Cc]ite[A-Za-z]*)"
    r"|\\Declare(?:Multi)?CiteCommand\*?\s*\{\\(?P<declared>[A-Za-z]+)\}"
)
_CITES_ARGUMENT = re.compile(
    rf"\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?{_OPTIONS}\s*\{{#(?P<number>\d)\}}"
)
_CITES_AT_ALL = re.compile(r"\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?\s*\}")


def split_keys(
    name: str, arguments: str, own: Mapping[str, int]
) -> tuple[tuple[str, ...], int]:
    """Return the keys in the arguments of a command, and where those end that belong to it."""
    groups = list(_GROUP.finditer(arguments))
    if _SEVERAL.search(name) and not _VOLUME.search(name):
        chosen, last = groups, groups[-1]
    else:
        place = own.get(name, 1 if _VOLUME.search(name) else 0)
        last = groups[min(place, len(groups) - 1)]
        chosen = [last]
    return tuple(key for group in chosen for key in _keys(group["inner"])), last.end()


def quote_keys(arguments: str, *, is_foreign: bool) -> tuple[tuple[str, ...], int]:
    """Return the keys of a quotation, the first group or, behind a language, the second."""
    groups = list(_GROUP.finditer(arguments))
    chosen = groups[min(int(is_foreign), len(groups) - 1)]
    return tuple(_keys(chosen["inner"])), chosen.end()


def own_commands(text: str) -> dict[str, int]:
    """Return the commands that a source makes to cite, each with which group has the keys."""
    own: dict[str, int] = {}
    for found in _DEFINED.finditer(text):
        if name := found["let"] or found["declared"]:
            own[name] = 0
            continue
        body = found["body"] or found["inner"] or found["code"] or ""
        name = found["name"] or found["new"] or found["def"]
        if cited := _CITES_ARGUMENT.search(body):
            own[name] = max(0, int(cited["number"]) - 1 - _optional(found))
        elif _CITES_AT_ALL.search(body):
            own[name] = 0
    return own


def _optional(found: re.Match[str]) -> int:
    """Return how many arguments before the keys stand in brackets."""
    if found["kinds"]:
        return len(re.findall(r"[oOsdD]", re.sub(r"\{[^{}]*\}", "", found["kinds"])))
    return int(found["default"] is not None)


def _keys(inner: str) -> list[str]:
    keys = (" ".join(key.split()) for key in _COMMENT.sub("", inner).split(","))
    return [key for key in keys if key and "#" not in key and "\\" not in key]
