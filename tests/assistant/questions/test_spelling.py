"""Slips of the keyboard, mended from the words of the papers."""

from __future__ import annotations

import pytest

from assistant.questions.spelling import as_written, correct

HELD = {"dusp4", "breast", "detector"}


def spellings(word: str) -> list[str]:
    return [held for held in sorted(HELD) if held == word or held.startswith(word[:4])]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a detecctor", "a detector"),
        ("DUSP4 in breasst", "DUSP4 in breast"),
        ("the braest2 cells", "the braest2 cells"),
    ],
)
def test_letters_beside_digits_stay_as_they_are_typed(typed: str, read: str) -> None:
    assert correct(typed, spellings) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("the oledst papres on detectors", "the oldest papers on detectors"),
        ("is there somethign on breasst cancer", "is there something on breast cancer"),
        # Terms that no dictionary has stay.
        ("papers about crispr and lidar", "papers about crispr and lidar"),
        ("qubits, convnets, jupyter", "qubits, convnets, jupyter"),
        ("an organisation aftre that", "an organisation after that"),
        # A name, and a short word, may be what nobody here knows.
        ("who is Montey", "who is Montey"),
        (
            "what shouldn't I read, and who wasn’t there",
            "what shouldn't I read, and who wasn’t there",
        ),
        ("papers on nerf", "papers on nerf"),
    ],
)
def test_slips_in_english_words_that_no_paper_has_are_mended(typed: str, read: str) -> None:
    assert correct(typed, spellings) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what is kpnet?", "what is KPNet?"),
        ("kpnet's speed, and co-detr", "KPNet's speed, and Co-DETR"),
        ("the safest tsd", "the safest TSD"),
        ("an open question", "an open question"),
    ],
)
def test_a_name_in_small_letters_is_written_as_the_papers_write_it(
    typed: str, read: str
) -> None:
    written = {"kpnet": "KPNet", "co-detr": "Co-DETR", "tsd": "TSD", "open": "OPEN"}
    assert as_written(typed, written.get) == read
