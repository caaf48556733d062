"""CPU and memory of a large import: `python -m tests.bench.large_import COLLECTION… [--count
24000]`; with PYTHONPATH on another checkout, of that.

A collection is a folder with `docs.jsonl` (title, abstract), of which entries of BibTeX are
made.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from store.importers import read_papers

_FAMILIES = "Oak Elm Fern Müller Quay Harbour Wharf Rojas Ünal Zhang".split()


def entry(number: int, title: str, abstract: str) -> str:
    """Return an entry with what most have."""
    names = (f"{_FAMILIES[(number * n) % 10]}{number % 977}, A." for n in (1, 3, 7))
    bare = str.maketrans({"{": "", "}": "", "\\": "", "%": "\\%"})
    return (
        f"@article{{k{number},\n  author = {{{' and '.join(names)}}},\n"
        f"  title = {{{title.strip(' .').translate(bare)} {number}}},\n"
        f"  journal = {{Lamps \\& Wicks}},\n  year = {{{1990 + number % 35}}},\n"
        f"  volume = {{{number % 50}}},\n  pages = {{{number % 900}--{number % 900 + 9}}},\n"
        f"  doi = {{10.1000/x.{number}}},\n  abstract = {{{abstract.translate(bare)}}}\n}}\n\n"
    )


def main() -> None:
    """Write the entries, read them, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=24_000)
    options = parser.parse_args()
    texts = [
        json.loads(line)
        for place in options.places
        for line in (place / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder, "large.bib")
        with file.open("w", encoding="utf-8") as out:
            for number in range(options.count):
                text = texts[number % len(texts)]
                out.write(entry(number, text["title"], text["abstract"]))
        size = file.stat().st_size / 1e6
        del texts
        started = time.process_time()
        imported = read_papers(file)
        seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(imported.papers)} of {options.count} entries, {size:.0f} MB")
    print(f"{seconds:.1f} s of CPU, {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
