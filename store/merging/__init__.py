"""One paper from several sources: which records are of one, and what is best of each."""

from store.merging.known import KnownPapers
from store.merging.merging import Merged, MergeReport, merge_papers
from store.merging.splitting import split_paper

__all__ = ["KnownPapers", "MergeReport", "Merged", "merge_papers", "split_paper"]
