"""Parts of widgets in reverse, which is all that marks them in sixteen colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget


class ReverseKept:
    """Stands before a widget whose stylesheet draws parts in reverse: Textual leaves that out
    of their style.
    """

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of a part."""
        widget = cast("Widget", super())
        style = widget.get_visual_style(*component_classes, partial=partial)
        parts = map(cast("Widget", self).get_component_styles, component_classes)
        return (
            style + Style(reverse=True) if any(p.text_style.reverse for p in parts) else style
        )
