"""Citations in LaTeX: the commands of BibTeX, natbib, biblatex, apacite, REVTeX and csquotes,
and those that a source defines; without comments, listings and what is never set.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.composing.linting.cite_commands import (
    ARGUMENTS,
    BALANCED,
    COMMENT,
    DEFINITION,
    NOT_IN_NAME,
    OPTION,
    before_body,
    own_commands,
    quote_keys,
    silent_commands,
    split_keys,
    verbatim_environments,
)
from assistant.composing.linting.marks import (
    Mark,
    MarkedDraft,
    find_marks,
    line_at,
    skipped,
    tiled,
    with_asides,
)
from store.importers.latex import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.composing.linting.marks import Pattern

_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(?P<rest>%[^\n]*)")
_ENVIRONMENTS = (
    "verbatim|Verbatim|BVerbatim|LVerbatim|alltt|lstlisting|minted|tcblisting|comment"
    "|filecontents"
)
_VERBATIM = (
    r"\\begin\{{({names})\*?\}}.*?\\end\{{\1\*?\}}"
    r"|\\(?:verb\*?|lstinline(?:\[[^\]\n]*\])?|mintinline(?:\[[^\]\n]*\])?\{{[^{{}}\n]*\}})"
    r"(?:\{{{balanced}\}}|([^\w\s{{])[^\n]*?\2)"
    r"|\\(?:url|path|nolinkurl)\{{[^{{}}\n]*\}}"
)
_CONDITION = (
    r"\\if(?!f(?![a-z])|thenelse|toggle|bool|str|blank|def(?!ined)|undef|cs(?!name)|num[a-z]"
    r"|dim[a-z])[A-Za-z@]*(?:(?!\\if|\\fi\b).)*\\fi\b"
)
_NEVER_SET = re.compile(
    rf"\\if(?:false|0)\b(?:{_CONDITION}|(?!\\fi\b|\\else\b).)*?(?:\\else\b|\\fi\b)", re.DOTALL
)
_AFTER = re.compile(r"\\end\{document\}.*\Z", re.DOTALL)
_PREAMBLE = re.compile(r"\A.*?\\begin\{document\}", re.DOTALL)
_MATH = re.compile(
    r"\\begin\{(equation|(?:x?x|fl)?align(?:at)?|gather|multline|eqnarray|displaymath|math"
    r"|IEEEeqnarray|dmath|dgroup)(\*?)\}(?:(?!\\begin\{\1).)*?\\end\{\1\2\}"
    r"|(?<!\\)\\\[.{1,2000}?\\\]|(?<![\\$])\$\$[^$]{1,2000}\$\$",
    re.DOTALL,
)
_OPTIONS = rf"(?:\s*{OPTION})*"
_OPTION = rf"(?:{OPTION})?"
_NOT_CITES = (
    "(?:citestyle|citeindex|bibcite|citation|setcitestyle|citeleft|citeright|citemid|citepunct"
    "|citedash|citeform|citesetup|citereset|mancite|citeonly)(?![A-Za-z])"
)
_ASIDE = re.compile(
    r"\\(?P<name>footnote(?:text)?|endnote|thanks|sidenote|marginpar|marginnote|caption)\*?"
    rf"(?P<option>{_OPTION})\s*\{{(?P<text>{BALANCED})\}}"
)
_STRUCTURE = re.compile(
    r"\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|title|author|date|label|todo|"
    r"ref|eqref|bibliography|"
    r"bibliographystyle|addbibresource|usepackage|documentclass|input|include|subfile"
    r"|includegraphics)\*?"
    rf"{_OPTION}\{{{BALANCED}\}}"
    r"|\\begin\{(?:tabular[*xy]?|longtable|array|tabu)\}"
    rf"{_OPTION}(?:\{{{BALANCED}\}}){{1,2}}"
    rf"|\\(?:begin|end)\{{[^{{}}]*\}}{_OPTION}|\\item\b{_OPTION}|\\\\\*?{_OPTION}|"
    r"\\(?:hline|toprule|midrule|bottomrule|addlinespace)\b|\\c(?:mid)?line\{[^{}]*\}|"
    r"\\(?:maketitle|noindent|"
    r"bigskip|medskip|smallskip|newpage|clearpage|centering|printbibliography)\b"
)
_QUOTE = re.compile(
    r"\\(?P<foreign>(?:foreign|hyphen|hybrid)?)(?:text|block)cquote\*?"
    rf"(?P<all>(?:{_OPTIONS}\s*\{{[^{{}}]*\}})+)"
    rf"|\\begin\{{(?P<other>(?:foreign|hyphen)?)displaycquote\}}"
    rf"(?P<given>(?:{_OPTIONS}\s*\{{[^{{}}]*\}})+)"
)
_LAYOUT = re.compile(
    r"\\(?:(?:no)?(?:line|page)break|footnotemark|newpage|(?:h|v)space\*?(?=\{))"
    rf"(?![A-Za-z]){_OPTION}(?:(?<=space)\{{[^{{}}]*\}})?"
)
"""What moves words about and says nothing, with the numbers that it is given."""
_REFERENCE = re.compile(r"[ ~]?\\(?:eq|auto|c|C|page|v|V|name|full)?ref\*?\{[^{}]*\}")
_INCLUDED = re.compile(
    r"\\(?:input|include|subfile)\s*\{(?P<file>[^{}]+)\}|\\input\s+(?P<bare>[^\s{}\\%]+)"
    r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\{(?P<folder>[^{}]*)\}\{(?P<from>[^{}]+)\}"
)


def read_latex(name: str, text: str) -> MarkedDraft:
    """Return a LaTeX source with its citations."""
    patterns = _patterns(text)
    preamble = _PREAMBLE.search(text)
    begin = preamble.end() if preamble else 0
    listed = find_marks(text, patterns, end=begin)
    head = tiled(0, begin, listed, is_break=True) if begin else []
    marks = [*head, *find_marks(text, patterns, begin)]
    draft = MarkedDraft(name, text, tuple(marks), _clean, tuple(_included(text)))
    return with_asides(draft, _ASIDE, patterns)


def _included(text: str) -> list[tuple[int, str]]:
    dead = find_marks(text, _dead(text))
    return [
        (line_at(text, match.start()), _file(match))
        for match in _INCLUDED.finditer(text)
        if not any(mark.start <= match.start() < mark.end for mark in dead)
    ]


def _file(match: re.Match[str]) -> str:
    if match["from"]:
        return f"{match['folder'].strip().rstrip('/')}/{match['from'].strip()}"
    return (match["file"] or match["bare"]).strip()


def _patterns(text: str) -> tuple[Pattern, ...]:
    """Return what is looked for in a source."""
    own = own_commands(text)
    cite = cite_pattern(own)

    def within(match: re.Match[str], *, is_break: bool = True, at: int = 0) -> list[Mark]:
        """Return the marks of what is no prose; what is cited in it is cited all the same."""
        start, end = match.start() + at, match.end()
        found = (cite_mark(each, own) for each in cite.finditer(text, start, end))
        return tiled(*match.span(), found, is_break=is_break)

    return (
        *_dead(text),
        (DEFINITION, lambda match: within(match, is_break=False, at=before_body(match))),
        (_QUOTE, _quote),
        (cite, lambda match: cite_mark(match, own)),
        (_REFERENCE, skipped),
        (_LAYOUT, skipped),
        (_MATH, within),
        (_ASIDE, lambda match: within(match, is_break=match["name"] == "caption")),
        (_STRUCTURE, within),
    )


def _dead(text: str) -> tuple[Pattern, ...]:
    """Return what is never set as text: comments, listings, what is left out."""
    names = "|".join([_ENVIRONMENTS, *map(re.escape, verbatim_environments(text))])
    verbatim = re.compile(_VERBATIM.format(names=names, balanced=BALANCED), re.DOTALL)
    dead: tuple[Pattern, ...] = (
        (_COMMENT, lambda match: Mark(match.start("rest"), match.end("rest"))),
        (verbatim, skipped),
        (_NEVER_SET, skipped),
        (_AFTER, skipped),
    )
    silent = "|".join(map(re.escape, silent_commands(text)))
    hidden = re.compile(rf"\\(?:{silent})\s*\{{{BALANCED}\}}")
    return (*dead, (hidden, skipped)) if silent else dead


def cite_pattern(own: Mapping[str, tuple[int, ...]]) -> re.Pattern[str]:
    """Return the pattern of all commands that cite: whatever has "cite" in its name, and the
    source's own.
    """
    named = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    names = rf"(?:{named})(?![A-Za-z])|" if own else ""
    return re.compile(
        rf"[ ~\n]?\\(?!{_NOT_CITES})(?P<name>{names}(?:{NOT_IN_NAME})(?![A-Za-z])"
        rf"|[A-Za-z]*[Cc]ite[A-Za-z]*)\*?{ARGUMENTS}"
    )


def cite_mark(match: re.Match[str], own: Mapping[str, tuple[int, ...]] | None = None) -> Mark:
    """Return the mark of a citation; what its options cite is cited with it."""
    keys, end = split_keys(match["name"], match["all"], own or {})
    inner = match.re.finditer(COMMENT.sub("", match["all"][:end]))
    named = tuple(key for found in inner for key in cite_mark(found, own).keys)
    is_said = not match["name"].casefold().startswith("nocite")
    return Mark(match.start(), match.start("all") + end, (*named, *keys), is_said)


def _quote(match: re.Match[str]) -> Mark:
    """Return the mark of a quotation's source; the words that are quoted stay."""
    group = "all" if match["all"] else "given"
    keys, end = quote_keys(match[group], is_foreign=bool(match["foreign"] or match["other"]))
    return Mark(match.start(), match.start(group) + end, keys)


def _clean(sentence: str) -> str:
    return plain_text(sentence.replace("~", " "))
