"""`songline libraries`, and libraries by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
