"""What is asked, in the terms of tantivy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import FieldType, Occur, Query

from store.text import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import tantivy

    from store.filters import Clause, Filter
    from store.terms import Choice, Form

_TITLE_WEIGHT = 0.2
_ONE_BY_ONE = 16
"""Words that are added one by one: each lies in a query of its own around those before."""


def any_of(choices: Iterable[Choice], schema: tantivy.Schema) -> Query:
    """Return the query that adds up the choices; flat where it can be, which halves the time
    of a search.
    """
    queries: list[Query] = []
    for choice in choices:
        forms = [_terms(form, schema) for form in choice]
        queries += forms[0] if len(forms) == 1 else [_best_of(map(_any, forms))]
    return _any(queries)


def at_most(choices: Iterable[Choice], schema: tantivy.Schema) -> Query:
    """Return the flat query that adds up all forms of the choices, the most that a paper
    can have.
    """
    return any_of(((form,) for choice in choices for form in choice), schema)


def any_of_given(
    choices: Iterable[Choice], keys: Sequence[str], schema: tantivy.Schema
) -> Query:
    """Return the query that adds up the choices for the papers of these keys alone.

    Led by the keys, and not by the words, of which most papers hold some: that takes a third of
    the time. What most papers hold is added word by word: side by side, all papers between
    those that are given would be looked at. Alternatives would be looked up for all papers if
    the keys did not lead each.
    """
    given = led = among(keys, schema)
    common: list[Query] = []
    beside: list[Query] = []
    for choice in choices:
        if len(choice) == 1:
            for field, term in _in_fields(choice[0], schema):
                (common if field == "text" else beside).append(term)
        else:
            forms = (_any(_terms(form, schema)) for form in choice)
            beside.append(
                _best_of(
                    Query.boolean_query([(Occur.Must, given), (Occur.Must, form)])
                    for form in forms
                )
            )
    for term in common[:_ONE_BY_ONE]:
        led = Query.boolean_query([(Occur.Must, led), (Occur.Should, term)])
    beside += common[_ONE_BY_ONE:]
    return Query.boolean_query([(Occur.Must, led), *((Occur.Should, each) for each in beside)])


def _best_of(queries: Iterable[Query]) -> Query:
    return Query.disjunction_max_query(list(queries))


def _terms(form: Form, schema: tantivy.Schema) -> list[Query]:
    return [term for _, term in _in_fields(form, schema)]


def _in_fields(form: Form, schema: tantivy.Schema) -> Iterator[tuple[str, Query]]:
    weights = (
        {"text": 1.0, "title": _TITLE_WEIGHT} if form.field == "text" else {form.field: 1.0}
    )
    for stem in form.stems:
        for field, weight in weights.items():
            term = Query.term_query(schema, field, stem, "freq")
            yield field, _weighted(term, weight * form.weight)


def _weighted(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def passing(where: Filter | None, schema: tantivy.Schema) -> Query:
    """Return the query for the papers that pass a filter; it adds nothing to their scores."""
    return Query.const_score_query(Query.boolean_query(conditions(where, schema)), 0.0)


def among(keys: Sequence[str], schema: tantivy.Schema) -> Query:
    """Return the query for the papers of these keys; it adds nothing to their scores."""
    return Query.const_score_query(
        _any(Query.term_query(schema, "key", key, "basic") for key in keys), 0.0
    )


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def conditions(where: Filter | None, schema: tantivy.Schema) -> list[tuple[Occur, Query]]:
    """Return the filter's clauses; beside negated ones alone stands one that every paper
    meets.
    """
    if not where:
        return []
    clauses = [
        (Occur.MustNot if clause.negated else Occur.Must, _clause(clause, schema))
        for clause in where.clauses
    ]
    return [(Occur.Must, Query.all_query()), *clauses]


def _clause(clause: Clause, schema: tantivy.Schema) -> Query:
    if clause.years is None:
        return _any(
            Query.term_query(schema, clause.name, encodable(value), "basic")
            for value in (clause.value, *clause.also)
        )
    first, last = clause.years
    return Query.range_query(schema, "year", FieldType.Integer, first, last)
