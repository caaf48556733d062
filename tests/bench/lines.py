"""How good, stable and quick lines of research are; docs/lines.md has what it printed.

python -m tests.bench.lines quality FOLDER # FOLDER holds scitldr/docs.jsonl and
cranfield/docs.jsonl python -m tests.bench.lines speed FOLDER COUNT
"""

from __future__ import annotations

import json
import random
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.composing.lines.finding import Lines, group_papers
from store.embedders import load_embedder
from store.importers import read_papers
from store.paper import Paper
from tests.eval.make_other import make_papers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.vectors import Vectors

ROOT = Path(__file__).parents[2]
LABELLED = ROOT / "tests" / "assistant" / "labelled" / "lines.toml"
SEED = ROOT / "seeds" / "guanglu-song.txt"


def main(arguments: Sequence[str]) -> None:
    """Run one of the two measurements."""
    what, folder = arguments[0], Path(arguments[1])
    if what == "quality":
        measure_quality(folder)
    else:
        measure_speed(folder, int(arguments[2]))


def measure_quality(folder: Path) -> None:
    """Print how the seeds' lines agree with the labelled ones, and how stable lines are."""
    seeds = sorted(
        read_papers(SEED).papers, key=lambda paper: paper.date.sort_key if paper.date else ()
    )
    lines = group_papers(seeds, embed(seeds), silent)
    print_agreement(lines)
    for name, papers in (
        ("seeds", seeds),
        ("scitldr, 100 chosen", make_papers(folder / "scitldr" / "docs.jsonl")),
        ("scitldr, 100 drawn", draw(folder / "scitldr", 100)),
        ("cranfield, 100 drawn", draw(folder / "cranfield", 100)),
    ):
        print_stability(name, papers)


def measure_speed(folder: Path, count: int) -> None:
    """Print the time for papers made of halves of abstracts; their vectors are made
    beforehand.
    """
    texts = draw(folder / "scitldr", None)
    chance = random.Random(1)
    papers = []
    for number in range(count):
        left, right = chance.sample(texts, 2)
        half = len(right.abstract) // 2
        papers.append(
            paper(f"p{number}", left.title, left.abstract[:half] + right.abstract[half:])
        )
    vectors = embed(papers)
    began, busy = time.perf_counter(), time.process_time()
    lines = group_papers(papers, vectors, silent)
    took, busy = time.perf_counter() - began, time.process_time() - busy
    found = f"{len(lines.lines)} lines, {len(lines.nowhere)} papers in none"
    print(f"{count} papers: {took:.1f} s, {busy:.1f} s of them busy; {found}")


def print_agreement(lines: Lines) -> None:
    """Print the adjusted Rand index over the papers with one right place, and each labelled
    line.
    """
    from sklearn.metrics import adjusted_rand_score

    wanted = [
        line
        for line in tomllib.loads(LABELLED.read_text(encoding="utf-8"))["line"]
        if line["core"]
    ]
    numbers = numbered(lines)
    right = [number for number, line in enumerate(wanted) for _ in line["core"]]
    found = [numbers[key] for line in wanted for key in line["core"]]
    print(f"seeds: adjusted Rand index {adjusted_rand_score(right, found):.3f}")
    for line in wanted:
        core, may = {*line["core"]}, {*line["core"], *line["either"]}
        best = max(
            lines.lines, key=lambda each: len(core & {paper.key for paper in each.papers})
        )
        keys = {paper.key for paper in best.papers}
        recall, precision = len(core & keys) / len(core), len(may & keys) / len(keys)
        print(
            f"  {line['about']}: {best.name!r}, recall {recall:.2f}, precision {precision:.2f}"
        )


def print_stability(name: str, papers: Sequence[Paper]) -> None:
    """Print how much of the lines stays when each paper is left out in turn."""
    from sklearn.metrics import adjusted_rand_score

    vectors = embed(papers)
    whole = group_papers(papers, vectors, silent)
    scores, same = [], []
    for gone in range(len(papers)):
        kept = [row for row in range(len(papers)) if row != gone]
        fewer = group_papers([papers[row] for row in kept], vectors[kept], silent)
        before, after = numbered(whole), numbered(fewer)
        keys = [papers[row].key for row in kept]
        scores.append(
            adjusted_rand_score([before[key] for key in keys], [after[key] for key in keys])
        )
        names = {line.name for line in whole.lines}
        same.append(len(names & {line.name for line in fewer.lines}) / len(names))
    print(
        f"{name}: {len(whole.lines)} lines, {len(whole.nowhere)} papers in none; "
        f"one paper less:"
        f" adjusted Rand index {np.mean(scores):.3f} on average, {min(scores):.3f} at worst;"
        f" {np.mean(same):.0%} of the names stay"
    )


def numbered(lines: Lines) -> dict[str, int]:
    """Return the line of each paper; one that belongs nowhere is a line of its own."""
    numbers = {paper.key: line.number for line in lines.lines for paper in line.papers}
    return numbers | {paper.key: -1 - place for place, paper in enumerate(lines.nowhere)}


def draw(folder: Path, count: int | None) -> list[Paper]:
    """Return papers of a collection that have an abstract, drawn at random where a count is
    given.
    """
    rows = [json.loads(row) for row in (folder / "docs.jsonl").open(encoding="utf-8")]
    papers = [
        paper(f"d{row['id']}", row["title"], row["abstract"])
        for row in rows
        if row["abstract"].strip()
    ]
    if count is None:
        return papers
    return sorted(random.Random(1).sample(papers, count), key=lambda each: each.key)


def paper(key: str, title: str, abstract: str) -> Paper:
    """Return a paper of which only the text is known."""
    return Paper(key, title, (), True, None, abstract, None, None)


def embed(papers: Sequence[Paper]) -> Vectors:
    """Return the vectors as the library makes them."""
    embedder = load_embedder("wordllama")
    return embedder.embed(
        [". ".join([each.title] * embedder.title_weight + [each.abstract]) for each in papers]
    )


def silent(*_: object) -> None:
    """Hear of no step."""


if __name__ == "__main__":
    main(sys.argv[1:])
