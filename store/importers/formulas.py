"""Formulas and signs of LaTeX as plain characters, by pylatexenc."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexWalkerError
from pylatexenc.latexwalker import get_default_latex_context_db as get_default_parsing_db
from pylatexenc.macrospec import MacroSpec

# Without a handler of its own, what pylatexenc logs about odd input would land on the screen.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())

_ALPHABETS = (
    "mathcal",
    "mathbb",
    "mathbf",
    "mathrm",
    "mathfrak",
    "mathscr",
    "mathsf",
    "mathit",
    "mathtt",
    "bm",
)
_WORDS = (
    "text",
    "textbf",
    "textit",
    "textrm",
    "texttt",
    "textsc",
    "mbox",
    "operatorname",
    "boldsymbol",
    "bm",
)
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciicircum": "^",
    "sim": "~",
    "S": "§",
    "copyright": "©",
    "og": "«",
    "fg": "»",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "today": "today",
}
_PARSER_FAILURES = (
    LatexWalkerError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    AttributeError,
)

_BARE = re.compile(r"(?<!\\)((?:\\\\)*)([%#&])")
_ABOUT = re.compile(r"(?<![\\\w])~(?=\d)")
_SIMPLE = re.compile(r"(?!.*--)[\w ,.;:=+*/<>()\[\]|!^_{}-]+")
"""A formula without commands, which takes no parser to read."""
_MARKUP = re.compile(r"\\([A-Za-z]+)|[\\${}]")


@lru_cache(maxsize=4096)
def plain_formula(formula: str) -> str:
    """Return a formula, given without its dollars, in plain characters that keep every
    digit.
    """
    if _SIMPLE.fullmatch(formula):
        return _tidy(formula.replace("{", "").replace("}", ""))
    parsable = _BARE.sub(r"\1\\\2", _ABOUT.sub(r"\\sim ", formula))
    said = _said(f"${parsable}$")
    if not said or _digits(said) != _digits(formula):
        return _MARKUP.sub(r"\1", formula)
    return _tidy(said)


@lru_cache(maxsize=1024)
def plain_symbol(source: str) -> str:
    """Return the characters that a macro or an accented letter stands for; "" where it is
    unknown.
    """
    said = _said(source).strip()
    return "" if said == source.lstrip("\\") else said


@cache
def _signs() -> dict[str, str]:
    """Return the signs that commands without arguments stand for, by the names of the
    commands.
    """
    database = get_default_latex_context_db()
    specs = ((spec.macroname, spec.simplify_repl) for spec in database.iter_macro_specs())
    plain = {
        name: sign for name, sign in specs if isinstance(sign, str) and "%" not in sign and sign
    }
    return plain | _SIGNS


def symbol(name: str) -> str | None:
    """Return the characters that a command without arguments stands for; None where it is
    unknown.
    """
    return _signs().get(name)


def _tidy(said: str) -> str:
    about = re.sub(r"~\s+(?=\d)", "~", said)
    product = re.sub(r"(?<=\S)×\s+(?=\d)", "×", about)
    ordinal = re.sub(r"\^(?=(?:st|nd|rd|th)\b)", "", product)
    return ordinal.replace("^∘", "°")


def _said(source: str) -> str:
    try:
        return str(_converter().latex_to_text(source, **_parsing()))
    except _PARSER_FAILURES:
        return ""


def _digits(text: str) -> list[str]:
    return re.findall(r"\d", text)


@cache
def _converter() -> LatexNodes2Text:
    database = get_default_latex_context_db()
    plain = [MacroTextSpec(name, discard=False) for name in _ALPHABETS + _WORDS]
    signs = [MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()]
    database.add_context_category("songline", macros=[*plain, *signs], prepend=True)
    database.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_name_of))
    return LatexNodes2Text(latex_context=database, math_mode="text", keep_comments=True)


@cache
def _parsing() -> dict[str, object]:
    database = get_default_parsing_db()
    macros = [MacroSpec(name, "{") for name in _ALPHABETS + _WORDS]
    database.add_context_category("songline", macros=macros, prepend=True)
    return {"latex_context": database, "tolerant_parsing": False}


def _name_of(node: object) -> str:
    return str(getattr(node, "macroname", ""))
