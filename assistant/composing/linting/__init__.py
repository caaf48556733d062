"""Drafts checked against bibliographies: whether keys agree, and whether what is cited
carries the text.
"""
