"""Several processes write to one library in a folder at once: is every paper found by its
vector afterwards?

python -m tests.bench.processes [--runs 10] [--papers 6000] [--writers 3]

Each run begins with a new library. One process reads all the while, and at the end every paper
is checked.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from store.library import Library
from tests.store.samples import COMMON, make_papers
from tests.store.workers import PROCESSES, add_made

_BATCH = 200


@dataclass(frozen=True, slots=True)
class ProcessesRun:
    """What one run found."""

    seconds: float
    listed: int
    without_vector: int
    without_words: int
    searches: int
    slowest_search: float


def main(arguments: list[str] | None = None) -> int:
    """Print one line a run; return 1 where a paper was lost in any of them."""
    parser = argparse.ArgumentParser(
        description="Write to one library from several processes at once."
    )
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--writers", type=int, default=3)
    asked = parser.parse_args(arguments)
    share = asked.papers // asked.writers
    lost = 0
    for number in range(asked.runs):
        with tempfile.TemporaryDirectory() as folder:
            run = _run(
                Path(folder), [f"writer{number}" for number in range(asked.writers)], share
            )
        missing = share * asked.writers - run.listed
        lost += missing + run.without_vector + run.without_words
        print(
            f"run {number + 1}: {run.listed} papers in {run.seconds:.0f} s; missing {missing}, "
            f"without vector {run.without_vector}, without words {run.without_words}; "
            f"{run.searches} searches meanwhile, the slowest {run.slowest_search:.1f} s",
            flush=True,
        )
    return int(lost > 0)


def _run(folder: Path, prefixes: list[str], share: int) -> ProcessesRun:
    begun = time.monotonic()
    writers = [
        PROCESSES.Process(target=add_made, args=(str(folder), prefix, share, _BATCH))
        for prefix in prefixes
    ]
    for writer in writers:
        writer.start()
    times: list[float] = []
    with Library.open(folder) as reader:
        while any(writer.is_alive() for writer in writers):
            asked = time.monotonic()
            reader.search(COMMON)
            times.append(time.monotonic() - asked)
            time.sleep(0.1)
    seconds = time.monotonic() - begun
    keys = [paper.key for prefix in prefixes for paper in make_papers(share, prefix=prefix)]
    with Library.open(folder) as fresh:
        return ProcessesRun(
            seconds, fresh.count(), *_lost(fresh, keys), len(times), max(times, default=0.0)
        )


def _lost(library: Library, keys: list[str]) -> tuple[int, int]:
    """Return how many papers are not found by their own vector, and by their key in the
    index of words.
    """
    index = library._indexes
    with index.reading():
        vectors = index.papers.stored_vectors(keys)
        lost = sum(
            key not in vectors or key not in index.nearest(vectors[key], k=10) for key in keys
        )
        return lost, sum(key not in index.lexical.exact(key) for key in keys)


if __name__ == "__main__":
    sys.exit(main())
