"""The plan of a longer text: papers in groups, moved, pinned, left out, and then written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from assistant.composing.related.plan_groups import PlanGroups
from assistant.engine.threads import in_thread
from assistant.tui.plain import QUIET, Plain, notice, plain, subtitle, title
from assistant.tui.screens.abstract import AbstractScreen
from assistant.tui.screens.plan_rows import detail, heading, paper_rows
from assistant.tui.widgets.rows import Rows
from assistant.tui.widgets.sources import ListedSource
from store.errors import SonglineError
from store.files import free_path, write_over
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from assistant.composing.related.outline import Outline
    from assistant.composing.related.plan_groups import PlanRow
    from assistant.grounding.verdicts import Evidence
    from store.library import Library
    from store.paper import Paper

    Speaking = tuple[Outline, Mapping[str, Evidence]]
    """A plan as it can be written, and the passage that speaks for each paper, by key."""

_KEYS = (
    "w writes · x leaves out, takes in · J K move · 1-9 group · p pins · r anew · e saves · Esc"
)
_UNSAVED_KEYS = (
    "w writes · x leaves out, takes in · J K move · 1-9 group · p pins · r anew · Esc"
)
_SHORT_KEYS = "w writes · x out/in · J K · 1-9 · p r e"
_SHORT_UNSAVED_KEYS = "w writes · x out/in · J K · 1-9 · p r"
_ROOM_FOR_KEYS = 92


@dataclass(frozen=True, slots=True)
class PlanMaker:
    """Where a plan comes from; both are called in a thread, and may raise SonglineError."""

    make: Callable[[tuple[str, ...], tuple[str, ...]], Outline]
    """Makes it, with some keys pinned and others excluded."""
    speak: Callable[[Outline], Speaking]
    """Finds the passages."""
    save: Callable[[Outline], str] | None = None
    """Returns it as the text of a file; None where it has none."""
    part: str = "part"
    """What becomes of a group."""


class PlanScreen(ModalScreen["Outline | None"]):
    """Returns the plan that is to be written."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", id="plan.close"),
        Binding("w", "write", "Write", id="plan.write"),
        Binding("x", "turn", "Out or in", id="plan.turn"),
        Binding("J,shift+down", "move(1)", "Down", id="plan.down"),
        Binding("K,shift+up", "move(-1)", "Up", id="plan.up"),
        Binding("p", "pin", "Pin", id="plan.pin"),
        Binding("r", "remake", "Make anew", id="plan.remake"),
        Binding("e", "save", "Save the plan", id="plan.save"),
        *(Binding(f"{n}", f"move_to({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, library: Library, heading: str, maker: PlanMaker) -> None:
        super().__init__()
        self._library = library
        self._heading = heading
        self._maker = maker
        self._plan: PlanGroups | None = None
        self._shown: list[PlanRow] = []
        self._passages: Mapping[str, Evidence] = {}
        self._may_close = True
        """Whether nothing was changed since it was made, kept or asked about."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, self._heading)
            yield Plain("choosing the papers…", id="told")
            yield Rows()
            yield Plain(id="detail")

    def on_mount(self) -> None:
        self._make()

    def on_resize(self) -> None:
        """Lay the rows out for another width."""
        has_room = self.app.size.width >= _ROOM_FOR_KEYS
        keys, unsaved = (
            (_KEYS, _UNSAVED_KEYS) if has_room else (_SHORT_KEYS, _SHORT_UNSAVED_KEYS)
        )
        subtitle(self.query_one(".dialog"), keys if self._maker.save else unsaved)
        self.call_after_refresh(self._redraw)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep the plan only where it has a file."""
        del parameters
        return action != "save" or self._maker.save is not None

    def on_option_list_option_highlighted(self) -> None:
        """Say more of the chosen paper."""
        self._tell_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the abstract, the passage lit."""
        event.stop()
        row = self._shown[event.option_index]
        paper = self._paper(row)
        if paper is not None:
            evidence = self._passages.get(paper.key)
            screen = AbstractScreen([ListedSource(1, paper)], 0, [evidence] if evidence else [])
            self.app.push_screen(screen)

    def action_write(self) -> None:
        """Leave with the plan."""
        if self._plan and self._plan.groups:
            self.dismiss(self._plan.outline)
        else:
            notice(self.app, "The plan has no paper; x takes one in.", severity="warning")

    def action_close(self) -> None:
        """Leave without a plan; where it was changed, only when that is asked for twice."""
        if self._may_close:
            self.dismiss(None)
            return
        self._may_close = True
        told = "The plan was changed: Esc again drops it, w writes it."
        notice(self.app, told, severity="warning")

    def action_turn(self) -> None:
        """Leave the chosen paper out, or take it in, and go to the one behind it."""
        self._change(lambda plan, key: plan.turn(key), then=self._neighbour)

    def action_move(self, step: int) -> None:
        """Move the chosen paper up or down."""
        self._change(lambda plan, key: plan.move(key, step))

    def action_move_to(self, number: int) -> None:
        """Move the chosen paper into a group."""
        self._change(lambda plan, key: plan.move_to(key, number))

    def action_pin(self) -> None:
        """Pin the chosen paper, or let go of it."""
        self._change(lambda plan, key: plan.pin(key))

    def action_remake(self) -> None:
        """Make the plan anew, with what is pinned and without what was left out."""
        if self._plan is not None:
            self._make(self._plan)

    def action_save(self) -> None:
        """Write the plan to a file that `songline related --from-plan` reads."""
        if self._plan is None or self._maker.save is None:
            return
        try:
            place = free_path(Path("songline-plan.toml"))
            write_over(place, self._maker.save(self._plan.outline))
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        else:
            self._may_close = True
            told = f"Written to {place.absolute()}; songline related --from-plan goes on."
            notice(self.app, told)

    @work(exclusive=True, group="plan")
    async def _make(self, before: PlanGroups | None = None) -> None:
        pinned = tuple(sorted(before.pinned)) if before else ()
        dropped = tuple(sorted(before.dropped)) if before else ()
        try:
            outline = await in_thread(partial(self._maker.make, pinned, dropped))
            outline, self._passages = await in_thread(partial(self._maker.speak, outline))
        except SonglineError as error:
            self.query_one("#told", Plain).show(plain(str(error), "$text-error"))
            return
        self._plan = PlanGroups.of(outline)
        self._plan.pinned, self._plan.dropped = {*pinned}, {*dropped}
        self._redraw()

    @work(exclusive=True, group="plan")
    async def _speak(self, outline: Outline) -> None:
        """Find what speaks for the papers as they stand now."""
        try:
            _, self._passages = await in_thread(partial(self._maker.speak, outline))
        except SonglineError as error:
            notice(self.app, str(error), severity="error")
        self._redraw()

    def _change(
        self, change: Callable[[PlanGroups, str], None], *, then: str | None = None
    ) -> None:
        """Change the plan, and choose the paper of a key then, by default the same one."""
        row = self._chosen_row
        if self._plan is None or row is None or row.chosen is None:
            return
        change(self._plan, row.chosen.key)
        self._may_close = False
        self._redraw(then or row.chosen.key)
        self._speak(self._plan.outline)

    @property
    def _neighbour(self) -> str | None:
        """The key of the paper behind the chosen one in its group, or of the one before."""
        if (row := self._chosen_row) is None or row.chosen is None:
            return None
        papers = [each.chosen for each in self._shown if each.group == row.group]
        keys = [chosen.key for chosen in papers if chosen]
        at = keys.index(row.chosen.key)
        return (*keys[at + 1 : at + 2], *keys[max(0, at - 1) : at], None)[0]

    @property
    def _chosen_row(self) -> PlanRow | None:
        at = self.query_one(Rows).at
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _paper(self, row: PlanRow | None) -> Paper | None:
        return self._library.get(row.chosen.key) if row and row.chosen else None

    def _redraw(self, key: str | None = None) -> None:
        plan, rows = self._plan, self.query_one(Rows)
        if plan is None or rows.row_width < 1:
            return
        row = self._chosen_row
        key = key or (row.chosen.key if row and row.chosen else None)
        at = rows.highlighted or 1
        self._shown = list(plan.rows())
        rows.set_options(self._option(plan, each, rows.row_width) for each in self._shown)
        places = [
            index
            for index, each in enumerate(self._shown)
            if each.chosen and (key is None or each.chosen.key == key)
        ]
        rows.highlighted = places[0] if places else min(at, len(self._shown) - 1)
        cited = sum(len(group.papers) for group in plan.groups)
        told = f"{counted(cited, 'paper')} in {counted(len(plan.groups), self._maker.part)}"
        none = "Nothing here is close to the topic; x takes one in all the same."
        self.query_one("#told", Plain).show(plain(told if cited else none, QUIET))
        self._tell_detail()

    def _option(self, plan: PlanGroups, row: PlanRow, width: int) -> Option:
        if row.chosen is None:
            return Option(heading(plan, row, width), disabled=True)
        key = row.chosen.key
        is_pinned, passage = key in plan.pinned, self._passage(key)
        shown = paper_rows(self._paper(row), row, passage, width, is_pinned=is_pinned)
        return Option(shown)

    def _tell_detail(self) -> None:
        row = self._chosen_row
        passage = self._passage(row.chosen.key) if row and row.chosen else ""
        self.query_one("#detail", Plain).show(detail(self._paper(row), row, passage))

    def _passage(self, key: str) -> str:
        return self._passages[key].text if key in self._passages else ""
