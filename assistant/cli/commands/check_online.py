"""`songline related --check --online`: what the web knows of a draft's references."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note
from assistant.cli.commands.steps import telling
from assistant.composing.linting.finding import Finding, FindingKind
from assistant.engine.fetching import open_client
from store.fetching.references import State, look_up
from store.printable import counted, one_line
from store.wording import byline, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.composing.linting.holdings import CitedReference
    from store.fetching.references import Reference
    from store.paper import Paper


@dataclass(slots=True)
class Online:
    """What came of asking."""

    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)


def look_online(
    cited: Sequence[CitedReference], known: Iterable[Finding], mailto: str | None
) -> Online:
    """Return what services say of the papers that are cited; what is `known` to be retracted is
    not told again.
    """
    with telling() as tell, open_client(mailto, tell) as client:
        references, failed = look_up(client, [each.paper for each in cited], tell)
    told = {finding.keys for finding in known if finding.kind is FindingKind.RETRACTED}
    online = Online()
    for place, reference in zip(cited, references, strict=True):
        for kind, text in _told(reference):
            key = place.paper.key
            finding = Finding(place.file, place.line, kind, (key,), f"{key} {text}")
            if kind is FindingKind.CANNOT_TELL:
                online.notes.append(finding)
            elif kind is not FindingKind.RETRACTED or finding.keys not in told:
                online.findings.append(finding)
    online.notes += _failures(cited, references)
    for service, error in failed.items():
        why = one_line(error.why or error.what)
        if any(why in remark.text for remark in online.notes):
            continue
        text = f"{service} was not asked to the end, so that what it alone knows is missing"
        place, kind = cited[0], FindingKind.CANNOT_TELL
        online.notes.append(Finding(place.file, place.line, kind, (), f"{text}: {why}"))
    states = Counter(each.state for each in references)
    counts = ", ".join(f"{states[state]} {state}" for state in State)
    note(f"{counted(len(references), 'reference')} looked up: {counts}")
    return online


def _told(reference: Reference) -> list[tuple[FindingKind, str]]:
    """Return what is to be told of a reference, without its key."""
    told = []
    if reference.other:
        told.append(
            (
                FindingKind.OTHER_PAPER,
                f"is not this: {reference.why}, {_named(reference.other)}",
            )
        )
    elif reference.state is State.NOT_FOUND:
        told.append((FindingKind.NOT_FOUND, f"is not found: {reference.why}"))
    elif reference.state is State.CANNOT_TELL and not reference.is_failure:
        told.append((FindingKind.CANNOT_TELL, f"is not certain: {reference.why}"))
    if reference.against:
        told.append((FindingKind.RETRACTED, str(reference.against)))
    if reference.published:
        told.append(
            (FindingKind.PUBLISHED, f"was published since: {_where(reference.published)}")
        )
    return told


def _failures(
    cited: Sequence[CitedReference], references: Sequence[Reference]
) -> list[Finding]:
    """Return a remark for each reason why nobody could be asked, with how many it concerns."""
    failed = [
        (place, each)
        for place, each in zip(cited, references, strict=True)
        if each.is_failure and each.state is State.CANNOT_TELL
    ]
    remarks = []
    for why in dict.fromkeys(each.why for _, each in failed):
        places = [place for place, each in failed if each.why == why]
        keys = tuple(place.paper.key for place in places)
        text = f"{counted(len(keys), 'reference')} could not be looked up: {one_line(why)}"
        remarks.append(
            Finding(places[0].file, places[0].line, FindingKind.CANNOT_TELL, keys, text)
        )
    return remarks


def _named(paper: Paper) -> str:
    return f"“{title(paper)}” ({byline(paper)})"


def _where(paper: Paper) -> str:
    said = (paper.venue or paper.extra.get("journal-ref"), paper.doi and f"doi:{paper.doi}")
    return ", ".join(one_line(part) for part in said if part) or title(paper)
