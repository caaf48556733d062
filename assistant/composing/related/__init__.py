"""Related work: which papers to cite, in which groups, and paragraphs that are made of that
plan alone.
"""
