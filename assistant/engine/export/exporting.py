"""Exports by name: papers as references, a conversation as a document, into files or as
text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engine.export import FORMATS, render
from assistant.engine.export.conversation import collect
from store.errors import InputError
from store.files import free_path, write_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.sessions.turns import Turn
    from store.library import Library
    from store.paper import Paper

REFERENCE_FORMATS = (
    *("bibtex", "biblatex", "ris", "csl", "csl-json", "csv", "jsonl"),
    *("apa", "ieee", "acm", "chicago", "markdown"),
)
_BY_ENDING = {ending: form for form, ending in FORMATS.items()}


def write_references(papers: Sequence[Paper], form: str, *, escaped: bool = False) -> str:
    """Return the papers in one of `REFERENCE_FORMATS`; `escaped` keeps BibTeX in ASCII."""
    from store import exporters as references

    if form not in REFERENCE_FORMATS:
        raise _no_format(form, REFERENCE_FORMATS, "papers")
    if form == "bibtex":
        return references.bibtex(papers, escaped=escaped)
    if form in references.STYLES:
        return references.formatted(papers, form)
    return {
        "ris": references.ris,
        "biblatex": references.biblatex,
        "csl": references.csl_json,
        "csl-json": references.csl_json,
        "csv": references.csv_table,
        "jsonl": references.jsonl,
        "markdown": references.markdown,
    }[form](papers)


def write_conversation(library: Library, name: str, turns: Sequence[Turn], form: str) -> str:
    """Return the turns as the text of a document; LaTeX needs files, since its `.bib` stands
    beside it.
    """
    _check(name, turns, form)
    if form == "latex":
        why = "its references stand in a .bib beside it"
        raise InputError(
            "LaTeX goes into files only", why=why, advice="Name one: --output draft.tex"
        )
    return render(collect(library, name, turns), form).text


def save_conversation(
    library: Library,
    name: str,
    turns: Sequence[Turn],
    form: str,
    place: Path,
    *,
    force: bool = False,
) -> list[Path]:
    """Write the turns to a file, for LaTeX with the `.bib` of what they cite, and return
    what was written.
    """
    _check(name, turns, form)
    bibliography = place.with_suffix(".bib")
    document = render(collect(library, name, turns), form, stem=_stem(place, form))
    texts = {place: document.text}
    if document.bibliography is not None:
        texts[bibliography] = document.bibliography
    write_files(texts, force=force)
    return list(texts)


def export_from_chat(
    library: Library, name: str, turns: Sequence[Turn], wanted: str
) -> list[Path]:
    """Do what `/export [FORMAT] [FILE]` asks, and return what was written; FILE may stand
    for its format.
    """
    first, _, rest = wanted.strip().partition(" ")
    form, file = (
        (first.lower(), rest.strip()) if first.lower() in FORMATS else ("", wanted.strip())
    )
    form = (
        form
        or _BY_ENDING.get(Path(file).suffix.removeprefix(".").lower(), "")
        or ("" if file else "markdown")
    )
    if not form:
        raise _no_format(first, tuple(FORMATS), "conversations")
    if file:
        return save_conversation(library, name, turns, form, Path(file).expanduser())
    place = free_path(Path(f"songline-{file_name(name)}.{FORMATS[form]}"))
    return save_conversation(library, name, turns, form, place)


def _check(name: str, turns: Sequence[Turn], form: str) -> None:
    if form not in FORMATS:
        raise _no_format(form, tuple(FORMATS), "conversations")
    if not turns:
        raise InputError(
            f"There is nothing to export in {name!r}", advice="Ask a question first."
        )


def _no_format(form: str, formats: Sequence[str], what: str) -> InputError:
    advice = f"Formats of {what}: {', '.join(formats)}."
    return InputError(f"There is no format {form!r} for {what}", advice=advice)


def _stem(place: Path, form: str) -> str:
    """Return the name by which LaTeX finds the `.bib` beside a file; it must not stumble
    over the name.
    """
    bibliography = place.with_suffix(".bib")
    if form == "latex" and place == bibliography:
        raise InputError(
            f"{place} is the name of the references", advice="Name the text: draft.tex"
        )
    if form == "latex" and not re.fullmatch(r"[\w.+-]+", bibliography.stem, re.ASCII):
        advice = "Use letters, digits, dots and hyphens."
        raise InputError(f"LaTeX cannot read a file named {bibliography.name!r}", advice=advice)
    return bibliography.stem


def file_name(name: str) -> str:
    """Return the name of a session as a part of a file's name: "2026-11-22 12:30" ->
    "2026-11-22-1230".
    """
    return (
        re.sub(r"[^A-Za-z0-9]+", "-", name.replace(":", "")).strip("-").lower()[:60]
        or "conversation"
    )
