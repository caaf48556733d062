"""JSON that is of no papers: a package, a dashboard, a list of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.importers.json_values import object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.errors import SourceError
    from store.importers.sources import Source

_LOOKS = (
    ("a package.json of npm", ("name", "version")),
    ("a notebook of Jupyter", ("nbformat",)),
    ("a dashboard", ("panels",)),
    ("a list of tasks", ("completed",)),
    ("GeoJSON", ("features",)),
    ("a JSON schema", ("$schema",)),
)
_TELLING = (
    *("issued", "year", "DOI", "doi", "abstract", "container-title", "journal"),
    *("venue", "publisher", "ISBN", "ISSN", "PMID", "citation-key"),
)
_MOST_NAMES = 6
_ADVICE = (
    "Beside its title, a paper here has authors, a year or a date, a DOI, an abstract, a"
    " journal or a type of CSL. JSON is read as CSL-JSON, and as Zotero, Better BibTeX,"
    " OpenAlex, Semantic Scholar and Crossref write it."
)


def is_foreign(item: Mapping[str, Any], kinds: frozenset[str]) -> bool:
    """Tell whether nothing in an object is of a paper, but perhaps a title; `kinds` are the
    types of papers.
    """
    if text_of(item, *_TELLING) or object_of(item, "issued") or text_of(item, "type") in kinds:
        return False
    return _look(item) is not None or not any(item.get(name) for name in ("author", "authors"))


def refusal(source: Source, items: Sequence[object]) -> SourceError:
    """Return the error to raise where all objects of a source are foreign."""
    first = next((item for item in items if isinstance(item, dict)), {})
    names = ", ".join(str(name)[:30] for name in [*first][:_MOST_NAMES])
    look = _look(first) or "JSON of something else"
    return source.unreadable(f"it holds no papers, and looks like {look} ({names})", _ADVICE)


def _look(item: Mapping[str, Any]) -> str | None:
    return next((what for what, names in _LOOKS if all(name in item for name in names)), None)
