"""Lines that Textual has drawn are let go with the widgets that they were drawn for.

Textual remembers the colours of a widget by the widget's store of drawn lines, for up to 1,024
of these stores, and so keeps the lines of widgets that are long gone.
"""

from __future__ import annotations

from textual._styles_cache import StylesCache

EVERY = 10.0
"""Seconds between two times: what is drawn anew meanwhile takes microseconds."""


def forget_lines_of_gone_widgets() -> None:
    """Let go of what is drawn of widgets that are no longer there."""
    StylesCache.get_inner_outer.cache_clear()
