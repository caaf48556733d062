"""Opening an assistant: the library in its place, filled from the seeds at the first start."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.backends import DEFAULT, load_backend
from assistant.backends.base import ROUNDS, Limits, Options
from assistant.engine.destinations import check_embedder_is_agreed_to
from assistant.paths import SEEDS, place_of_library, user_paths
from store.errors import EmbedderMismatch, InputError, LibraryUnavailable
from store.progress import told_late

if TYPE_CHECKING:
    from assistant.backends.base import Backend
    from assistant.backends.windows import Window
    from assistant.engine.assistant import Assistant
    from assistant.engine.reembedding import Reembed
    from assistant.engine.sessions.sessions import Session, Sessions
    from store.library import Library
    from store.progress import Tell

_NAMED = 3
_SLOW = (
    "reading the library takes a while; after a change of version its indexes "
    "are built anew, once"
)
_LATE = 3.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose."""

    library: str | None = None
    """The library's folder; None for the default one."""
    backend: str = DEFAULT
    embedder: str | None = None
    """What is to make the library's vectors; None for what has made them, or the default."""
    window: int | None = None
    """How many tokens the model takes in; None for what its name tells."""
    completion_tokens: int = Limits().completion_tokens
    """How many of them are kept for the answer."""
    small_model: bool | None = None
    """Whether the model is asked in the simplest form; None for what its name and its window
    tell.
    """
    strict: bool = False
    """Whether sentences that fail the check are struck out."""
    verify: str = "model"
    """Who reads what the words alone do not show: `model`, where one writes; `off`; an
    installed judge; or a folder with model.onnx and tokenizer.json.
    """
    tool_rounds: int = ROUNDS
    """How often a model may look things up before it must answer."""
    mailto: str | None = None
    """Whom services on the web may write to about what is fetched; None for nobody."""
    options: Options = field(default_factory=Options)
    """What is chosen for the backend."""


def open_assistant(
    settings: Settings,
    tell: Tell,
    sessions: Sessions | None = None,
    *,
    reembed: Reembed | None = None,
) -> Assistant:
    """Return an assistant; `tell` hears what takes time. Without sessions it keeps those of
    the user. `reembed` opens a library that another embedder made; by default its vectors are
    made anew first.
    """
    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Sessions
    from assistant.engine.verification import load_judge

    backend = load_backend(settings.backend, settings.options)
    tell("opening the library", 0, 0)
    library = open_library(settings, tell, reembed=reembed)
    return Assistant(
        library,
        backend,
        sessions or Sessions(user_paths().sessions),
        is_strict=settings.strict,
        tool_rounds=settings.tool_rounds,
        window=open_window(settings, backend),
        judge=load_judge(settings.verify, backend),
    )


def answer_with(assistant: Assistant, settings: Settings, backend: Backend) -> Assistant:
    """Return an assistant on the same library and conversations that asks another backend."""
    from assistant.engine.assistant import Assistant

    return Assistant(
        assistant.library,
        backend,
        assistant.sessions,
        is_strict=settings.strict,
        tool_rounds=settings.tool_rounds,
        window=open_window(settings, backend),
    )


def open_window(settings: Settings, backend: Backend) -> Window | None:
    """Return what the backend's model can take in; None where it has no model.

    Where nothing leaves the machine, tokens are estimated: counting them may mean to download a
    vocabulary.
    """
    if not backend.is_model:
        return None
    from assistant.backends.windows import UNKNOWN, known_window, make_window
    from assistant.engine.window.token_estimate import estimate_tokens
    from assistant.engine.window.tokens import TokenCounter

    model = backend.model or ""
    count = TokenCounter(model) if backend.sends_to else estimate_tokens
    known = settings.window or known_window(model)
    return make_window(
        known or UNKNOWN,
        settings.completion_tokens,
        count,
        model=model,
        is_small=settings.small_model,
        is_assumed=known is None,
    )


def open_library(settings: Settings, tell: Tell, *, reembed: Reembed | None = None) -> Library:
    """Return the library that the user named, or the default one, filled from the seeds while
    it is empty.

    Raises LibraryUnavailable where a named library is not there: only an import makes one.
    """
    if settings.library and not is_library(place_of_library(settings.library)):
        raise LibraryUnavailable(
            f"There is no library in {settings.library}",
            advice=f"Make one: songline ingest FILE --library {settings.library}",
        )
    library = open_library_to_fill(settings, tell, reembed=reembed)
    try:
        check_embedder_is_agreed_to(library.embedder, settings.embedder)
    except InputError:
        library.close()
        raise
    if settings.library is None and not library.count():
        _plant(library, tell)
    return library


def open_library_to_fill(
    settings: Settings, tell: Tell, *, reembed: Reembed | None = None
) -> Library:
    """Return the library that the user named, or the default one; it is made where it is
    missing.

    Where the settings name another embedder than the library's, its papers are embedded anew.
    """
    from store.library import Library

    location = place_of_library(settings.library)
    if settings.embedder:
        _announce(settings.embedder, tell)
        if not is_library(location):
            announce_files(settings.embedder, tell)
    try:
        library = Library.open(location, embedder=settings.embedder)
    except EmbedderMismatch:
        if not settings.embedder:
            raise
    else:
        with told_late(tell, _SLOW, _LATE):
            library.count()  # the first look at a library brings its indexes up to date
        return library
    from assistant.engine.reembedding import reembed_first

    return (reembed or reembed_first)(location, settings.embedder, tell)


def library_location(settings: Settings) -> str:
    """Return where the library that the settings name is, or would be; an address without
    its password.
    """
    from store.places import read_address

    location = place_of_library(settings.library)
    return read_address(location).url if "://" in location else location


def choose_session(sessions: Sessions, name: str | None, *, resume: bool) -> Session | None:
    """Return the conversation of that name, or the last one to resume; None where neither was
    asked for.

    Raises InputError where there is no conversation to resume.
    """
    if name is not None:
        return sessions.start(name)
    if not resume:
        return None
    if last := sessions.latest():
        return last
    raise InputError("There is no conversation to go on with", advice="Begin one: songline")


def told_if_new(sessions: Sessions, session: Session) -> str:
    """Return what is to be said where a conversation was named and there is none of that
    name yet, though there are others; "" otherwise.
    """
    if session.turns or not session.is_named_by_user:
        return ""
    names = [summary.name for summary in sessions.list()]
    if not names:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(session.name, names, n=_NAMED) or names[:_NAMED]
    return f"{session.name} is a new conversation. There are: {', '.join(near)}."


def is_library(location: str | Path) -> bool:
    """Tell whether a library was made there; an address, and a folder that may not be read,
    are left to the library itself.
    """
    if "://" in str(location):
        return True
    folder = Path(location).expanduser()
    try:
        # The count of writes may be lost, or a link to nothing: it is begun anew.
        return (folder / "generation.json").exists() or (folder / "chroma").is_dir()
    except PermissionError:
        return True


def _plant(library: Library, tell: Tell) -> None:
    from store.importers import read_papers

    for seed in sorted(SEEDS.glob("*.txt")):
        library.add(
            read_papers(seed).papers,
            progress=partial(tell, "filling the library"),
        )


def _announce(embedder: str, tell: Tell) -> None:
    """Say beforehand what an embedder will download, or send elsewhere."""
    from store.embedders import load_embedder

    chosen = load_embedder(embedder)
    if chosen.download:
        tell(chosen.download, 0, 0)
    if chosen.sends_to:
        tell(f"titles and abstracts go to {chosen.sends_to}", 0, 0)


def announce_files(embedder: str, tell: Tell) -> None:
    """Say beforehand which files the vectors of a library will be made with."""
    from store.embedders import load_embedder

    if files := load_embedder(embedder).files:
        tell(f"vectors are made with the model in {files}", 0, 0)
