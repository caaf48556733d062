"""Print how well abstracts are read: `python -m tests.bench.reading [SHARED] [--failures]`.

The gold set (`tests/assistant/labelled/readings.jsonl`) has places and kinds only, since not
all of its abstracts may be copied: their texts are read from the seeds and from SHARED. The
failures on its unseen half were not looked at while the rules were written; `--failures` shows
those on the tuning half.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.abstracts import NameKind, Reading, read_abstract
from store.importers import read_papers

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "assistant" / "labelled" / "readings.jsonl"
COUNTED = ("values", "values with measure", "introduced names", "named data")


@dataclass(frozen=True)
class Gold:
    """An abstract with what stands in it."""

    text: str
    half: str
    introduces: list[tuple[int, int, str]]
    data: list[tuple[int, int]]
    results: list[tuple[int, int, float, str, list[str]]]


def read_gold(shared: Path) -> list[Gold]:
    """Return the gold set with its texts, those aside whose source is not there."""
    texts = _texts(shared)
    records = [json.loads(line) for line in GOLD.read_text().splitlines()]
    gold = []
    for record in records:
        text = texts.get(record["sha256"])
        if text is None:
            print(f"not found: {record['source']} {record['id']}", file=sys.stderr)
        else:
            kept = {key: record[key] for key in ("half", "introduces", "data", "results")}
            gold.append(Gold(text, **kept))
    return gold


def _texts(shared: Path) -> dict[str, str]:
    """Return the abstracts of all sources by the beginning of their hash."""
    found = [
        paper.abstract for paper in read_papers(ROOT / "seeds" / "guanglu-song.txt").papers
    ]
    for name in ("scitldr", "cranfield"):
        found += [
            record["abstract"]
            for record in _records(shared / "retrieval" / name / "docs.jsonl")
        ]
    found += [
        " ".join(each["sentences"])
        for each in _records(shared / "claims" / "scifact_train.jsonl")
    ]
    found += [
        paper.abstract for paper in read_papers(shared / "eval" / "instruments.bib").papers
    ]
    return {hashlib.sha256(text.encode()).hexdigest()[:16]: text for text in found}


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


class Tally:
    """What was found rightly, wrongly and not at all."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.failures: list[str] = []

    def add(self, gold: Gold, reading: Reading) -> None:
        """Compare a reading with what stands in its abstract."""
        values = [(each.start, each.end, each.value, each.measure) for each in reading.results]
        for name in COUNTED[:2]:
            self.found[name] += len(values)
            self.wanted[name] += len(gold.results)
        for start, end, value, unit, measures in gold.results:
            same = next(
                (each for each in values if _meets(each, (start, end)) and each[2] == value),
                None,
            )
            if same is None:
                self.failures.append(
                    f"missed {value} {unit} ({measures[0]}): {_around(gold.text, start)}"
                )
                continue
            values.remove(same)
            self.right[COUNTED[0]] += 1
            if any(_agree(same[3], measure) for measure in measures):
                self.right[COUNTED[1]] += 1
            else:
                self.failures.append(
                    f"{value} {unit} measures {measures[0]}, not {same[3]!r}: "
                    + _around(gold.text, start)
                )
        self.failures += [
            f"no result {each[2]}: {_around(gold.text, each[0])}" for each in values
        ]
        self._add_names(
            COUNTED[2], gold, [each[:2] for each in gold.introduces], reading.introduces
        )
        named = [each for each in reading.data if each.kind is not NameKind.OTHER]
        self._add_names(COUNTED[3], gold, gold.data, named)

    def _add_names(self, name: str, gold: Gold, wanted: Any, found: Any) -> None:
        texts = {_plain(gold.text[start:end]) for start, end in wanted}
        names = {_plain(each.text) for each in found}
        self.wanted[name] += len(texts)
        self.found[name] += len(names)
        self.right[name] += len(texts & names)
        self.failures += [
            f"{name}: missed {each} in {gold.text[:60]}" for each in texts - names
        ]
        self.failures += [
            f"{name}: {each} is none, in {gold.text[:60]}" for each in names - texts
        ]

    def print(self, title: str) -> None:
        """Print precision, recall and F1."""
        print(f"{title:32} {'precision':>9} {'recall':>9} {'F1':>9} {'gold':>6}")
        for name in COUNTED:
            right, found, wanted = self.right[name], self.found[name], self.wanted[name]
            rates = (
                right / max(1, found),
                right / max(1, wanted),
                2 * right / max(1, found + wanted),
            )
            print(f"  {name:30} " + " ".join(f"{rate:9.3f}" for rate in rates) + f" {wanted:6}")


def _meets(one: tuple[int, int, float, str], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _agree(measure: str, wanted: str) -> bool:
    """Whether one phrase says what the other does: half of the shorter one's words at least."""
    ours, theirs = (set(re.findall(r"[\w-]+", each.casefold())) for each in (measure, wanted))
    return bool(ours) and len(ours & theirs) * 2 >= min(len(ours), len(theirs))


def _plain(name: str) -> str:
    return name.casefold().rstrip("s")


def _around(text: str, at: int) -> str:
    return "…" + text[max(0, at - 70) : at + 70].replace("\n", " ") + "…"


def main() -> None:
    """Print a table for each half, and on request what fails."""
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    gold = read_gold(Path(paths[0]) if paths else ROOT.parent / "shared")
    tallies = {"tuning": Tally(), "unseen": Tally()}
    for each in gold:
        tallies[each.half].add(each, read_abstract(each.text))
    for half, tally in tallies.items():
        tally.print(f"{half} half, {sum(each.half == half for each in gold)} abstracts")
        if "--failures" in sys.argv and half == "tuning":
            print(*tally.failures, sep="\n")


if __name__ == "__main__":
    main()
