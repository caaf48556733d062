"""How soon the chat stands on the screen, beside a bare Textual app with one Markdown and one
TextArea: pairs in one run, in a terminal of their own.

    python -m tests.bench.startup --pairs 10

Prints the median time to the first frame of each, the median of the pairs' ratios, and which
heavy packages the chat had imported by then. Fails above 1.4 times the bare app.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time

_ALLOWED = 1.4
_SIGN = b"sk about"
"""Of the placeholder of the input, whose first letter is under the cursor."""
_PATIENCE = 60.0
_BARE = """
from textual.app import App
from textual.widgets import Markdown, TextArea
class Bare(App):
    def compose(self):
        yield Markdown("# Songline")
        yield TextArea()
Bare().run()
"""
_HEAVY = ("chromadb", "openai", "numpy", "tantivy", "wordllama")
_PROOF = f"""
import sys
from assistant.tui.app import SonglineApp
from textual.app import App
paint = App._display
def display(self, *given):
    paint(self, *given)
    heavy = [name for name in {_HEAVY!r} if name in sys.modules]
    open(sys.argv[1], "a").write(" ".join(heavy) + chr(10))
App._display = display
sys.argv[1:], path = [], sys.argv[1]
sys.argv = ["songline", path]
from assistant.cli.main import main
main([])
"""


def first_frame(command: list[str], sign: bytes) -> float:
    """Return the seconds from the start of a program until a sign of its first frame."""
    ours, theirs = pty.openpty()
    began = time.monotonic()
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = b""
    try:
        while sign not in shown:
            if time.monotonic() - began > _PATIENCE:
                raise TimeoutError(f"no frame within {_PATIENCE:.0f} s: {shown[-200:]!r}")
            if select.select([ours], [], [], 0.05)[0]:
                shown += os.read(ours, 65536)
        return time.monotonic() - began
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def heavy_at_first_frame() -> str:
    """Return the heavy packages that the chat has imported when its first frame is drawn."""
    with tempfile.NamedTemporaryFile("r") as told:
        first_frame([sys.executable, "-c", _PROOF, told.name], _SIGN)
        return told.readline().strip()


def main() -> int:
    """Measure, print, and fail above what is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    options = parser.parse_args()
    bare_command = [sys.executable, "-c", _BARE]
    chat_command = [sys.executable, "-m", "assistant"]
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"SONGLINE_HOME": home, "TERM": "xterm-256color"}
        os.environ |= {"COLUMNS": "100", "LINES": "30"}
        subprocess.run([*chat_command, "papers"], capture_output=True, check=True)
        bare, chat = [], []
        for _ in range(options.pairs):
            bare.append(first_frame(bare_command, b"Songline"))
            chat.append(first_frame(chat_command, _SIGN))
        heavy = heavy_at_first_frame()
    ratio = statistics.median(mine / its for mine, its in zip(chat, bare, strict=True))
    print(f"bare {statistics.median(bare):.2f} s, chat {statistics.median(chat):.2f} s")
    print(f"ratio of the pairs {ratio:.2f}; imported by then: {heavy or 'nothing heavy'}")
    return int(ratio > _ALLOWED or bool(heavy))


if __name__ == "__main__":
    sys.exit(main())
