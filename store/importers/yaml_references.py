"""Papers from YAML, in the names of CSL as for Pandoc, or of Hayagriva as for Typst."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from store.importers.base import split_lines
from store.importers.csl import record_of
from store.importers.entries import Entries
from store.importers.json_values import objects_of, text_of
from store.importers.yaml_values import NoYamlError, read_yaml_object
from store.names import read_inverted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.importers.base import Imported
    from store.importers.sources import Source

    Item = Mapping[str, Any]

_WITHIN = {
    "periodical": "article-journal",
    "newspaper": "article-newspaper",
    "proceedings": "paper-conference",
    "conference": "paper-conference",
    "anthology": "chapter",
    "book": "chapter",
    "reference": "entry-encyclopedia",
    "blog": "post-weblog",
}
"""What a work is, by the type of what it stands in."""
_KINDS = {
    "book": "book",
    "anthology": "collection",
    "proceedings": "collection",
    "report": "report",
    "thesis": "thesis",
    "web": "webpage",
    "patent": "patent",
    "manuscript": "manuscript",
    "repository": "software",
    "case": "legal_case",
    "legislation": "legislation",
    "video": "motion_picture",
    "artwork": "graphic",
    "post": "post",
    "blog": "post-weblog",
    "reference": "book",
    "chapter": "chapter",
    "anthos": "chapter",
    "newspaper": "article-newspaper",
}
_PEOPLE = ("author", "editor", "translator", "container-author")
_ITEM = re.compile(r"(?P<indent>\s{0,8})- +[a-z-]+[ \t]*:")
_NUMBERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_ADVICE = (
    "A bibliography in YAML has a list below `references`, in the names of CSL, or entries of"
    " Hayagriva with a title and a type each. Export BibTeX or RIS."
)


def read_yaml(source: Source) -> Imported:
    """Return the papers of a bibliography in YAML; entries are counted from 1. Raises
    SourceError where the YAML is of something else.
    """
    entries = Entries(source)
    try:
        said, twice = read_yaml_object(source.text)
    except NoYamlError as error:
        said, twice = _whole_entries(source, entries), []
        if not said:
            raise source.unreadable(str(error), _ADVICE) from None
    listed = [*objects_of(said, "references")]
    if not listed:
        listed = [_of_hayagriva(key, item) for key, item in said.items() if _is_entry(item)]
        entries.are_keyed = True
    if not listed:
        raise source.unreadable("it is YAML, and holds no bibliography", _ADVICE)
    for line, name in twice:
        entries.findings.warn_at(line, f"{name} stands twice in an entry; the last is taken")
    for number, item in enumerate(listed, 1):
        entries.keep(record_of(_as_in_json(item), number))
    return entries.imported("entries of YAML")


def _whole_entries(source: Source, entries: Entries) -> dict[str, Any]:
    """Return the entries of damaged YAML that are whole, and report the others."""
    lines = split_lines(source.text)
    is_list = any(line.startswith("references:") for line in lines)
    found = (_ITEM.match(line) for line in lines if is_list)
    item = next(filter(None, found), None)
    is_start = re.compile(rf"{item['indent']}- " if item else r"[\w+.:/-]{1,80}:\s*$").match
    starts = [at for at, line in enumerate(lines) if is_start(line)]
    whole: dict[str, Any] = {"references": []}
    for at, end in pairwise([*starts, len(lines)]):
        text = "\n".join(lines[at:end])
        try:
            said, _ = read_yaml_object(f"references:\n{text}" if item else text)
        except NoYamlError as error:
            entries.findings.skip(at + 1, f"this is no whole entry ({error}): {lines[at][:60]}")
            continue
        if item:
            whole["references"] += [*objects_of(said, "references")]
        else:
            whole |= said
    return whole if whole["references"] or len(whole) > 1 else {}


def _as_in_json(item: Item) -> dict[str, Any]:
    """Return an item of CSL as JSON has it: one person alone needs no list in YAML."""
    alone = {name: [item[name]] for name in _PEOPLE if isinstance(item.get(name), dict)}
    return {**item, **alone, "issued": _date(item.get("issued"))}


def _date(value: object) -> object:
    """Return a date of CSL as JSON has it; in YAML its parts may have names."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict) or "year" not in first:
        return first
    parts = [first[name] for name in ("year", "month", "day") if first.get(name)]
    return {"date-parts": [parts]}


def _is_entry(item: object) -> bool:
    return isinstance(item, dict) and "title" in item and ("type" in item or "author" in item)


def _of_hayagriva(key: str, item: Item) -> dict[str, Any]:
    """Return an entry in the names of CSL; what it stands in gives what it says nothing of."""
    parents = item.get("parent")
    first = parents[0] if isinstance(parents, list) and parents else parents
    parent: Item = first if isinstance(first, dict) else {}
    within = {name: value for name, value in parent.items() if name not in ("title", "author")}
    said = {**within, **item}
    numbers = said.get("serial-number")
    numbers = numbers if isinstance(numbers, dict) else {}
    publisher = said.get("publisher")
    house = publisher if isinstance(publisher, dict) else {"name": publisher}
    kind = text_of(item, "type").lower()
    return {
        "id": key,
        "type": _WITHIN.get(text_of(parent, "type").lower()) or _KINDS.get(kind, ""),
        "title": _title(item),
        "container-title": _title(parent),
        "author": _people(item.get("author")),
        "editor": _people(said.get("editor")),
        "issued": text_of(item, "date") or text_of(parent, "date"),
        "page": text_of(item, "page-range", "page"),
        "volume": text_of(said, "volume"),
        "issue": text_of(said, "issue"),
        "edition": text_of(said, "edition"),
        "publisher": text_of(house, "name") or text_of(said, "organization"),
        "publisher-place": text_of(house, "location") or text_of(said, "location"),
        "abstract": text_of(item, "abstract"),
        "note": text_of(item, "note"),
        "URL": _value(item.get("url")),
        "number": f"arXiv:{number}" if (number := text_of(numbers, "arxiv")) else "",
        **{name: text_of(numbers, told) for told, name in _NUMBERS.items()},
    }


def _title(item: Item) -> str:
    return _value(item.get("title"))


def _value(said: object) -> str:
    """Return a text that may have an object to itself, with how it is to be written."""
    value = said.get("value") if isinstance(said, dict) else said
    return value if isinstance(value, str) else ""


def _people(said: object) -> list[dict[str, str]]:
    return [_person(each) for each in (said if isinstance(said, list) else [said]) if each]


def _person(said: object) -> dict[str, str]:
    if isinstance(said, dict):
        family = f"{text_of(said, 'prefix')} {text_of(said, 'name')}".strip()
        given, suffix = text_of(said, "given-name"), text_of(said, "suffix")
        return {"family": family, "given": given, "suffix": suffix}
    name = read_inverted(_value(said))
    if name.is_collective:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given, "suffix": name.suffix}
