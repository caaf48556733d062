"""Abstracts that were made up for calibration: in many languages, and with formulas."""

from __future__ import annotations

from pathlib import Path

OWN = Path(__file__).with_name("abstracts.txt")


def own_abstracts() -> list[tuple[str, str]]:
    """Return the abstracts, each behind its language's code, `tex` or `math`."""
    lines = OWN.read_text(encoding="utf-8").splitlines()
    return [(line.partition(": ")[0], line.partition(": ")[2]) for line in lines]
