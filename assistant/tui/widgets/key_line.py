"""The last line: the keys that do something now, as one widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from assistant.tui.plain import plain_line

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen


_LAST = ("command_palette", "quit")


class KeyLine(Widget):
    """Keys with what they do, as many as there is room for; a click is a press.

    Textual's own footer makes a widget of each key at every change and never lets go of them.
    """

    def on_mount(self) -> None:
        """Hear when other keys do something."""
        self.screen.bindings_updated_signal.subscribe(self, self._hear)

    def render(self) -> Content:
        """Return the keys, the first ones where there is no room for all."""
        line, room = Content(), self.content_size.width
        for binding in self._shown():
            entry = self._entry(binding)
            gap = 2 if line else 0
            if line.cell_length + gap + entry.cell_length > room:
                break
            line += Content(" " * gap) + entry
        return line

    def action_press(self, key: str) -> None:
        """Press a key that was clicked."""
        self.app.simulate_key(key)

    def _hear(self, _: Screen[object]) -> None:
        self.refresh()

    def _shown(self) -> list[Binding]:
        active = self.screen.active_bindings.values()
        by_action = {
            each.binding.action: each.binding
            for each in reversed(list(active))
            if (each.binding.show or each.binding.action in _LAST) and each.enabled
        }
        shown = list(reversed(by_action.values()))
        return sorted(shown, key=lambda binding: binding.action in _LAST)

    def _entry(self, binding: Binding) -> Content:
        press = Style.from_meta({"@click": f"press('{binding.key}')"})
        key = plain_line(self.app.get_key_display(binding), "bold $text-primary")
        told = f"{binding.description[:1].upper()}{binding.description[1:]}"
        return (key + Content(" ") + plain_line(told)).stylize(press)
