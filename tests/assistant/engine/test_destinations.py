"""What leaves the machine is told, whoever sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assistant.engine.destinations import (
    check_embedder_is_agreed_to,
    find_destinations,
    in_words,
)
from store.embedders import load_embedder
from store.errors import InputError
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from store.vectors import Embedder


class Remote(ScriptedBackend):
    """A backend elsewhere."""

    sends_to = "models.example.org"  # type: ignore[assignment]


@dataclass
class Away:
    """An embedder elsewhere."""

    name: str = "away"
    sends_to: str | None = "vectors.example.org"


def away() -> Embedder:
    return Away()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("location", "embedder", "is_remote", "hosts"),
    [
        ("/home/ann/library", None, False, []),
        ("", None, True, ["models.example.org"]),
        ("http://localhost:8000", None, False, []),
        ("http://127.0.0.1:8000", away(), False, ["vectors.example.org"]),
        ("https://ann:pw@chroma.example.org:8000", None, False, ["chroma.example.org:8000"]),
        (
            "http://10.0.0.7:8000",
            away(),
            True,
            ["models.example.org", "vectors.example.org", "10.0.0.7:8000"],
        ),
    ],
)
def test_backend_embedder_and_library_are_counted_alike(
    location: str, embedder: Embedder | None, hosts: list[str], *, is_remote: bool
) -> None:
    backend = Remote(["x"]) if is_remote else ScriptedBackend(["x"])
    found = find_destinations(backend, location, embedder)
    assert [each.where for each in found] == hosts
    assert (in_words(found) == "nothing") is not bool(hosts)
    assert "pw" not in in_words(found)


def test_an_embedder_elsewhere_has_to_be_agreed_to() -> None:
    with pytest.raises(InputError, match=r"vectors\.example\.org") as raised:
        check_embedder_is_agreed_to(away(), None)
    assert "--embedder away" in raised.value.advice
    check_embedder_is_agreed_to(away(), "away")
    check_embedder_is_agreed_to(load_embedder("wordllama"), None)
