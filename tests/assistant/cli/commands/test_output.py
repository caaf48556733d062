"""How commands print."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.cli.commands.output import note, print_json, say, source_line
from assistant.composing.answer import Citation

ANY = st.text(st.characters())
CONTROLS = {chr(code) for code in (*range(32), *range(127, 160))} - {"\n"}


def printed(text: object, encoding: str = "utf-8") -> bytes:
    out = BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", TextIOWrapper(out, encoding=encoding))
        print_json(text)
        return out.getvalue()


@given(ANY, ANY, st.sampled_from(["utf-8", "ascii", "latin-1"]))
def test_json_says_the_same_and_controls_nothing(key: str, value: str, encoding: str) -> None:
    text = printed({key: [value]}, encoding).decode(encoding)
    assert json.loads(text) == {key: [value]}
    assert not (CONTROLS | {"\u202e", "\u2066", "\u2028"}) & set(text)


def test_json_is_readable_where_it_can_be() -> None:
    assert "“José”" in printed(["“José”"]).decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY)
def test_nothing_that_is_said_moves_the_cursor(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    say(text)
    note(text)
    out, err = capsys.readouterr()
    assert out == err
    assert not CONTROLS & set(out)


def test_a_cited_paper_stays_on_its_line() -> None:
    assert source_line(
        Citation(3, "ada1843engine", "The\nEngine\x1b[31m", 1843, False)
    ).splitlines() == ["[3] The Engine[31m (1843)  ada1843engine"]
    assert "(1843?)" in source_line(Citation(1, "k", "t", 1843, True))
    assert "(no date)" in source_line(Citation(1, "k", "t", None, False))
