"""The key is struck out of what a server says, however that is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.compatible.key_redaction import Veil
from assistant.backends.compatible.keys import Key

KEY = "sk-sk-sk-key"


def veiled(pieces: list[str], key: str = KEY) -> str:
    veil = Veil(Key(key))
    return "".join([*(veil.feed(piece) for piece in pieces), veil.finish()])


@given(st.lists(st.sampled_from([KEY, "sk-", "s", "k-", "key", "sk-sk-", "-", " It is. ", ""])))
def test_cut_anywhere_it_is_the_same_as_in_one_piece(pieces: list[str]) -> None:
    whole = "".join(pieces)
    assert veiled(pieces) == veiled([*whole]) == whole.replace(KEY, "(key)")


def test_what_cannot_be_the_key_is_not_held_back() -> None:
    assert Veil(Key(KEY)).feed("The risk-") == "The ri"
    assert Veil(Key(KEY)).feed("The risk is") == "The risk i"
    assert Veil(Key(KEY)).feed("The risk is.") == "The risk is."
    assert Veil(None).feed("The risk-") == "The risk-"


def test_a_word_that_a_server_at_home_takes_for_a_key_may_be_said() -> None:
    assert veiled(["It runs in ollama."], key="ollama") == "It runs in ollama."
