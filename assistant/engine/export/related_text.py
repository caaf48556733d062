"""Longer texts in files: the text in a format that cites by key, and the `.bib` of exactly the
papers that it cites.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.composing.related.formats import FORMATS, cited_keys
from assistant.composing.summary.markup import render_markup
from assistant.engine.export.exporting import file_name
from assistant.engine.repair.edits import without_struck
from store.citekey import is_bibtex_key
from store.errors import InputError
from store.exporters import bibtex
from store.files import free_path, write_files

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from store.library import Library
    from store.paper import Paper

ENDINGS = {"latex": "tex", "markdown": "md", "typst": "typ"}


def standing_text(answer: Answer) -> str:
    """Return the text as it may be pasted elsewhere: without what was struck out."""
    if any(each.fails for each in answer.sentences):
        return without_struck(answer.answer)
    return answer.answer


def cited_papers(library: Library, answer: Answer) -> list[Paper]:
    """Return the papers that the text cites as it may be pasted, in order of appearance."""
    keys = cited_keys(standing_text(answer), answer.retrieved)
    return [paper for key in keys if (paper := library.get(key))]


def save_draft(library: Library, name: str, answer: Answer, wanted: str) -> list[Path]:
    """Do what `/draft [FORMAT] [FILE]` asks, and return what was written: the text, under its
    name where no file is given, and the `.bib` beside it. Raises InputError for a format
    that there is not.
    """
    first, _, rest = wanted.strip().partition(" ")
    style, file = (first.lower(), rest) if first.lower() in FORMATS else ("", wanted.strip())
    style = style or _style_of(file)
    place = Path(file.strip()).expanduser() if file.strip() else _free(name, style)
    text = standing_text(answer)
    papers = [paper for paper in cited_papers(library, answer) if is_bibtex_key(paper.key)]
    bibliography = place.with_suffix(".bib")
    write_files(
        {
            place: render_markup(text, answer.retrieved, style),
            bibliography: bibtex(papers, escaped=style == "latex"),
        }
    )
    return [place, bibliography]


def _style_of(file: str) -> str:
    ending = Path(file).suffix.removeprefix(".").lower()
    for style, known in ENDINGS.items():
        if ending == known:
            return style
    if file:
        raise InputError(
            f"A draft is not written as {file}",
            advice="Formats: latex, markdown, typst; a file ends with tex, md or typ.",
        )
    return "latex"


def _free(name: str, style: str) -> Path:
    """Return a place where neither text nor references are there already."""
    stem = file_name(name)
    place = free_path(Path(f"{stem}.{ENDINGS[style]}"))
    bibliography = free_path(place.with_suffix(".bib"))
    return bibliography.with_suffix(f".{ENDINGS[style]}")
