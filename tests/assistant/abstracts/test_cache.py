"""Readings are kept: what was read once is not read again, and a broken file is no failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.abstracts import cache, read_abstract, reader
from assistant.abstracts.cache import Readings
from store.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.abstracts import Reading

ABSTRACT = (
    "We present ReedBench, a benchmark of 12 tasks for reeds. On ReedBench our model reaches "
    "an accuracy of 81.5% (95% CI, 79.0 to 84.0) with 40% lower latency. "
    "Code is at https://example.org/reed."
)


def paper(abstract: str) -> Paper:
    return Paper("", "", (), True, None, abstract, None, None)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The abstracts that are read, and not found."""
    texts: list[str] = []

    def counted(asked: Sequence[str]) -> list[Reading]:
        texts.extend(asked)
        return [read_abstract(text) for text in asked]

    monkeypatch.setattr(cache, "read_abstracts", counted)
    return texts


def test_another_process_finds_what_was_read(tmp_path: Path, read: list[str]) -> None:
    first = Readings(tmp_path).read(paper(ABSTRACT))
    assert Readings(tmp_path).read(paper(ABSTRACT)) == first == read_abstract(ABSTRACT)
    assert read == [ABSTRACT]


def test_only_what_is_new_is_read_and_progress_is_told(tmp_path: Path, read: list[str]) -> None:
    Readings(tmp_path).read(paper(ABSTRACT))
    papers = [paper(ABSTRACT), paper("A reed. It bends."), paper(ABSTRACT)]
    told: list[tuple[int, int]] = []
    readings = Readings(tmp_path).read_all(papers, progress=lambda *each: told.append(each))
    assert readings == [read_abstract(each.abstract) for each in papers]
    assert read == [ABSTRACT, "A reed. It bends."]
    assert told == [(2, 2)]


def test_another_version_of_the_reader_reads_anew(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Readings(tmp_path).read(paper(ABSTRACT))
    monkeypatch.setattr(cache, "reader_version", lambda: "another")
    Readings(tmp_path).read(paper(ABSTRACT))
    assert read == [ABSTRACT, ABSTRACT]


def test_a_damaged_file_is_begun_anew(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "readings.sqlite3").write_bytes(b"no database at all" * 200)
    assert Readings(tmp_path).read(paper(ABSTRACT)) == read_abstract(ABSTRACT)
    assert Readings(tmp_path).read(paper(ABSTRACT)) == read_abstract(ABSTRACT)
    assert read == [ABSTRACT]


def test_where_nothing_can_be_kept_abstracts_are_read(tmp_path: Path, read: list[str]) -> None:
    readings = Readings(tmp_path / "missing")
    assert readings.read(paper(ABSTRACT)) == read_abstract(ABSTRACT)
    assert read == [ABSTRACT]


def test_what_was_found_is_not_read_elsewhere_in_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Readings(tmp_path).read(paper(ABSTRACT))
    monkeypatch.setattr(reader, "_kept", {})
    monkeypatch.setattr(reader, "_read_anew", _fail)
    found = Readings(tmp_path).read(paper(ABSTRACT))
    assert read_abstract(ABSTRACT) is found


def _fail(texts: Sequence[str]) -> list[Reading]:
    raise AssertionError(texts)
