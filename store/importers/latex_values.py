"""Values that are LaTeX throughout, as those of BibTeX are, read as the text that LaTeX would
set.

One pass over the value, so that what it takes grows with its length alone. Signs are
pylatexenc's, whose
own reader takes 10 to 20 s a megabyte (2026-11, this machine; this one 0.3 to 1.5 s).
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from store.importers.formulas import symbol
from store.scripts import lowered, raised

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"""
      (?P<link>https?://[^\s\\{}$<>"]+)
    | \\verb\*?(?P<rule>[|!+/"])(?P<verbatim>[^|!+/"]{0,200})(?P=rule)
    | \\(?P<macro>[A-Za-z]+)\*?[ \t]*
    | \\(?P<sign>.)
    | (?P<dollars>\$\$?)
    | (?P<brace>[{}])
    | (?P<script>[_^])
    | (?P<tie>~)
    | (?P<dash>---?)
    | (?P<quote>``|''|!`|\?`)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKS = re.compile(r"[\\${}~_^]|--|''|``|!`|\?`")
_CLOSES = re.compile(r"(?:[^$\\]|\\.){1,1000}?\$", re.DOTALL)
_MONEY = re.compile(
    r"(?=.*\s)(?:\d[^\\^_{}]*[A-Za-z]|[^\\^_{}]*[A-Za-z]{3})[^\\^_{}]*\$$", re.DOTALL
)
_OPTION = re.compile(r"\s{0,9}\[[^\[\]{}]{0,200}\](?=\s{0,9}[\[{])")
_WIDTH = re.compile(r"-?\d{0,3}\.?\d{1,3} ?(?:em|ex|pt|mm|cm|mu|in)\b")
_DEGREE = re.compile(r"\s{0,9}\[([^\[\]{}\\]{1,9})\]")
_RELATIONS = "→←↔⇒⇐⇔↦≤≥≠≡≪≫∈∉⊂⊆⊃⊇∝≅≃"
_OPENS = re.compile(r"\s{0,9}(?=\{)")
_EMPTY = re.compile(r"\{\s{0,9}\}")
_QUOTES = {"``": "“", "''": "”", "!`": "¡", "?`": "¿", "--": "–", "---": "—"}
_ACCENTS = dict(
    zip(
        "`'^~\"=.uvHrckdbt",
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0306\u030c\u030b\u030a\u0327\u0328\u0323\u0331\u0361",
        strict=True,
    )
)
_NOTHING = "!/-@"
_SWITCHES = frozenset(
    "bf it em tt sc rm sf sl tiny scriptsize footnotesize small normalsize large Large"
    " LARGE huge Huge"
    " bfseries itshape slshape scshape upshape mdseries rmfamily sffamily ttfamily"
    " normalfont noindent"
    " centering maketitle protect xspace displaystyle textstyle scriptstyle left right big"
    " Big bigg Bigg"
    " bigl bigr Bigl Bigr limits nolimits relax null boldmath unboldmath cal mathstrut sloppy"
    " textls noopsort ignorespaces unskip hfill vfill nobreak allowbreak break"
    " leavevmode mathrm mathbf mathcal mathbb mathit mathsf mathtt mathfrak mathscr"
    " mathnormal mathop mathbin mathrel mathord boldsymbol bm operatorname text textrm textbf"
    " textit texttt textsc textsf textsl textup emph mbox hbox underline uppercase"
    " nobreakdash hat tilde bar vec dot ddot overline widehat widetilde check breve".split()
)
"""Commands of which nothing but their argument is said."""
_DROPPED = frozenset(
    "label ref eqref cref Cref autoref pageref color includegraphics begin"
    " end thanks footnote footnotetext tnoteref fnref corref inst orcid orcidlink"
    " cite citep citet citealp citealt parencite textcite autocite nocite index"
    " footnotemark noopsort"
    " SortNoop setcounter phantom".split()
)
_GAPS = frozenset("hspace vspace hskip vskip kern".split())
"""Commands that leave a gap as wide as their argument."""
_SPACES = frozenset(
    "par newline linebreak quad qquad smallskip medskip bigskip item space enspace".split()
)
_WORDS = frozenset(
    "sin cos tan log ln exp max min sup inf lim det dim ker arg gcd sinh cosh tanh mod".split()
)
_DEEPEST = 20
_UNITS = dict(
    pair.split("=")
    for pair in (
        "pico=p nano=n micro=µ milli=m centi=c kilo=k mega=M giga=G metre=m meter=m gram=g"
        " second=s minute=min hour=h litre=L liter=L kelvin=K celsius=°C degreeCelsius=°C"
        " percent=% ohm=Ω hertz=Hz volt=V watt=W pascal=Pa joule=J tesla=T newton=N ampere=A"
        " mole=mol electronvolt=eV angstrom=Å degree=° per=/ squared=² cubed=³ slash=/"
    ).split()
)
"""Units as siunitx spells them: `\\micro\\metre` is µm."""


def plain_latex_value(text: str) -> str:
    """Return the text that LaTeX would set: accents as letters, no braces, `~` a space, `--` a
    dash.
    """
    return _ValueReader(text).read() if _MARKS.search(text) else text


class _ValueReader:
    """Reads a value from left to right; what stands in braces is put together where they
    close.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._said: list[str] = []
        self._open: list[tuple[int, _Action | None, bool]] = []
        self._pending: _Action | None = None
        self._acting = 0
        self._is_math = False
        self._place = 0

    def read(self) -> str:
        """Return what the value says."""
        take = {
            "link": self._said.append,
            "verbatim": self._said.append,
            "macro": self._macro,
            "sign": self._sign,
            "dollars": self._dollars,
            "brace": self._brace,
            "script": self._script,
            "tie": self._tie,
            "dash": self._mark,
            "quote": self._mark,
        }
        while found := _TOKEN.search(self._text, self._place):
            self._say(self._text[self._place : found.start()])
            self._place = found.end()
            kind = str(found.lastgroup)
            take[kind](found[kind])
        self._say(self._text[self._place :])
        return unicodedata.normalize("NFC", "".join(self._said))

    def _say(self, text: str) -> None:
        """Take plain text; where a command waits for its argument, the first letter is that."""
        if self._pending and (argument := text.lstrip()):
            action, self._pending = self._pending, None
            self._said.append(action(self, argument[0]))
            text = argument[1:]
        if text:
            self._said.append(text)

    def _brace(self, brace: str) -> None:
        if brace == "{":
            action = self._pending if self._acting < _DEEPEST else None
            self._acting += action is not None
            self._open.append((len(self._said), action, self._is_math))
            self._is_math = self._is_math or action in (_as_formula, _chemical)
            self._pending = None
        elif self._open:
            self._close()

    def _close(self) -> None:
        start, action, self._is_math = self._open.pop()
        self._pending = None
        if action:
            self._acting -= 1
            inner = "".join(self._said[start:])
            del self._said[start:]
            self._said.append(action(self, inner))

    def _dollars(self, dollars: str) -> None:
        if self._is_math:
            self._is_math = False
            return
        closes = _CLOSES.match(self._text, self._place)
        if closes is None or _MONEY.match(closes[0]):
            self._say(dollars)
        else:
            self._is_math = True

    def _script(self, sign: str) -> None:
        if self._is_math:
            self._pending = _lowered if sign == "_" else _raised
        else:
            self._say(sign)

    def _tie(self, _: str) -> None:
        before = self._text[self._place - 2 : self._place - 1]
        about = self._text[self._place : self._place + 1].isdigit() and (
            not before or before in " \t\n("
        )
        self._said.append("~" if about else " ")

    def _mark(self, mark: str) -> None:
        self._say(mark if self._is_math else _QUOTES[mark])

    def _sign(self, sign: str) -> None:
        if sign in _ACCENTS and not (self._is_math and sign in "=.'`"):
            self._pending = partial(_accented, _ACCENTS[sign], sign)
        elif sign in "([":
            self._is_math = True
        elif sign in ")]":
            self._is_math = False
        elif sign.isspace() or sign in "\\,;:>":
            self._said.append(" ")
        elif sign not in _NOTHING:
            self._say(sign)

    def _macro(self, name: str) -> None:
        if name in _ACCENTS:
            self._pending = partial(_accented, _ACCENTS[name], "")
        elif name in _ACTIONS:
            if name == "sqrt" and (degree := _DEGREE.match(self._text, self._place)):
                self._said.append(raised(degree[1]))
            self._skip_option()
            self._pending = _ACTIONS[name]
        elif name in _DROPPED:
            self._skip_option()
            self._pending = _nothing if _OPENS.match(self._text, self._place) else None
        elif name in _SPACES:
            self._said.append(" ")
        elif name in _GAPS:
            self._said.append(" ")
            self.wait(_nothing)
            if width := _WIDTH.match(self._text, self._place):
                self._place = width.end()
        elif name not in _SWITCHES:
            self._named(name)

    def _named(self, name: str) -> None:
        """Say the sign that a command stands for; one with an argument says that; else its own
        name.
        """
        sign = None if name in _WORDS else _sign_of(name)
        if sign is not None:
            self._say(self._spaced(sign) if self._is_math else sign)
            return
        self._skip_option()
        is_alone = not _OPENS.match(self._text, self._place) or _EMPTY.match(
            self._text, self._place
        )
        if name in _WORDS or is_alone:
            follows = self._text[self._place : self._place + 1]
            before = (
                " " if self._is_math and self._said and self._said[-1][-1:].isalnum() else ""
            )
            self._say(f"{before}{name} " if follows.isalnum() else f"{before}{name}")

    def _spaced(self, sign: str) -> str:
        """Return a sign between two with the space behind it that LaTeX takes away."""
        is_loose = self._text[self._place - 1].isspace() and bool(self._said)
        stands_alone = is_loose and self._said[-1][-1:].isspace()
        return f"{sign} " if sign in _RELATIONS and stands_alone else sign

    def _skip_option(self) -> None:
        while found := _OPTION.match(self._text, self._place):
            self._place = found.end()

    def wait(self, action: _Action) -> None:
        """Let an action have the next argument."""
        if _OPENS.match(self._text, self._place):
            self._pending = action


if TYPE_CHECKING:
    _Action = Callable[[_ValueReader, str], str]


def _sign_of(name: str) -> str | None:
    """Return what a command without arguments stands for, also in text: `\\textalpha`."""
    sign = symbol(name)
    if sign is None and name.startswith("text"):
        sign = symbol(name.removeprefix("text"))
    return _UNITS.get(name) if sign is None else sign


def _accented(accent: str, sign: str, _: _ValueReader, letter: str) -> str:
    """Put an accent on the first letter; on nothing it is a sign of its own, as in `\\^{}`."""
    if not letter.strip():
        return sign
    plain = {"ı": "i", "ȷ": "j"}.get(letter[0], letter[0])
    return unicodedata.normalize("NFC", plain + accent) + letter[1:]


def _lowered(_: _ValueReader, text: str) -> str:
    return lowered(text)


def _raised(_: _ValueReader, text: str) -> str:
    return raised(text)


def _as_formula(_: _ValueReader, text: str) -> str:
    return text


def _chemical(_: _ValueReader, text: str) -> str:
    """Return mhchem's formula: what is counted of an atom stands below the line."""
    counted = re.sub(r"(?<=[A-Za-z)\]])\d+", lambda found: lowered(found[0]), text)
    return counted.replace("->", "→")


def _nothing(_: _ValueReader, __: str) -> str:
    return ""


def _numerator(reader: _ValueReader, text: str) -> str:
    reader.wait(_grouped)
    return f"{_grouped(reader, text)}/"


def _grouped(_: _ValueReader, text: str) -> str:
    return f"({text})" if re.search(r"[-+−\s]", text.strip()) else text


def _root(_: _ValueReader, text: str) -> str:
    return f"√{text}" if len(text) == 1 else f"√({text})"


def _address(reader: _ValueReader, address: str) -> str:
    reader.wait(partial(_labelled, address))
    return ""


def _labelled(address: str, _: _ValueReader, label: str) -> str:
    bare = address.split("://")[-1].rstrip("/")
    return label if bare in label else f"{label} ({address})"


def _typeset(reader: _ValueReader, said: str) -> str:
    """Take what is set of the two that `\\texorpdfstring` has; the other is for bookmarks."""
    reader.wait(_nothing)
    return said


def _quoted(_: _ValueReader, text: str) -> str:
    return f"“{text}”"


def _quantity(_: _ValueReader, number: str) -> str:
    return f"{number} "


def _last_of_two(reader: _ValueReader, _: str) -> str:
    reader.wait(_as_text)
    return ""


def _as_text(_: _ValueReader, text: str) -> str:
    return text


_ACTIONS: dict[str, _Action] = {
    "textsubscript": _lowered,
    "textsuperscript": _raised,
    "ensuremath": _as_formula,
    "ce": _chemical,
    "frac": _numerator,
    "tfrac": _numerator,
    "dfrac": _numerator,
    "sqrt": _root,
    "href": _address,
    "texorpdfstring": _typeset,
    "enquote": _quoted,
    "mkbibquote": _quoted,
    "SI": _quantity,
    "qty": _quantity,
    **dict.fromkeys(
        ("textcolor", "colorbox", "raisebox", "scalebox", "foreignlanguage"), _last_of_two
    ),
}
