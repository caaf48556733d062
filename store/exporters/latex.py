"""Plain text as LaTeX: in UTF-8 for lualatex and biber, or in ASCII for pdflatex and BibTeX.

In both, what LaTeX would take for a command is escaped, and a formula between dollars stays a
formula where it surely is one. ASCII needs `\\usepackage[T1]{fontenc}`; letters that no font of
LaTeX's own has, as those of Chinese names, are transliterated.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from store.printable import one_line
from store.scripts import LOWERED, RAISED, lowered, raised
from store.text import to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

    from pylatexenc.latexencode import UnicodeToLatexEncoder

_SPECIAL = {sign: f"\\{sign}" for sign in "&%#_$"} | {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": "{$<$}",
    ">": "{$>$}",
    "|": r"{\textbar}",
}
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0306\u030c\u030b\u030a\u0327\u0328\u0323\u0331",
        "`'^~\"=.uvHrckdb",
        strict=True,
    )
)
_BELOW = frozenset("ckdb")
_PUNCTUATION = dict(
    zip(
        "‘’“”–—‐‑‒―−\u2032\u2033",
        ("`", "'", "``", "''", "--", "---", "-", "-", "--", "---", "-", "'", "''"),
        strict=True,
    )
)
_LETTERS = frozenset("AE ae OE oe O o L l ss AA aa DH dh DJ dj TH th NG ng i".split())
_SIGNS = frozenset(
    "copyright registered trademark ordfeminine ordmasculine degree euro sterling yen section"
    " paragraph dagger daggerdbl bullet ellipsis times div mu periodcentered "
    "exclamdown questiondown"
    " onehalf onequarter threequarters perthousand".split()
)
_SYMBOLS = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota "
    "kappa lambda mu nu xi pi"
    " rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda "
    "Xi Pi Sigma Upsilon Phi"
    " Psi Omega ell hbar nabla partial infty pm mp times cdot ast star circ "
    "bullet leq geq neq ll gg"
    " odot ominus oslash approx sim simeq equiv cong propto in notin subset subseteq supset"
    " cup cap emptyset forall exists"
    " to rightarrow leftarrow leftrightarrow mapsto uparrow downarrow Rightarrow Leftarrow"
    " Leftrightarrow sum prod int perp parallel oplus otimes mid langle rangle".split()
)
_ALPHABETS = "mathcal|mathbf|mathrm|mathit|mathsf|mathtt|text|sqrt"
_COMMAND = rf"\\(?:{'|'.join(sorted(_SYMBOLS, key=len, reverse=True))})(?![A-Za-z])"
_INNER = rf"(?:[A-Za-z0-9+\-=*,.:/|!() ]|{_COMMAND})+"
_ATOM = rf"(?:{_COMMAND}|\\(?:{_ALPHABETS})\{{{_INNER}\}}|[A-Za-z0-9+\-=*,.:/|!()\[\]<> ])"
_SCRIPT = rf"(?:[A-Za-z0-9*+]|{_COMMAND}|\{{{_INNER}\}})"
_TERM = rf"{_ATOM}(?:_{_SCRIPT})?(?:\^{_SCRIPT})?"
FORMULA = re.compile(
    rf"(?<![\\$])\$(?! )(?=[^$]*[\\^_]|[A-Za-z]\$)(?:{_TERM}){{1,200}}(?<! )\$(?![$\d])"
)
"""What surely is a formula, and compiles with what LaTeX itself knows: `$x^2$`, but not `$5
to $10`.
"""

_NOTHING = "\u200b"
_SPECIAL[_NOTHING] = "{}"
_UNJOINED = re.compile(r"-{2,}|'{2,}|`{2,}|[?!]`")
"""Signs that LaTeX makes one of: two hyphens are a dash."""
_SIGN = r"[^\w\s(){}\\$&%#^]"
_SCRIPTS = re.compile(
    rf"(?P<low>[{''.join(LOWERED)}]+)|(?P<high>[{''.join(RAISED)}]+)"
    rf"|(?<=[^\W_])_(?:\((?P<below>[^()\s]{{1,40}})\)|(?P<sign_below>{_SIGN}))"
    rf"|(?<=[^\W_])\^(?:\((?P<above>[^()\s]{{1,40}})\)|(?P<sign_above>{_SIGN}))"
)
"""What is raised or lowered: in signs of its own, or as `store/scripts.py` writes the rest."""


def to_latex(text: str) -> str:
    """Return plain text as one line of LaTeX in UTF-8."""
    return _outside_formulas(text, _special)


def to_ascii_latex(text: str) -> str:
    """Return plain text as one line of LaTeX in ASCII."""
    return _outside_formulas(text, _ascii)


def split_formulas(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text in order, each with whether it is a formula between
    dollars.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in FORMULA.finditer(text):
        pieces += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [piece for piece in (*pieces, (text[end:], False)) if piece[0]]


def _part(joined: re.Match[str]) -> str:
    """Return signs with a space of no width between them, which becomes `{}`."""
    return _NOTHING.join(joined[0])


def _outside_formulas(text: str, convert: Callable[[str], str]) -> str:
    line = unicodedata.normalize("NFC", one_line(text))
    return "".join(
        piece if is_formula else _with_scripts(_UNJOINED.sub(_part, piece), convert)
        for piece, is_formula in split_formulas(line)
    )


def _with_scripts(text: str, convert: Callable[[str], str]) -> str:
    """Convert a text; raised and lowered signs, which few fonts have, become commands, and what
    is written in their place where it is read back as such.
    """
    if text.isascii() and "_" not in text and "^" not in text:
        return convert(text)
    pieces: list[str] = []
    end = 0
    for found in _SCRIPTS.finditer(text):
        group = found.lastgroup or ""
        write = lowered if "low" in group else raised
        if group not in ("low", "high") and write(found[group]) != found[0]:
            continue
        pieces.append(convert(text[end : found.start()]))
        end = found.end()
        command = "textsubscript" if "low" in group else "textsuperscript"
        plain = "".join(LOWERED.get(char) or RAISED.get(char, char) for char in found[group])
        pieces.append(f"\\{command}{{{convert(plain)}}}")
    return "".join([*pieces, convert(text[end:])])


def _special(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def _ascii(text: str) -> str:
    return "".join(
        char if char.isalnum() and char.isascii() else _ascii_sign(char) for char in text
    )


@lru_cache(maxsize=8192)
def _ascii_sign(char: str) -> str:
    if char.isascii() or char == _NOTHING:
        return _SPECIAL.get(char, char)
    said = _PUNCTUATION.get(char) or _accented(char) or _known_sign(char)
    return said or _special(" ".join(to_ascii(char).split()))


def _accented(char: str) -> str:
    """Return a letter with its accents, `{\\'{\\^e}}` for ế; "" where it is none that LaTeX
    can make.
    """
    letter, *marks = list(unicodedata.normalize("NFD", char))
    if (
        not marks
        or not (letter.isascii() and letter.isalpha())
        or not all(mark in _ACCENTS for mark in marks)
    ):
        return ""
    accents = [_ACCENTS[mark] for mark in marks]
    said = f"\\{letter}" if letter in "ij" and not _BELOW.issuperset(accents) else letter
    for accent in accents:
        bare = len(said) == 1 and not accent.isalpha()
        said = f"\\{accent}{said}" if bare else f"\\{accent}{{{said}}}"
    return f"{{{said}}}"


def _known_sign(char: str) -> str:
    """Return what pylatexenc knows of a character, where LaTeX without packages knows it
    too.
    """
    said = str(_encoder().unicode_to_latex(char))
    text = re.fullmatch(r"\{\\(text)?([A-Za-z]+)\}", said)
    formula = re.fullmatch(r"\{\\ensuremath\{\\([A-Za-z]+)\}\}", said)
    if text and text[2] in (_SIGNS if text[1] else _LETTERS):
        return said
    return f"${said[13:-2]}$" if formula and formula[1] in _SYMBOLS else ""


@cache
def _encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
