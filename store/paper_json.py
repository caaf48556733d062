"""A paper as JSON, of which nothing is lost, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from store.paper import Extra, Paper, PartialDate

_DEFAULTS: dict[str, Any] = {
    "title": "",
    "authors": (),
    "authors_complete": True,
    "date": None,
    "abstract": "",
    "affiliations": (),
    "source": "",
    "extra": Extra(),
    "names": (),
    "records": (),
}
"""What is left out where it is so; of all other fields that is None."""
_NAMES = tuple(field.name for field in fields(Paper))
_TEXTS = frozenset(("key", "title", "abstract", "source"))
_OPTIONAL = frozenset(("field", "venue", "doi", "arxiv_id", "url", "profile", "kind"))
_LISTS = frozenset(("authors", "affiliations", "names"))
_DATE = ("year", "month", "day")


def to_json(paper: Paper) -> dict[str, Any]:
    """Return what a paper says by the names of its fields, without what it is silent about."""
    values = {name: getattr(paper, name) for name in _NAMES}
    said = {name: value for name, value in values.items() if value != _DEFAULTS.get(name)}
    if paper.date:
        said["date"] = _date_to_json(paper.date)
    if paper.records:
        said["records"] = [to_json(record) for record in paper.records]
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in said.items()
    }


def from_json(read: object) -> Paper:
    """Return the paper that `to_json` took apart. Raises ValueError where it is none."""
    if not isinstance(read, dict):
        raise ValueError("it is no object")  # noqa: TRY004
    if unknown := read.keys() - set(_NAMES):
        raise ValueError(f"it has a field that is not known: {min(map(str, unknown))[:40]}")
    values = {name: _value(name, read[name]) for name in _NAMES if name in read}
    if not values.get("key"):
        raise ValueError("it has no key")
    whole: dict[str, Any] = {name: values.get(name, _DEFAULTS.get(name)) for name in _NAMES}
    return Paper(**whole)


def _value(name: str, value: Any) -> Any:  # noqa: ANN401
    if name == "date":
        return _date_from_json(value)
    if name == "extra" and isinstance(value, dict):
        return Extra({str(key): _checked(key, said, str) for key, said in value.items()})
    if name == "records" and isinstance(value, list):
        return tuple(from_json(record) for record in value)
    if name in _LISTS and isinstance(value, list):
        return tuple(_checked(name, each, str) for each in value)
    if name in _TEXTS:
        return _checked(name, value, str)
    if name in _OPTIONAL:
        return None if value is None else _checked(name, value, str)
    if name in ("authors_complete", "has_code") and (isinstance(value, bool) or value is None):
        return value
    raise ValueError(f"{name} is of the wrong type")


def _checked(name: object, value: Any, kind: type) -> Any:  # noqa: ANN401
    if not isinstance(value, kind):
        raise ValueError(f"{name} is of the wrong type")  # noqa: TRY004
    return value


def _date_to_json(date: PartialDate) -> dict[str, Any]:
    parts = {name: getattr(date, name) for name in _DATE if getattr(date, name) is not None}
    return parts | ({"inferred": True} if date.inferred else {})


def _date_from_json(value: Any) -> PartialDate | None:  # noqa: ANN401
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError("date is of the wrong type")  # noqa: TRY004
    numbers = [value.get(name) for name in _DATE]
    if not all(number is None or isinstance(number, int) for number in numbers):
        raise ValueError("date is of the wrong type")
    if not isinstance(numbers[0], int) or not 1 <= numbers[0] <= 9999:
        raise ValueError("date has no year")
    year, month, day = numbers
    return PartialDate(int(year or 0), month, day, inferred=bool(value.get("inferred")))
