"""How soon the chat stands on the screen, beside a bare Textual app with one Markdown and one
TextArea, and what a question costs beside `import chromadb`: pairs in one run.

    python -m tests.bench.startup --pairs 10

The apps run in a terminal of their own; of each the median time to the first frame and what the
processors did for it, the median of the pairs' ratios, and which heavy packages the chat had
imported by then. Of `songline ask` the processors' work and the most memory. Both sides run
compiled, as they are installed. Fails above 1.3 times the bare app's work, 1.2 times the
import's, or 110 MB.
"""

from __future__ import annotations

import argparse
import math
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_FRAME, _ASK, _ASK_MB = 1.3, 1.2, 110.0
_SIGN = b"sk about"
"""Of the placeholder of the input, whose first letter is under the cursor."""
_QUESTION = "What does HoP reach on nuScenes?"
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


def first_frame(command: list[str], sign: bytes) -> tuple[float, float]:
    """Return the seconds from the start of a program until a sign of its first frame, and
    those that the processors spent on it by then (nan where the system does not tell).
    """
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
        return time.monotonic() - began, _worked(program.pid)
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def _worked(process: int) -> float:
    """Return the seconds that the processors have spent on all threads of a process."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    spent = [int(thread.read_text().split()[0]) for thread in threads]
    return sum(spent) / 1e9 if spent else float("nan")


def heavy_at_first_frame() -> str:
    """Return the heavy packages that the chat has imported when its first frame is drawn."""
    with tempfile.NamedTemporaryFile("r") as told:
        first_frame([sys.executable, "-c", _PROOF, told.name], _SIGN)
        return told.readline().strip()


def finished(command: list[str]) -> tuple[float, float]:
    """Return the seconds that the processors spent on a program, and the most memory that it
    held, in MB.
    """
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(program.pid, 0)
    program.returncode = 0
    unit = 1e6 if sys.platform == "darwin" else 1e3 / 1.024
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def main() -> int:
    """Measure, print, and fail above what is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    pairs = range(parser.parse_args().pairs)
    us = [sys.executable, "-m", "assistant"]
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"SONGLINE_HOME": home, "TERM": "xterm-256color"}
        os.environ |= {"COLUMNS": "100", "LINES": "30", "PYTHONPYCACHEPREFIX": f"{home}/pyc"}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        question = [*us, "ask", _QUESTION]
        chroma = [sys.executable, "-c", "import chromadb"]
        for command in (question, chroma, [sys.executable, "-c", "import textual.widgets"]):
            finished(command)
        first_frame(us, _SIGN)
        frames = [
            (first_frame([sys.executable, "-c", _BARE], b"Songline"), first_frame(us, _SIGN))
            for _ in pairs
        ]
        heavy = heavy_at_first_frame()
        works = [(finished(chroma), finished(question)) for _ in pairs]
    frame = _report("first frame, s", "bare app", frames, 0)
    frame_work = _report("first frame, s of CPU", "bare app", frames, 1)
    ask_work = _report("ask, s of CPU", "import chromadb", works, 0)
    memory = statistics.median(ask[1] for _, ask in works)
    _report("ask, MB", "import chromadb", works, 1)
    print(f"imported by the first frame: {heavy or 'nothing heavy'}")
    judged = frame if math.isnan(frame_work) else frame_work
    return int(judged > _FRAME or ask_work > _ASK or memory > _ASK_MB or bool(heavy))


def _report(
    what: str,
    beside: str,
    pairs: list[tuple[tuple[float, float], tuple[float, float]]],
    at: int,
) -> float:
    """Print one measure of both sides, and return the median of the pairs' ratios."""
    ratio = statistics.median(ours[at] / theirs[at] for theirs, ours in pairs)
    theirs = statistics.median(pair[0][at] for pair in pairs)
    ours = statistics.median(pair[1][at] for pair in pairs)
    print(
        f"{what:<24}{beside} {theirs:.2f}, Songline {ours:.2f}, ratio of the pairs {ratio:.2f}"
    )
    return ratio


if __name__ == "__main__":
    sys.exit(main())
