"""A library of another field for the questions in `other_*.jsonl`, by rule, so that its metadata is known.

`other_ids.txt` names 100 documents of SciTLDR (its `docs.jsonl`: one object of id, title and abstract a
line). They come without authors and dates, so both are invented. With i the position of an id in that file,
counted from 0:

- the key is `other001`, `other002`, ... for i + 1;
- the year is 2014 + (i² + 4i + ⌊i / 11⌋) mod 9, the month 1 + (5i mod 12), the day 1 + (11i mod 28);
- 1 + (i² + ⌊i / 3⌋) mod 4 authors are taken from `AUTHORS`, round and round, from place
  (5i² + 3i + ⌊i / 5⌋) mod 12 in steps of 1, 5, 7 or 11 for i mod 4 = 0, 1, 2 or 3 (coprime to 12, so that
  nobody is named twice);
- code is marked where the abstract speaks of released code, and otherwise where i is a multiple of 5.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

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
IDS = Path(__file__).with_name("other_ids.txt")
_STEPS = (1, 5, 7, 11)
_CODE = re.compile(
    r"github\.com|\b(code|implementation)\b[^.]*\b(available|released|online)\b|\bvideos and code are at\b",
    re.IGNORECASE,
)


def _date(i: int) -> PartialDate:
    return PartialDate(2014 + (i * i + 4 * i + i // 11) % 9, 1 + (5 * i) % 12, 1 + (11 * i) % 28)


def _authors(i: int) -> tuple[str, ...]:
    count = 1 + (i * i + i // 3) % 4
    first = (5 * i * i + 3 * i + i // 5) % len(AUTHORS)
    return tuple(AUTHORS[(first + j * _STEPS[i % 4]) % len(AUTHORS)] for j in range(count))


def make_papers(docs_jsonl: Path) -> list[Paper]:
    """The papers of `other_ids.txt`, in its order, with authors, dates and code marks by the rules above."""
    documents: dict[str, tuple[int, str, str]] = {}
    with docs_jsonl.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            document = json.loads(line)
            documents[document["id"]] = (number, document["title"], document["abstract"])
    papers = []
    for i, identifier in enumerate(IDS.read_text(encoding="utf-8").split()):
        number, title, abstract = documents[identifier]
        papers.append(
            Paper(
                key=f"other{i + 1:03d}",
                title=title,
                authors=_authors(i),
                authors_complete=True,
                date=_date(i),
                abstract=abstract,
                field=None,
                has_code=_CODE.search(abstract) is not None or i % 5 == 0,
                source=f"{docs_jsonl.name}:{number}",
            )
        )
    return papers
