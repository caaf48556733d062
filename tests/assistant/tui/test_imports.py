from __future__ import annotations

import subprocess
import sys

_HEAVY = ("chromadb", "numpy", "openai", "tantivy", "tiktoken", "wordllama", "markdown_it")
_PROOF = f"""
import sys
import assistant.tui.app
heavy = [name for name in {_HEAVY!r} if name in sys.modules]
print(heavy)
"""


def test_the_chat_is_painted_before_anything_heavy_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROOF], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
