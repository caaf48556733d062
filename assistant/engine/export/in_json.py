"""A conversation as JSON: its answers as `songline ask --json` prints them, and the papers
that they cite.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.engine.export.conversation import ExportedConversation


def write(conversation: ExportedConversation) -> str:
    """Return one object with the session's name, the library, the turns, and the papers by
    key.
    """
    said = {
        "session": conversation.name,
        "library": conversation.library,
        "turns": [turn.answer.to_json() for turn in conversation.turns],
        "papers": {key: asdict(paper) for key, paper in conversation.papers.items()},
    }
    return json.dumps(said, indent=2) + "\n"
