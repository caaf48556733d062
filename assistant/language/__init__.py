"""Sentences, markers, words, names, numbers, people: English as text, whatever is asked of
it.
"""
