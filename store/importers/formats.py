"""Formats of bibliographies, told by what stands in a file and not by its ending."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from store.importers.json_values import listed, parse_json, whole_objects
from store.importers.jsonl import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 200_000
_BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]{3,40}[ \t\n]*[{(]", re.MULTILINE)
_TAGGED = {
    "ris": re.compile(r"^\s{0,8}TY\s{0,4}[-–—]\s{0,4}[A-Z]{3,7}\s*$", re.MULTILINE),
    "nbib": re.compile(r"^PMID {0,3}- ?\d", re.MULTILINE),
    "web of science": re.compile(
        r"^(?:\ufeff?FN (?:Clarivate|Thomson|ISI)|PT [JBSPC]\s*$)", re.MULTILINE
    ),
    "endnote": re.compile(r"^%0 [A-Z][a-z]", re.MULTILINE),
    "refworks": re.compile(
        r"^RT [A-Z][a-z].*\n(?:[A-Z][A-Z0-9] .*\n){0,3}(?:A1|T1|ID) ", re.MULTILINE
    ),
    "tex": re.compile(r"^[^%\n]{0,80}\\(?:bibitem\b|begin\{thebibliography\})", re.MULTILINE),
}
_YAML = re.compile(
    r"^references[ \t]*:[ \t]*\n\s*- +[a-z-]+[ \t]*:"
    r"|\A(?:(?:#|---).*\n|[ \t]*\n)*[\w+.:/-]{1,80}:[ \t]*\n(?:[ \t]+\S.*\n)*?"
    r"[ \t]+type:[ \t]*[\"']?(?:article|book|chapter|thesis|report|web|misc|proceedings|anthos"
    r"|entry|patent|case|newspaper|video|repository|conference|post)\b",
    re.MULTILINE | re.IGNORECASE,
)
"""A list in the names of CSL, or an entry of Hayagriva."""
_CFF = re.compile(r"^cff-version\s*:", re.MULTILINE)
_ROOT = re.compile(
    r"<(?![?!])(?:[A-Za-z0-9_]{1,20}:)?(?P<name>[A-Za-z][\w.-]{0,60})(?P<rest>[^>]{0,600})>"
)
_ROOTS = {
    "feed": "arxiv",
    "entry": "arxiv",
    "PubmedArticleSet": "pubmed xml",
    "PubmedArticle": "pubmed xml",
    "xml": "endnote xml",
    "records": "endnote xml",
}
_ENDINGS = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".ris": "ris",
    ".json": "csl",
    ".nbib": "nbib",
    ".csv": "table",
    ".tsv": "table",
    ".enw": "endnote",
    ".ciw": "web of science",
    ".jsonl": "csl",
    ".ndjson": "csl",
    ".cff": "cff",
    ".yml": "yaml",
    ".yaml": "yaml",
    ".xml": "xml",
}


def format_of(text: str, ending: str) -> str:
    """Return the name of a text's format; "page" where it is prose, as the pages of authors
    are.
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith(MARK):
        return "jsonl"
    if head[:1] in ("{", "[") and (found := _json_format(text)):
        return found
    if head[:1] == "<" and (found := _xml_format(head)):
        return found
    if _CFF.search(head) and ending in (".cff", ".yml", ".yaml", ""):
        return "cff"
    if _YAML.search(head):
        return "yaml"
    tagged = [
        (mark.start(), name)
        for name, pattern in _TAGGED.items()
        if (mark := pattern.search(head))
    ]
    if entry := _BIBTEX.search(head):
        tagged.append((entry.start(), "bibtex"))
    if tagged:
        return min(tagged)[1]
    from store.importers.table import looks_like_table

    return "table" if looks_like_table(head) else _ENDINGS.get(ending, "page")


def _json_format(text: str) -> str | None:
    """Return whose JSON it is, by the names that its first objects have."""
    try:
        read = parse_json(text)
    except ValueError:
        first = text.lstrip("\ufeff \t\r\n").partition("\n")[0]
        try:
            read = parse_json(first)
        except ValueError:
            # Damaged somewhere: what is whole of it tells.
            read = [*islice(whole_objects(text, None), 20)]
            if not read:
                return None
    items = [item for item in listed(read)[:20] if isinstance(item, dict)]
    return next((name for item in items if (name := _item_format(item))), "csl")


def _item_format(item: Mapping[str, Any]) -> str | None:
    data = item.get("data")
    if "itemType" in item or (isinstance(data, dict) and "itemType" in data):
        return "zotero"
    if (
        "authorships" in item
        or "abstract_inverted_index" in item
        or "openalex.org" in str(item.get("id"))[:40]
    ):
        return "openalex"
    if "paperId" in item or "citedPaper" in item or "citingPaper" in item:
        return "semantic scholar"
    if isinstance(item.get("title"), list) and ("DOI" in item or "type" in item):
        return "crossref"
    return None


def root_of(text: str) -> str:
    """Return the outermost name of XML, without the namespace."""
    root = _ROOT.search(text[:_HEAD])
    return root["name"] if root else ""


def _xml_format(head: str) -> str | None:
    root = _ROOT.search(head)
    if root is None:
        return None
    name = root["name"]
    if (
        name.lower() in ("html", "head", "body", "div")
        or "<!doctype html" in head[:200].lower()
    ):
        return "html"
    return _ROOTS.get(name, "xml")
