"""RIS and CSL-JSON: a record a paper, with what is cut or inferred marked as such."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given

from store.exporters import csl_json, ris
from store.printable import one_line
from tests.store.exporters.papers import LIBRARIES, NASTY
from tests.store.samples import bare

if TYPE_CHECKING:
    from store.paper import Paper


def records(papers: list[Paper]) -> list[list[tuple[str, str]]]:
    """Read RIS as its definition says: two letters, two spaces, a dash, a space, the value."""
    read: list[list[tuple[str, str]]] = []
    for line in ris(papers).split("\n"):
        if not line:
            continue
        assert re.match(r"[A-Z][A-Z0-9]  - ", line)
        tag, value = line[:2], line[6:]
        if tag == "TY":
            read.append([])
        if tag != "ER":
            read[-1].append((tag, value))
    return read


@given(LIBRARIES)
def test_ris_has_a_record_a_paper(papers: list[Paper]) -> None:
    by_key = {paper.key: paper for paper in papers}
    read = [dict(record) for record in records(papers)]
    assert [record["ID"] for record in read] == sorted(by_key)
    for record in read:
        paper = by_key[record["ID"]]
        assert record.get("TI", "") == one_line(paper.title)
        assert record.get("PY") == (f"{paper.date.year:04d}" if paper.date else None)


def test_ris_marks_what_is_cut_and_what_is_inferred() -> None:
    (record,) = records([NASTY])
    authors = [value for tag, value in record if tag == "AU"]
    assert authors[:2] == ["Ğül, Özgür", "Çelik, Łukasz"]
    assert authors[-1] == "et al."
    assert ("N1", "Year inferred") in record
    assert ("DA", "2020/04/03/") in record
    (whole,) = records([replace(NASTY, authors_complete=True)])
    assert ("AU", "et al.") not in whole


def read_csl(papers: list[Paper]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(csl_json(papers))
    return items


@given(LIBRARIES)
def test_csl_json_has_an_item_a_paper(papers: list[Paper]) -> None:
    by_key = {paper.key: paper for paper in papers}
    read = read_csl(papers)
    assert [item["id"] for item in read] == sorted(by_key)
    for item in read:
        paper = by_key[item["id"]]
        assert item.get("title", "") == one_line(paper.title)
        year = item["issued"]["date-parts"][0][0] if "issued" in item else None
        assert year == (paper.date.year if paper.date else None)


def test_csl_json_marks_what_is_cut_and_what_is_inferred() -> None:
    (item,) = read_csl([NASTY])
    assert item["author"][0] == {"family": "Ğül", "given": "Özgür"}
    assert item["author"][-1] == {"literal": "others"}
    assert item["issued"] == {"date-parts": [[2020, 4, 3]], "circa": True}
    assert item["note"] == "Year inferred"
    assert item["DOI"] == "10.1000/x_y"


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert read_csl([bare("key2020", "A title")]) == [
        {"id": "key2020", "type": "document", "title": "A title"}
    ]
