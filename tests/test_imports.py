"""What is imported when: whoever asks for help waits for nothing heavy. A process of its own
proves it.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = set(
    "bibtexparser chromadb citeproc httpx keyring numpy openai rich tantivy "
    "textual tiktoken tokenizers"
    " wordllama".split()
)

_MODULES_AFTER = """
import sys
{statement}
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def modules_after(statement: str) -> set[str]:
    code = _MODULES_AFTER.format(statement=statement)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return set(done.stdout.split())


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assistant", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("usage: songline")
    imported = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()
    }
    assert "argparse" in imported
    assert not imported & HEAVY
    # Whoever looks for these names in all that is printed should find none of them either.
    assert not [
        name for name in ("chromadb", "openai", "textual", "numpy") if name in done.stdout
    ]


@pytest.mark.parametrize(
    "statement",
    [
        (
            "import assistant.cli.main, assistant.errors, assistant.engine.events, "
            "assistant.engine.opening, assistant.paths"
        ),
        "import store, store.errors, store.filters, store.paper; from store import Library",
        (
            "import assistant.engine.export.exporting, store.exporters, "
            "assistant.engine.export, assistant.cli.commands.export"
        ),
        (
            "import assistant.engine.assistant, assistant.backends, "
            "assistant.backends.extractive.backend, prompts"
        ),
        (
            "import assistant.backends.base as b, assistant.backends.openai as made; "
            "made.vllm(b.Options())"
        ),
    ],
)
def test_importing_the_parts_imports_nothing_heavy(statement: str) -> None:
    imported = modules_after(statement)
    assert imported & {"assistant", "store"}
    assert not imported & HEAVY


def test_the_store_imports_nothing_of_the_assistant() -> None:
    assert not modules_after("import store.library, store.importers.profile") & {
        "assistant",
        "prompts",
    }
