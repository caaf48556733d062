"""Servers that speak OpenAI's Chat Completions: their addresses, keys, quirks, streams and
failures.
"""
