"""The form of a simple answer as a grammar, sent where a server on this machine may know it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.compatible.grammars import cited_sentences
from tests.assistant.backends.server import refuses, says, unless
from tests.assistant.backends.talking import backend, hear, request, text_of

if TYPE_CHECKING:
    from tests.assistant.backends.server import ModelServer


def test_it_lets_only_numbers_of_sources_be_cited() -> None:
    grammar = cited_sentences(3)
    assert 'marker ::= "1" | "2" | "3"' in grammar
    assert '"The abstracts do not say."' in grammar


def test_it_goes_along_where_the_form_is_simple(server: ModelServer) -> None:
    server.answers(says("Yes."))
    hear(backend(server))
    hear(backend(server), replace(request(), cites_up_to=2))
    free, simple = (asked.body for asked in server.asked)
    assert "grammar" not in free
    assert simple["grammar"] == cited_sentences(2)


def test_a_server_that_refuses_it_is_asked_without(server: ModelServer) -> None:
    refusal = refuses(400, "unknown field: grammar")
    server.answers(unless(lambda body: "grammar" not in body, refusal, says("Yes.")))
    assert text_of(hear(backend(server), replace(request(), cites_up_to=2))) == "Yes."
    assert "stream_options" in server.asked[-1].body
