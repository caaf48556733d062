"""Papers from BibTeX and biblatex, under the keys that the file gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.importers.bibtex_blocks import RawEntry, Stray, read_blocks
from store.importers.bibtex_names import odd_separators, person_names
from store.importers.bibtex_values import address_in, joined, plain_value, without_links
from store.importers.entries import Entries
from store.importers.identifiers import make_date, month_and_day, read_date, read_venue
from store.importers.journals import journal_name, journal_of_string
from store.importers.record import (
    LONGEST,
    LONGEST_VALUE,
    Record,
    cut_of_list,
)
from store.kinds import (
    BIBLATEX_ALONE,
    BIBTEX_FIELDS,
    BIBTEX_TYPES,
    FROM_BIBTEX,
    GENRES,
    IN_JOURNALS,
    SOME_THESIS,
    WITHIN_BOOKS,
)
from store.names import write_names
from store.undated import reprinted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from store.importers.base import Imported
    from store.importers.sources import Source
    from store.paper import PartialDate

    Fields = Mapping[str, str]

_ARXIV_NUMBER = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
_NOT_INHERITED = frozenset(
    "title crossref xdata subtitle titleaddon shorttitle ids label key abstract doi url"
    " pages entryset".split()
)
_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
"""What a parent calls its own is the book of the child."""
_TAKEN = frozenset(
    "author title subtitle abstract year month day date journal journaltitle booktitle doi"
    " url eprint"
    " archiveprefix eprinttype eprintclass primaryclass keywords keyword crossref xdata"
    " ids note addendum"
    " howpublished school institution organization booksubtitle key annotation"
    " entrysubtype"
    " journalsubtitle".split()
)
_MACHINE = frozenset(
    "file owner timestamp __markedentry localfile bdsk-file-1 bdsk-file-2"
    " bdsk-url-1 bdsk-url-2"
    " date-added date-modified added-at biburl bibsource interhash intrahash username"
    " citeulike-article-id"
    " citeulike-linkout-0 citeulike-linkout-1 priority posted-at creationdate"
    " modificationdate comment-owner"
    " mendeley-tags adsurl adsnote ee read qualityassured ranking printed"
    " relevance"
    " unique-id web-of-science-index journal-iso times-cited number-of-cited-references"
    " usage-count-since-2013"
    " usage-count-last-180-days doc-delivery-number da cited-references"
    " researcherid-numbers orcid-numbers"
    " author-email affiliation funding-acknowledgement funding-text research-areas".split()
)
"""What programs keep for themselves, and nobody cites."""
_OTHER_NAMES = {
    "location": "place",
    "series": "series",
    "issue": "issue",
    "shortjournal": "abbreviation",
    "lang": "language",
    "langid": "language",
    "annotation": "annote",
    "groups": "collections",
    "mendeley-groups": "collections",
}
_NAMED = {field: name for name, field in BIBTEX_FIELDS.items()} | _OTHER_NAMES


def read_bibtex(source: Source) -> Imported:
    """Return the papers of a `.bib`; what cannot be read is reported with its line, and the
    rest is kept.
    """
    entries = Entries(source)
    entries.are_keyed = True
    for entry in read_entries(source.text, entries):
        for name in ("author", "editor"):
            if odd := odd_separators(entry.fields.get(name, "")):
                told = f'{odd} stand between names in {name}; they are read as "and"'
                entries.findings.warn_at(entry.block.line, told)
        entries.keep(record_of(entry.block, entry.fields))
    return entries.imported("BibTeX entries")


class BibtexEntry:
    """An entry with its values put together, and what it inherits."""

    __slots__ = ("block", "fields", "parents")

    def __init__(self, block: RawEntry, fields: dict[str, str]) -> None:
        self.block = block
        self.fields = fields
        self.parents = _listed(fields.get("crossref", "")) + _listed(fields.get("xdata", ""))


def read_entries(text: str, entries: Entries) -> Iterator[BibtexEntry]:
    """Yield the entries of a `.bib`, each with what it inherits; report those that are
    broken.
    """
    blocks = list(_sound(read_blocks(re.sub(r"\r\n?", "\n", text)), entries))
    strings: dict[str, str] = {}
    read: list[BibtexEntry] = []
    for block in blocks:
        values = {name: joined(value, strings) for name, value in block.fields.items()}
        journal = values.get("journal", "")
        if journal and journal == block.fields["journal"]:
            values["journal"] = journal_of_string(journal) or journal
        if block.type == "string":
            strings |= {name: value[:LONGEST_VALUE] for name, value in values.items()}
        else:
            read.append(BibtexEntry(block, values))
    by_key = {entry.block.key.lower(): entry for entry in reversed(read) if entry.block.key}
    for entry in read:
        if entry.parents:
            entry.fields = _with_inherited(entry, by_key)
        if entry.block.type != "xdata":
            yield entry


def _sound(blocks: Iterable[RawEntry | Stray], entries: Entries) -> Iterator[RawEntry]:
    findings = entries.findings
    for block in blocks:
        if isinstance(block, Stray):
            findings.skip(
                block.line, f"this is no whole entry, since nothing begins it: {block.text}"
            )
            continue
        if block.type == "string":
            has_title = "title" in block.fields and len(block.fields) > 1
            lost = "an entry may be in it" if has_title else ""
            if wrong := block.damage or block.passed or lost:
                told = f"this @string is not whole ({wrong}): {block.first_line}"
                findings.warn_at(block.line, told)
            yield block
            continue
        if block.damage and "title" not in block.fields:
            findings.skip(
                block.line, f"this is no whole entry ({block.damage}): {block.first_line}"
            )
            continue
        if block.damage:
            findings.warn_at(
                block.line, f"this is no whole entry ({block.damage}): {block.first_line}"
            )
        if block.repeated:
            findings.warn_at(
                block.line, f"a field stands twice; the first is taken: {block.first_line}"
            )
        if block.passed:
            findings.warn_at(
                block.line, f"this is no field, and is passed over: {block.passed}"
            )
        yield block


def _with_inherited(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry]) -> dict[str, str]:
    """Return the fields with those of the entries that `crossref` and `xdata` name, three steps
    up.
    """
    fields = dict(entry.fields)
    waiting = [(parent, 0) for parent in entry.parents]
    while waiting:
        key, steps = waiting.pop(0)
        parent = by_key.get(key.lower())
        if parent is None or parent is entry or steps > 2:
            continue
        waiting += [(further, steps + 1) for further in parent.parents]
        for name, value in parent.fields.items():
            if parent.block.type == "xdata" or name not in _NOT_INHERITED:
                fields.setdefault(name, value)
        for name, here in _TITLES.items() if parent.block.type != "xdata" else ():
            if name in parent.fields:
                fields.setdefault(here, parent.fields[name])
    return fields


def record_of(block: RawEntry, fields: Fields) -> Record:
    """Return what an entry says, its values as plain text."""
    kind = _kind(block.type, fields)
    date, month = _date(fields)
    eprint = _eprint(fields)
    category = plain_value(fields.get("primaryclass") or fields.get("eprintclass", ""))
    keywords = plain_value(fields.get("keywords") or fields.get("keyword", ""))
    numbers = [
        fields.get(name, "")
        for name in ("doi", "url", "journal", "note", "howpublished", "eprint")
    ]
    linked = (fields.get(name, "") for name in ("howpublished", "title", "journal"))
    place = fields.get("url") or address_in(*linked) or ""
    extra = _extra(block.type, kind, fields)
    if month:
        extra["month"] = month
    if reprint := reprinted(plain_value(fields.get("year", ""))):
        extra.setdefault("origdate", reprint[1])
    return Record(
        line=block.line,
        key=block.key,
        title=plain_value(without_links(fields.get("title", ""))),
        subtitle=plain_value(fields.get("subtitle", "")),
        authors=person_names(fields.get("author", "")),
        date=date,
        date_said=plain_value(fields.get("date") or fields.get("year", "")),
        abstract=plain_value(fields.get("abstract", "")[:LONGEST]),
        kind=kind,
        category=category,
        keywords=re.split(r"\s*[,;]\s*", keywords) if keywords else (),
        venue=_venue(kind, fields),
        doi=fields.get("doi") or _noted_doi(fields),
        url=place,
        arxiv=[f"arXiv:{eprint}" if eprint else "", *numbers],
        extra=extra,
        cut=_cut(fields),
    )


def _noted_doi(fields: Fields) -> str:
    note = fields.get("note", "")
    return note if re.match(r"\W*doi\b", note, re.IGNORECASE) else ""


def _cut(fields: Fields) -> str:
    if len(fields.get("abstract", "")) > LONGEST:
        return "abstract"
    return cut_of_list(fields.get("author"))


def _listed(value: str) -> list[str]:
    return [key for key in re.split(r"[\s,]+", value.strip()) if key]


def _kind(entry_type: str, fields: Fields) -> str | None:
    """Return the kind that the type of an entry tells; a subtype may say it better."""
    subtype = fields.get("entrysubtype", "").strip().lower()
    named = {"magazine": "article-magazine", "newspaper": "article-newspaper"}.get(
        subtype, subtype
    )
    if named in BIBTEX_TYPES:
        return named
    told = plain_value(fields.get("howpublished", ""))
    if entry_type == "misc" and not (fields.get("journal") or fields.get("booktitle")):
        # Where a thing was put out is no journal of it; a preprint is told by its number.
        return "document" if read_venue(told) and not address_in(told) else None
    return FROM_BIBTEX.get(entry_type)


def _date(fields: Fields) -> tuple[PartialDate | None, str]:
    """Return the date, and the month as it stands where it is none: "Spring-Summer"."""
    if value := fields.get("date", "").strip():
        return read_date(plain_value(value)), ""
    said = plain_value(fields.get("month", ""))
    month, day = month_and_day(said)
    within = fields.get("day", "").strip()
    year = plain_value(fields.get("year", ""))
    reprint = reprinted(year)
    found = read_date(reprint[0] if reprint else year)
    if found is None:
        return None, ""
    date = make_date(found.year, month or found.month, within or day or found.day)
    return date, said if said and month is None else ""


def _venue(kind: str | None, fields: Fields) -> str:
    """Return the journal, the meeting or the book that it is in; where a book or a thesis is
    from is none.
    """
    for name in ("journal", "journaltitle", "booktitle", *_main_title(kind)):
        value = without_links(fields.get(name, "").strip())
        if value and not address_in(value):
            title = journal_name(value) or plain_value(value)
            subtitle = (
                plain_value(fields.get("booksubtitle", "")) if name == "booktitle" else ""
            )
            return f"{title}: {subtitle}" if subtitle else title
    howpublished = fields.get("howpublished", "")
    if kind in (None, "document", "article") and not address_in(howpublished):
        return plain_value(howpublished)
    return plain_value(fields.get("eventtitle", "")) if kind == "paper-conference" else ""


def _main_title(kind: str | None) -> tuple[str, ...]:
    """A work in volumes is where a chapter stands, and of a volume itself no place."""
    return ("maintitle",) if kind in WITHIN_BOOKS else ()


def _extra(entry_type: str, kind: str | None, fields: Fields) -> dict[str, str]:
    extra: dict[str, str] = {}
    for name, value in fields.items():
        if name in _TAKEN or name in _MACHINE or not value.strip():
            continue
        if name in _main_title(kind) and not fields.get("booktitle"):
            continue
        extra.setdefault(_NAMED.get(name, name), _value(name, value))
    if kind in IN_JOURNALS and "number" in extra:
        extra["issue"] = extra.pop("number")
    houses = _SCHOOLS if kind in ("thesis", "report") else _PUBLISHERS
    publisher = next((fields[name] for name in houses if fields.get(name, "").strip()), "")
    if kind == "thesis" and not publisher and not address_in(fields.get("howpublished", "")):
        publisher = fields.get("howpublished", "")
    extra["publisher"] = plain_value(publisher)
    if (holder := plain_value(fields.get("organization", ""))) != extra["publisher"]:
        extra["organization"] = holder
    notes = [plain_value(fields.get(name, "")) for name in ("note", "addendum")]
    extra["note"] = " ".join(note for note in notes if note)
    if "annotation" in fields:
        extra.setdefault("annote", plain_value(fields["annotation"]))
    genre = GENRES.get(entry_type)
    if genre and extra.setdefault("genre", genre) == SOME_THESIS:
        del extra["genre"]
    if (
        BIBTEX_TYPES.get(kind or "document") != entry_type or entry_type in BIBLATEX_ALONE
    ) and FROM_BIBTEX.get(entry_type, "") == kind:
        extra["entry"] = entry_type
    return {name: value for name, value in extra.items() if value}


_PUBLISHERS = ("publisher", "school", "institution", "organization")
_SCHOOLS = ("school", "institution", "publisher", "organization")
_PEOPLE = frozenset(
    ("editor", "translator", "editora", "bookauthor", "afterword", "foreword", "introduction")
)
_GROUPS = frozenset(("groups", "mendeley-groups"))
_AS_THEY_ARE = frozenset(("isbn", "issn", "pmid", "pmcid", "urldate"))


def _value(name: str, value: str) -> str:
    if name in _PEOPLE:
        return write_names(person_names(value))
    if name in _AS_THEY_ARE:
        return value.strip(" {}")
    said = plain_value(value)
    if name in _GROUPS:
        return "; ".join(part for part in re.split(r"\s*[,;]\s*", said) if part)
    return said


def _eprint(fields: Fields) -> str:
    """Return the eprint where arXiv made it: by what is said of it, or by how it looks."""
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    number = fields.get("eprint", "").strip().strip("{}")
    bare = re.sub(r"^arxiv:\s*", "", number, flags=re.IGNORECASE)
    if kind.strip().strip("{}").lower() == "arxiv" or bare != number:
        return bare
    return number if not kind and _ARXIV_NUMBER.fullmatch(number) else ""
