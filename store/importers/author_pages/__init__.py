"""Pages of authors as pasted text, one module a make of page."""

from store.importers.author_pages.reading import read_author_page

__all__ = ["read_author_page"]
