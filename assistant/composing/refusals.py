"""Plans of answers that say why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.plan import Plan
from assistant.grounding.verdicts import Verdict
from assistant.retrieval.abstention import NOTHING_FOUND
from assistant.retrieval.statements import Statement

if TYPE_CHECKING:
    from store.ranking import Hit


def abstaining(reason: str, hits: tuple[Hit, ...] = ()) -> Plan:
    """Return the plan that says why there is no answer; `hits` are what comes closest."""
    nothing = Statement(NOTHING_FOUND, verdict=Verdict.META)
    return Plan(hits, statements=(nothing,), reason=reason)
