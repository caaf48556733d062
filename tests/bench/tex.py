"""Compiles documents that cite whole libraries, as a user would, and fails on anything that TeX
complains of.

python -m tests.bench.tex [LIBRARY or FILE…]

The documents cite every paper, and hold what `songline related` writes. Each is made with
pdflatex and BibTeX from an escaped `.bib`, once a style, and with lualatex and biber from one
in UTF-8. Without arguments, the papers are the seeds, and others with nasty names and titles.
Missing programs come from Debian's packages.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.paths import SEEDS
from store.importers import read_papers
from tests.bench.drafts import cite_everything, relate
from tests.bench.nasty import nasty_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.paper import Paper
    from tests.bench.drafts import TypesetDraft

PACKAGES = (
    *(
        "texlive-latex-base",
        "texlive-latex-recommended",
        "texlive-luatex",
        "texlive-bibtex-extra",
        "biber",
    ),
    *("lmodern", "fonts-dejavu-core", "fonts-wqy-microhei"),
)
PROGRAMS = ("pdflatex", "bibtex", "lualatex", "biber")
TOPICS = 4
STYLES = ("plain", "alpha", "abbrv", "plainnat")
COMPLAINTS = re.compile(
    r"^(?:!.*|.*Warning--(?!empty year).*|(?:WARN|ERROR|FATAL).*|.*Missing character.*"
    r"|(?:LaTeX|Package \w+) Warning: (?!Label\(s\) may|There were undefined).*)$",
    re.MULTILINE,
)
"""What is wrong. A style that wants a year of every paper is told the truth where it has
none.
"""

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
"""  # noqa: E501


def main(locations: Sequence[str]) -> int:
    """Compile every draft; return 1 where one has complaints."""
    _install_tex()
    complaints: list[str] = []
    for name, papers in _libraries(locations).items():
        complaints += check_draft(name, cite_everything(papers))
        for topic, draft in _related(papers).items():
            complaints += check_draft(f"{name}, related to {topic!r}", draft, styles=STYLES[:1])
    print(*complaints, sep="\n")
    print(f"{len(complaints)} complaints")
    return int(bool(complaints))


def check_draft(name: str, draft: TypesetDraft, *, styles: Sequence[str] = STYLES) -> list[str]:
    """Compile a draft in all ways, and return what TeX complains of, each with the way."""
    found: list[str] = []
    for style in styles:
        document = _PDFLATEX % {"body": draft.ascii_body, "style": style}
        complaints = _complaints(
            document, draft.ascii_bib, ("pdflatex", "bibtex", "pdflatex", "pdflatex")
        )
        found += [f"{name}, pdflatex, {style}: {complaint}" for complaint in complaints]
    document = _LUALATEX % {"body": draft.body}
    complaints = _complaints(document, draft.bib, ("lualatex", "biber", "lualatex", "lualatex"))
    print(f"compiled: {name}", file=sys.stderr)
    return found + [f"{name}, lualatex: {complaint}" for complaint in complaints]


def _related(papers: Sequence[Paper]) -> dict[str, TypesetDraft]:
    """Return the related work that the library of these papers gives for some of their
    titles, by topic.
    """
    from store.library import Library

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "library") as library:
            library.add(papers)
        titles = [paper.title for paper in papers if paper.title.strip()][
            :: len(papers) // TOPICS or 1
        ]
        drafts = {title: relate(folder / "library", title, folder) for title in titles[:TOPICS]}
    return {title: draft for title, draft in drafts.items() if draft}


def _libraries(locations: Iterable[str]) -> dict[str, list[Paper]]:
    from store.library import Library

    if not locations:
        seeds = [
            paper for seed in sorted(SEEDS.glob("*.txt")) for paper in read_papers(seed).papers
        ]
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
    """Compile in a folder of its own; return what the last run and the program for
    references complain of.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "draft.tex").write_text(document)
        (folder / "refs.bib").write_text(references)
        for program in steps:
            _run(program, folder)
        logs = [path for path in (folder / "draft.log", folder / "draft.blg") if path.exists()]
        found = [
            match
            for log in logs
            for match in COMPLAINTS.findall(log.read_text(errors="replace"))
        ]
        return found if (folder / "draft.pdf").exists() else [*found, "no document was made"]


def _run(program: str, folder: Path) -> None:
    options = () if program in {"bibtex", "biber"} else ("-interaction=nonstopmode",)
    job = "draft.tex" if options else "draft"
    subprocess.run(
        [program, *options, job], cwd=folder, capture_output=True, timeout=300, check=False
    )


def _install_tex() -> None:
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        print(f"Installing what brings {', '.join(missing)}", file=sys.stderr)
        apt = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
        subprocess.run(apt, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
