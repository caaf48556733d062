"""Libraries of other fields for the questions beside this file, by rule, so that their metadata is known.

    python -m tests.eval.make_other COLLECTION NAME LIBRARY

fills a library with the papers of `NAME_ids.txt`: documents of SciTLDR (`other`, `learning`, `learning2`,
`language`) or of Cranfield (`aerodynamics`, `aerodynamics2`, `shells`), found in the `docs.jsonl` of the
COLLECTION's folder.

Those of SciTLDR come without authors and dates, so both are invented. With i the position of an id in its
file, counted from 0:

- the key is `other001`, `other002`, ... for i + 1;
- the year is 2014 + (i² + 4i + ⌊i / 11⌋) mod 9, the month 1 + (5i mod 12), the day 1 + (11i mod 28);
- 1 + (i² + ⌊i / 3⌋) mod 4 authors are taken from `AUTHORS`, round and round, from place
  (5i² + 3i + ⌊i / 5⌋) mod 12 in steps of 1, 5, 7 or 11 for i mod 4 = 0, 1, 2 or 3 (coprime to 12, so that
  nobody is named twice);
- code is marked where the abstract speaks of released code, and otherwise where i is a multiple of 5.

Those of Cranfield have their authors, parted by "and", and their years; nobody knows of code.
"""  # noqa: E501

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from store import Library
from store.paper import Paper, PartialDate

AUTHORS = (
    "Adaeze Vintner",
    "Bohdan Kessrick",
    "Corvin Oyelade",
    "Delphine Marrash",
    "Eskil Tarnowe",
    "Farida Quillon",
    "Gwendal Hosomi",
    "Halima Brask",
    "Ignatz Pelletrau",
    "Junia Saltmarsh",
    "Kenzo Ardwight",
    "Liesel Omondi",
)
OTHER = "other"
_HERE = Path(__file__).parent
_STEPS = (1, 5, 7, 11)
_CODE = re.compile(
    r"github\.com|\b(code|implementation)\b[^.]*\b(available|released|online)\b|\bvideos and code are at\b",  # noqa: E501
    re.IGNORECASE,
)


def _date(i: int) -> PartialDate:
    return PartialDate(
        2014 + (i * i + 4 * i + i // 11) % 9, 1 + (5 * i) % 12, 1 + (11 * i) % 28
    )


def _authors(i: int) -> tuple[str, ...]:
    count = 1 + (i * i + i // 3) % 4
    first = (5 * i * i + 3 * i + i // 5) % len(AUTHORS)
    return tuple(AUTHORS[(first + j * _STEPS[i % 4]) % len(AUTHORS)] for j in range(count))


def make_papers(docs_jsonl: Path, name: str = OTHER) -> list[Paper]:
    """The papers of `NAME_ids.txt`, in its order, with metadata by the rules above."""
    with docs_jsonl.open(encoding="utf-8") as lines:
        documents = {
            document["id"]: (f"{docs_jsonl.name}:{number}", document)
            for number, document in enumerate(map(json.loads, lines), start=1)
        }
    ids = (_HERE / f"{name}_ids.txt").read_text(encoding="utf-8").split()
    make = _make_dated if "year" in next(iter(documents.values()))[1] else _make_invented
    return [
        make(i, document, source)
        for i, (source, document) in enumerate(documents[each] for each in ids)
    ]


def _make_dated(_: int, document: dict[str, Any], source: str) -> Paper:
    return Paper(
        key=f"cran{document['id']}",
        title=document["title"],
        authors=tuple(author.strip() for author in document["authors"].split(" and ")),
        authors_complete=True,
        date=PartialDate(document["year"]),
        abstract=document["abstract"],
        field=None,
        has_code=None,
        source=source,
    )


def _make_invented(i: int, document: dict[str, Any], source: str) -> Paper:
    return Paper(
        key=f"other{i + 1:03d}",
        title=document["title"],
        authors=_authors(i),
        authors_complete=True,
        date=_date(i),
        abstract=document["abstract"],
        field=None,
        has_code=_CODE.search(document["abstract"]) is not None or i % 5 == 0,
        source=source,
    )


def main(collection: str, name: str, location: str) -> None:
    """Fill a library with the papers that the questions of a name are about."""
    with Library.open(location) as library:
        print(library.add(make_papers(Path(collection) / "docs.jsonl", name)))


if __name__ == "__main__":
    main(*sys.argv[1:])
