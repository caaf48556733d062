"""Compiles documents that cite whole libraries, as a user would, and fails on anything that TeX complains of.

    python -m tests.bench.tex [LIBRARY or FILE…]

Each document is made with pdflatex and BibTeX from an escaped `.bib`, once a style, and with lualatex and
biber from one in UTF-8. Without arguments, the papers are the seeds, and others with nasty names and titles.
Missing programs are installed from Debian's packages.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.paths import SEEDS
from assistant.references import bibtex, cite_command, to_ascii_latex, to_latex
from store.importers import read_papers
from tests.bench.nasty import nasty_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.paper import Paper

PACKAGES = (
    *("texlive-latex-base", "texlive-latex-recommended", "texlive-luatex", "texlive-bibtex-extra", "biber"),
    *("lmodern", "fonts-dejavu-core", "fonts-wqy-microhei"),
)
PROGRAMS = ("pdflatex", "bibtex", "lualatex", "biber")
STYLES = ("plain", "alpha", "abbrv", "plainnat")
COMPLAINTS = re.compile(
    r"^(?:!.*|.*Warning--(?!empty year).*|(?:WARN|ERROR|FATAL).*|.*Missing character.*"
    r"|(?:LaTeX|Package \w+) Warning: (?!Label\(s\) may|There were undefined).*)$",
    re.MULTILINE,
)
"""What is wrong. A style that wants a year of every paper is told the truth where it has none."""

_PDFLATEX = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern,natbib,url}
\begin{document}
%(body)s
\bibliographystyle{%(style)s}
\bibliography{refs}
\end{document}
"""
_LUALATEX = r"""\documentclass{article}
\usepackage{fontspec}
\directlua{luaotfload.add_fallback("others", {"DejaVuSans:mode=node;", "WenQuanYiMicroHei:mode=node;"})}
\setmainfont{DejaVu Serif}[RawFeature={fallback=others}]
\setmonofont{DejaVu Sans Mono}[RawFeature={fallback=others}]
\usepackage[backend=biber]{biblatex}
\addbibresource{refs.bib}
\begin{document}
%(body)s
\printbibliography
\end{document}
"""


@dataclass(frozen=True)
class Draft:
    """Paragraphs that cite papers, in both forms of LaTeX, and the papers."""

    ascii_body: str
    body: str
    papers: Sequence[Paper]


def main(locations: Sequence[str]) -> int:
    """Compile every draft; return 1 where one has complaints."""
    _install_tex()
    drafts = {name: cite_everything(papers) for name, papers in _libraries(locations).items()}
    complaints = [complaint for name, draft in drafts.items() for complaint in check_draft(name, draft)]
    print(*complaints, sep="\n")
    print(f"{len(complaints)} complaints about {len(drafts)} drafts")
    return int(bool(complaints))


def check_draft(name: str, draft: Draft) -> list[str]:
    """Compile a draft in all ways, and return what TeX complains of, each with the way."""
    found: list[str] = []
    for style in STYLES:
        document = _PDFLATEX % {"body": draft.ascii_body, "style": style}
        steps = ("pdflatex", "bibtex", "pdflatex", "pdflatex")
        complaints = _complaints(document, bibtex(draft.papers, escaped=True), steps)
        found += [f"{name}, pdflatex, {style}: {complaint}" for complaint in complaints]
    steps = ("lualatex", "biber", "lualatex", "lualatex")
    complaints = _complaints(_LUALATEX % {"body": draft.body}, bibtex(draft.papers), steps)
    return found + [f"{name}, lualatex: {complaint}" for complaint in complaints]


def cite_everything(papers: Sequence[Paper]) -> Draft:
    """Return a draft with a paragraph a paper, which names its title and authors and cites it."""
    sentences = [
        (f"{', '.join(paper.authors)}: {paper.title}", cite_command([paper.key])) for paper in papers
    ]
    return Draft(
        ascii_body="\n\n".join(f"{to_ascii_latex(text)}~{cited}." for text, cited in sentences),
        body="\n\n".join(f"{to_latex(text)}~{cited}." for text, cited in sentences),
        papers=papers,
    )


def _libraries(locations: Iterable[str]) -> dict[str, list[Paper]]:
    from store.library import Library

    if not locations:
        seeds = [paper for seed in sorted(SEEDS.glob("*.txt")) for paper in read_papers(seed).papers]
        return {"seeds": seeds, "nasty": nasty_papers()}
    found: dict[str, list[Paper]] = {}
    for location in locations:
        if Path(location).is_file():
            found[location] = list(read_papers(Path(location)).papers)
            continue
        with Library.open(location) as library:
            found[location] = library.list()
    return found


def _complaints(document: str, references: str, steps: Sequence[str]) -> list[str]:
    """Compile in a folder of its own; return what the last run and the program for references complain of."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "draft.tex").write_text(document)
        (folder / "refs.bib").write_text(references)
        for program in steps:
            _run(program, folder)
        logs = [path for path in (folder / "draft.log", folder / "draft.blg") if path.exists()]
        found = [match for log in logs for match in COMPLAINTS.findall(log.read_text(errors="replace"))]
        return found if (folder / "draft.pdf").exists() else [*found, "no document was made"]


def _run(program: str, folder: Path) -> None:
    options = () if program in {"bibtex", "biber"} else ("-interaction=nonstopmode",)
    job = "draft.tex" if options else "draft"
    subprocess.run([program, *options, job], cwd=folder, capture_output=True, timeout=300, check=False)


def _install_tex() -> None:
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        print(f"Installing what brings {', '.join(missing)}", file=sys.stderr)
        apt = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
        subprocess.run(apt, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
