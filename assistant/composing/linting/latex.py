"""Citations in LaTeX: the commands of BibTeX, natbib and biblatex, without comments and
listings.
"""

from __future__ import annotations

import re

from assistant.composing.linting.marks import Draft, Mark, broken, find_marks, skipped
from store.importers.latex import plain_text

_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(?P<rest>%[^\n]*)")
_VERBATIM = re.compile(
    r"\\begin\{(verbatim|lstlisting|minted|comment)\*?\}.*?\\end\{\1\*?\}|\\verb(\W).*?\2",
    re.DOTALL,
)
_PREAMBLE = re.compile(r"\A.*?\\begin\{document\}", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\\\w+\}?(?:\[\d\])?(?:\[[^\]]*\])?\s*\{[^\n]*"
)
_OPTIONS = r"(?:\s*\[(?:[^\[\]]|\[[^\]]*\])*\])*"
_CITE = re.compile(
    rf"[ ~\n]?\\(?P<name>(?:no)?[Cc]ite(?!style|index)[a-z]*|(?:[Pp]aren|[Tt]ext|"
    rf"[Aa]uto|[Ff]oot(?:full)?|"
    rf"[Ss]mart|[Ss]uper|[Ff]ull|[Ff]ootfull)"
    rf"cite[a-z]*)\*?(?P<all>(?:{_OPTIONS}\s*\{{[^{{}}]*\}})+)"
)
_KEYS = re.compile(rf"{_OPTIONS}\s*\{{([^{{}}]*)\}}")
_STRUCTURE = re.compile(
    r"\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|title|caption|"
    r"footnote|author|date|label|"
    r"ref|eqref|bibliography|"
    r"bibliographystyle|addbibresource|usepackage|documentclass|input|include|"
    r"subfile|includegraphics)\*?"
    r"(?:\[[^\]]*\])?\{[^{}]*\}|\\(?:begin|end)\{[^{}]*\}(?:\[[^\]]*\])?|"
    r"\\item\b(?:\[[^\]]*\])?|\\\\|"
    r"\\(?:maketitle|noindent|"
    r"bigskip|medskip|smallskip|newpage|clearpage|centering|printbibliography)\b"
)
_REFERENCE = re.compile(r"[ ~]?\\(?:eq|auto|c|C|page)?ref\{[^{}]*\}")
_INCLUDED = re.compile(r"\\(?:input|include|subfile)\{(?P<file>[^{}]+)\}")
_SEVERAL = re.compile(r"cites\*?$")


def read_latex(name: str, text: str) -> Draft:
    """Return a LaTeX source with its citations."""
    patterns = (
        (_COMMENT, lambda match: Mark(match.start("rest"), match.end("rest"))),
        (_VERBATIM, skipped),
        (_PREAMBLE, broken),
        (_DEFINITION, skipped),
        (_CITE, _cite),
        (_REFERENCE, skipped),
        (_STRUCTURE, broken),
    )
    marks = find_marks(text, patterns)
    covered = [(mark.start, mark.end) for mark in marks if not mark.is_break]
    notes = tuple(
        (
            text.count("\n", 0, match.start()) + 1,
            f"{match['file']} is included, and not checked: name it too",
        )
        for match in _INCLUDED.finditer(text)
        if not any(start <= match.start() < end for start, end in covered)
    )
    return Draft(name, text, tuple(marks), _clean, notes)


def _cite(match: re.Match[str]) -> Mark:
    groups = _KEYS.findall(match["all"])
    if not _SEVERAL.search(match["name"]):
        groups = groups[:1]
    end = (
        match.end()
        if _SEVERAL.search(match["name"])
        else match.start("all") + _first_end(match["all"])
    )
    keys = (" ".join(key.split()) for group in groups for key in group.split(","))
    is_said = not match["name"].casefold().startswith("nocite")
    return Mark(
        match.start(), end, tuple(key for key in keys if key and "#" not in key), is_said
    )


def _first_end(groups: str) -> int:
    first = _KEYS.match(groups)
    return first.end() if first else len(groups)


def _clean(sentence: str) -> str:
    return plain_text(sentence.replace("~", " "))
