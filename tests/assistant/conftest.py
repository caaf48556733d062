"""What the assistant's tests share: the real assistant, offline, on the seed papers, and its
command line.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pytest

from assistant.backends.compatible import request_parameters as wire
from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.cli.main import main
from store.embedders import WordLlama
from store.remembering import Remembering
from tests.assistant.asking import make_assistant
from tests.assistant.backends.models import Model
from tests.assistant.backends.server import model_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assistant.backends.base import Backend
    from assistant.engine.assistant import Assistant
    from store.library import Library
    from store.vectors import Vectors
    from tests.assistant.backends.server import ModelServer


class _EmbedsAnew(WordLlama):
    """Embeds as ever, whatever is put in the place of its parent's method."""

    embed = WordLlama.embed


@pytest.fixture(autouse=True, scope="session")
def texts_embedded_once() -> Iterator[None]:
    """Each library that is opened remembers vectors for itself, and all hold the same papers:
    a text has its vector from the first of them.
    """
    remembering = Remembering(_EmbedsAnew(), most=50_000)

    def remembered(_: WordLlama, texts: Sequence[str]) -> Vectors:
        return remembering.embed(texts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WordLlama, "embed", remembered)
        yield


@pytest.fixture
def assistant(seed_library: Library) -> Iterator[Assistant]:
    """The assistant that answers with sentences of the abstracts."""
    made = make_assistant(seed_library, ExtractiveBackend())
    yield made
    made.sessions.close()


@pytest.fixture(params=["scripted", "openai"])
def model(request: pytest.FixtureRequest, server: ModelServer) -> Model:
    """What makes backends that write what a test tells them."""
    return Model(server if request.param == "openai" else None)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A model's server that nobody has asked yet."""
    monkeypatch.setattr(wire, "_refused", {})
    with model_server() as served:
        yield served


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on standard output, which must be JSON and nothing else."""
        import json

        return json.loads(self.out)


@dataclass
class Songline:
    """The command line, run in this process; on the seed library where no other is named."""

    library: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(
        self, *arguments: str, typed: str | bytes = "", library: Path | str | None = None
    ) -> Run:
        """Run a command; `typed` is its standard input."""
        typed = typed.encode() if isinstance(typed, str) else typed
        self.patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed), encoding="utf-8"))
        return self.run(*arguments, "--library", str(library or self.library))

    def run(self, *arguments: str) -> Run:
        """Run a command as it stands, without naming a library."""
        self.capture.readouterr()
        try:
            code = main(arguments)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        told = self.capture.readouterr()
        return Run(code, told.out, told.err)

    def answer_with(self, backend: Backend) -> None:
        """Let another backend answer."""
        self.patch.setattr("assistant.engine.opening.load_backend", lambda *_: backend)


@pytest.fixture
def songline(
    seed_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Songline:
    """The command line on the seed papers."""
    return Songline(seed_folder, capsys, monkeypatch)
