"""`songline papers` and `songline search`: what the library holds, and what fits a query."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.cli.commands.output import (
    PAPER_INDENT,
    note,
    paper_line,
    print_json,
    say,
    say_line,
)
from assistant.cli.commands.steps import telling
from assistant.engine.opening import open_library
from assistant.errors import ExitCode
from store.citekey import is_bibtex_key
from store.errors import InputError
from store.filters import parse_filter
from store.merging import split_paper
from store.paper_json import to_json
from store.printable import counted, one_line, printable
from store.text import fold

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from assistant.engine.opening import Settings
    from store.filters import Filter
    from store.library import Library
    from store.paper import Paper


def run_papers(options: Namespace, settings: Settings) -> ExitCode:
    """List the papers that pass a filter and hold its words in their titles, the newest
    first.
    """
    if options.sources or options.split:
        with telling() as tell, open_library(settings, tell) as library:
            return (
                _show_sources(library, options) if options.sources else _split(library, options)
            )
    where, words = parse_filter(printable(" ".join(options.filter)))
    with telling() as tell, open_library(settings, tell) as library:
        papers = find_papers(library, where, words)
    if options.json:
        print_json([asdict(paper) for paper in papers])
        return ExitCode.ANSWERED
    for paper in papers:
        say_line(paper_line(paper), PAPER_INDENT)
    note(counted(len(papers), "paper"))
    return ExitCode.ANSWERED


def _show_sources(library: Library, options: Namespace) -> ExitCode:
    """Print what each source says of a paper, field by field."""
    paper = library.get(options.sources)
    if paper is None:
        raise InputError(
            f"There is no paper {options.sources}", advice="List: songline papers."
        )
    records = paper.records or (paper,)
    if options.json:
        print_json([asdict(record) for record in records])
        return ExitCode.ANSWERED
    for record in records:
        say(f"{record.source or 'a source that is not recorded'} ({record.key})")
        for name, value in to_json(record).items():
            if name not in ("key", "source", "names", "records"):
                say(f"    {name}: {one_line(_told(value))[:200]}")
    note(counted(len(records), "source"))
    return ExitCode.ANSWERED


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} {said}" for name, said in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _split(library: Library, options: Namespace) -> ExitCode:
    """Take a paper apart, and list what it was made of."""
    papers = split_paper(library, options.split)
    for paper in papers:
        say_line(paper_line(paper))
    note(f"{options.split} is {counted(len(papers), 'paper')} now")
    return ExitCode.ANSWERED


def run_search(options: Namespace, settings: Settings) -> ExitCode:
    """Rank papers for a query."""
    where, words = parse_filter(printable(" ".join(options.query)))
    if not words.strip():
        raise InputError(
            "There is nothing to search for",
            advice="Give some words, or list papers: songline papers.",
        )
    with telling() as tell, open_library(settings, tell) as library:
        hits = library.search(words, k=options.k, where=where)
    if options.json:
        print_json([asdict(hit) for hit in hits])
        return ExitCode.ANSWERED
    for hit in hits:
        say_line(f"{hit.score:.3f}  {paper_line(hit.paper)}", len("0.000  ") + PAPER_INDENT)
        if options.explain:
            say(f"{'':7}{' + '.join(f'{name} {part:.3f}' for name, part in hit.parts.items())}")
    return ExitCode.ANSWERED


def find_papers(library: Library, where: Filter, words: str) -> list[Paper]:
    """Return the papers that pass a filter and hold all words in their titles, the newest
    first.
    """
    return [paper for paper in library.list(where) if _holds(paper.title, words)]


def with_entries(papers: Iterable[Paper]) -> list[Paper]:
    """Return the papers that a `.bib` can hold; of the others is told that, and why, they
    are left out.
    """
    fit: list[Paper] = []
    for paper in papers:
        if is_bibtex_key(paper.key):
            fit.append(paper)
        else:
            note(f"left out: {paper.key}: BibTeX and LaTeX do not take it")
    return fit


def _holds(title: str, words: str) -> bool:
    folded = fold(title)
    return all(word in folded for word in fold(words).split())
