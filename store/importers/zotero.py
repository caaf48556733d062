"""Papers from Zotero's own JSON: of Better BibTeX, of its API, and of its translators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.entries import Entries
from store.importers.identifiers import read_date
from store.importers.json_values import (
    Item,
    items_of,
    object_of,
    objects_of,
    parse_json,
    text_of,
    texts_of,
)
from store.importers.record import Record
from store.importers.zotero_collections import Collections
from store.names import PersonName, write_names
from store.printable import counted

if TYPE_CHECKING:
    from store.importers.base import Imported
    from store.importers.sources import Source

_KINDS = dict(
    pair.split("=")
    for pair in (
        "journalArticle=article-journal magazineArticle=article-magazine"
        " newspaperArticle=article-newspaper preprint=article conferencePaper=paper-conference"
        " book=book bookSection=chapter encyclopediaArticle=entry-encyclopedia"
        " dictionaryEntry=entry-dictionary thesis=thesis report=report manuscript=manuscript"
        " patent=patent computerProgram=software dataset=dataset webpage=webpage"
        " blogPost=post-weblog forumPost=post film=motion_picture videoRecording=motion_picture"
        " tvBroadcast=broadcast radioBroadcast=broadcast podcast=song audioRecording=song"
        " artwork=graphic map=map presentation=speech interview=interview"
        " letter=personal_communication email=personal_communication"
        " instantMessage=personal_communication statute=legislation bill=bill case=legal_case"
        " hearing=legislation standard=standard document=document"
    ).split()
)
_NOT_PAPERS = frozenset(("attachment", "note", "annotation"))
_VENUES = (
    "publicationTitle",
    "proceedingsTitle",
    "bookTitle",
    "encyclopediaTitle",
    "dictionaryTitle",
    "websiteTitle",
    "blogTitle",
    "forumTitle",
    "programTitle",
)
_VALUES = {
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "edition": "edition",
    "place": "place",
    "series": "series",
    "event": "conferenceName",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "language": "language",
    "short-title": "shortTitle",
    "abbreviation": "journalAbbreviation",
    "accessed": "accessDate",
    "version": "versionNumber",
}
_PUBLISHERS = (
    "publisher",
    "university",
    "institution",
    "studio",
    "company",
    "network",
    "repository",
)
_NUMBERS = ("number", "reportNumber", "patentNumber", "archiveID", "billNumber", "docketNumber")
_GENRES = ("genre", "thesisType", "reportType", "manuscriptType", "presentationType", "type")
_KEY = re.compile(r"[A-Z0-9]{8}")
"""A key of Zotero's own, of a collection whose name is not told."""
_HAS_COLLECTIONS = re.compile(r'"collections"\s*:\s*\{\s*"')
_EXTRA_LINE = re.compile(
    r"^\s*(?P<name>citation key|pmid|pmcid|doi|original-date)\s*:\s*(?P<value>\S[^\n]{0,300})$",
    re.IGNORECASE | re.MULTILINE,
)


def read_zotero(source: Source) -> Imported:
    """Return the papers of Zotero's JSON; attachments and notes are none."""
    entries = Entries(source)
    within = _collections(source.text)
    for number, item in enumerate(items_of(source, entries.findings), 1):
        if not isinstance(item, dict):
            entries.findings.skip(number, "this is no item of Zotero's")
            continue
        data = object_of(item, "data") or item
        if text_of(data, "itemType") not in _NOT_PAPERS:
            record = _record(data, number)
            names = texts_of(data, "collections") + within.get(str(data.get("itemID")), [])
            record.extra["collections"] = "; ".join(
                dict.fromkeys(name for name in names if not _KEY.fullmatch(name))
            )
            entries.keep(record)
        if inner := [each for each in objects_of(data, "creators") if "itemType" in each]:
            title = text_of(inner[0], "title")
            told = f"{counted(len(inner), 'item')} among its creators, not read: {title[:60]}"
            entries.findings.skip(number, told)
    return entries.imported("items of Zotero's")


def _collections(text: str) -> dict[str, list[str]]:
    """Return in which collections an export of Better BibTeX's has each item, by its number."""
    if not _HAS_COLLECTIONS.search(text):
        return {}
    try:
        read = parse_json(text)
    except ValueError:
        return {}
    named = read.get("collections") if isinstance(read, dict) else None
    if not isinstance(named, dict):
        return {}
    collections = Collections.of_better_bibtex(named)
    within: dict[str, list[str]] = {}
    for key, each in named.items():
        for number in texts_of(each, "items") if isinstance(each, dict) else ():
            within.setdefault(number, []).append(collections.path(str(key)))
    return within


def _record(item: Item, line: int) -> Record:
    told = text_of(item, "extra")
    marked = {found["name"].lower(): found["value"] for found in _EXTRA_LINE.finditer(told)}
    number = text_of(item, *_NUMBERS)
    extra = {name: text_of(item, field) for name, field in _VALUES.items()}
    extra |= {
        "publisher": text_of(item, *_PUBLISHERS),
        "number": "" if "arxiv" in number.lower() else number,
        "genre": text_of(item, *_GENRES),
        "editors": write_names(_people(item, "editor", "seriesEditor")),
        "translators": write_names(_people(item, "translator")),
        "PMID": marked.get("pmid", ""),
        "PMCID": marked.get("pmcid", ""),
        "accessed": text_of(item, "accessDate")[:10],
    }
    if extra["publisher"].lower() == "arxiv":
        extra["publisher"] = ""
    authors = _people(
        item, "author", "director", "programmer", "presenter", "inventor", "artist"
    )
    tags = [text_of(tag, "tag") for tag in objects_of(item, "tags")]
    return Record(
        line=line,
        key=text_of(item, "citationKey", "citekey") or marked.get("citation key", ""),
        title=text_of(item, "title", "caseName", "nameOfAct", "subject"),
        authors=authors or (_people(item, None) if not extra["editors"] else []),
        date=read_date(text_of(item, "date", "dateDecided", "dateEnacted", "issueDate")),
        abstract=text_of(item, "abstractNote"),
        kind=_KINDS.get(text_of(item, "itemType")),
        keywords=[tag for tag in tags if tag],
        venue=text_of(item, *_VENUES),
        doi=text_of(item, "DOI") or marked.get("doi", ""),
        url=text_of(item, "url"),
        arxiv=[number, text_of(item, "url"), told],
        notes=[_EXTRA_LINE.sub("", told).strip()],
        extra=extra,
    )


def _people(item: Item, *roles: str | None) -> list[PersonName]:
    creators = [
        creator
        for creator in objects_of(item, "creators")
        if roles == (None,) or creator.get("creatorType") in roles
    ]
    return [_name(creator) for creator in creators]


def _name(creator: Item) -> PersonName:
    if whole := text_of(creator, "name"):
        return PersonName(whole, is_collective=True)
    return PersonName(text_of(creator, "lastName"), text_of(creator, "firstName"))
