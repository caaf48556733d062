"""Summaries of a topic, a line of research or the whole library: which papers, in which
parts, by whom.
"""
