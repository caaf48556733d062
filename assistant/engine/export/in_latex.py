r"""A conversation as an article for LaTeX, in ASCII: `pdflatex`, `bibtex`, and `lualatex`
all take it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.engine.export.cited_markdown import cited_number, parser
from assistant.engine.export.conversation import annotated, remarks
from store.citekey import is_bibtex_key
from store.exporters.latex import to_ascii_latex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from assistant.engine.export.conversation import ExportedConversation
    from assistant.engine.sessions.turns import Turn
    from store.paper import Paper

_ARTICLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\begin{document}
\section*{%s}
\noindent\emph{Library: %s.}

%s%s\end{document}
"""
_BIBLIOGRAPHY = "\\bibliographystyle{plain}\n\\bibliography{%s}\n"
_OPENED = {
    "paragraph_close": "\n\n",
    "heading_open": "\\paragraph{",
    "heading_close": "}\n",
    "bullet_list_open": "\\begin{itemize}\n",
    "bullet_list_close": "\\end{itemize}\n\n",
    "ordered_list_open": "\\begin{enumerate}\n",
    "ordered_list_close": "\\end{enumerate}\n\n",
    "list_item_open": "\\item{} ",
    "blockquote_open": "\\begin{quote}\n",
    "blockquote_close": "\\end{quote}\n\n",
    "table_close": "\\end{tabular}\n\n",
    "tr_close": " \\\\[0pt]\n",
    "strong_open": "\\textbf{",
    "strong_close": "}",
    "em_open": "\\emph{",
    "em_close": "}",
    "hardbreak": "\\\\[0pt]\n",
    "softbreak": "\n",
    "hr": "\\medskip\n\n",
}
_CITE = re.compile(r"\\cite\{([^{}]*)\}")
_CITES = re.compile(r"\\cite\{[^{}]*\}(?:\s?\\cite\{[^{}]*\})+")


def write(conversation: ExportedConversation, stem: str) -> tuple[str, list[Paper]]:
    """Return the article that reads `stem`.bib, and the papers that it cites."""
    body = "\n".join(_turn(turn, conversation) for turn in conversation.turns)
    keys = dict.fromkeys(key for cited in _CITE.findall(body) for key in cited.split(","))
    head = (to_ascii_latex(conversation.name), to_ascii_latex(conversation.library))
    return _ARTICLE % (*head, body, _BIBLIOGRAPHY % stem if keys else ""), [
        conversation.papers[key] for key in keys
    ]


def _turn(turn: Turn, conversation: ExportedConversation) -> str:
    answer = turn.answer
    keys = {
        number: key
        for number, key in enumerate(answer.retrieved, 1)
        if _is_citable(key, conversation)
    }
    said = _Writer(keys).write(parser().parse(annotated(answer)))
    notes = "".join(f"\\emph{{{to_ascii_latex(note)}}}\n\n" for note in remarks(answer))
    return (
        f"\\subsection*{{{to_ascii_latex(turn.question)}}}\n{_merged(said)}\\noindent {notes}"
    )


def _is_citable(key: str, conversation: ExportedConversation) -> bool:
    return key in conversation.papers and is_bibtex_key(key)


def _merged(latex: str) -> str:
    r"""Return the text with neighbours in one command: `\cite{a}\cite{b}` becomes
    `\cite{a,b}`.
    """

    def merge(cites: re.Match[str]) -> str:
        return f"\\cite{{{','.join(dict.fromkeys(_CITE.findall(cites[0])))}}}"

    return re.sub(r" (?=\\cite\{)", "~", _CITES.sub(merge, latex))


def _code_block(content: str) -> str:
    lines = (f"\\texttt{{{to_ascii_latex(line)}}}" for line in content.splitlines())
    return "\\begin{quote}\n" + "\\\\[0pt]\n".join(lines) + "\n\\end{quote}\n\n"


class _Writer:
    """Writes the tokens of Markdown as LaTeX; `keys` are those of papers, by the numbers
    that cite them.
    """

    def __init__(self, keys: dict[int, str]) -> None:
        self._keys = keys
        self._link: str | None = None
        self._is_in_row = False

    def write(self, tokens: Sequence[Token]) -> str:
        """Return the LaTeX of a document's tokens, or of those within one of them."""
        return "".join(self._token(token) for token in tokens)

    def _token(self, token: Token) -> str:
        kind = token.type
        if kind == "inline":
            return self.write(token.children or [])
        if kind in ("text", "code_inline"):
            return self._text(token)
        if kind in ("fence", "code_block"):
            return _code_block(token.content)
        if kind in ("link_open", "link_close"):
            return self._link_end(token)
        if kind == "table_open":
            return "\\noindent\\begin{tabular}{*{9}{p{.22\\linewidth}}}\n"
        if kind in ("tr_open", "th_open", "td_open"):
            return self._cell(kind)
        return _OPENED.get(kind, "")

    def _text(self, token: Token) -> str:
        if self._link is not None and cited_number(self._link) in self._keys:
            return f"\\cite{{{self._keys[cited_number(self._link) or 0]}}}"
        said = token.content
        inner = to_ascii_latex(said)
        spaced = (
            f"{' ' * said[:1].isspace()}{inner}{' ' * (said[-1:].isspace() and bool(inner))}"
        )
        return f"\\texttt{{{spaced}}}" if token.type == "code_inline" else spaced

    def _link_end(self, token: Token) -> str:
        """Tell the address of a link behind its text, where the text does not."""
        link, self._link = (
            self._link,
            str(token.attrs.get("href", "")) if token.nesting > 0 else None,
        )
        is_told = token.markup == "linkify" or not link or cited_number(link) is not None
        return "" if token.nesting > 0 or is_told else f" ({to_ascii_latex(link or '')})"

    def _cell(self, kind: str) -> str:
        begins_row = kind == "tr_open"
        gap = "" if begins_row or not self._is_in_row else " & "
        self._is_in_row = not begins_row
        return gap
