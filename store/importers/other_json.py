"""JSON of services that have no reader of their own here: objects with a title and what goes
with it, under the names that such services use.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from store.importers.bibtex_names import HOMONYM
from store.importers.record import cut_of_list
from store.importers.table import (
    column_names,
    name_of_part,
    people_in,
    record_of_row,
)
from store.names import PersonName, is_collective, write_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from store.importers.record import Record

    Item = Mapping[str, Any]

_DEEPEST = 6
_LONGEST = 200_000
_WRAPPERS = ("attributes", "metadata", "content", "info", "_source", "bibjson", "data")
"""Where an object keeps what it says, beside what its server says of it."""
_SAYS = ("value", "title", "name", "text", "description", "content", "label", "$", "#text")
"""Where a value is an object, what it says."""
_FAMILY = ("family", "familyname", "lastname", "surname", "last")
_GIVEN = ("given", "givenname", "givennames", "firstname", "forename", "first")
_WHOLE = ("fullname", "name", "displayname", "authname", "text", "literal", "value", "label")
_PARTS = frozenset(
    ("identifiers", "external ids", "ids", "journal info", "publication info", "types")
)
"""Where what is said of a paper lies one step deeper."""
_IDENTIFIERS = frozenset(
    ("identifiers", "external ids", "ids", "pids", "article ids", "alternate identifiers")
)
"""Where each identifier is an object that says of what type it is."""
_TYPE, _ROLE = re.compile(r"type|scheme"), re.compile(r"role|type|relation")
_NUMBERS = {"doi": "doi", "pmid": "PMID", "pubmed": "PMID", "arxiv": "arxiv"}
_APART = ("authors", "editors", "key")
_SEVERAL = ("keywords", "affiliations")
_SOLR = re.compile(r"_(?:s|ss|t|txt|i|tdate)$")


def objects_with_titles(read: object) -> list[dict[str, Any]]:
    """Return the objects of the longest list of which most have titles, however deep it
    lies.
    """
    return max(_lists(read, _DEEPEST), key=len, default=[])


def read_other(item: Item, number: int) -> Record | None:
    """Return what an object says of a paper; None where it has nothing but a title."""
    said = _unwrapped(item)
    row = {name: text for name, value in said.items() if (text := _text_of(name, value))}
    authors = _people(said.get("authors"))
    telling = row.keys() & {"doi", "year", "date", "abstract", "venue", "PMID", "ISBN"}
    if "title" not in row or not (authors or "doi" in row) or not telling:
        return None
    row = {
        name: text for name, text in row.items() if name not in ("authors", "editors", "key")
    }
    record = record_of_row(row, number)
    record.authors = authors
    record.cut = cut_of_list(said.get("authors"))
    record.extra["editors"] = write_names(_people(said.get("editors")))
    return record


def _lists(value: object, depth: int) -> Iterator[list[dict[str, Any]]]:
    """Yield each list of objects that have titles; an object alone is a list of one."""
    if not depth:
        return
    if isinstance(value, dict):
        if "title" in _unwrapped(value):
            yield [value]
        for inner in value.values():
            yield from _lists(inner, depth - 1)
    elif isinstance(value, list):
        objects = [each for each in value if isinstance(each, dict)]
        if titled := [each for each in objects if "title" in _unwrapped(each)]:
            # Where most have a title, one without is damaged, and is told of.
            yield objects if len(titled) * 2 > len(objects) else titled
        else:
            # Each paper may lie in an object of its own: what they hold makes one list.
            longest = (max(_lists(inner, depth - 1), key=len, default=[]) for inner in objects)
            yield [each for titled in longest for each in titled]


def _unwrapped(item: Item) -> dict[str, Any]:
    """Return the values of an object, and of what it wraps, by what they are of a paper."""
    said = _named(item)
    for wrapper in _WRAPPERS:
        inner = item.get(wrapper)
        if isinstance(inner, dict):
            said = {**_named(inner), **said} if "title" in said else {**said, **_named(inner)}
    # Much has a name; what has authors and a DOI too is a paper.
    if "title" not in said and item.get("name") and said.keys() >= {"authors", "doi"}:
        said["title"] = item["name"]
    return said


def _named(item: Item) -> dict[str, Any]:
    """Return the values by what they are of a paper: the name that says it best first."""
    said: dict[str, Any] = {}
    worded = [(_words(str(key)), value) for key, value in item.items()]
    for words, value in sorted(worded, key=lambda pair: _rank(pair[0])):
        name = _name(words)
        inner = value[0] if isinstance(value, list) and value else value
        if words in _IDENTIFIERS and (numbers := _numbers(value)):
            said = {**numbers, **said}
        elif isinstance(inner, dict) and words in _PARTS:
            said = {**_named(inner), **said}
        elif name and value not in (None, "", [], {}):
            # A list of authors says more than a line of the first of them.
            is_more = name == "authors" and isinstance(value, list) and len(value) > 1
            if is_more and isinstance(said.get(name), str):
                said[name] = value
            said.setdefault(name, value)
    return said


def _numbers(value: object) -> dict[str, str]:
    """Return the DOI and other numbers of a list of objects that say of what type each is."""
    if isinstance(value, dict):
        return _numbers([each for inner in value.values() for each in _objects(inner)])
    numbers: dict[str, str] = {}
    for each in _objects(value):
        of_type = next((str(said) for key, said in each.items() if _TYPE.search(key)), "")
        said = next((_text(said) for key, said in each.items() if key.endswith("value")), "")
        if (name := _NUMBERS.get(of_type.lower())) and (number := said or _text(each)):
            numbers.setdefault(name, number)
    return numbers


def _objects(value: object) -> list[Item]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _words(key: str) -> str:
    """Return the words of a key: "dc:creator", "pubYear", "title_s"."""
    bare = _SOLR.sub("", key.rpartition(":")[2].removeprefix("@"))
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-.]", " ", bare).lower().strip()


def _name(words: str) -> str:
    return _others().get(words) or column_names().get(words, "")


def _rank(words: str) -> int:
    """Return how well a name says what it holds: names of JSON come before those of tables."""
    return _ranked().get(words, len(_ranked()))


@cache
def _ranked() -> dict[str, int]:
    return {name: at for at, name in enumerate({**_others(), **column_names()})}


@cache
def _others() -> dict[str, str]:
    text = files("store.importers").joinpath("json_names.txt").read_text(encoding="utf-8")
    rows = (row.partition(": ") for row in text.splitlines() if not row.startswith("#"))
    return {alias.strip(): name for name, _, names in rows for alias in names.split(",")}


def _text_of(name: str, value: object) -> str:
    """Return what a value says; of keywords and institutions, each in a list."""
    if name in _SEVERAL and isinstance(value, list):
        return "; ".join(text for each in value if (text := _text(each)))
    if name == "date" and isinstance(value, dict) and "year" in value:
        parts = (_text(value.get(part)) for part in ("year", "month", "day"))
        return "-".join(part.zfill(2) for part in takewhile(bool, parts))
    return _text(value)


def _text(value: object) -> str:
    """Return what a value says in one line; of a list, its first."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, str | int | float):
        return str(value).strip()[:_LONGEST]
    if isinstance(value, dict):
        return next((text for name in _SAYS if (text := _text(value.get(name)))), "")
    if isinstance(value, list):
        texts = [text for each in value if (text := _text(each))]
        return texts[0] if texts else ""
    return ""


def _people(value: object) -> list[PersonName]:
    """Return the authors, as a line, as a list of names, or as objects."""
    if isinstance(value, str):
        return people_in(value)
    if isinstance(value, dict):
        inner = next((each for each in value.values() if isinstance(each, list)), None)
        return _people(inner) if inner is not None else _people([value])
    several = value if isinstance(value, list) else []
    roles = [_role(each) for each in several]
    if any("author" in role for role in roles):
        several = [each for each, role in zip(several, roles, strict=True) if "author" in role]
    names = [_person(each) for each in several]
    return [name for name in names if name is not None]


def _role(value: object) -> str:
    """Return what a person is of a paper, where an object says so."""
    if not isinstance(value, dict):
        return ""
    told = (each for key, each in value.items() if _ROLE.search(str(key).lower()))
    return next((each.lower() for each in told if isinstance(each, str)), "")


def _person(value: object) -> PersonName | None:
    if isinstance(value, str):
        is_body = is_collective(value)
        bare = HOMONYM.sub("", value)
        return PersonName(bare, is_collective=True) if is_body else name_of_part(bare)
    if not isinstance(value, dict):
        return None
    said = {re.sub(r"[^a-z]", "", str(key).lower()): each for key, each in value.items()}
    family, given = _first(said, _FAMILY), _first(said, _GIVEN)
    whole = _first(said, _WHOLE)
    if family and not given and whole and family != whole:
        return _person(whole) if family in whole else PersonName(family, whole)
    if family:
        return PersonName(family, given)
    for inner in ("author", "person", "creator", "contributor"):
        if said.get(inner):
            return _person(said[inner])
    whole = whole or _first(said, tuple(filter(_is_of_name, said)))
    return _person(whole) if whole else None


def _is_of_name(key: str) -> bool:
    """Tell whether a value is a name, and no login: "rawAuthorName"."""
    return key.endswith("name") and key not in ("username", "screenname", "nickname")


def _first(said: Item, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(said.get(name)))), "")
