"""The count of writes: what is read is what was written, and damage begins a new count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.generation import Generation, GenerationFile, IndexedVersion

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    store = GenerationFile(tmp_path / "generation.json")
    after = store.read().next()
    store.write(after)
    assert GenerationFile(tmp_path / "generation.json").read() == after


def test_two_writers_that_count_alike_are_told_apart() -> None:
    begun = Generation()
    one, other = begun.next(), begun.next()
    assert one.number == other.number
    assert one != other


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"library": 3}', '{"number": 1}', "\0\0"]
)
def test_damage_begins_a_new_count_that_is_taken_for_no_older_one(
    tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "generation.json"
    store = GenerationFile(path)
    before = store.read()
    path.write_text(damage, encoding="utf-8")
    after = store.read()
    assert after.library != before.library
    assert store.read() == after


def test_bytes_that_are_no_text_begin_a_new_count(tmp_path: Path) -> None:
    path = tmp_path / "generation.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert GenerationFile(path).read().number == 0


def test_a_folder_in_the_files_place_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "generation.json"
    (path / "within").mkdir(parents=True)
    begun = GenerationFile(path).read()
    assert GenerationFile(path).peek() == begun
    assert [*tmp_path.glob("generation.damaged-*/within")]


def test_a_mark_comes_back_from_its_text() -> None:
    mark = IndexedVersion(Generation().next(), 47)
    assert IndexedVersion.read(str(mark)) == mark


@pytest.mark.parametrize("text", [None, "", "1", "a:b:c:d", "a:1:t:-2", "a:1:t", "a:1:t:2:x"])
def test_what_is_no_mark_is_none(text: str | None) -> None:
    assert IndexedVersion.read(text) is None
