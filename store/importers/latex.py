"""Readable plain text from text that carries some LaTeX, as abstracts do.

Most of an abstract is not LaTeX: a bare `%` is a percent sign, `~10x` means about ten times,
`$5` is money. Only what is certainly a construct is converted; everything else passes as it
stands.
"""

from __future__ import annotations

import re

from store.importers.formulas import plain_formula, plain_symbol

MAX_DEPTH = 20

_CITE = (
    r"\\(?:no|text|paren|auto|foot|super|full|"
    r"smart)?[cC]ite[A-Za-z]*\*?(?:\[[^\[\]]*\])*\{[^{}]*(?:\}|$)"
)
_CITES = rf"{_CITE}(?:[\s,;~]{{0,3}}{_CITE})*"
_CITATIONS = re.compile(rf"[\s~]{{0,3}}(?:[(\[]\s?{_CITES}\s?[)\]]|{_CITES})")
_QUOTES = re.compile(r"``([^`]{1,1000}?)''")
_CONSTRUCT = re.compile(
    r"""
      (?P<link>https?://[^\s\\{}$]+)
    | \$\$?(?=\S)(?P<dollars>(?:[^$\\]|\\.){1,400}?)(?<=\S)\$\$?(?!\d)
    | \\[(](?P<round>.{1,400}?)\\[)]
    | \\\[(?P<square>.{1,400}?)\\\]
    | (?P<accent>\\["'`^~=.](?:\\[ij]|[A-Za-z]|\{(?:\\[ij]|[A-Za-z])\}))
    | \\(?P<macro>[A-Za-z]+)\*?
    | \\(?P<spacing>[\\,;:\ !/@-])
    | \\(?P<escaped>[%&\#_${}~^])(?:\{\})?
    | (?P<group>\{)(?=\\["'`^~=.A-Za-z])
    | (?P<tie>(?<=[^\W\d_])~(?=[\w(\[\\$"'`]) | (?<=[.)\]}\d])~(?=[^\W\d_]|[(\[\\])
        | (?<=\.)~(?=\d))
    """,
    re.VERBOSE,
)
_MONEY = re.compile(r"(?=.*\s)(?:\d[^\\^_{}]*[A-Za-z]|[^\\^_{}]*[A-Za-z]{3})[^\\^_{}]*$")
_OPTION = re.compile(r"\[[^\[\]{}]{0,200}\](?=[\[{])")
_ENVIRONMENT = re.compile(r"\{[A-Za-z]+\*?\}")
_LETTER_ACCENT = re.compile(r"(?:\{\\?[A-Za-z]\}| [A-Za-z](?![A-Za-z]))")


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_LETTER_ACCENTS = _names("b c d H k r t u v")
_LETTERS = _names("L l O o i j aa AA ae AE oe OE ss")
_SWITCHES = _names(
    "bf it em tt sc rm sf sl tiny small large Large bfseries itshape ttfamily "
    "scshape normalfont"
    " noindent centering maketitle protect xspace displaystyle textstyle"
)
_DROPPED = _names(
    "label ref eqref cref Cref autoref pageref vspace hspace color includegraphics"
)
_BREAKS = _names("begin end item par newline linebreak quad qquad smallskip medskip bigskip")
_LAST_ARGUMENT = _names("textcolor colorbox raisebox scalebox hyperref")


def plain_text(text: str) -> str:
    """Return text with its LaTeX made readable and its whitespace made single spaces; never
    raises.
    """
    spaced = " ".join(text.split())
    if not any(mark in spaced for mark in "\\$~`"):
        return spaced
    quoted = _QUOTES.sub(r'"\1"', _CITATIONS.sub("", spaced))
    return " ".join(_converted(quoted, MAX_DEPTH).split())


def _converted(text: str, depth: int) -> str:
    if not depth:
        return re.sub(r"[\\{}]+", " ", text)
    pieces: list[str] = []
    closing = _closing_braces(text)
    start = 0
    while found := _CONSTRUCT.search(text, start):
        pieces.append(text[start : found.start()])
        piece, start = _construct(found, closing, depth)
        pieces.append(piece)
    return "".join([*pieces, text[start:]])


def _construct(found: re.Match[str], closing: dict[int, int], depth: int) -> tuple[str, int]:
    """Return what a construct becomes, and where it ends."""
    kind, end = str(found.lastgroup), found.end()
    if kind == "macro":
        return _macro(found, closing, depth)
    if kind == "group":
        return _group(found, closing, depth)
    if kind == "dollars" and _MONEY.match(found["dollars"]):
        return "$", found.start() + 1
    if kind in {"dollars", "round", "square"}:
        return plain_formula(found[kind]), end
    if kind == "accent":
        return plain_symbol(found[0]), end
    if kind == "spacing":
        return ("" if found[kind] in "!/@-" else " "), end
    return {"tie": " ", "escaped": found["escaped"]}.get(kind, found[0]), end


def _group(found: re.Match[str], closing: dict[int, int], depth: int) -> tuple[str, int]:
    """Open a group such as `{\\bf x}`; a brace that nothing closes stays."""
    end = closing.get(found.start())
    if end is None:
        return "{", found.end()
    return _converted(found.string[found.end() : end], depth - 1), end + 1


def _macro(found: re.Match[str], closing: dict[int, int], depth: int) -> tuple[str, int]:
    text, name = found.string, found["macro"]
    if name in _LETTER_ACCENTS and (letter := _LETTER_ACCENT.match(text, found.end())):
        return plain_symbol(f"\\{name}{letter[0]}"), letter.end()
    arguments, end = _arguments(text, found.end(), closing)
    if name in _SWITCHES or (name in _LETTERS and not arguments):
        said = "" if name in _SWITCHES else plain_symbol(f"\\{name}")
        return said, found.end() + text.startswith(" ", found.end())
    if name in _BREAKS:
        environment = _ENVIRONMENT.match(text, found.end())
        return " ", environment.end() if environment else found.end()
    if name in _DROPPED:
        return "", end
    if name == "url":
        return "".join(arguments), end
    converted = [_converted(argument, depth - 1) for argument in arguments]
    return _named(name, converted, text[found.start() : end]), end


def _named(name: str, arguments: list[str], source: str) -> str:
    """Return what a macro says: its arguments where it has any, its sign, or else its name."""
    said = [argument for argument in arguments if argument.strip()]
    if not said:
        return plain_symbol(f"\\{name}") or name
    if name == "href" and len(said) > 1:
        return _link(said[0], said[1])
    if name in {"textsuperscript", "textsubscript"} and re.match(r"[-+−]?\d", said[0]):
        return ("^" if name == "textsuperscript" else "_") + " ".join(said)
    if name in {"frac", "tfrac", "dfrac", "sqrt", "ensuremath"}:
        return plain_formula(source)
    return said[-1] if name in _LAST_ARGUMENT else " ".join(said)


def _link(address: str, label: str) -> str:
    bare = address.split("://")[-1].rstrip("/")
    return label if bare in label else f"{label} ({address})"


def _arguments(text: str, start: int, closing: dict[int, int]) -> tuple[list[str], int]:
    """Return the `{…}` that follow a macro, with the `[…]` that hold digits, and where they
    end.
    """
    arguments: list[str] = []
    while True:
        option = _OPTION.match(text, start)
        opening = option.end() if option else start
        end = closing.get(opening)
        if end is None:
            return arguments, start
        if option and re.search(r"\d", option[0]):
            arguments.append(option[0][1:-1])
        arguments.append(text[opening + 1 : end])
        start = end + 1


def _closing_braces(text: str) -> dict[int, int]:
    """Map the place of each opening brace that is closed to the place where it is."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for brace in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            closing[opened.pop()] = brace.start()
    return closing
