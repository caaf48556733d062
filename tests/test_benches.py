"""What the scripts that are run by hand put another thing in the place of is still there."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

_NAMED = re.compile(r'"(assistant(?:\.\w+){2,})"')
NAMES = sorted(
    {
        name
        for folder in ("bench", "train")
        for script in (Path(__file__).parent / folder).glob("*.py")
        for name in _NAMED.findall(script.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_replaced_is_there(name: str) -> None:
    assert pkgutil.resolve_name(name)
