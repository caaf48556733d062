"""When something was, as one says it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from assistant.engine.sessions.sessions import SessionSummary


def day_of(moment: datetime, today: date | None = None) -> str:
    """Return `today`, `yesterday` or `2026-11-05`, in the time of this machine."""
    day = moment.astimezone().date()
    ago = ((today or datetime.now().astimezone().date()) - day).days
    return {0: "today", 1: "yesterday"}.get(ago, f"{day}")


def last_said(summary: SessionSummary) -> str:
    """Return the day on which a conversation was gone on with; "" where its name says it."""
    day = day_of(summary.updated)
    return "" if summary.name.startswith(day) else day
