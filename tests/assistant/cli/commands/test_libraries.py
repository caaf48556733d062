"""`songline libraries`, and libraries by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import ExitCode
from tests.rights import rights_that_bind

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.assistant.conftest import Songline


def test_a_library_is_made_and_used_by_its_name(
    songline: Songline, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bib = tmp_path / "a.bib"
    bib.write_text("@misc{tides, title={Tides of it}, author={Oak, K.}, year=2001}")
    absent = songline.run("papers", "--library", "thesis")
    assert absent.code != 0
    assert "songline ingest FILE --library thesis" in absent.err
    assert songline.run("ingest", str(bib), "--library", "thesis").code == 0
    assert [
        paper["key"] for paper in songline.run("papers", "--library", "thesis", "--json").json
    ] == ["tides"]
    (listed,) = songline.run("libraries", "--json").json
    assert (listed["name"], listed["papers"]) == ("thesis", 1)
    assert listed["folder"].startswith(str(home))
    assert not (tmp_path / "thesis").exists()
    assert "1 paper" in songline.run("libraries").out


def test_a_folder_of_that_name_is_the_folder(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "a.bib").write_text("@misc{tides, title={Tides of it}}")
    songline.run("ingest", "a.bib", "--library", "mine")
    assert (tmp_path / "mine" / "generation.json").exists()


def test_a_folder_without_access_is_told_as_one(songline: Songline, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    (locked / "inner").mkdir(parents=True)
    locked.chmod(0)
    try:
        for library in (locked, locked / "inner"):
            for command in (("papers",), ("ask", "What is HoP?"), ("doctor",)):
                with rights_that_bind():
                    run = songline(*command, library=library)
                assert run.code == ExitCode.LIBRARY_UNUSABLE
                told = run.out + run.err
                assert f"The library in {library} cannot be read: Permission denied" in told
        with rights_that_bind():
            run = songline("ingest", str(locked), library=tmp_path / "new")
        assert run.code == ExitCode.BAD_INPUT
        assert f"{locked} cannot be" in run.err
        assert "output" not in run.err
    finally:
        locked.chmod(0o700)
