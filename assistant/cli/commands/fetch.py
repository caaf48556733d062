"""`songline fetch`: papers from services on the web, shown before they are added."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from assistant.cli.commands.output import (
    PAPER_INDENT,
    is_someone_there,
    note,
    paper_line,
    print_json,
    say_line,
)
from assistant.cli.commands.steps import telling
from assistant.engine.fetching import FetchTask, Proposal, accept, open_client, propose
from assistant.engine.opening import is_library, open_library_to_fill
from assistant.errors import ExitCode
from assistant.paths import place_of_library
from store.errors import InputError
from store.fetching.sources import KINDS, SeveralAuthors, Wanted
from store.paper_json import to_json
from store.printable import counted, one_line

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.engine.opening import Settings
    from store.adding import AddReport
    from store.library import Library
    from store.progress import Tell

_MOST_LINES = 40


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Fetch what was asked for, show it, and add it where the user agrees."""
    task = _task(options)
    with ExitStack() as stack:
        tell = stack.enter_context(telling())
        client = stack.enter_context(open_client(settings.mailto, tell))
        library = _open(settings, tell, is_dry=options.dry_run)
        if library is not None:
            stack.enter_context(library)
        try:
            proposal = propose(client, library, task, tell)
        except SeveralAuthors as several:
            return _tell_authors(several, as_json=options.json)
        if not options.json:
            _show(proposal)
        stored = None
        if library is not None and _is_agreed(options, proposal, library):
            stored = accept(client, library, proposal, tell)
        _finish(proposal, stored, library, options)
    return ExitCode.ANSWERED


def _task(options: Namespace) -> FetchTask:
    values = {kind: getattr(options, kind) for kind in KINDS}
    values["doi"] = [" ".join(options.doi)] if options.doi else []
    wanted = tuple(Wanted(kind, value) for kind in KINDS for value in values[kind])
    if not (wanted or options.abstracts or options.retractions or options.new):
        raise InputError(
            "There is nothing to fetch",
            advice="Say what: --author NAME, --openalex ID, --arxiv QUERY, --doi DOI …,"
            " --abstracts, --retractions or --new.",
        )
    return FetchTask(wanted, options.abstracts, options.retractions, options.new)


def _open(settings: Settings, tell: Tell, *, is_dry: bool) -> Library | None:
    """Return the library to fill; none where it is not there and nothing would be stored."""
    if is_dry and not is_library(place_of_library(settings.library)):
        return None
    return open_library_to_fill(settings, tell)


def _tell_authors(several: SeveralAuthors, *, as_json: bool) -> ExitCode:
    """List whom a name may mean: nobody is guessed."""
    if as_json:
        print_json(
            {
                "candidates": [
                    {
                        "id": each.number,
                        "name": each.name,
                        "works": each.works,
                        "institution": each.institution,
                        "orcid": each.orcid,
                    }
                    for each in several.authors
                ]
            }
        )
        return ExitCode.ABSTAINED
    note(f"{counted(len(several.authors), 'author')} fit {several.named!r}; choose one:")
    for each in several.authors:
        who = f"{one_line(each.name)[:28]:<28}  {counted(each.works, 'work'):>12}"
        say_line(
            f"{each.number:<12}  {who}  {one_line(each.institution)}  {each.orcid}".rstrip()
        )
    note(f"songline fetch --author {several.authors[0].number}")
    return ExitCode.ABSTAINED


def _show(proposal: Proposal) -> None:
    """Print what would be added, and what it would change."""
    for remark in proposal.notes:
        note(one_line(remark))
    merged = proposal.merged
    new = proposal.new
    for paper in new[:_MOST_LINES]:
        say_line(paper_line(paper), PAPER_INDENT)
    if len(new) > _MOST_LINES:
        note(f"… {len(new) - _MOST_LINES} more; --json lists all")
    for change in proposal.gains[:_MOST_LINES]:
        fields = ", ".join(change.fields) or "nothing that was not known"
        say_line(f"{change.key:<28}  gains {fields} ({change.source})", 30)
    if len(proposal.gains) > _MOST_LINES:
        note(f"… {len(proposal.gains) - _MOST_LINES} more")
    for conflict in merged.conflicts[:_MOST_LINES]:
        note(f"conflict: {one_line(conflict)}")
    note(proposal.in_words)


def _is_agreed(options: Namespace, proposal: Proposal, library: Library) -> bool:
    """Tell whether to add: as the command line says, or the user at the terminal."""
    if options.dry_run:
        return False
    if options.yes or proposal.is_empty:
        return True
    if options.json or not is_someone_there():
        return False
    print(f"Add them to the library in {library.location}? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _finish(
    proposal: Proposal, stored: AddReport | None, library: Library | None, options: Namespace
) -> None:
    if options.json:
        print_json(_as_json(proposal, is_stored=stored is not None))
    elif proposal.is_empty:
        return
    elif stored is not None and library is not None:
        for flaw in stored.skipped:
            note(f"skipped: {flaw}")
        note(
            f"{stored.added} added, {stored.updated} updated; the library in "
            f"{library.location} holds {counted(library.count(), 'paper')}"
        )
    else:
        again = "nothing is added (--dry-run)" if options.dry_run else "nothing is added"
        note(f"{again}; the same command with --yes adds them")


def _as_json(proposal: Proposal, *, is_stored: bool) -> dict[str, Any]:
    merged = proposal.merged
    return {
        "stored": is_stored,
        "new": [to_json(paper) for paper in proposal.new],
        "changed": [
            {"key": each.key, "source": each.source, "fields": list(each.fields)}
            for each in proposal.gains
        ],
        "unchanged": merged.unchanged,
        "conflicts": merged.conflicts,
        "notes": proposal.notes,
    }
