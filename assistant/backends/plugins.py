"""Backends that are installed, found by their entry points without importing any of them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, distributions
from typing import TYPE_CHECKING

from assistant.errors import BackendError
from store.errors import SonglineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

    from assistant.backends.base import Backend, Options

GROUP = "songline.backends"
OURS = "songline"
_NEEDED = ("name", "is_model", "model", "sends_to", "stream")


@dataclass(frozen=True, slots=True)
class Plugin:
    """A backend by its name: who brings it, and where it is."""

    name: str
    package: str
    """The installed package that brings it."""
    place: str
    """MODULE:OBJECT; what that is gets called with the options."""

    def load(self, options: Options) -> Backend:
        """Import and make the backend. Raises BackendError where that fails, whatever the
        reason.
        """
        try:
            made: Backend = EntryPoint(self.name, self.place, GROUP).load()(options)
            missing = [name for name in _NEEDED if not hasattr(made, name)]
        except SonglineError:
            raise
        except Exception as error:
            raise self._unusable(f"{type(error).__name__}: {error}") from error
        if missing:
            raise self._unusable(f"it has no {missing[0]!r}")
        return made

    def _unusable(self, why: str) -> BackendError:
        return BackendError(
            f"The backend {self.name!r} of the package {self.package} cannot be used",
            why=why,
            advice="Update or remove the package, or choose another backend: songline backends",
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The backends by name, ours first, and what is wrong with packages that bring others."""

    plugins: dict[str, Plugin]
    problems: tuple[str, ...]


def find_plugins() -> Found:
    """Return what is installed; of two backends of one name, ours counts, or the first on
    the path.
    """
    plugins: dict[str, Plugin] = {}
    problems: list[str] = []
    for package, entries in sorted(_registrations(), key=lambda found: found[0] != OURS):
        if isinstance(entries, str):
            problems.append(f"{package}: {entries}")
            continue
        for name, place in entries:
            if not EntryPoint.pattern.match(place):
                problems.append(
                    f"{package}: {place!r} names no object for the backend {name!r}"
                )
            elif plugins.setdefault(name, Plugin(name, package, place)).package != package:
                problems.append(
                    f"{package}: the backend {name!r} is that of {plugins[name].package}"
                )
    return Found(plugins, tuple(dict.fromkeys(problems)))


def _registrations() -> Iterator[tuple[str, list[tuple[str, str]] | str]]:
    """Yield the name of each package that brings backends, with their names and places, or
    what is wrong.
    """
    for package in distributions():
        try:
            if GROUP not in (package.read_text("entry_points.txt") or ""):
                continue
            entries = package.entry_points.select(group=GROUP)
            yield _name(package), [(entry.name, entry.value) for entry in entries]
        except Exception as error:  # noqa: BLE001 - the border to what others have packaged
            yield (
                _name(package),
                f"its entry points cannot be read: {type(error).__name__}: {error}",
            )


def _name(package: Distribution) -> str:
    try:
        return package.metadata["Name"] or "a package without a name"
    except Exception:  # noqa: BLE001 - metadata may be missing or be anything
        return "a package without a name"
