"""Drafts for the bench of TeX: one that cites every paper, and what `songline related`
writes.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import ExitCode
from store.exporters import bibtex, cite_command, to_ascii_latex, to_latex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.paper import Paper


@dataclass(frozen=True)
class TypesetDraft:
    """Paragraphs and what they cite, in ASCII for pdflatex and in UTF-8 for lualatex."""

    ascii_body: str
    ascii_bib: str
    body: str
    bib: str


def cite_everything(papers: Sequence[Paper]) -> TypesetDraft:
    """Return a draft with a paragraph a paper, which names its title and authors and cites
    it.
    """
    sentences = [
        (f"{', '.join(paper.authors)}: {paper.title}", cite_command([paper.key]))
        for paper in papers
    ]
    return TypesetDraft(
        ascii_body="\n\n".join(f"{to_ascii_latex(text)}~{cited}." for text, cited in sentences),
        ascii_bib=bibtex(papers, escaped=True),
        body="\n\n".join(f"{to_latex(text)}~{cited}." for text, cited in sentences),
        bib=bibtex(papers),
    )


def relate(library: Path, topic: str, folder: Path) -> TypesetDraft | None:
    """Return what the command line writes about a topic; None where it knows nothing about
    it.
    """
    place = folder / "related.bib"
    options = ("--library", str(library), "--format", "latex", "--bib", str(place))
    command = (sys.executable, "-m", "assistant", "related", topic, *options)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == ExitCode.ABSTAINED:
        return None
    done.check_returncode()
    bib = place.read_text(encoding="utf-8")
    return TypesetDraft(done.stdout, bib, done.stdout, bib)
