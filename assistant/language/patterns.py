"""Regular expressions, written as lists of wordings."""

from __future__ import annotations

import re


def any_of(*wordings: str) -> re.Pattern[str]:
    """Return the pattern that matches any of some wordings, whatever their capitals."""
    return re.compile("|".join(wordings), re.IGNORECASE)
