"""Where Songline keeps its things, and where what ships with it lies."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import platformdirs

_APP = "songline"
_DECIDING = (
    "SONGLINE_HOME",
    "HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "APPDATA",
    "LOCALAPPDATA",
)
"""Variables on which the paths depend."""
_NAME = re.compile(r"\w[\w-]{0,63}")
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
"""The corpus that ships: beside the packages in a checkout as in an installation."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's folders and files; none of them need exist yet."""

    library: Path
    sessions: Path
    notes: Path
    """What the user noted on papers."""
    log: Path
    config: Path
    prompts: Path
    vocabularies: Path
    """Where tiktoken keeps what it downloads."""
    fetched: Path
    """Where answers of services on the web are kept for a day."""


def user_paths() -> Paths:
    """Return the user's paths: below SONGLINE_HOME where it is set, else where the system
    keeps such data.
    """
    return _paths(*(os.environ.get(name) for name in _DECIDING))


@lru_cache(maxsize=8)
def _paths(home: str | None, *_: str | None) -> Paths:
    """Return the paths for what the environment says; asking the system takes its time."""
    if home:
        data = state = config = cache = Path(home).expanduser().absolute()
    else:
        data = platformdirs.user_data_path(_APP, appauthor=False)
        state = platformdirs.user_state_path(_APP, appauthor=False)
        config = platformdirs.user_config_path(_APP, appauthor=False)
        cache = platformdirs.user_cache_path(_APP, appauthor=False)
    return Paths(
        library=data / "library",
        sessions=data / "sessions.sqlite3",
        notes=data / "notes.json",
        log=state / "songline.log",
        config=config / "config.toml",
        prompts=config / "prompts",
        vocabularies=cache / "vocabularies",
        fetched=cache / "fetched",
    )


def libraries_folder() -> Path:
    """Return the folder of the libraries that have a name."""
    return user_paths().library.parent / "libraries"


def place_of_library(named: str | None) -> str:
    """Return where a library is: the default one; one by its name, a word that is no folder
    here; or the folder or address that was named.
    """
    if named is None:
        return str(user_paths().library)
    if _NAME.fullmatch(named) and not Path(named).exists():
        return str(libraries_folder() / named)
    return named
