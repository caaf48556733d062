"""Line by line: the table of results, the text to copy, papers of a file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.assistant.asking import HOP_QUESTION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline

_ENTRIES = """\
@article{moss2024, title={Moss from the air}, author={Ada Fern}, year={2024}}
@article{cut, title={Cut
"""


def test_results_are_printed_copied_and_papers_brought_in(
    songline: Songline, seed_folder: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    shutil.copytree(seed_folder, library)
    file = tmp_path / "refs.bib"
    file.write_text(_ENTRIES, encoding="utf-8")
    lines = ("/copy", HOP_QUESTION, "/copy", "/results NDS", "/ingest", f"/ingest {file}")
    run = songline(
        "chat", "--plain", typed="\n".join((*lines, "/papers moss")), library=library
    )
    assert "There is nothing to copy yet" in run.err
    assert "paper | year | method | measure | value | data | against" in run.out
    assert "| NDS |" in run.out
    assert "There is no file" in run.err
    assert "refs.bib: 1 paper added, 0 updated, 0 unchanged, 1 skipped. The first:" in run.err
    assert "1 warning, the first: refs.bib: 1 of 1 papers with no abstract." in run.err
    assert "songline ingest --dry-run refs.bib" in run.err
    assert "Moss from the air" in run.out


def test_what_is_said_in_plain_words_is_done_line_by_line_too(songline: Songline) -> None:
    lines = (HOP_QUESTION, "show me the evidence", "how do I get the bibtex?", "its venue?")
    run = songline("chat", "--plain", typed="\n".join(lines))
    assert "Understood as /sources" in run.err
    assert "1* zong2023temporal" in run.out
    assert "Understood as /bibtex" in run.err
    assert "{zong2023temporal," in run.out
    assert "has no venue" in run.out


def test_an_entry_and_a_sentence_are_found_by_what_they_are_called(songline: Songline) -> None:
    lines = (
        *("/bibtex", "/bibtex co-detr", "/bibtex masked face", "/bibtex frogs", HOP_QUESTION),
        *(
            "copy the first sentence",
            "/copy sentence 9",
            "/copy keys",
            "/bibtex the last paper",
        ),
    )
    run = songline("chat", "--plain", typed="\n".join(lines))
    assert "{zong2022detrs," in run.out
    assert "{zhang2023towards," in run.out
    assert "There are no sources yet" in run.err
    assert "There is no paper frogs" in run.err
    assert run.out.count("HoP achieves 68.5% NDS") == 2
    assert "There is no sentence 9: the last answer has 1 sentence" in run.err
    assert "Nothing called keys is copied line by line" in run.err
    assert "{zong2023temporal," in run.out
