"""What an answer will be made of: a request for the backend, or statements that need none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.backends.base import Request
    from assistant.retrieval.statements import Statement
    from store.ranking import Hit


@dataclass(frozen=True, slots=True)
class Plan:
    """Either a request for the backend, or statements that need none."""

    hits: tuple[Hit, ...] = ()
    rewritten: str | None = None
    request: Request | None = None
    left_out: tuple[str, ...] = ()
    """Keys of papers that were found and do not fit the model's window."""
    shortened: tuple[str, ...] = ()
    """Keys of papers of which some sentences do not fit."""
    statements: tuple[Statement, ...] = ()
    reason: str | None = None
    """Why there is no answer; None where there is one."""
    facts: tuple[str, ...] = ()
    """Computed from metadata, for a model to cite: the first is [F1]."""
    by_rule: Plan | None = None
    """What can be answered without a model, where one is to be asked."""
    is_reworded: bool = False
    """Whether a question that stood alone was read in its plain wording: it may say more."""
