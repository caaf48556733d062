"""What the tests of the chat share."""

from __future__ import annotations

import pytest

from .fakes import FakeAssistant

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


@pytest.fixture
def fake() -> FakeAssistant:
    """Return an assistant that answers every question about HoP."""
    return FakeAssistant()


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest) -> str:
    """Return one hostile text after the other."""
    return str(request.param)
