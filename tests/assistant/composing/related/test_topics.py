"""Related work over random topics: text and bibliography agree, and no sentence lacks its
support.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.bench.related import RelatedTally, count, make_topics, write

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant
    from store.paper import Paper


@pytest.mark.timeout(300)
def test_random_topics_give_texts_that_agree_with_their_bibliography(
    assistant: Assistant, seed_papers: tuple[Paper, ...]
) -> None:
    found = RelatedTally()
    for topic in make_topics(seed_papers, 8):
        count(found, assistant.library, topic, asyncio.run(write(assistant, topic)))
    assert found.disagreeing == []
    assert found.unsupported == []
    assert found.papers > found.topics
