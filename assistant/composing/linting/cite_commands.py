"""What a command of LaTeX that cites has in its arguments, and which commands a source
makes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEPTH, _LEAST_DEPTH = 6, 3


def _balanced(depth: int) -> str:
    """Return the pattern of a text in which braces are closed, some levels deep."""
    inner = r"(?:[^{}\\]|\\[\s\S])*+"
    for _ in range(depth):
        inner = rf"(?:[^{{}}\\]|\\[\s\S]|\{{{inner}\}})*+"
    return inner


BALANCED = _balanced(_DEPTH)
"""What stands between braces, with braces in it."""


def _bracketed(depth: int) -> str:
    """Return the pattern of an option, which the first bracket ends that is closed, or else
    the first of all, none that stands between braces or in a comment.
    """
    plain = rf"[^\[\]{{}}\\%]|\\[\s\S]|%[^\n]*\n|\{{{_balanced(_LEAST_DEPTH)}\}}"
    inner = rf"(?:{plain})*+"
    for _ in range(depth):
        inner = rf"(?:{plain}|\[{inner}\])*+"
    return rf"\[(?:{inner}|(?:{plain}|\[)*+)\]"


OPTION = _bracketed(2)
"""What stands in brackets, with brackets in it and in these."""
_GAP = r"(?:\s|%[^\n]*\n)*+"
"""What may stand before an argument: space, and comments that end a line."""
_OPTIONS = rf"(?:{_GAP}(?:{OPTION}|<[^<>\n]{{0,80}}>))*"
ARGUMENTS = rf"(?P<all>(?:\([^()\n]*\)){{0,2}}(?:{_OPTIONS}{_GAP}\{{[^{{}}]*\}})+)"
"""The arguments of a command: parentheses of biblatex's lists, options, and groups."""
COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n|$)")
_GROUP = re.compile(rf"(?:\([^()\n]*\)){{0,2}}{_OPTIONS}{_GAP}\{{(?P<inner>[^{{}}]*)\}}")
NOT_IN_NAME = "bibentry|apud(?:online)?"
"""Commands that cite and do not have "cite" in their name: of bibentry and of abntex."""
_SEVERAL = re.compile(r"cites$|^apud")
_VOLUME = re.compile(r"volcite", re.IGNORECASE)
_NEW = (
    r"(?:(?:(?:re)?new|provide)(?:command|robustcmd)|renewrobustcmd|DeclareRobustCommand"
    r"|providerobustcmd)"
)
_NEW_DOCUMENT = r"(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand"
DEFINITION = re.compile(
    rf"\\{_NEW}\*?\s*\{{?\s*\\(?P<name>[A-Za-z@]+)\s*\}}?\s*(?:\[(?P<count>\d)\])?\s*"
    rf"(?P<default>\[[^\]]*\])?{_GAP}\{{(?P<body>{BALANCED})\}}"
    rf"|\\{_NEW_DOCUMENT}\s*\{{?\s*\\(?P<new>[A-Za-z@]+)\s*\}}?\s*"
    rf"\{{(?P<kinds>{BALANCED})\}}{_GAP}\{{(?P<inner>{BALANCED})\}}"
    r"|\\[gex]?def\s*\\(?P<def>[A-Za-z@]+)(?P<taken>(?:#\d)*)"
    rf"\s*\{{(?P<code>{BALANCED})\}}"
    r"|\\let\s*\\(?P<let>[A-Za-z@]+)\s*=?\s*\\(?P<as>[A-Za-z@]+)"
    rf"|\\Declare(?:Multi)?CiteCommand\*?\s*\{{\\(?P<declared>[A-Za-z]+)\}}"
    rf"(?:{_GAP}(?:{OPTION}|\{{{BALANCED}\}}))*"
)
"""Where a source makes a command."""
_ENVIRONMENT = re.compile(
    r"\\(?:lstnewenvironment|DefineVerbatimEnvironment|(?:re)?newtcblisting|DeclareTCBListing"
    rf"|newminted|newverbatim)\s*(?:{OPTION}\s*)*\{{(?P<name>[A-Za-z]+\*?)\}}"
)
_CITES_ARGUMENT = re.compile(
    rf"\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?{_OPTIONS}{_GAP}\{{(?P<numbers>#\d(?:\s*,\s*#\d)*)\s*\}}"
)
_CITES_AT_ALL = re.compile(r"\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?\s*\}?\s*$")


def split_keys(
    name: str, arguments: str, own: Mapping[str, tuple[int, ...]]
) -> tuple[tuple[str, ...], int]:
    """Return the keys in the arguments of a command, and where those end that belong to it."""
    groups = list(_GROUP.finditer(arguments))
    if _SEVERAL.search(name):
        chosen, last = (groups[1::2] if _VOLUME.search(name) else groups), groups[-1]
    else:
        places = own.get(name, (1 if _VOLUME.search(name) else 0,))
        # A command that is given fewer groups than it takes has its keys in the last.
        there = dict.fromkeys(min(place, len(groups) - 1) for place in places)
        chosen = [groups[place] for place in there]
        last = max(chosen, key=re.Match.end)
    return tuple(key for group in chosen for key in _keys(group["inner"])), last.end()


def quote_keys(arguments: str, *, is_foreign: bool) -> tuple[tuple[str, ...], int]:
    """Return the keys of a quotation, the first group or, behind a language, the second."""
    groups = list(_GROUP.finditer(arguments))
    chosen = groups[min(int(is_foreign), len(groups) - 1)]
    return tuple(_keys(chosen["inner"])), chosen.end()


def own_commands(text: str) -> dict[str, tuple[int, ...]]:
    """Return the commands that a source makes to cite, each with which groups have the keys."""
    own: dict[str, tuple[int, ...]] = {}
    for found in DEFINITION.finditer(text):
        if name := found["let"] or found["declared"]:
            if found["declared"] or "cite" in found["as"].casefold():
                own[name] = (0,)
            continue
        body = COMMENT.sub("", found["body"] or found["inner"] or found["code"] or "")
        name = found["name"] or found["new"] or found["def"]
        cited = [
            int(number) - 1 - _optional(found)
            for command in _CITES_ARGUMENT.finditer(body)
            for number in re.findall(r"\d", command["numbers"])
        ]
        if cited or _CITES_AT_ALL.search(body):
            own[name] = tuple(dict.fromkeys(max(0, place) for place in cited)) or (0,)
    return own


def before_body(definition: re.Match[str]) -> int:
    """Return how much of a definition stands before what the command does."""
    starts = (definition.start(group) for group in ("body", "inner", "code"))
    return max(max(starts), definition.start()) - definition.start()


def silent_commands(text: str) -> list[str]:
    """Return the commands that a source makes to leave out what they are given."""
    return [
        found["name"] or found["def"]
        for found in DEFINITION.finditer(text)
        if (found["count"] or found["taken"])
        and not COMMENT.sub("", found["body"] or found["code"] or "").strip()
    ]


def verbatim_environments(text: str) -> list[str]:
    """Return the environments for listings that a source makes."""
    return [found["name"] for found in _ENVIRONMENT.finditer(text)]


def _optional(found: re.Match[str]) -> int:
    """Return how many arguments before the keys stand in brackets, or are stars."""
    if found["kinds"]:
        return len(re.findall(r"[oOsdDtRr]", re.sub(r"\{[^{}]*\}", "", found["kinds"])))
    return int(found["default"] is not None)


def _keys(inner: str) -> list[str]:
    keys = (" ".join(key.split()) for key in COMMENT.sub("", inner).split(","))
    return [key for key in keys if key and "#" not in key and "\\" not in key]
