"""Lists of publications as CVs have them: `python -m tests.bench.reference_lists [MEGABYTES]`.

Makes a CV of each shape, and tells how many of its records were read with their title, authors
and year, and the CPU that a megabyte took.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from store.importers import read_papers
from store.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = "Elena Petrov — Curriculum Vitae\n\nPublications\n\n"
_FAMILIES = (
    "Almeida Brandt Castro Dufour Eriksen Fontaine Gruber Hansson Ivanova Lindqvist"
).split()
_GIVEN = "Anna Boris Clara David Elena Frank Greta Hugo Irene Jonas".split()
_WORDS = (
    "adaptive estimation of sediment transport in shallow estuaries with sparse sensors under"
    " tidal forcing learning robust models for coastal erosion from satellite images"
).split()
_JOURNALS = ("Journal of Coasts", "Estuarine, Coastal and Shelf Science", "Marine Geology")
_COLUMNS, _PER_YEAR = 80, 60


class MadeWork(NamedTuple):
    """What a record says: people by given and family name."""

    people: list[tuple[str, str]]
    title: str
    journal: str
    volume: int
    year: int


def _work(chance: random.Random) -> MadeWork:
    people = [
        (chance.choice(_GIVEN), chance.choice(_FAMILIES)) for _ in range(chance.randint(1, 6))
    ]
    title = " ".join(chance.choices(_WORDS, k=chance.randint(5, 13))).capitalize()
    volume, year = chance.randint(1, 90), chance.randint(1990, 2024)
    return MadeWork(people, title, chance.choice(_JOURNALS), volume, year)


def _listed(names: list[str], last: str) -> str:
    return f"{', '.join(names[:-1])}{last}{names[-1]}" if names[1:] else names[0]


def _apa(work: MadeWork, _: int) -> str:
    names = _listed([f"{family}, {given[0]}." for given, family in work.people], ", & ")
    return f"{names} ({work.year}). {work.title}. {work.journal}, {work.volume}(3), 11–19.\n"


def _ieee(work: MadeWork, number: int) -> str:
    names = _listed([f"{given[0]}. {family}" for given, family in work.people], " and ")
    where = f"{work.journal}, vol. {work.volume}, no. 3, pp. 11–19, Mar. {work.year}"
    return f"[{number}] {names}, “{work.title},” {where}.\n"


def _mla(work: MadeWork, _: int) -> str:
    given, family = work.people[0]
    names = f"{family}, {given}{', et al' if work.people[1:] else ''}"
    where = f"{work.journal}, vol. {work.volume}, {work.year}, pp. 11-19"
    return f"{names}. “{work.title}.” {where}.\n"


def _chicago(work: MadeWork, _: int) -> str:
    (given, family), *others = work.people
    names = _listed([f"{family}, {given}", *map(" ".join, others)], ", and ")
    return f"{names}. {work.year}. “{work.title}.” {work.journal} {work.volume} (3): 11–19.\n"


def _vancouver(work: MadeWork, number: int) -> str:
    names = ", ".join(f"{family} {given[0]}" for given, family in work.people)
    where = f"{work.journal}. {work.year};{work.volume}(3):11-9"
    return f"{number}. {names}. {work.title}. {where}.\n"


def _undated(work: MadeWork) -> str:
    names = ", ".join(map(" ".join, work.people))
    return f"{names}. {work.title}. {work.journal} {work.volume}:11-19"


def _by_year(work: MadeWork, number: int) -> str:
    heading = f"\n{2024 - number // _PER_YEAR % 90}\n\n" if number % _PER_YEAR == 1 else ""
    return f"{heading}{_undated(work)}.\n"


def _homepage(work: MadeWork, _: int) -> str:
    names = ", ".join(map(" ".join, work.people))
    return f"{work.title}\n{names}\n{work.journal} {work.volume}, {work.year}\n\n"


def _wrapped(record: str) -> str:
    head, _, text = record.rpartition("\n\n")
    return f"{head}\n\n" * bool(head) + "\n".join(wrap(text, _COLUMNS)) + "\n"


SHAPES: dict[str, Callable[[MadeWork, int], str]] = {
    "APA": _apa,
    "IEEE": _ieee,
    "MLA": _mla,
    "Chicago": _chicago,
    "Vancouver": _vancouver,
    "numbered": lambda work, number: f"{number}. {_undated(work)}, {work.year}.\n",
    "bulleted": lambda work, _: f"• {_undated(work)}, {work.year}.\n",
    "below years": _by_year,
    "three lines": _homepage,
    "APA, wrapped": lambda work, number: _wrapped(_apa(work, number)),
    "years, wrapped": lambda work, number: _wrapped(_by_year(work, number)),
}


def main() -> None:
    """Read a CV of each shape."""
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 1) * 1e6)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "cv.txt"
        _read(place, "APA", 5000)  # What is imported at the first file is no part of the time.
        for shape in SHAPES:
            right, count, seconds = _read(place, shape, size)
            print(
                f"{shape:15} {right} of {count} right, {seconds / size * 1e6:.2f} s/MB",
                flush=True,
            )


def _read(place: Path, shape: str, size: int) -> tuple[int, int, float]:
    chance = random.Random(shape)
    works: list[MadeWork] = []
    records = [_HEAD]
    length = 0
    while length < size:
        works.append(_work(chance))
        records.append(SHAPES[shape](works[-1], len(works)))
        length += len(records[-1].encode())
    place.write_text("".join(records), encoding="utf-8")
    begun = time.process_time()
    papers = read_papers(place).papers
    seconds = time.process_time() - begun
    read = {(fold(paper.title), len(paper.authors)) for paper in papers if paper.date}
    named = 1 if shape == "MLA" else None
    right = sum((fold(work.title), named or len(work.people)) in read for work in works)
    return right, len(works), seconds


if __name__ == "__main__":
    main()
