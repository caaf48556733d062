"""`songline ingest --sync` and `songline watch`: the library follows its files, and asks before
it loses much.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands import sync as sync_command
from assistant.cli.commands.watch import Watch, follow
from assistant.errors import ExitCode
from store.importers import Imported, read_papers
from store.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Run, Songline

NAMES = "amber birch cedar dune elm fern gorse hazel iris juniper kelp larch".split()


def entries(names: list[str], year: int = 2001) -> str:
    return "".join(
        f"@article{{{name}, title={{The {name} lamp in wind}}, author={{Oak, Kit}},"
        f" year={{{year}}}}}\n"
        for name in names
    )


class Shelf:
    """A library that follows `refs.bib`."""

    def __init__(self, songline: Songline, folder: Path) -> None:
        self._songline = songline
        self.folder = folder / "library"
        self.file = folder / "refs.bib"
        self.write(NAMES)
        self.sync()

    def write(self, names: list[str], year: int = 2001) -> None:
        self.file.write_text(entries(names, year))

    def sync(self, *options: str, typed: str = "") -> Run:
        return self._songline(
            "ingest", "--sync", str(self.file), *options, library=self.folder, typed=typed
        )

    def keys(self) -> set[str]:
        with Library.open(self.folder) as library:
            return {paper.key for paper in library.list()}


@pytest.fixture
def shelf(songline: Songline, tmp_path: Path) -> Shelf:
    return Shelf(songline, tmp_path)


def test_the_library_gains_changes_and_loses_what_the_file_does(shelf: Shelf) -> None:
    shelf.file.write_text(
        entries(NAMES[2:]) + entries(["birch"], year=2002) + entries(["moss"])
    )
    run = shelf.sync()
    assert run.code == ExitCode.ANSWERED
    assert "1 added, 1 updated, 10 unchanged" in run.out
    assert "removes amber" in run.out
    assert shelf.keys() == {*NAMES[1:], "moss"}


def test_more_than_a_tenth_is_not_removed_unasked(shelf: Shelf) -> None:
    shelf.write([*NAMES[2:], "moss"])
    refused = shelf.sync()
    assert refused.code == ExitCode.BAD_INPUT
    assert "would remove 2 of the 12 papers" in refused.err.replace("13", "12")
    assert "--yes" in refused.err
    assert shelf.keys() == {*NAMES}, "nothing is added either"
    assert shelf.sync("--yes").code == ExitCode.ANSWERED
    assert shelf.keys() == {*NAMES[2:], "moss"}


@pytest.mark.parametrize("answer", ["y\n", "n\n"])
def test_at_a_terminal_the_user_is_asked(
    shelf: Shelf, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_command, "is_someone_there", lambda: True)
    shelf.write(NAMES[5:])
    run = shelf.sync(typed=answer)
    assert run.code == ExitCode.ANSWERED
    assert "Remove 5 of the 12 papers" in run.err
    assert shelf.keys() == {*(NAMES[5:] if answer == "y\n" else NAMES)}


def test_a_dry_run_tells_and_changes_nothing(shelf: Shelf) -> None:
    shelf.write([*NAMES[6:], "moss"])
    told = shelf.sync("--dry-run", "--json").json
    assert (told["removed"], told["files"][0]["added"]) == (NAMES[:6], ["moss"])
    assert shelf.keys() == {*NAMES}


def test_what_another_source_brought_too_stays_as_that_has_it(
    shelf: Shelf, songline: Songline, tmp_path: Path
) -> None:
    other = tmp_path / "other.bib"
    other.write_text(entries(["amber"]).replace("year=", "volume={7}, year="))
    songline("ingest", str(other), library=shelf.folder)
    shelf.file.write_text(entries(NAMES[1:]))
    told = shelf.sync("--json").json
    assert (told["kept"], told["removed"]) == (["amber"], [])
    with Library.open(shelf.folder) as library:
        paper = library.get("amber")
    assert paper is not None
    assert not paper.records
    assert paper.source.startswith("other.bib")


def test_where_a_part_cannot_be_read_nothing_is_removed(shelf: Shelf) -> None:
    shelf.file.write_text(entries(NAMES[1:]) + "@article{amber, title = {The amber")
    run = shelf.sync()
    assert run.code == ExitCode.BUG
    assert "nothing is removed" in run.err
    assert shelf.keys() == {*NAMES}


def test_another_file_of_the_same_name_is_not_taken_for_the_first(
    shelf: Shelf, songline: Songline, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "refs.bib"
    other.parent.mkdir()
    other.write_text(entries(["moss"]))
    run = songline("ingest", "--sync", str(other), "--yes", library=shelf.folder)
    assert run.code == ExitCode.BAD_INPUT
    assert str(shelf.file) in run.err
    assert shelf.keys() == {*NAMES}


def test_a_file_that_is_gone_from_a_folder_takes_its_papers_along(
    songline: Songline, tmp_path: Path
) -> None:
    folder, library = tmp_path / "papers", tmp_path / "library"
    folder.mkdir()
    (folder / "a.bib").write_text(entries(NAMES[:6]))
    (folder / "b.bib").write_text(entries(NAMES[6:]))
    songline("ingest", "--sync", str(folder), library=library)
    (folder / "b.bib").unlink()
    assert songline("ingest", "--sync", str(folder), library=library).code == 2
    songline("ingest", "--sync", str(folder), "--yes", library=library)
    with Library.open(library) as opened:
        assert {paper.key for paper in opened.list()} == {*NAMES[:6]}


def test_a_file_that_cannot_be_read_changes_nothing(shelf: Shelf) -> None:
    shelf.file.unlink()
    assert shelf.sync("--yes").code == ExitCode.BAD_INPUT
    assert shelf.keys() == {*NAMES}


def test_watching_follows_each_change_once_it_has_come_to_rest(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@misc{a, title={A}}")
    steps = iter(["@misc{a,", "@misc{b, title={B}}", None, None, None])
    seen: list[str] = []

    def wait() -> None:
        for text in steps:
            if text is not None:
                file.write_text(text)
                os.utime(file, ns=(0, len(seen) + len(text)))
            return
        raise KeyboardInterrupt

    follow([str(file)], lambda: seen.append(file.read_text()), wait=wait)
    assert seen == ["@misc{a, title={A}}", "@misc{b, title={B}}"]


def test_a_file_that_is_only_touched_is_no_change(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@misc{a, title={A}}")
    watch = Watch([str(tmp_path)])
    os.utime(file, ns=(1, 1))
    assert [watch.has_changed() for _ in range(3)] == [False, False, False]
    (tmp_path / "more.bib").write_text("@misc{b, title={B}}")
    assert [watch.has_changed() for _ in range(3)] == [False, True, False]


def test_watch_takes_changes_in_and_ends_at_ctrl_c(
    songline: Songline, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = iter([[*NAMES, "moss"], None, None, NAMES[8:], None, None])

    def sleep(_: float) -> None:
        names = next(waits, KeyboardInterrupt)
        if names is KeyboardInterrupt:
            raise KeyboardInterrupt
        if names is not None:
            shelf.write(names)  # type: ignore[arg-type]

    monkeypatch.setattr("assistant.cli.commands.watch.time.sleep", sleep)
    run = songline("watch", str(shelf.file), library=shelf.folder)
    assert run.code == ExitCode.ANSWERED
    assert "would remove 9 of the 13 papers" in run.err, "nobody is asked meanwhile"
    assert shelf.keys() == {*NAMES, "moss"}
    assert run.err.endswith("No longer following.\n")


@pytest.mark.parametrize("name", ["-", "zotero:thesis"])
def test_only_files_can_be_watched(songline: Songline, name: str) -> None:
    run = songline("watch", name)
    assert run.code == ExitCode.BAD_INPUT
    assert "cannot be watched" in run.err


def test_standard_input_cannot_be_followed(songline: Songline) -> None:
    assert songline("ingest", "--sync", "-").code == ExitCode.BAD_INPUT
    assert not sys.stdin.read()


def test_a_collection_of_zotero_is_followed(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, library = tmp_path / "refs.bib", tmp_path / "library"
    held = list(NAMES)

    def read(name: str, **_: object) -> Imported:
        assert name == "zotero:thesis"
        file.write_text(entries(held))
        papers = read_papers(file).papers
        return Imported(
            tuple(replace(paper, source=f"{name}:1") for paper in papers),
            (),
            (),
            given_keys=frozenset(held),
        )

    monkeypatch.setattr("store.importers.zotero_api.read_zotero_library", read)
    assert songline("ingest", "--sync", "zotero:thesis", library=library).code == 0
    held.pop()
    run = songline("ingest", "--sync", "zotero:thesis", library=library)
    assert "removes larch" in run.out
