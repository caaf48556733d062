"""The commands of LaTeX that cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def cite_command(keys: Iterable[str]) -> str:
    r"""Return `\cite{first,second}`, each key once, in the order given."""
    return f"\\cite{{{','.join(dict.fromkeys(keys))}}}"
