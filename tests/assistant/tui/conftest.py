"""What the tests of the chat share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.css.stylesheet import Stylesheet

from .fakes import FakeAssistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.css.model import RuleSet

HOSTILE = {
    "closing tag": (
        "a tag [/foo] that nobody opened, [bold red]red[/], and [@click=app.quit]click me[/]"
    ),
    "form feed": "before\fafter\u2028next\x1dlast\x85end",
    "html": "x<sup>2</sup> and <script>alert(1)</script> &#27; &amp;",
    "long line": "word" * 2500,
    "right to left": (
        "\u05e9\u05dc\u05d5\u05dd \u202etxet desrever\u202c \u0645\u0631\u062d\u0628\u0627"
    ),
    "emoji": "👩‍🔬 measured 🇮🇸 twice 🫠",
    "clipboard": "\x1b]52;c;aGFja2Vk\x07 and \x1b[2Jcleared\x9b31m",
    "markdown": (
        "| a | b\n|---|\n* * *\n[1]: http://example.org "
        "'x'\n[x](javascript:alert(1)) ![i](http://e.org/i.png)"
    ),
    "formula": "$\\mathcal{C}$o-DETR\\_x a_1 b_2 \ud800 lone",
}
"""Text that a careless interface would obey, choke on, or lose."""


@pytest.fixture(autouse=True, scope="session")
def rules_read_once() -> Iterator[None]:
    """Rules of CSS are read once for all apps: it was an eighth of a test's time."""
    known: dict[object, list[RuleSet]] = {}
    read = Stylesheet._parse_rules

    def remembered(sheet: Stylesheet, css: str, **how: Any) -> list[RuleSet]:
        key = (css, *how.values(), *sheet._variables.items())
        if key not in known:
            known[key] = read(sheet, css, **how)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture
def fake() -> FakeAssistant:
    """Return an assistant that answers every question about HoP."""
    return FakeAssistant()


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest) -> str:
    """Return one hostile text after the other."""
    return str(request.param)
