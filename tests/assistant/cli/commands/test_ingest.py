"""`songline ingest`: files into a library, and everything that may be wrong with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.errors import ExitCode
from store.library import Library
from tests.conftest import SEED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Songline

HEAD = "Ada Lovelace\n\nCS\n\n2 Papers\n\n"
ENGINE = (
    "CSMar 4\nThe Engine\n\nAda Lovelace, Charles Babbage\n\nWe describe an "
    "engine that weaves numbers.\n\n"
)
LOOM = (
    "LGJun 1, 2020Code\nThe Loom\n\nAda Lovelace et al.\n\nA loom weaves "
    "flowers and leaves in silk.\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with two papers, one of them without a year."""
    path = tmp_path / "ada.txt"
    path.write_text(HEAD + ENGINE + LOOM)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a library may be made."""
    return tmp_path / "new" / "library"


def count(folder: Path) -> int:
    with Library.open(folder) as library:
        return library.count()


def test_a_library_is_made_and_holds_what_the_file_holds(
    songline: Songline, folder: Path
) -> None:
    run = songline("ingest", str(SEED), library=folder)
    assert run.code == ExitCode.ANSWERED
    assert "47 added" in run.out
    assert "holds 47 papers" in run.out
    assert count(folder) == 47
    assert (
        "68.5% NDS"
        in songline("ask", "What NDS does HoP reach on nuScenes?", library=folder).out
    )


def test_the_same_file_twice_changes_nothing(
    songline: Songline, page: Path, folder: Path
) -> None:
    songline("ingest", str(page), library=folder)
    before = songline("papers", "--json", library=folder).json
    again = songline("ingest", str(page), library=folder)
    assert again.code == ExitCode.ANSWERED
    assert "0 added, 0 updated, 2 unchanged" in again.out
    assert songline("papers", "--json", library=folder).json == before


def test_a_changed_abstract_updates_its_paper(
    songline: Songline, page: Path, folder: Path
) -> None:
    songline("ingest", str(page), library=folder)
    page.write_text(page.read_text().replace("in silk", "in wool"))
    assert (
        "0 added, 1 updated, 1 unchanged" in songline("ingest", str(page), library=folder).out
    )
    assert (
        songline("search", "wool", "--json", "-k", "1", library=folder).json[0]["paper"][
            "title"
        ]
        == "The Loom"
    )


def test_one_bad_file_keeps_no_other_out(songline: Songline, page: Path, folder: Path) -> None:
    binary = page.with_name("binary.txt")
    binary.write_bytes(b"PK\x03\x04\x00\x00")
    run = songline(
        "ingest", str(binary), str(page), str(page.with_name("absent.txt")), library=folder
    )
    assert run.code == ExitCode.BAD_INPUT
    assert "2 added" in run.out
    assert "binary.txt" in run.err
    assert "absent.txt" in run.err
    assert count(folder) == 2


def test_nothing_readable_makes_no_library(
    songline: Songline, tmp_path: Path, folder: Path
) -> None:
    run = songline("ingest", str(tmp_path / "absent.txt"), library=folder)
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "no such file" in run.err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("read_papers", "nothing was stored yet"),
        ("FileReport.merge", "nothing was stored yet"),
        ("show_report", "what was finished is kept"),
    ],
)
def test_ctrl_c_says_whether_anything_was_stored(
    songline: Songline,
    page: Path,
    folder: Path,
    place: str,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"assistant.cli.commands.ingest.{place}", interrupt)
    run = songline("ingest", str(page), library=folder)
    assert run.code == ExitCode.INTERRUPTED
    assert run.err.endswith(f"songline: interrupted; {told}\n")


def test_a_dry_run_shows_the_papers_and_touches_nothing(
    songline: Songline, page: Path, folder: Path, home: Path
) -> None:
    run = songline("ingest", str(page), "--dry-run", library=folder)
    assert run.code == ExitCode.ANSWERED
    assert "The Engine" in run.out
    assert "The Loom" in run.out
    assert "nothing stored" in run.err
    assert not folder.exists()
    assert not home.exists()


def test_a_dry_run_tells_what_would_become_of_the_papers(
    songline: Songline, page: Path, folder: Path
) -> None:
    songline("ingest", str(page), library=folder)
    more = page.with_name("more.bib")
    more.write_text(
        "@article{loom, title={The Loom}, author={Ada Lovelace}, year={2020}, volume={3}}\n"
        "@article{wool, title={On wool}}\n"
    )
    run = songline("ingest", str(more), "--dry-run", "--json", library=folder)
    (report,) = run.json["files"]
    assert (report["read"], report["added"]) == (2, ["wool"])
    assert [change["fields"] for change in report["merged"]]
    assert (
        "2 papers read, 1 added"
        in songline("ingest", str(more), "--dry-run", library=folder).err
    )
    assert count(folder) == 2


def test_what_lies_in_a_folder_and_has_no_references_is_skipped(
    songline: Songline, page: Path, folder: Path
) -> None:
    inner = page.parent / "refs"
    inner.mkdir()
    (inner / "readme.txt").write_text("Nothing to read here.\n")
    (inner / "a.bib").write_text("@misc{a, title={On wool}}\n")
    run = songline("ingest", str(inner), "--json", library=folder)
    assert run.code == ExitCode.BUG
    skipped = {each["file"]: each["skipped"] for each in run.json["files"]}
    assert "no publication page" in skipped[str(inner / "readme.txt")][0]["reason"]
    assert songline("ingest", "--sync", str(inner), library=folder).code == ExitCode.ANSWERED
    alone = songline("ingest", str(inner / "readme.txt"), library=folder)
    assert alone.code == ExitCode.BAD_INPUT


def test_a_dry_run_with_a_bad_file_exits_with_2(songline: Songline, page: Path) -> None:
    run = songline("ingest", str(page), str(page.with_name("absent.txt")), "--dry-run")
    assert run.code == ExitCode.BAD_INPUT
    assert "The Loom" in run.out


def test_a_missing_year_is_inferred_or_taken_from_as_of(
    songline: Songline, page: Path, folder: Path
) -> None:
    def date_of_engine() -> object:
        (engine,) = songline("papers", "engine", "--json", library=folder).json
        return engine["date"]

    songline("ingest", str(page), library=folder)
    assert date_of_engine() == {"year": 2021, "month": 3, "day": 4, "inferred": True}
    folder = folder.with_name("as of")
    songline("ingest", str(page), "--as-of", "2024", library=folder)
    assert date_of_engine() == {"year": 2024, "month": 3, "day": 4, "inferred": True}


@pytest.mark.parametrize("year", ["soon", "24", "-2024", "20240"])
def test_a_year_that_is_none_exits_with_2(
    songline: Songline, page: Path, folder: Path, year: str
) -> None:
    run = songline("ingest", str(page), f"--as-of={year}", library=folder)
    assert run.code == ExitCode.BAD_INPUT
    assert "--as-of" in run.err
    assert not folder.exists()


def test_a_count_that_differs_is_told_with_both_numbers(
    songline: Songline, page: Path, folder: Path
) -> None:
    page.write_text(page.read_text().replace("2 Papers", "7 Papers"))
    run = songline("ingest", str(page), library=folder)
    (warning,) = [line for line in run.err.splitlines() if line.startswith("warning: ")]
    assert "ada.txt" in warning
    assert "7" in warning
    assert "2" in warning


def test_a_record_that_is_skipped_is_told_with_file_and_line(
    songline: Songline, page: Path, folder: Path
) -> None:
    page.write_text(page.read_text() + "\nCSMay 9, 2019\n")
    run = songline("ingest", str(page), library=folder)
    assert "2 added" in run.out
    line = page.read_text().splitlines().index("CSMay 9, 2019") + 1
    assert f"ada.txt:{line}" in run.err


def test_where_no_library_can_be_the_command_exits_with_5(
    songline: Songline, page: Path
) -> None:
    run = songline("ingest", str(page), library=page / "below a file")
    assert (run.code, run.out) == (ExitCode.LIBRARY_UNUSABLE, "")
    assert "songline: " in run.err


def test_the_default_library_takes_papers_too(
    songline: Songline, page: Path, home: Path
) -> None:
    run = songline.run("ingest", str(page))
    assert run.code == ExitCode.ANSWERED
    assert str(home) in run.out
    assert count(home / "library") == 2


def test_a_name_with_controls_is_told_without_them(
    songline: Songline, tmp_path: Path, folder: Path
) -> None:
    run = songline("ingest", str(tmp_path / "a\x1b[31mb.txt"), library=folder)
    assert run.code == ExitCode.BAD_INPUT
    assert "\x1b" not in run.err


def test_the_file_is_shown_as_it_was_named(
    songline: Songline, page: Path, folder: Path
) -> None:
    assert json.dumps(str(page))[1:-1] in songline("ingest", str(page), library=folder).out


def test_a_bib_comes_in_under_its_own_keys_and_again_without_change(
    songline: Songline, tmp_path: Path
) -> None:
    place = tmp_path / "refs.bib"
    place.write_text(
        "@misc{my:key, title={Frogs}, author={Li, Wei}, year=2020}\n@misc{broken, title={x\n"
    )
    for told in (
        "1 added, 0 updated, 0 unchanged, 1 skipped",
        "0 added, 0 updated, 1 unchanged, 1 skipped",
    ):
        run = songline("ingest", str(place), library=tmp_path / "library")
        assert run.code == ExitCode.BUG
        assert told in run.out
        assert "skipped: refs.bib:2" in run.err
    place.write_text("@misc{my:key, title={Frogs and toads}, author={Li, Wei}, year=2020}\n")
    assert (
        "0 added, 1 updated" in songline("ingest", str(place), library=tmp_path / "library").out
    )
    (paper,) = songline("papers", "--json", library=tmp_path / "library").json
    assert (paper["key"], paper["title"]) == ("my:key", "Frogs and toads")


def test_a_key_that_another_paper_has_is_reported(songline: Songline, tmp_path: Path) -> None:
    for number, title in enumerate(("Frogs", "Toads")):
        place = tmp_path / f"refs{number}.bib"
        place.write_text(f"@misc{{key1, title={{{title}}}, author={{Li, Wei}}, year=2020}}\n")
        run = songline("ingest", str(place), library=tmp_path / "library")
    assert "refs1.bib:1: key1 is li2020toads in this library" in run.err
    keys = {
        paper["key"]
        for paper in songline("papers", "--json", library=tmp_path / "library").json
    }
    assert keys == {"key1", "li2020toads"}


def test_folders_and_groups_are_collections(
    songline: Songline, tmp_path: Path, folder: Path
) -> None:
    inner = tmp_path / "refs" / "thesis"
    inner.mkdir(parents=True)
    (inner / "a.bib").write_text("@book{a, title={Tides of it}, author={Oak, K.}, year=2001}")
    (tmp_path / "refs" / "b.bib").write_text(
        "@article{b, title={Ropes of it}, author={Elm, B.}, groups={grant, Review 2}}"
    )
    run = songline("ingest", str(tmp_path / "refs"), library=folder)
    assert run.code == ExitCode.ANSWERED

    def found(*filters: str) -> list[str]:
        return [
            paper["key"]
            for paper in songline("papers", *filters, "--json", library=folder).json
        ]

    assert found("collection:thesis") == ["a"]
    assert found("collection:grant") == found('collection:"Review 2"') == ["b"]
    assert found("kind:book") == ["a"]
    assert found("-kind:book") == ["b"]
    assert (
        "groups = {grant, Review 2}" in songline("export", "kind:article", library=folder).out
    )


def test_json_tells_what_became_of_each_file(
    songline: Songline, tmp_path: Path, folder: Path
) -> None:
    one, two = tmp_path / "one.bib", tmp_path / "two.ris"
    one.write_text("@article{a, title={Tides of the north}, author={Oak, Kit}, year=2001}")
    two.write_text(
        "TY  - JOUR\nTI  - Tides of the north\nAU  - Oak, Kit\nPY  - 2001\nDO  -"
        " 10.1/t\nER  - \n"
    )
    report = songline("ingest", str(one), str(two), "--json", library=folder).json
    assert report["papers"] == 1
    first, second = report["files"]
    assert (first["added"], second["added"]) == (["a"], [])
    assert second["merged"] == [{"key": "a", "source": "two.ris:1", "fields": ["doi"]}]
    sources = songline("papers", "--sources", "a", library=folder)
    assert "one.bib:1 (a)" in sources.out
    assert "two.ris:1" in sources.out
    split = songline("papers", "--split", "a", library=folder)
    assert "2 papers now" in split.err
    assert len(songline("papers", "--json", library=folder).json) == 2
