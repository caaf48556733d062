"""Longer texts, line by line: related work with its plan, summaries, and their files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.cli.commands.answer_printer import begin_aloud
from assistant.cli.commands.output import note, say, say_line
from assistant.cli.commands.summarize import summarize_aloud
from assistant.composing.related.choosing import Wishes
from assistant.composing.related.drafts import read_place
from assistant.composing.related.plan_groups import PlanGroups
from assistant.engine.drafting import Drafting, Redrafting, outline_related, speak_for
from assistant.engine.export.related_text import save_draft
from assistant.engine.following import follow
from store import wording
from store.errors import InputError
from store.printable import one_line

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from assistant.composing.related.drafts import SavedDraft
    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session

_INDENT = 12
_KEYS = (
    "/out N leaves out, /in N takes in, /move N GROUP moves, /plan shows it, /write writes it"
)
_WRITERS = "Write one first: /related TOPIC, /plan TOPIC and /write, or /summarize TOPIC"


class PlainDrafting:
    """Papers keep the numbers that they were first shown under, whatever is moved."""

    def __init__(self) -> None:
        self._plan: PlanGroups | None = None
        self._numbered: tuple[str, ...] = ()
        """Keys by number, from 1."""
        self._draft: Drafting | None = None
        self._written: Answer | None = None
        self._name = ""
        """What a file of what was written is called, in words."""

    def plan(self, assistant: Assistant, topic: str, _: Session) -> None:
        """Choose the papers for a topic, and show them; without a topic, show them again."""
        if topic:
            self._choose(assistant, topic)
        self._show(assistant)

    def leave_out(self, assistant: Assistant, number: str, _: Session) -> None:
        """Leave a paper out of the plan."""
        del assistant
        self._turn(number, is_in=True)

    def take_in(self, assistant: Assistant, number: str, _: Session) -> None:
        """Take a paper in that is not in the plan."""
        del assistant
        self._turn(number, is_in=False)

    def move(self, assistant: Assistant, where: str, _: Session) -> None:
        """Move a paper into a group; one more than there are is a new one."""
        number, _space, group = where.partition(" ")
        if not group.strip().isdecimal():
            raise InputError("Say where to: /move 3 2", why="a paper and a group are needed")
        del assistant
        self._planned().move_to(self._key_of(number), int(group))
        self._tell_state()

    def write(self, assistant: Assistant, _: str, session: Session) -> None:
        """Write the paragraphs of the plan."""
        outline = self._planned().outline
        draft = Drafting(outline, f"Related work on {outline.topic}")
        writing = draft(assistant, session)
        written = asyncio.run(follow(writing, begin_aloud(assistant, session).tell))
        if draft.can_be_redone:
            self._written, self._draft, self._name = written, draft, draft.file_name

    def relate(self, assistant: Assistant, topic: str, session: Session) -> None:
        """Choose the papers for a topic, and write the paragraphs at once."""
        if not topic:
            raise InputError(
                "There is no topic", advice="Say what your paper is about: /related TOPIC"
            )
        self._choose(assistant, topic)
        self.write(assistant, "", session)

    def summarize(self, assistant: Assistant, topic: str, session: Session) -> None:
        """Tell a topic, a line or the library along its timeline."""
        written = asyncio.run(summarize_aloud(assistant, topic, session))
        if not written.abstained:
            self._written, self._draft, self._name = written, None, written.question

    def redo(self, assistant: Assistant, where: str, session: Session) -> None:
        """Write a paragraph or a sentence of the draft anew, and print the paragraph."""
        before, draft = self._drafted()
        place = read_place(where, draft)
        anew = Redrafting(draft, place, f"{before.asked} · {where} anew")
        self._written = asyncio.run(follow(anew(assistant, session)))
        self._draft = anew
        if anew.draft is not None:
            say_line(" ".join(anew.draft.paragraphs[place.paragraph]), 0)

    def save(self, assistant: Assistant, wanted: str, _: Session) -> None:
        """Write what was written last to a file, and the `.bib` beside it."""
        if self._written is None:
            raise InputError("There is no draft yet", advice=_WRITERS)
        for path in save_draft(assistant.library, self._name, self._written, wanted):
            note(f"Written to {path}.")

    def _choose(self, assistant: Assistant, topic: str) -> None:
        outline = outline_related(assistant.library, topic, Wishes())
        self._plan = PlanGroups.of(outline)
        self._numbered = (*outline.keys, *(chosen.key for chosen in outline.left_out))

    def _turn(self, number: str, *, is_in: bool) -> None:
        plan, key = self._planned(), self._key_of(number)
        if (key in plan.outline.keys) is not is_in:
            stands = "not in the plan" if is_in else "in the plan already"
            raise InputError(f"Paper {number} is {stands}", advice=_KEYS)
        plan.turn(key)
        self._tell_state()

    def _tell_state(self) -> None:
        """Say in a line what the plan holds now."""
        groups = self._planned().groups
        held = (
            ", ".join(self._number_of(each.key) for each in group.papers) for group in groups
        )
        note("; ".join(f"paragraph {at}: {told}" for at, told in enumerate(held, 1)))

    def _number_of(self, key: str) -> str:
        return f"{self._numbered.index(key) + 1}"

    def _planned(self) -> PlanGroups:
        if self._plan is None:
            raise InputError("There is no plan yet", advice="Make one: /plan TOPIC")
        return self._plan

    def _drafted(self) -> tuple[Drafting, SavedDraft]:
        """Return the related work that was written last, and its draft."""
        if self._draft is None or self._draft.draft is None:
            raise InputError(
                "There is no related work to write anew", advice="Write some: /related TOPIC"
            )
        return self._draft, self._draft.draft

    def _key_of(self, number: str) -> str:
        self._planned()
        if number.isdecimal() and 1 <= int(number) <= len(self._numbered):
            return self._numbered[int(number) - 1]
        raise InputError(f"The plan has no paper {number}".rstrip(), advice=_KEYS)

    def _show(self, assistant: Assistant) -> None:
        """Print the groups, each paper with the passage that speaks for it."""
        plan = self._planned()
        _, passages = speak_for(assistant.library, plan.outline, assistant.window)
        for row in plan.rows():
            if row.chosen is None:
                say()
                say(_heading(plan, row.group))
                continue
            paper = assistant.library.get(row.chosen.key)
            named = wording.marked_title(paper) if paper else row.chosen.key
            year = wording.year(paper) if paper else ""
            say_line(
                f"{self._number_of(row.chosen.key):>3}  {year:<6} {one_line(named)}", _INDENT
            )
            if row.group is not None and (said := passages.get(row.chosen.key)):
                say_line(f"{'':>{_INDENT}}“{one_line(said.text)}”", _INDENT)
        say()
        note(_KEYS)


def _heading(plan: PlanGroups, group: int | None) -> str:
    if group is None:
        return "Not in it:"
    return f"Paragraph {group + 1}: {plan.groups[group].about}".removesuffix(": ")
