"""How the plan of a longer text looks: headings, papers, and the passage that speaks for
each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.tui.plain import FAINT, HEADING, QUIET, cut, plain, plain_line
from store import wording
from store.printable import counted

if TYPE_CHECKING:
    from assistant.composing.related.plan_groups import PlanGroups, PlanRow
    from store.paper import Paper

_YEAR = 7
_INDENT = 3


def heading(plan: PlanGroups, row: PlanRow, width: int) -> Content:
    """Return the heading of a group, or of what is left out."""
    above = Content("\n" if row.group != 0 else "")
    if row.group is None:
        told = f"Not in it · {counted(len(plan.left_out), 'paper')}"
        return above + cut(plain(told, QUIET), width)
    group = plan.groups[row.group]
    name = plain_line(f"{row.group + 1}  {group.about}".rstrip(), HEADING)
    held = plain(f" · {counted(len(group.papers), 'paper')}", QUIET)
    return above + cut(name + held, width)


def paper_rows(
    paper: Paper | None, row: PlanRow, passage: str, width: int, *, is_pinned: bool
) -> Content:
    """Return a paper: its mark, year and title, and below what speaks for it; in one line
    where it is left out.
    """
    chosen = row.chosen
    if chosen is None:
        return Content()
    room = max(8, width - _INDENT)
    is_in = row.group is not None
    mark = plain("◆ ", "$text-accent") if is_pinned else plain("● " if is_in else "○ ", FAINT)
    year = plain(f"{wording.year(paper) if paper else '':<{_YEAR}}", QUIET)
    name = wording.marked_title(paper) if paper else chosen.key
    title = mark + year + plain_line(name, "bold" if is_in else "")
    if not is_in:
        return cut(title + plain(" ") + plain_line(f"· {chosen.reason}", QUIET), width)
    told = plain_line(f"“{passage}”" if passage else chosen.reason, f"italic {QUIET}")
    return cut(title, width) + Content("\n" + " " * _INDENT) + cut(told, room)


def detail(paper: Paper | None, row: PlanRow | None, passage: str) -> Content:
    """Return all that is known of the chosen row: the whole passage, and why it is there."""
    if row is None or row.chosen is None:
        return Content()
    by = f"{wording.byline(paper)} · " if paper else ""
    head = plain_line(f"{by}{row.chosen.reason} · {row.chosen.key}", QUIET)
    return head + (Content("\n") + plain_line(f"“{passage}”") if passage else Content())
