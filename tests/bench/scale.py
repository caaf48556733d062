"""How the library grows: papers a second, query times, memory and disk for N abstracts, beside
raw Chroma.

python -m tests.bench.scale N [COLLECTION…] [--queries 200]

The abstracts are made by recombining the sentences of collections (folders with a `docs.jsonl`;
without one, the corpus that ships). Raw Chroma, with its own defaults, is given the same
vectors, documents and years. Each side is measured in processes of its own. Raw Chroma's
vectors are made beforehand and cost it nothing; its queries return what Chroma returns by
default, documents and metadata included, as a search here returns whole papers. Beside the time
stands what the processors had to do: it does not depend on what else they did.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from store.filters import parse_filter
from store.paper import Paper, PartialDate
from tests.store.samples import seed_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_BATCH = 1000
_YEARS = (2018, 2020)
_FILTER = f"year:{_YEARS[0]}..{_YEARS[1]}"
_TARGETS = {
    "add, papers/s": (0.6, "at least"),
    "query p50, ms": (3.0, "at most"),
    "open and first query, s": (1.5, "at most"),
    "memory, MB": (1.3, "at most"),
}


@dataclass(slots=True)
class SideFigures:
    """What one side was found to take."""

    values: dict[str, float] = field(default_factory=dict)

    def note_add(self, papers: list[Paper], add: Callable[[list[Paper]], object]) -> None:
        begun, worked = time.perf_counter(), time.process_time()
        add(papers)
        self.values["add, papers/s"] = len(papers) / (time.perf_counter() - begun)
        self.values["add, CPU ms/paper"] = (time.process_time() - worked) / len(papers) * 1000

    def note_queries(
        self, name: str, search: Callable[[str], object], queries: list[str]
    ) -> None:
        times, worked = [], time.process_time()
        for query in queries:
            begun = time.perf_counter()
            search(query)
            times.append((time.perf_counter() - begun) * 1000)
        self.values[f"{name} p50, ms"] = statistics.median(times)
        self.values[f"{name} p95, ms"] = sorted(times)[int(len(times) * 0.95)]
        self.values[f"{name}, CPU ms"] = (time.process_time() - worked) / len(queries) * 1000


def main() -> None:
    """Measure both sides and print their ratio; with a phase, measure that one and print it
    as JSON.
    """
    parser = argparse.ArgumentParser(description="Measure the library beside raw Chroma.")
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("collections", nargs="*", type=Path, metavar="COLLECTION")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--phase", choices=_PHASES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.phase:
        print(json.dumps(asdict(_PHASES[asked.phase](asked))["values"]))
        return
    with tempfile.TemporaryDirectory() as folder:
        measured: dict[str, dict[str, float]] = {"ours": {}, "raw": {}}
        for phase in _PHASES:
            command = [sys.executable, "-m", "tests.bench.scale", *sys.argv[1:]]
            command += ["--folder", folder, "--phase", phase]
            out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            measured[phase.partition("-")[0]] |= json.loads(out)
        _report(measured["ours"], measured["raw"])


def _report(ours: dict[str, float], raw: dict[str, float]) -> None:
    print(f"{'':<28}{'ours':>10}{'raw':>10}{'ratio':>8}")
    for name, value in ours.items():
        ratio = value / raw[name] if raw.get(name) else float("nan")
        limit, side = _TARGETS.get(name, (0.0, ""))
        target = f"  target: {side} {limit}" if side else ""
        print(
            f"{name:<28}{value:>10.2f}{raw.get(name, float('nan')):>10.2f}{ratio:>8.2f}{target}"
        )
    filtered = ours["filtered p50, ms"] / ours["query p50, ms"]
    print(f"filtered p50 to unfiltered: {filtered:.2f}  target: at most 2")


def _add_ours(asked: argparse.Namespace) -> SideFigures:
    from store.library import Library

    measured = SideFigures()
    with Library.open(asked.folder / "ours") as library:
        library.search("warm")
        measured.note_add(list(_papers(asked)), library.add)
    measured.values["disk, MB"] = _disk(asked.folder / "ours")
    return measured


def _add_raw(asked: argparse.Namespace) -> SideFigures:
    from store.embedders import load_embedder

    papers = list(_papers(asked))
    vectors = load_embedder("wordllama").embed(
        [f"{paper.title}. {paper.abstract}" for paper in papers]
    )
    collection = _raw_collection(asked.folder / "raw")

    def add(papers: list[Paper]) -> None:
        for start in range(0, len(papers), _BATCH):
            batch = papers[start : start + _BATCH]
            collection.add(
                ids=[paper.key for paper in batch],
                embeddings=vectors[start : start + _BATCH],
                documents=[paper.abstract for paper in batch],
                metadatas=[
                    {"title": paper.title, "year": paper.date.year if paper.date else 0}
                    for paper in batch
                ],
            )

    measured = SideFigures()
    measured.note_add(papers, add)
    measured.values["disk, MB"] = _disk(asked.folder / "raw")
    return measured


def _query_ours(asked: argparse.Namespace) -> SideFigures:
    from store import chroma, indexes
    from store.library import Library

    assert chroma
    assert indexes
    queries = _queries(asked)
    begun = time.perf_counter()
    with Library.open(asked.folder / "ours") as library:
        library.search(queries[0])
        measured = SideFigures({"open and first query, s": time.perf_counter() - begun})
        where, _ = parse_filter(_FILTER)
        measured.note_queries("query", library.search, queries)
        measured.note_queries(
            "filtered", lambda query: library.search(query, where=where), queries
        )
    measured.values["memory, MB"] = _memory()
    return measured


def _query_raw(asked: argparse.Namespace) -> SideFigures:
    import chromadb

    from store.embedders import load_embedder

    assert chromadb
    queries = _queries(asked)
    vectors = dict(zip(queries, load_embedder("wordllama").embed(queries), strict=True))
    begun = time.perf_counter()
    collection = _raw_collection(asked.folder / "raw")
    collection.query(query_embeddings=[vectors[queries[0]]], n_results=10)
    measured = SideFigures({"open and first query, s": time.perf_counter() - begun})
    where = {"$and": [{"year": {"$gte": _YEARS[0]}}, {"year": {"$lte": _YEARS[1]}}]}

    def search(query: str, **conditions: object) -> None:
        collection.query(query_embeddings=[vectors[query]], n_results=10, **conditions)

    measured.note_queries("query", search, queries)
    measured.note_queries("filtered", lambda query: search(query, where=where), queries)
    measured.values["memory, MB"] = _memory()
    return measured


_PHASES: dict[str, Callable[[argparse.Namespace], SideFigures]] = {
    "ours-add": _add_ours,
    "ours-query": _query_ours,
    "raw-add": _add_raw,
    "raw-query": _query_raw,
}


def _raw_collection(folder: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(
        str(folder), settings=Settings(anonymized_telemetry=False)
    )
    return client.get_or_create_collection(
        "raw", embedding_function=None, metadata={"hnsw:space": "cosine"}
    )


def _sources(asked: argparse.Namespace) -> list[tuple[str, str]]:
    if not asked.collections:
        return [(paper.title, paper.abstract) for paper in seed_papers()]
    lines = [
        line
        for path in asked.collections
        for line in (path / "docs.jsonl").open(encoding="utf-8")
    ]
    return [(document["title"], document["abstract"]) for document in map(json.loads, lines)]


def _papers(asked: argparse.Namespace) -> Iterator[Paper]:
    chance = random.Random(asked.count)
    sources = _sources(asked)
    sentences = [
        sentence
        for _, abstract in sources
        for sentence in _SENTENCE.split(abstract)
        if sentence
    ]
    words = [title.split() for title, _ in sources]
    surnames = [f"Name{number}" for number in range(max(10, asked.count // 5))]
    for number in range(asked.count):
        first, second = chance.choice(words), chance.choice(words)
        yield Paper(
            key=f"made{number}",
            title=" ".join(first[: len(first) // 2] + second[len(second) // 2 :]) or "Untitled",
            authors=tuple(f"Ada {name}" for name in chance.sample(surnames, 3)),
            authors_complete=True,
            date=PartialDate(chance.randrange(1996, 2026)),
            abstract=" ".join(chance.sample(sentences, min(8, len(sentences)))),
            field=chance.choice(("CV", "LG", None)),
            has_code=chance.choice((True, False, None)),
        )


def _queries(asked: argparse.Namespace) -> list[str]:
    chance = random.Random(-asked.count)
    sentences = [
        sentence for _, abstract in _sources(asked) for sentence in _SENTENCE.split(abstract)
    ]
    return [
        " ".join(chance.choice(sentences).split()[:12]) or "method"
        for _ in range(asked.queries)
    ]


def _disk(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _memory() -> float:
    """The most memory that this process has held, in MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()
