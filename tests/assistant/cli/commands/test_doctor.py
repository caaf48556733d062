"""`songline doctor`: what it tells of a library that is well, missing or damaged."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.errors import ExitCode
from store import Library, chroma
from tests.assistant.backends.server import refuses, says, unless
from tests.scripted import ScriptedBackend
from tests.store.samples import COMMON, make_papers
from tests.store.token_models import bring

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.backends.server import ModelServer
    from tests.assistant.conftest import Songline


def rows(report: str) -> dict[str, str]:
    lines = [line for line in report.splitlines() if line and not line.startswith(" ")]
    return {line[:20].strip(): line[20:] for line in lines}


def test_a_library_that_is_well(songline: Songline, seed_folder: Path, home: Path) -> None:
    run = songline("doctor")
    assert (run.code, run.err) == (ExitCode.ANSWERED, "")
    report = rows(run.out)
    assert version("songline") in report["songline"]
    assert f"chromadb {version('chromadb')}" in report["packages"]
    assert report["library"] == str(seed_folder)
    assert report["sessions"].startswith(str(home))
    assert report["papers"].startswith("47 papers, 2017 to 2026")
    assert "wordllama" in report["embedder"]
    assert "agree" in report["indexes"]
    assert "extractive" in report["backend"]
    assert report["leaves the machine"] == "nothing"


def test_the_hosts_of_a_fetch_are_named(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = rows(songline("doctor").out)["songline fetch"]
    for host in ("api.openalex.org", "api.crossref.org", "export.arxiv.org", "doi.org"):
        assert host in told
    assert "only when it is called" in told
    assert "nothing is sent otherwise" in told
    assert "without telling who you are" in told
    monkeypatch.setenv("SONGLINE_MAILTO", "ada@moor.example")
    monkeypatch.setenv("SONGLINE_FETCH_FROM", "http://mirror.example")
    told = rows(songline("doctor").out)["songline fetch"]
    assert "naming ada@moor.example" in told
    assert "mirror.example" in told
    assert "api.openalex.org" not in told


def test_a_backend_that_sends_questions_away_is_named(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = ScriptedBackend([])
    monkeypatch.setattr(backend, "sends_to", "api.example.org", raising=False)
    monkeypatch.setattr("assistant.cli.commands.doctor.load_backend", lambda *_: backend)
    assert "api.example.org" in rows(songline("doctor").out)["leaves the machine"]


def test_a_model_on_this_machine_is_named_and_nothing_leaves(songline: Songline) -> None:
    chosen = ("--backend", "vllm", "--model", "small", "--base-url", "http://127.0.0.1:1/v1")
    report = rows(songline("doctor", *chosen).out)
    assert report["backend"] == "vllm small at 127.0.0.1:1"
    assert report["leaves the machine"] == "nothing"


def test_a_model_elsewhere_is_told_as_what_leaves(songline: Songline) -> None:
    chosen = (
        "--backend",
        "openai",
        "--model",
        "large",
        "--base-url",
        "https://models.example.org/v1",
    )
    report = rows(songline("doctor", *chosen).out)
    assert report["backend"] == "openai large"
    assert "to models.example.org" in report["leaves the machine"]


def test_a_model_is_tried_when_asked(songline: Songline, server: ModelServer) -> None:
    server.pages = {"/props": {"default_generation_settings": {"n_ctx": 2048}}}
    server.answers(says("Tree frogs sing from dusk ", "to midnight [1]."))
    chosen = ("--backend", "llamacpp", "--model", "small", "--base-url", server.url)
    report = rows(songline("doctor", "--try", *chosen).out)
    assert "tokens a second" in report["speed"]
    assert report["window"] == "2,048 tokens, as the server tells"
    assert report["tools"] == "taken"
    assert report["usage"] == "counted by the server"
    assert report["citations"].startswith("as asked")
    (asked,) = server.asked
    assert "tree frogs" in str(asked.body["messages"])


def test_a_model_that_does_not_cite_is_told_what_to_change(
    songline: Songline, server: ModelServer
) -> None:
    server.answers(
        unless(
            lambda body: "tools" not in body,
            refuses(400, "tools are not supported"),
            says("At night.", counts=False),
        )
    )
    chosen = ("--backend", "llamacpp", "--model", "small", "--base-url", server.url)
    report = rows(songline("doctor", "--try", *chosen).out)
    assert report["tools"].startswith("refused")
    assert report["usage"].startswith("not told")
    assert "small_model = true" in report["citations"]
    assert "SONGLINE_WINDOW" in report["window"]


def test_a_model_that_is_away_is_told_with_its_exit_code(songline: Songline) -> None:
    chosen = ("--backend", "vllm", "--model", "small", "--base-url", "http://127.0.0.1:1/v1")
    run = songline("doctor", "--try", *chosen)
    assert run.code == ExitCode.BACKEND_FAILED
    assert "cannot be reached" in rows(run.out)["model"]


def test_without_a_model_there_is_none_to_try(songline: Songline) -> None:
    run = songline("doctor", "--try")
    assert run.code == ExitCode.ANSWERED
    assert "none to try" in rows(run.out)["model"]


def test_a_library_that_is_not_there(songline: Songline, tmp_path: Path) -> None:
    run = songline("doctor", library=tmp_path / "absent")
    assert run.code == ExitCode.LIBRARY_UNUSABLE
    report = rows(run.out)
    assert report["library"] == str(tmp_path / "absent")
    assert "There is no library" in report["library state"]
    assert "Traceback" not in run.out + run.err
    assert not (tmp_path / "absent").exists()


def test_a_library_whose_papers_cannot_be_read(
    songline: Songline, seed_folder: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(seed_folder, damaged)
    (damaged / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all\n" * 400)
    for command in (["papers"], ["ask", "What is HoP?"], ["search", "HoP", "--json"]):
        assert songline(*command, library=damaged).code == ExitCode.ANSWERED
    run = songline("doctor", library=damaged)
    assert run.code == ExitCode.LIBRARY_UNUSABLE
    assert "--repair" in run.out
    assert "Traceback" not in run.out + run.err


def test_a_damaged_chroma_is_made_anew_from_the_papers_at_hand(
    songline: Songline, seed_folder: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(seed_folder, damaged)
    (damaged / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all\n" * 400)
    report = rows(songline("doctor", "--repair", library=damaged).out)
    assert "chroma.damaged-" in report["repaired"]
    assert "agree" in report["indexes"]
    assert report["papers"].startswith("47 papers")


@pytest.mark.parametrize("part", ["length.bin", "header.bin"])
def test_vectors_that_chroma_cannot_read_are_made_again(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    # Chroma writes its index of vectors to the disk from so many papers on.
    monkeypatch.setattr(
        chroma, "_HNSW", {**chroma._HNSW, "sync_threshold": 10, "batch_size": 5}
    )
    damaged, papers = tmp_path / "damaged", make_papers(30)
    with Library.open(damaged) as library:
        library.add(papers)
    (file,) = damaged.rglob(part)
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 20])
    run = songline("doctor", "--debug", library=damaged)
    assert "repair" in run.out, run.err
    run = songline("doctor", "--repair", "--debug", library=damaged)
    assert "agree" in rows(run.out).get("indexes", ""), run.err
    with Library.open(damaged) as library:
        vectors = library.vectors([paper.key for paper in papers])
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=0.01)
        assert len(library.search(COMMON, k=50)) == 30


def test_an_empty_library_is_not_called_sound(songline: Songline, tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty"):
        pass
    report = rows(songline("doctor", library=tmp_path / "empty").out)
    assert "ingest" in report["library state"]
    assert "indexes" not in report


def test_a_library_of_which_nothing_can_be_read(
    songline: Songline, seed_folder: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(seed_folder, damaged)
    (damaged / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all\n" * 400)
    (damaged / "shelf.sqlite3").unlink()
    for command in (["doctor"], ["doctor", "--repair"], ["papers"], ["ask", "What is HoP?"]):
        run = songline(*command, library=damaged)
        assert run.code == ExitCode.LIBRARY_UNUSABLE
        assert "damaged" in run.out + run.err
        assert "Traceback" not in run.out + run.err


def test_an_index_of_words_that_was_lost_is_made_again(
    songline: Songline, seed_folder: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(seed_folder, damaged)
    shutil.rmtree(damaged / "lexical")
    run = songline("doctor", library=damaged)
    assert run.code == ExitCode.ANSWERED
    assert "agree" in rows(run.out)["indexes"]
    assert songline("search", "masked faces", "--json", library=damaged).json


def test_the_folder_of_an_embedder_is_told(songline: Songline, tmp_path: Path) -> None:
    folder = bring(tmp_path / "mine")
    library, chosen = tmp_path / "library", ("--embedder", f"minilm:{folder}")
    (tmp_path / "one.bib").write_text("@article{one, title={Frogs sing}}", encoding="utf-8")
    made = songline("ingest", str(tmp_path / "one.bib"), *chosen, library=library)
    assert f"vectors are made with the model in {folder}" in made.err
    again = songline("doctor", *chosen, library=library)
    assert again.err == ""
    assert f"its files in {folder}" in rows(again.out)["embedder"]
    moved = folder.rename(tmp_path / "moved")
    lost = songline("doctor", library=library)
    assert f"no model.onnx and no tokenizer.json in {folder}" in lost.err
    anew = songline("doctor", "--embedder", f"minilm:{moved}", library=library)
    assert f"vectors are made with the model in {moved}" in anew.err
    assert f"its files in {moved}" in rows(anew.out)["embedder"]
