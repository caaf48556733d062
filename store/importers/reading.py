"""The one door to the importers: what stands in a file says which of them reads it."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from store.importers.formats import format_of, root_of
from store.importers.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.importers.base import Imported
    from store.importers.sources import Source

    Progress = Callable[[int, int], None]

KNOWN = (
    "BibTeX and biblatex, RIS, CSL-JSON, JSON of Zotero, Better BibTeX, Semantic Scholar,"
    " OpenAlex"
    " and Crossref, PubMed (.nbib, XML), Web of Science, EndNote (.enw, XML), arXiv's"
    " Atom, RefWorks, CSV with a"
    " header, YAML of CSL and Hayagriva, CITATION.cff, our own JSON Lines, and publication"
    " pages saved as text"
)
_READERS = {
    "bibtex": "bibtex:read_bibtex",
    "ris": "ris:read_ris",
    "csl": "csl:read_csl_json",
    "jsonl": "jsonl:read_jsonl",
    "zotero": "zotero:read_zotero",
    "openalex": "openalex:read_openalex",
    "semantic scholar": "semantic_scholar:read_semantic_scholar",
    "crossref": "crossref:read_crossref",
    "nbib": "nbib:read_nbib",
    "pubmed xml": "pubmed_xml:read_pubmed_xml",
    "web of science": "web_of_science:read_web_of_science",
    "endnote": "endnote:read_endnote",
    "endnote xml": "endnote_xml:read_endnote_xml",
    "arxiv": "arxiv_atom:read_arxiv_atom",
    "table": "table:read_table",
    "cff": "cff:read_cff",
    "refworks": "refworks:read_refworks",
    "yaml": "yaml_references:read_yaml",
}
ZOTERO = "zotero:"
"""How a library of Zotero's is named where a file might be."""
_UNREADABLE = {
    "html": (
        "it is a web page",
        "Select all of it in the browser, and save that as text (.txt).",
    ),
    "xml": ("it is XML of a kind that is not known here", f"What can be read: {KNOWN}."),
    "tex": (
        "it is LaTeX, which has references only as they are printed",
        "Give the BibTeX file (.bib) that it was made from; or save the list that the PDF has"
        " as text (.txt).",
    ),
}
_XML = {
    "mods": "MODS",
    "modsCollection": "MODS",
    "RDF": "RDF, as Zotero writes it",
    "collection": "MARCXML",
    "TEI": "TEI",
    "article": "JATS, an article of a publisher's",
    "oai_dc": "Dublin Core",
    "OAI-PMH": "OAI-PMH",
    "dblp": "DBLP's XML",
    "dblpperson": "DBLP's XML",
    "rss": "RSS",
    "ONIXMessage": "ONIX",
    "Sources": "Word's list of sources",
    "citavi": "Citavi's XML",
}
"""Kinds of XML that are known and not read, by their outermost name."""


def read_papers(
    path: Path, *, as_of: int | None = None, progress: Progress | None = None
) -> Imported:
    """Return the papers of a file, by the importer for its format; `-` is standard input, and
    `zotero:` the library of the Zotero that runs here.

    `as_of` is the year of dates that name none; `progress` is told how many lines of how many
    are read. Raises SourceError where nothing here reads the file.
    """
    if str(path).startswith(ZOTERO):
        from store.importers.zotero_api import read_zotero_library

        return read_zotero_library(str(path), progress=progress)
    source = read_source(path)
    return read_text_of(replace(source, progress=progress) if progress else source, as_of=as_of)


def read_text_of(source: Source, *, as_of: int | None = None) -> Imported:
    """Return the papers of a text that is at hand."""
    form = format_of(source.text, Path(source.name).suffix.lower())
    if form in _UNREADABLE:
        why, advice = _UNREADABLE[form]
        look = _XML.get(root_of(source.text)) if form == "xml" else None
        advice = f"Export BibTeX, RIS or CSL-JSON instead. {advice}" if look else advice
        raise source.unreadable(f"it is {look}, which is not read" if look else why, advice)
    if form == "page":
        # Imported where it is used, as all are: what they need would slow every start.
        from store.importers.author_pages import read_author_page
        from store.importers.profile import headings_of, read_profile

        headings = headings_of(source)
        imported = read_author_page(source, is_sure=headings > 0)
        if imported and len(imported.papers) > headings:
            return imported
        return read_profile(source, as_of=as_of)
    module, _, name = _READERS[form].partition(":")
    read: Imported = getattr(import_module(f"store.importers.{module}"), name)(source)
    return read
