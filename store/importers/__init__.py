"""Papers from files: one module per format."""

from store.importers.base import Imported, Skipped
from store.importers.folders import collection_of, files_in
from store.importers.reading import read_papers

__all__ = ["Imported", "Skipped", "collection_of", "files_in", "read_papers"]
