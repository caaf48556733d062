"""A draft on disk: the plan, its sentences, and what was used, so that a part can be written
anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.composing.related.outline import Chosen, Group, Outline
from assistant.language.sentences import cut_sentences
from store.errors import InputError
from store.files import read_whole
from store.printable import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ADVICE = "Write a draft anew: songline related TOPIC --draft FILE"


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Paragraphs as they were written, sentence by sentence, citing by the numbers of the
    plan's papers.
    """

    outline: Outline
    paragraphs: tuple[tuple[str, ...], ...]
    computed: tuple[str, ...]
    """Sentences among them that were computed, and that nobody can say otherwise."""
    used: tuple[tuple[str, int], ...] = ()
    """Keys, and offsets of the sentences in the abstracts, that were shown before."""

    @property
    def text(self) -> str:
        """The whole, as the engine writes it."""
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs)

    def with_sentences(self, place: DraftPosition, sentences: Sequence[str]) -> SavedDraft:
        """Return the draft with other sentences at a place, and everything else as it was."""
        paragraphs = list(self.paragraphs)
        if place.sentence is None:
            paragraphs[place.paragraph] = tuple(sentences)
        else:
            old = paragraphs[place.paragraph]
            paragraphs[place.paragraph] = (
                *old[: place.sentence],
                *sentences,
                *old[place.sentence + 1 :],
            )
        return replace(self, paragraphs=tuple(paragraphs))


@dataclass(frozen=True, slots=True)
class DraftPosition:
    """A paragraph of a draft, or a sentence in it; both counted from 0."""

    paragraph: int
    sentence: int | None = None


def cut_paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the sentences of each paragraph of a text."""
    parts = (part for part in text.split("\n\n") if part.strip())
    return tuple(tuple(span.text for span in cut_sentences(part)) for part in parts)


def read_place(text: str, draft: SavedDraft) -> DraftPosition:
    """Return what `2` or `2.3` names in a draft, counted from 1. Raises InputError where
    there is nothing.
    """
    first, dot, second = text.partition(".")
    if not first.isdecimal() or (dot and not second.isdecimal()):
        raise InputError(
            f"{text!r} is no place in a draft",
            advice="Say --redo 2 for a paragraph, --redo 2.3 for a sentence.",
        )
    paragraph, sentence = int(first), int(second) if dot else None
    if not 1 <= paragraph <= len(draft.paragraphs):
        raise InputError(
            f"The draft has {counted(len(draft.paragraphs), 'paragraph')}, and no "
            f"paragraph {paragraph}"
        )
    if sentence is None:
        return DraftPosition(paragraph - 1)
    written = len(draft.paragraphs[paragraph - 1])
    if not 1 <= sentence <= written:
        raise InputError(
            f"Paragraph {paragraph} has {written} sentences, and no sentence {sentence}"
        )
    return DraftPosition(paragraph - 1, sentence - 1)


def draft_to_text(draft: SavedDraft) -> str:
    """Return a draft as JSON."""
    return json.dumps(asdict(draft), ensure_ascii=False, indent=1) + "\n"


def read_draft(path: Path) -> SavedDraft:
    """Return the draft in a file. Raises InputError where there is none."""
    try:
        return _draft(json.loads(read_whole(path)))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The draft in {path} cannot be read", why=str(error), advice=_ADVICE
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{path} is no draft of related work",
            why=f"{type(error).__name__}: {error}",
            advice=_ADVICE,
        ) from error


def outline_from(stored: dict[str, Any]) -> Outline:
    """Return a plan from JSON's own types."""
    groups = (Group(group["about"], _chosen(group["papers"])) for group in stored["groups"])
    return Outline(stored["topic"], tuple(groups), _chosen(stored["left_out"]))


def _draft(stored: dict[str, Any]) -> SavedDraft:
    return SavedDraft(
        outline_from(stored["outline"]),
        tuple(
            tuple(str(sentence) for sentence in sentences) for sentences in stored["paragraphs"]
        ),
        tuple(str(sentence) for sentence in stored["computed"]),
        tuple((str(key), int(start)) for key, start in stored["used"]),
    )


def _chosen(papers: Sequence[dict[str, Any]]) -> tuple[Chosen, ...]:
    return tuple(Chosen(str(paper["key"]), str(paper["reason"])) for paper in papers)
