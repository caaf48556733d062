"""Importers on damaged files: `python -m tests.bench.fuzz_imports [HOW MANY A FORMAT] [NAME…]`;
`SEED=N` in the environment makes other damage.

Bytes of a small bibliography are changed, cut out, doubled and moved. Told are errors other
than
SourceError, the slowest in seconds a megabyte, and titles that are neither read nor reported.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
import traceback
from bisect import bisect_right
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from store.errors import SourceError
from store.importers import read_papers
from tests.store.importers.corpora import CORPORA, WORDS

if TYPE_CHECKING:
    from store.importers import Imported

_SEED = os.environ.get("SEED", "20261128")
_REACH = 40
"""Lines between a report and the title that it may concern: a whole record has no more. One
that damage has made longer is told of wherever in it the report stands.
"""
_SIGNS = b'\\{}@"#%,=()<>[]&;:$^_~-|\n\r\t \x00\x1b\x90\xff\xc3\xa9 0123456789'


def mutate(content: bytes, chance: random.Random) -> bytes:
    """Return bytes with one to four changes."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 1, 2, 5, 40, 200))
        piece = bytes(changed[place : place + length])
        how = chance.randrange(6)
        if how == 0:
            changed[place : place + 1] = bytes([chance.choice(_SIGNS)])
        elif how == 1:
            changed[place:place] = bytes(chance.choice(_SIGNS) for _ in range(length))
        elif how == 2:
            del changed[place : place + length]
        elif how == 3:
            changed[place:place] = piece * chance.choice((1, 2, 30))
        elif how == 4:
            other = chance.randrange(len(changed) + 1)
            changed[other:other] = piece
        else:
            changed[place:place] = b"9" * chance.choice((5, 4400)) if length > 2 else b"\n"
    return bytes(changed)


def unreported(name: str, content: bytes, imported: Imported) -> list[str]:
    """Return the titles that stand in a file, and are in no paper and near no report."""
    lines = re.split(r"\r\n|\n|\r", content.decode("utf-8", "replace"))
    titles = " ".join(paper.title for paper in imported.papers)
    told = (*imported.warnings, *(f"{each.source}: {each.reason}" for each in imported.skipped))
    places = [
        place
        for each in told
        if (found := re.match(r"[^:]*:(\d+): (?:what stands here up to line (\d+))?", each))
        for place in range(int(found[1]), int(found[2] or found[1]) + 1)
    ]
    begun = sorted({0, len(lines) + 1, *_begun(imported)})
    reach = 10_000 if name.endswith((".xml", ".json", ".cff")) else _REACH
    lost = []
    for number, line in enumerate(lines, 1):
        for word in WORDS:
            if word in line and word not in titles:
                after = bisect_right(begun, number)
                record = range(begun[after - 1], begun[min(after, len(begun) - 1)])
                near = any(
                    place in record or number - reach <= place <= number + reach
                    for place in places
                )
                lost += [] if near else [word]
    return lost


def _begun(imported: Imported) -> list[int]:
    """Return the lines where the records begin that were read."""
    sources = (paper.source.rpartition(":")[2] for paper in imported.papers)
    return [int(line) for line in sources if line.isdigit()]


def main() -> None:
    """Run the damaged files of each format."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    names = sys.argv[2:] or list(CORPORA)
    failed = 0
    with TemporaryDirectory() as folder:
        for name in names:
            failed += _run(name, count, Path(folder))
    sys.exit(bool(failed))


def _run(name: str, count: int, folder: Path) -> int:
    chance = random.Random(f"{_SEED} {name}")
    place = folder / name
    place.write_text(CORPORA[name])
    read_papers(
        place
    )  # What is imported and compiled at the first file is no part of its time.
    errors = refused = lost = 0
    slowest = 0.0
    for _ in range(count):
        content = mutate(CORPORA[name].encode(), chance)
        place.write_bytes(content)
        started = time.process_time()
        try:
            imported = read_papers(place)
        except SourceError:
            refused += 1
        except Exception:  # noqa: BLE001 (what a fuzzer is for)
            errors += 1
            if errors < 3:
                traceback.print_exc()
        else:
            missing = unreported(name, content, imported)
            lost += len(missing)
            if missing and lost - len(missing) < 4:
                print(f"lost {missing}:\n{content.decode('utf-8', 'replace')[:3000]}\n----")
        slowest = max(
            slowest, (time.process_time() - started) / max(len(content), 50_000) * 1e6
        )
    print(
        f"{name:14} {count} files: {errors} errors, {refused} refused, {lost} titles lost,"
        f" slowest {slowest:.2f} s/MB",
        flush=True,
    )
    return errors + lost


if __name__ == "__main__":
    main()
