"""Files that were asked for: whole or not at all, and never over another unasked."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from store.errors import InputError
from store.files import free_path, write_files, write_over

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_over_only_by_force(tmp_path: Path) -> None:
    place = tmp_path / "refs.bib"
    write_files({place: "one"})
    with pytest.raises(InputError, match="--force"):
        write_files({place: "two"})
    assert place.read_text() == "one"
    write_files({place: "two"}, force=True)
    assert place.read_text() == "two"


def test_where_one_file_is_in_the_way_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "draft.bib").write_text("mine")
    with pytest.raises(InputError):
        write_files({tmp_path / "draft.tex": "text", tmp_path / "draft.bib": "refs"})
    assert [path.name for path in tmp_path.iterdir()] == ["draft.bib"]


@pytest.mark.parametrize("place", ["", "no/such/folder.bib"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_files({tmp_path / place: "text"}, force=True)


def test_a_folder_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with pytest.raises(InputError) as failed:
        write_over(folder / "rw.tex", "text")
    assert failed.value.advice == f"Make the folder {folder} first, or name another place."


def test_what_cannot_be_finished_leaves_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "refs.bib"
    write_files({place: "one"})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(InputError, match="No space left"):
        write_files({place: "two"}, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
    assert place.read_text() == "one"


def test_a_link_stays_one_and_what_it_names_keeps_its_readers(tmp_path: Path) -> None:
    place, link = tmp_path / "refs.bib", tmp_path / "mine.bib"
    place.write_text("one")
    place.chmod(0o600)
    link.symlink_to(place)
    write_over(link, "two")
    assert (link.is_symlink(), place.read_text(), place.stat().st_mode & 0o777) == (
        True,
        "two",
        0o600,
    )


def test_a_link_that_leads_nowhere_but_to_itself_is_replaced(tmp_path: Path) -> None:
    link = tmp_path / "refs.bib"
    link.symlink_to(link)
    write_over(link, "text")
    assert link.read_text() == "text"


def test_what_is_read_only_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "refs.bib"
    place.write_text("one")
    monkeypatch.setattr(
        "os.access", lambda path, _: path != place
    )  # root may write to any file
    with pytest.raises(InputError, match="read-only"):
        write_over(place, "two")
    assert place.read_text() == "one"


def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "pipe"
    os.mkfifo(place)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(place.read_text()))
    reader.start()
    write_files({place: "text"})
    reader.join(10)
    assert (read, place.is_fifo()) == (["text"], True)


def test_a_free_path_is_one_that_is_not_there(tmp_path: Path) -> None:
    place = tmp_path / "talk.md"
    names = []
    for _ in range(3):
        free = free_path(place)
        free.touch()
        names.append(free.name)
    assert names == ["talk.md", "talk-2.md", "talk-3.md"]
