"""What a reader gets: whole texts on the seed papers, read by a person before they were kept.

To keep what is written now: KEEP_GOLDEN=1 pytest tests/assistant/related/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.assistant.conftest import Songline

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize(
    ("topic", "style", "name"),
    [
        ("face recognition", "latex", "related_faces.tex"),
        ("video generation", "markdown", "related_videos.md"),
        ("person re-identification", "typst", "related_persons.typ"),
    ],
)
def test_related_work_reads_as_it_was_read(
    songline: Songline, topic: str, style: str, name: str
) -> None:
    written = songline("related", topic, "--format", style).out
    kept = GOLDEN / name
    if os.environ.get("KEEP_GOLDEN"):
        kept.write_text(written, encoding="utf-8")
    assert written == kept.read_text(encoding="utf-8")
