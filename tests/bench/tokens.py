"""How far the estimate of tokens is off: on English abstracts, and on some of other languages
and formulas.

TIKTOKEN_CACHE_DIR=FOLDER python -m tests.bench.tokens [ABSTRACTS.jsonl …] [--write]

needs the vocabularies of o200k_base and cl100k_base; tiktoken downloads them where FOLDER has
none. Each file has one JSON object a line, with an `abstract`. `--write` keeps the true counts
for the tests.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import fmean

import tiktoken

from assistant.engine.window.token_estimate import estimate_tokens
from store.importers import read_papers
from tests.bench.abstracts import own_abstracts

COUNTS = Path(__file__).parents[1] / "assistant" / "labelled" / "tokens.json"
SEED = Path(__file__).parents[2] / "seeds" / "guanglu-song.txt"
ENCODINGS = ("o200k_base", "cl100k_base")


def read_abstracts(paths: list[str]) -> list[tuple[str, str]]:
    """Return what the files hold beside the seeds and our own, each under its file's folder."""
    seeds = [("seeds", paper.abstract) for paper in read_papers(SEED).papers if paper.abstract]
    given = [
        (Path(path).parent.name, json.loads(line).get("abstract", ""))
        for path in paths
        for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]
    return [*seeds, *own_abstracts(), *(each for each in given if each[1])]


def report(name: str, ratios: list[float]) -> None:
    """Print what the estimate is of the true count: on average, at least and at most."""
    below = sum(ratio < 0.97 for ratio in ratios)
    print(
        f"  {name:<12}{len(ratios):>6}  mean {fmean(ratios):.3f}  least {min(ratios):.3f}"
        f"  most {max(ratios):.3f}  more than 3 % below: {below}"
    )


def main() -> None:
    """Count, estimate, compare."""
    abstracts = read_abstracts([given for given in sys.argv[1:] if not given.startswith("--")])
    counts: dict[str, list[int]] = {}
    for encoding in ENCODINGS:
        loaded = tiktoken.get_encoding(encoding)
        print(encoding)
        ratios: dict[str, list[float]] = {}
        for name, text in abstracts:
            count = len(loaded.encode(text, disallowed_special=()))
            ratios.setdefault(name, []).append(estimate_tokens(text, encoding) / count)
        for name, those in ratios.items():
            report(name, those)
        report("all", [ratio for those in ratios.values() for ratio in those])
        counts[encoding] = [len(loaded.encode(text)) for _, text in own_abstracts()]
    if "--write" in sys.argv:
        COUNTS.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
