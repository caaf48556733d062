"""Citations in LaTeX: the commands of BibTeX, natbib, biblatex, apacite, REVTeX and csquotes,
and
those that a source defines; without comments, listings and what is never set.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.composing.linting.cite_commands import (
    ARGUMENTS,
    OPTION,
    own_commands,
    quote_keys,
    split_keys,
)
from assistant.composing.linting.marks import Mark, MarkedDraft, broken, find_marks, skipped
from store.importers.latex import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(?P<rest>%[^\n]*)")
_ENVIRONMENTS = "verbatim|Verbatim|lstlisting|minted|comment|filecontents|alltt|BVerbatim"
_VERBATIM = re.compile(
    rf"\\begin\{{({_ENVIRONMENTS})\*?\}}.*?\\end\{{\1\*?\}}"
    r"|\\(?:verb\*?|lstinline(?:\[[^\]\n]*\])?|mintinline(?:\[[^\]\n]*\])?\{[^{}\n]*\})"
    r"(?:\{[^{}\n]*\}|([^\w\s{])[^\n]*?\2)"
    r"|\\(?:url|path|nolinkurl)\{[^{}\n]*\}",
    re.DOTALL,
)
_NEVER_SET = re.compile(
    r"\\iffalse\b(?:(?!\\if[a-z])(?!\\fi\b).)*?(?:\\else\b|\\fi\b)", re.DOTALL
)
_AFTER = re.compile(r"\\end\{document\}.*\Z", re.DOTALL)
_PREAMBLE = re.compile(r"\A.*?\\begin\{document\}", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?:(?:re)?new|provide)command\*?\s*\{?\\\w+\}?(?:\[\d\])?(?:\[[^\]]*\])?\s*\{[^\n]*"
    r"|\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\\\w+\}?\s*\{[^\n]*"
    r"|\\(?:def|let|gdef|edef)\s*\\\w+[^\n]*|\\Declare(?:Multi)?CiteCommand\b[^\n]*"
)
_MATH = re.compile(
    r"\\begin\{(equation|(?:x?x|fl)?align(?:at)?|gather|multline|eqnarray|displaymath|math"
    r"|IEEEeqnarray|dmath|dgroup)(\*?)\}(?:(?!\\begin\{\1).)*?\\end\{\1\2\}",
    re.DOTALL,
)
_OPTIONS = rf"(?:\s*{OPTION})*"
_OPTION = rf"(?:{OPTION})?"
_NOT_CITES = (
    "(?:citestyle|citeindex|bibcite|citation|setcitestyle|citeleft|citeright|citemid|citepunct"
    "|citedash|citeform|citesetup|citereset|mancite|citeonly)(?![A-Za-z])"
)
_STRUCTURE = re.compile(
    r"\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|title|caption|footnote|author|date|label|"
    r"ref|eqref|bibliography|"
    r"bibliographystyle|addbibresource|usepackage|documentclass|input|include|subfile|includegraphics)\*?"
    rf"{_OPTION}\{{[^{{}}]*\}}|\\(?:begin|end)\{{[^{{}}]*\}}{_OPTION}|\\item\b{_OPTION}|\\\\|"
    r"\\(?:maketitle|noindent|"
    r"bigskip|medskip|smallskip|newpage|clearpage|centering|printbibliography)\b"
)
_QUOTE = re.compile(
    rf"\\(?P<foreign>(?:foreign|hyphen|hybrid)?)(?:text|block)cquote\*?(?P<all>(?:{_OPTIONS}\s*\{{[^{{}}]*\}})+)"
)
_REFERENCE = re.compile(r"[ ~]?\\(?:eq|auto|c|C|page|v|V|name|full)?ref\*?\{[^{}]*\}")
_INCLUDED = re.compile(r"\\(?:input|include|subfile|import\{[^{}]*\})\{(?P<file>[^{}]+)\}")
_FIRST_QUOTE = re.compile(rf"{_OPTIONS}\s*\{{[^{{}}]*\}}")


def read_latex(name: str, text: str) -> MarkedDraft:
    """Return a LaTeX source with its citations."""
    own = own_commands(text)
    cite = _cite_pattern(own)
    patterns = (
        (_COMMENT, lambda match: Mark(match.start("rest"), match.end("rest"))),
        (_VERBATIM, skipped),
        (_NEVER_SET, skipped),
        (_AFTER, skipped),
        (_PREAMBLE, broken),
        (_DEFINITION, skipped),
        (_QUOTE, _quote),
        (cite, lambda match: _cite(match, cite, own)),
        (_REFERENCE, skipped),
        (_MATH, _structure(cite, own)),
        (_STRUCTURE, _structure(cite, own)),
    )
    marks = find_marks(text, patterns)
    covered = [(mark.start, mark.end) for mark in marks if not mark.is_break]
    notes = tuple(
        (line, f"{match['file']} is included, and not checked: name it too")
        for line, match in _included(text, covered)
    )
    return MarkedDraft(name, text, tuple(marks), _clean, notes)


def included_files(text: str) -> list[str]:
    """Return the names of the files that a source takes in, as they stand there."""
    draft = read_latex("", text)
    covered = [(mark.start, mark.end) for mark in draft.marks if not mark.is_break]
    return [match["file"].strip() for _, match in _included(text, covered)]


def _included(text: str, covered: list[tuple[int, int]]) -> list[tuple[int, re.Match[str]]]:
    return [
        (text.count("\n", 0, match.start()) + 1, match)
        for match in _INCLUDED.finditer(text)
        if not any(start <= match.start() < end for start, end in covered)
    ]


def _cite_pattern(own: Mapping[str, int]) -> re.Pattern[str]:
    """Return the pattern of all commands that cite: whatever has "cite" in its name, and the
    source's own.
    """
    named = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    names = rf"(?:{named})(?![A-Za-z])|" if own else ""
    return re.compile(
        rf"[ ~\n]?\\(?!{_NOT_CITES})(?P<name>{names}[A-Za-z]*[Cc]ite[A-Za-z]*)\*?{ARGUMENTS}"
    )


def _cite(match: re.Match[str], cite: re.Pattern[str], own: Mapping[str, int]) -> Mark:
    """Return the mark of a citation; what its options cite is cited with it."""
    keys, end = split_keys(match["name"], match["all"], own)
    inner = cite.finditer(match["all"][:end])
    named = tuple(key for found in inner for key in _cite(found, cite, own).keys)
    is_said = not match["name"].casefold().startswith("nocite")
    return Mark(match.start(), match.start("all") + end, (*named, *keys), is_said)


def _quote(match: re.Match[str]) -> Mark:
    """Return the mark of a quotation's source; the words that are quoted stay."""
    keys, end = quote_keys(match["all"], is_foreign=bool(match["foreign"]))
    return Mark(match.start(), match.start("all") + end, keys)


def _structure(
    cite: re.Pattern[str], own: Mapping[str, int]
) -> Callable[[re.Match[str]], Mark]:
    def structure(match: re.Match[str]) -> Mark:
        """Return the mark of a heading or an environment; what its options cite is cited."""
        keys = [
            key for found in cite.finditer(match[0]) for key in _cite(found, cite, own).keys
        ]
        return Mark(match.start(), match.end(), tuple(keys), is_said=False, is_break=True)

    return structure


def _clean(sentence: str) -> str:
    return plain_text(sentence.replace("~", " "))
