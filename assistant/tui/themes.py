"""The look of the chat: calm by night and by day, in high contrast, and in the terminal's own
sixteen colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK = Theme(
    name="songline",
    primary="#7fb4ca",
    secondary="#a292c4",
    accent="#e6c384",
    foreground="#d8dadd",
    background="#15181d",
    surface="#1d2128",
    panel="#252a32",
    success="#98bb6c",
    warning="#e8a566",
    error="#e46876",
    dark=True,
    variables={"footer-background": "#15181d", "footer-key-foreground": "#7fb4ca"},
)

LIGHT = Theme(
    name="songline-day",
    primary="#2a6f8f",
    secondary="#6b57a5",
    accent="#96620c",
    foreground="#25282c",
    background="#f7f6f2",
    surface="#ecebe5",
    panel="#e2e0d8",
    success="#4c7a2a",
    warning="#a2590b",
    error="#b3303f",
    dark=False,
    variables={"footer-background": "#f7f6f2", "footer-key-foreground": "#2a6f8f"},
)

CONTRAST = Theme(
    name="songline-contrast",
    primary="#ffd75f",
    secondary="#87d7ff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#1c1c1c",
    panel="#303030",
    success="#5fff87",
    warning="#ffaf00",
    error="#ff8787",
    dark=True,
    variables={"footer-background": "#000000", "footer-key-foreground": "#ffd75f"},
)

TERMINAL = Theme(
    name="songline-terminal",
    primary="ansi_cyan",  # blue can hardly be read on black
    secondary="ansi_bright_magenta",
    accent="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    dark=True,
    ansi=True,
    variables=BUILTIN_THEMES["ansi-dark"].variables,
)

_SHADES = {"edge": "25%", "edge-faint": "15%", "thumb": "20%"}
"""How much of the foreground the borders and scroll bars of the chat have; sixteen colours
have a grey for that.
"""


def shades(variables: Mapping[str, str], *, is_ansi: bool) -> dict[str, str]:
    """Return the colours of what only parts and frames, for the variables of a theme."""
    grey = variables["foreground"]
    return {
        name: "ansi_bright_black" if is_ansi else f"{grey} {share}"
        for name, share in _SHADES.items()
    }


THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)
