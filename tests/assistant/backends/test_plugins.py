"""Backends that others bring: found without an import, and told by name and reason where
they are broken.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.backends import load_backend
from assistant.backends.base import Options
from assistant.backends.plugins import find_plugins
from assistant.errors import BackendError, ExitCode
from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.assistant.conftest import Songline

PAGE = (Path(__file__).parents[3] / "docs" / "backends.md").read_text(encoding="utf-8")
BUILT_IN = {"extractive", "openai", "ollama", "lmstudio", "vllm", "llamacpp"}

WHOLE = """
class Backend:
    name, is_model, model, sends_to = "frog", False, None, None
    def __init__(self, options): pass
    async def stream(self, request):
        {body}
"""


class Site:
    """A folder on the path, into which packages are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(
        self, module: str, code: str, entries: str, *, metadata: str | None = None
    ) -> None:
        """Install a package with one module; `entries` is what its entry_points.txt says."""
        (self.folder / f"{module}.py").write_text(code, encoding="utf-8")
        info = self.folder / f"{module}-1.0.dist-info"
        info.mkdir()
        named = f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n"
        (info / "METADATA").write_text(
            named if metadata is None else metadata, encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(entries, encoding="utf-8")

    def register(self, module: str, code: str, *, name: str = "frog", place: str = "") -> None:
        """Install a package that brings one backend."""
        self.install(
            module, code, f"[songline.backends]\n{name} = {place or f'{module}:Backend'}\n"
        )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Where packages of this test are installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield Site(folder)
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(folder) in str(
            sys.modules[name].__file__
        ):
            del sys.modules[name]


def test_the_example_of_the_documentation_answers(site: Site, songline: Songline) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    project = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    assert project is not None
    assert len(code[1].splitlines()) <= 30
    registered = tomllib.loads(project[1])["project"]["entry-points"]["songline.backends"]
    (name, place), *_ = registered.items()
    site.register(place.partition(":")[0], code[1], name=name, place=place)
    assert name in songline.run("backends").out
    run = songline("ask", "What NDS does HoP reach on nuScenes?", "--json", "--backend", name)
    assert run.code == ExitCode.ANSWERED
    assert run.json["backend"] == name
    assert run.json["sentences"]
    assert {sentence["verdict"] for sentence in run.json["sentences"]} == {"quoted"}


def test_the_built_in_ones_come_through_the_same_door(songline: Songline) -> None:
    run = songline.run("backends", "--json")
    assert run.json["chosen"] == "extractive"
    assert {backend["name"] for backend in run.json["backends"]} >= BUILT_IN
    lines = songline.run("backends", "--backend", "ollama").out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("*")] == ["ollama"]


def test_the_list_imports_nothing(site: Site, songline: Songline) -> None:
    site.register("frog_explodes", "raise RuntimeError('imported')")
    run = songline.run("backends")
    assert run.code == ExitCode.ANSWERED
    assert "frog_explodes:Backend" in run.out
    assert "frog_explodes" not in sys.modules


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ("[songline.backends]\nthis is no entry\n", "its entry points cannot be read"),
        (
            "[songline.backends]\nfrog = not a place!\n",
            "names no object for the backend 'frog'",
        ),
        (
            "[songline.backends]\nextractive = frog_broken:Backend\n",
            "'extractive' is that of songline",
        ),
    ],
)
def test_a_broken_package_is_named_and_keeps_no_other_from_working(
    site: Site, songline: Songline, entries: str, told: str
) -> None:
    site.install("frog_broken", "", entries)
    run = songline.run("backends")
    assert run.code == ExitCode.ANSWERED
    assert "skipped: frog_broken: " in run.err
    assert told in run.err
    assert "extractive          built in" in run.out
    assert load_backend("extractive", Options()).name == "extractive"
    with pytest.raises(InputError, match="frog_broken"):
        load_backend("frog", Options())


def test_a_package_without_metadata_is_named_as_well_as_can_be(site: Site) -> None:
    site.install("frog_nameless", "", "[songline.backends]\nno entry\n", metadata="")
    assert any("a package without a name" in problem for problem in find_plugins().problems)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise RuntimeError('out of order')", "RuntimeError: out of order"),
        (
            "import a_module_that_is_nowhere",
            "ModuleNotFoundError: No module named 'a_module_that_is_nowhere'",
        ),
        ("def Backend(:", "SyntaxError"),
        ("", "AttributeError"),
        ("def Backend(): pass", "TypeError"),
        ("def Backend(options): return object()", "it has no 'name'"),
        (
            WHOLE.format(body="yield 1")
            .replace(", sends_to = ", " = ")
            .replace(", None, None", ", None"),
            "'sends_to'",
        ),
    ],
)
def test_a_backend_that_cannot_be_loaded_is_told_when_it_is_chosen(
    site: Site, songline: Songline, code: str, told: str
) -> None:
    site.register("frog_server", code)
    for command in (["ask", "What is HoP?"], ["doctor"]):
        run = songline(*command, "--backend", "frog")
        assert run.code == ExitCode.BACKEND_FAILED
        assert "The backend 'frog' of the package frog_server cannot be used" in run.err
        assert told in run.err
        assert "Traceback" not in run.err


def test_what_a_backend_says_of_the_options_is_told_as_it_says_it(
    site: Site, songline: Songline
) -> None:
    site.register(
        "frog_picky",
        "from store.errors import InputError\n"
        "def Backend(options): raise InputError('Frogs need a pond', advice='Set --base-url.')",
    )
    run = songline("ask", "What is HoP?", "--backend", "frog")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "songline: Frogs need a pond\nSet --base-url." in run.err


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("yield 1 / 0", "ZeroDivisionError"),
        ("yield 'no delta'", "it gave a str, not a Delta"),
        ("return", "wrote nothing"),
    ],
)
def test_a_backend_that_breaks_while_it_writes_is_told_as_its_failure(
    site: Site, songline: Songline, body: str, told: str
) -> None:
    code = WHOLE.format(body=body) + ("        yield\n" if body == "return" else "")
    site.register("frog_breaks", code)
    run = songline("ask", "What NDS does HoP reach on nuScenes?", "--backend", "frog")
    assert run.code == ExitCode.BACKEND_FAILED
    assert told in run.err


def test_an_unknown_backend_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no backend 'oracle'.*\n.*extractive.*ollama"):
        load_backend("oracle", Options())


def test_error_of_a_backend_is_a_backend_error(site: Site) -> None:
    site.register("frog_twice", "raise ValueError('no')")
    with pytest.raises(BackendError, match="frog_twice"):
        load_backend("frog", Options())
