"""What all tests share: a home of each test's own, and the seed papers in a library that is
made once.
"""

from __future__ import annotations

import gc
import os
import signal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from store.importers import read_papers
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.paper import Paper

SEED = Path(__file__).parents[1] / "seeds" / "guanglu-song.txt"
_NUMBERS = count()

# No time is asserted anywhere: a slow machine is no failure. The same examples in every run,
# so that nobody's change fails by chance.
settings.register_profile("songline", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("songline")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking for garbage passes over it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> None:
    """Ctrl+C reaches tests and what they start, also where the suite runs in the background
    of a script.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all tests' homes; a folder for each test takes longer than most tests."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Songline keeps the things of this test; no test sees the user's, nor what the
    user chose.
    """
    place = homes / str(next(_NUMBERS))
    for variable in [name for name in os.environ if name.startswith("SONGLINE_")]:
        monkeypatch.delenv(variable)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("SONGLINE_HOME", str(place))
    # argparse speaks English, and looks for no translation of each word on the disk.
    monkeypatch.setenv("LANGUAGE", "C")
    return place


@pytest.fixture(scope="session")
def seed_papers() -> tuple[Paper, ...]:
    """The papers of the corpus that ships."""
    return read_papers(SEED).papers


@pytest.fixture(scope="session")
def seed_folder(
    tmp_path_factory: pytest.TempPathFactory, seed_papers: tuple[Paper, ...]
) -> Path:
    """The folder of a library that holds the seed papers; to be read only."""
    folder = tmp_path_factory.mktemp("seed") / "library"
    with Library.open(folder) as library:
        library.add(seed_papers)
    return folder


@pytest.fixture(scope="session")
def seed_library(seed_folder: Path) -> Iterator[Library]:
    """The library of the seed papers; to be read only."""
    with Library.open(seed_folder) as library:
        yield library
