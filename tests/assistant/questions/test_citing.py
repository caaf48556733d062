"""Questions for who cites whom, which no library tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


@pytest.mark.parametrize(
    "question", ["Which paper cites Wilcox?", "Who cites UniFormer?", "which paper cites DETR"]
)
def test_who_cites_is_refused_for_want_of_citations(
    assistant: Assistant, question: str
) -> None:
    told = answer_to(assistant, question)
    assert told.abstained
    assert told.reason is not None
    assert "no citations" in told.reason
