"""Sentences of an abstract turned from the first person into the third, or quoted where that
is not safe.
"""
