"""How well a library ranks, beside BM25 on the same questions.

python tests/bench/retrieval.py COLLECTION… [--embedder NAME] [--distractors COLLECTION]

A collection is a folder with `docs.jsonl` (id, title, abstract), `queries.jsonl` (id, text) and
`qrels.tsv` (query, document, gain). Needs bm25s, PyStemmer and ir_measures beside Songline.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bm25s
import ir_measures
import numpy as np
import Stemmer
from ir_measures import RR, R, nDCG

from store import Library, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MEASURES = [nDCG @ 10, R @ 10, R @ 100, RR @ 10]
DEPTH = 100
ROUNDS = 2000

Run = dict[str, dict[str, float]]
Values = dict[str, "NDArray[np.float64]"]


@dataclass(frozen=True, slots=True)
class Collection:
    """Papers, questions, and for each question the gain of the papers that were judged."""

    name: str
    papers: list[Paper]
    questions: dict[str, str]
    gains: dict[str, dict[str, int]]


def read_collection(folder: Path, distractors: Path | None) -> Collection:
    """Return a collection; the distractors are papers of another one that answer no
    question.
    """
    gains: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, paper, gain = line.split("\t")
        gains.setdefault(question, {})[paper] = int(gain)
    papers = [_paper(record, "") for record in _records(folder / "docs.jsonl")]
    if distractors:
        papers += [
            _paper(record, "distractor-") for record in _records(distractors / "docs.jsonl")
        ]
    questions = {record["id"]: record["text"] for record in _records(folder / "queries.jsonl")}
    judged = {question: text for question, text in questions.items() if question in gains}
    return Collection(folder.name, papers, judged, gains)


def run_library(collection: Collection, embedder: str) -> tuple[Run, float]:
    """Return what the library finds, and the median milliseconds of a search."""
    run: Run = {}
    seconds = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", embedder=embedder) as library,
    ):
        library.add(collection.papers)
        for question, text in collection.questions.items():
            start = time.perf_counter()
            hits = library.search(text, k=DEPTH)
            seconds.append(time.perf_counter() - start)
            run[question] = {hit.paper.key: hit.score for hit in hits}
    return run, float(np.median(seconds)) * 1000


def run_bm25(collection: Collection) -> Run:
    """Return what bm25s finds, with stemming and its own defaults."""
    stemmer = Stemmer.Stemmer("english")
    texts = [f"{paper.title} {paper.abstract}" for paper in collection.papers]
    index = bm25s.BM25(k1=1.5, b=0.75)
    index.index(
        bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )
    asked = bm25s.tokenize(
        list(collection.questions.values()),
        stopwords="en",
        stemmer=stemmer,
        return_ids=False,
        show_progress=False,
    )
    keys = [paper.key for paper in collection.papers]
    return {
        question: _best(index.get_scores(words) if words else np.zeros(len(keys)), keys)
        for question, words in zip(collection.questions, asked, strict=True)
    }


def measure(collection: Collection, run: Run) -> Values:
    """Return each measure's value for each question, in the order of the questions."""
    values: Values = {str(measure): np.zeros(len(collection.questions)) for measure in MEASURES}
    place = {question: number for number, question in enumerate(collection.questions)}
    for metric in ir_measures.iter_calc(MEASURES, collection.gains, run):
        values[str(metric.measure)][place[metric.query_id]] = metric.value
    return values


def report(
    collection: Collection, ours: Values, reference: Values, milliseconds: float
) -> float:
    """Print a table of both, with 95 % bootstrap intervals, and return the ratio of nDCG@10."""
    questions = len(collection.questions)
    print(
        f"\n{collection.name}: {len(collection.papers)} papers, {questions} "
        f"questions, {milliseconds:.1f} ms"
    )
    print(f"{'':10}{'ours':>24}{'bm25s':>24}{'ratio':>24}")
    draws = np.random.default_rng(0).integers(0, questions, (ROUNDS, questions))
    for name in ours:
        one, other = ours[name][draws].mean(axis=1), reference[name][draws].mean(axis=1)
        ratio = ours[name].mean() / reference[name].mean()
        cells = [
            _cell(ours[name].mean(), one),
            _cell(reference[name].mean(), other),
            _cell(ratio, one / other),
        ]
        print(f"{name:10}" + "".join(f"{cell:>24}" for cell in cells))
    return float(ours["nDCG@10"].mean() / reference["nDCG@10"].mean())


def main() -> None:
    """Measure every collection named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collections", nargs="+", type=Path, metavar="COLLECTION")
    parser.add_argument("--embedder", default="wordllama")
    parser.add_argument("--distractors", type=Path, metavar="COLLECTION")
    options = parser.parse_args()
    ratios = []
    for folder in options.collections:
        collection = read_collection(folder, options.distractors)
        run, milliseconds = run_library(collection, options.embedder)
        reference = measure(collection, run_bm25(collection))
        ratios.append(report(collection, measure(collection, run), reference, milliseconds))
    print(f"\nnDCG@10, mean ratio to bm25s: {np.mean(ratios):.3f}")


def _paper(record: dict[str, Any], prefix: str) -> Paper:
    return Paper(
        key=prefix + record["id"],
        title=record["title"],
        authors=(),
        authors_complete=False,
        date=None,
        abstract=record["abstract"],
        field=None,
        has_code=None,
    )


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _best(scores: NDArray[np.floating[Any]], keys: list[str]) -> dict[str, float]:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return {keys[place]: float(scores[place]) for place in order}


def _cell(value: float, draws: NDArray[np.float64]) -> str:
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()
