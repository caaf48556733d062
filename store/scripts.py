"""Raised and lowered signs as characters of their own: H₂O, 10⁵, Ca²⁺."""

from __future__ import annotations

import re

_LOWER = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
)
_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
)
LOWERED = {chr(low): chr(plain) for plain, low in _LOWER.items() if chr(plain) != "−"}
"""The plain sign of each that is lowered."""
RAISED = {chr(high): chr(plain) for plain, high in _RAISED.items() if chr(plain) != "−"}
"""The plain sign of each that is raised."""
_ORDINAL = re.compile(r"st|nd|rd|th|TM|®|™|°|∘|[′″*†‡]+")
_MOST = 12


def lowered(text: str) -> str:
    """Return a text as it stands below the line; letters that cannot are left, and the rest in
    `_(…)`.
    """
    said = text.strip()
    if len(said) <= _MOST and all(ord(char) in _LOWER for char in said):
        return said.translate(_LOWER)
    if not said or said.isalpha():
        return said
    return f"_({said})" if len(said) > 1 else f"_{said}"


def raised(text: str) -> str:
    """Return a text as it stands above the line; ordinals and the like need nothing."""
    said = text.strip()
    if _ORDINAL.fullmatch(said) or not said:
        return said.replace("∘", "°").replace("TM", "™")
    if len(said) <= _MOST and all(ord(char) in _RAISED for char in said):
        return said.translate(_RAISED)
    return f"^({said})" if len(said) > 1 else f"^{said}"
