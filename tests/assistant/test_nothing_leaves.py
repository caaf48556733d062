"""What `doctor` says leaves the machine is what does: every address that is looked up or
connected to is held against it.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.engine.window.tokens import VOCABULARIES
from assistant.errors import ExitCode
from tests.assistant.backends.server import model_server, refuses, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.assistant.conftest import Songline

KEY = "sk-none0123456789abcdef"
ENTRY = (
    "@misc{a, title={On wicks}, author={Fern, Lea}, year={2021}, abstract={Wicks burn long.}}"
)


def is_here(host: object) -> bool:
    """Tell whether a host is this machine."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The hosts beyond this machine that something wanted to reach, and did not."""
    hosts: set[str] = set()
    look_up = socket.getaddrinfo

    def checked(host: object, *rest: object, **more: object) -> object:
        if not is_here(host):
            hosts.add(host.decode() if isinstance(host, bytes) else str(host))
            raise socket.gaierror(socket.EAI_NONAME, "no network in tests")
        return look_up(host, *rest, **more)  # type: ignore[arg-type]

    def refusing(connect: Callable[..., object]) -> Callable[..., object]:
        def connected(self: socket.socket, address: object) -> object:
            if isinstance(address, tuple) and not is_here(address[0]):
                hosts.add(str(address[0]))
                raise OSError("no network in tests")
            return connect(self, address)

        return connected

    monkeypatch.setattr(socket, "getaddrinfo", checked)
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refusing(getattr(socket.socket, name)))
    monkeypatch.setenv("SONGLINE_RETRIES", "0")
    return hosts


def told(songline: Songline, *options: str, library: Path | None = None) -> str:
    """Return what `doctor` says leaves the machine."""
    out = songline("doctor", *options, library=library).out
    (line,) = [line for line in out.splitlines() if line.startswith("leaves the machine")]
    return line.removeprefix("leaves the machine").strip()


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "What NDS does HoP reach on nuScenes?"),
        ("search", "detection transformers"),
        ("papers", "year:2023"),
        ("lines",),
        ("summarize", "detection"),
        ("related", "We detect objects with transformers that reuse queries."),
        ("chat", "--plain"),
        ("export",),
        ("backends",),
    ],
)
def test_by_default_nothing_leaves(
    songline: Songline, asked_for: set[str], command: tuple[str, ...]
) -> None:
    songline(*command, typed="Which papers are about detection?\n")
    assert asked_for == set()


def test_an_import_reaches_nobody(
    songline: Songline, asked_for: set[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.bib"
    file.write_text(ENTRY)
    library = tmp_path / "library"
    assert songline("ingest", str(file), library=library).code == 0
    assert songline("ingest", "--sync", str(file), library=library).code == 0
    assert told(songline, library=library) == "nothing"
    assert asked_for == set()


def test_a_model_on_this_machine_is_all_that_is_asked(
    songline: Songline, asked_for: set[str]
) -> None:
    with model_server() as server:
        server.answers(says("HoP reaches 68.5% NDS [1]."))
        options = ("--backend", "openai", "--model", "small", "--base-url", server.url)
        songline("ask", "What NDS does HoP reach?", *options)
        assert server.asked
        assert told(songline, *options) == "nothing"
    assert asked_for == set()


def test_a_model_elsewhere_is_reached_where_doctor_says(
    songline: Songline, asked_for: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    options = ("--backend", "openai", "--model", "m", "--base-url", "http://models.example/v1")
    songline("ask", "What NDS does HoP reach?", *options)
    assert asked_for - {VOCABULARIES} == {"models.example"}
    assert f"once, from {VOCABULARIES}" in songline("doctor", *options).out
    assert told(songline, *options) == "questions and abstracts, to models.example"


def test_an_embedder_elsewhere_is_reached_where_doctor_says(
    songline: Songline,
    asked_for: set[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    file = tmp_path / "a.bib"
    file.write_text(ENTRY)
    library = tmp_path / "library"
    songline("ingest", str(file), "--embedder", "openai", library=library)
    assert asked_for == {"api.openai.com"}
    said = told(songline, "--embedder", "openai", library=library)
    assert said == "questions, titles and abstracts, to api.openai.com"


# Chroma's function does not close its client.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_embedder_that_refuses_prints_no_key_and_leads_nowhere_else(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    file = tmp_path / "a.bib"
    file.write_text(ENTRY)
    with model_server() as server, model_server() as other:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for answer in (
            refuses(401, f"Incorrect API key provided: {KEY}."),
            refuses(307, "Moved", Location=f"{other.url}/embeddings"),
        ):
            server.answers(answer)
            command = ("ingest", str(file), "--embedder", "openai", "--debug")
            run = songline(*command, library=tmp_path / "library")
            assert run.code == ExitCode.LIBRARY_UNUSABLE
            assert KEY not in run.out + run.err
        assert len(server.asked) == 2
        assert not other.asked
    gc.collect()


@pytest.mark.skipif(not shutil.which("strace"), reason="strace sees what no patch does")
def test_the_system_sees_no_connection_either(tmp_path: Path, seed_folder: Path) -> None:
    # Native code opens sockets that no patch of Python's shows: hence a process of its own.
    trace = tmp_path / "trace"
    question = ("ask", "What NDS does HoP reach?", "--library", str(seed_folder))
    tracing = ("strace", "-f", "-qq", "-e", "trace=connect", "-o", str(trace))
    run = subprocess.run(
        [*tracing, sys.executable, "-m", "assistant", *question],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in run.stderr:
        pytest.skip("strace may not trace here")
    assert "68.5% NDS" in run.stdout
    assert "AF_INET" not in trace.read_text()
