"""Papers by their words: the only package that imports tantivy.

The index is derived: whatever happens to it, it is begun anew and filled from the library.
"""

from store.lexical.index import LexicalIndex

__all__ = ["LexicalIndex"]
