"""Longer texts, made and checked."""
