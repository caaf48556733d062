"""Arguments as models write them: taken, or refused with words that help."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.tools.arguments import (
    LONGEST,
    ArgumentsError,
    Parameter,
    read_arguments,
    schema,
)
from store.printable import one_line

QUERY = Parameter("query", "what to look for", is_required=True)
ORDER = Parameter("order", "the order", choices=("date", "title"))
BOTH = (QUERY, ORDER)


def test_the_schema_is_made_of_the_parameters() -> None:
    assert schema(BOTH) == {
        "type": "object",
        "properties": {
            "query": {"type": "string", "description": "what to look for"},
            "order": {"type": "string", "description": "the order", "enum": ["date", "title"]},
        },
        "required": ["query"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ('{"query": "frogs"}', {"query": "frogs", "order": ""}),
        (
            '{"query": " fr\\u001b[31mogs\\nand \\ud83d toads ", "order": null}',
            {"query": "fr[31mogs and toads", "order": ""},
        ),
        ('{"query": "frogs", "order": "title"}', {"query": "frogs", "order": "title"}),
        ('{"query": "first", "query": "second"}', {"query": "second", "order": ""}),
    ],
)
def test_what_fits_is_taken_without_what_no_terminal_should_get(
    text: str, given: dict[str, str]
) -> None:
    assert read_arguments(text, BOTH) == given


@pytest.mark.parametrize("text", ["", " ", "{}", "null"])
def test_nothing_at_all_is_enough_where_nothing_is_required(text: str) -> None:
    assert read_arguments(text, (ORDER,)) == {"order": ""}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "no valid JSON"),
        ("frogs", "no valid JSON"),
        ('{"query": "frogs"', "no valid JSON"),
        ("[" * 3000, "no valid JSON"),
        ('{"query": ' + "9" * 3900 + "}", "must be a string"),
        ('["frogs"]', "one JSON object"),
        ('"frogs"', "one JSON object"),
        ("{}", "'query' is missing"),
        ('{"query": null}', "'query' is missing"),
        ('{"query": ""}', "'query' is empty"),
        ('{"query": "\\u0007"}', "'query' is empty"),
        ('{"query": 7}', "'query' must be a string"),
        ('{"query": true}', "'query' must be a string"),
        ('{"query": {"query": "frogs"}}', "'query' must be a string"),
        ('{"query": "frogs", "limit": 3}', "no argument 'limit'; there are query, order"),
        ('{"query": "frogs", "order": "size"}', "'order' must be one of date, title"),
        ('{"query": "' + "x" * LONGEST + '"}', "longer than"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(ArgumentsError, match=told):
        read_arguments(text, BOTH)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("query", "order", "x")), inner)
    ),
    max_leaves=8,
)


@given(st.text(st.characters(), max_size=80) | JSON.map(json.dumps))
def test_whatever_a_model_writes_is_taken_or_refused(text: str) -> None:
    try:
        given = read_arguments(text, BOTH)
    except ArgumentsError as error:
        told = str(error)
        assert told == one_line(told)
        return
    assert set(given) == {"query", "order"}
    assert all(value == one_line(value) for value in given.values())
