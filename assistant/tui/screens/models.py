"""Who answers: the backends that are installed, and the models that their servers offer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from assistant.backends import load_backend
from assistant.backends.offers import Offer, with_offered
from assistant.backends.plugins import find_plugins
from assistant.backends.windows import known_window
from assistant.tui.plain import QUIET, Plain, cut, plain, plain_line, subtitle, title
from assistant.tui.widgets.rows import Rows
from store.errors import SonglineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.widgets import OptionList

    from assistant.backends.base import Options
    from assistant.engine.opening import Settings

_NAME = 14
_TOLD = {
    "extractive": "no model: sentences of the abstracts, offline",
    "openai": "a server by its address, with a key",
    "ollama": "models on this machine",
    "lmstudio": "models on this machine",
    "vllm": "a server of your own",
    "llamacpp": "models on this machine",
}


@dataclass(frozen=True, slots=True)
class ModelChosen:
    """What was chosen, for this session or for good."""

    settings: Settings
    is_for_good: bool


class ModelsScreen(ModalScreen["ModelChosen | None"]):
    """First the backends, then the models of the one that was chosen."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="models.back"),
        Binding("q", "dismiss(None)", "Close", show=False),
        Binding("w", "keep", "Keep for good", id="models.keep"),
    ]

    def __init__(self, settings: Settings, *, may_keep: bool) -> None:
        super().__init__()
        self._settings = settings
        self._may_keep = may_keep
        self._backend: str | None = None
        """The backend whose models are listed; None while backends are."""
        self._offered: Mapping[str, Offer] = {}
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            title(dialog, "Who answers")
            keep = " · w keeps it for good" if self._may_keep else ""
            subtitle(dialog, f"Enter chooses{keep} · Esc")
            yield Plain(id="told")
            yield Rows()

    def on_mount(self) -> None:
        self.call_after_refresh(self._list_backends)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose a backend or a model."""
        event.stop()
        name = self._names[event.option_index]
        if self._backend is None:
            self._list_models(name)
        else:
            self._leave(name, is_for_good=False)

    def action_back(self) -> None:
        """Go back to the backends, or leave."""
        if self._backend is None:
            self.dismiss(None)
        else:
            self._list_backends()

    def action_keep(self) -> None:
        """Choose for good."""
        at = self.query_one(Rows).at
        if at is not None and self._may_keep:
            if self._backend is None:
                self._backend = self._names[at]
                self._leave("", is_for_good=True)
            else:
                self._leave(self._names[at], is_for_good=True)

    def _list_backends(self) -> None:
        self._backend = None
        self._names = sorted(find_plugins().plugins)
        self._tell(plain("What writes the answers", QUIET))
        self._show(self._settings.backend, _TOLD)

    @work(exclusive=True, group="models")
    async def _list_models(self, backend: str) -> None:
        self._backend = backend
        self._tell(plain(f"asking {backend} what it offers…", QUIET))
        try:
            made = await asyncio.to_thread(load_backend, backend, self._options(backend, None))
            offers = getattr(made, "list_models", None)
            if offers is None:
                self._leave("", is_for_good=False)
                return
            offered = await offers()
        except SonglineError as error:
            self._backend = None
            self._tell(plain(str(error), "$text-error"))
            return
        self._names, self._offered = [str(name) for name in offered], offered
        where = getattr(made, "server", backend)
        self._tell(plain_line(f"{len(offered)} models at {where}", QUIET))
        told = {name: self._told(backend, name, offer) for name, offer in offered.items()}
        self._show(self._settings.options.model or "", told)

    def _told(self, backend: str, name: str, offer: Offer) -> str:
        """Return what is known of a model: what the user set for it counts before the rest."""
        options = self._settings.options
        if backend != self._settings.backend or name != options.model:
            window = offer.window or known_window(name)
            return replace(offer, window=window).told
        if _has_prices(options):
            offer = replace(
                offer,
                prompt_price=options.prompt_price,
                completion_price=options.completion_price,
                currency=options.currency,
            )
        window = self._settings.window or offer.window or known_window(name)
        return replace(offer, window=window).told

    def _show(self, current: str, told: dict[str, str]) -> None:
        rows = self.query_one(Rows)
        width = max(20, rows.row_width)
        longest = max(map(len, self._names), default=0)
        column = min(max(_NAME, longest), width // 2)
        rows.set_options(
            Option(_row(name, told.get(name, ""), column, width, is_current=name == current))
            for name in self._names
        )
        rows.highlighted = self._names.index(current) if current in self._names else 0

    def _leave(self, model: str, *, is_for_good: bool) -> None:
        backend = self._backend or self._settings.backend
        options = self._options(backend, model or None)
        settings = replace(self._settings, backend=backend, options=options)
        self.dismiss(ModelChosen(settings, is_for_good))

    def _options(self, backend: str, model: str | None) -> Options:
        """Return the options for a backend: an address is of the backend it was given for, and
        prices are of a model.
        """
        before, is_same = self._settings.options, backend == self._settings.backend
        if not is_same:
            before = replace(before, base_url=None, prompt_price=None, completion_price=None)
        if model is None or (is_same and model == before.model and _has_prices(before)):
            return replace(before, model=model)
        options = replace(before, model=model)
        return with_offered(options, model, self._offered.get(model, Offer()))

    def _tell(self, told: Content) -> None:
        self.query_one("#told", Plain).show(told)


def _has_prices(options: Options) -> bool:
    return (options.prompt_price, options.completion_price) != (None, None)


def _row(name: str, told: str, column: int, width: int, *, is_current: bool) -> Content:
    mark = plain("● " if is_current else "  ", "$text-success")
    label = cut(plain_line(name, "bold"), column if told else width - 2, pad=bool(told))
    return cut(mark + label + plain("  ") + plain_line(told, QUIET), width)
