"""`songline eval`: questions with known answers on the current library."""

from __future__ import annotations

import asyncio
import json
import statistics
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.commands.output import print_json, say
from assistant.cli.commands.steps import telling
from assistant.cli.evaluation.question_maker import make_questions
from assistant.cli.evaluation.scoring import UnsavedSessions, ask_known, read_known_answers
from assistant.engine.opening import open_assistant, open_library
from assistant.errors import ExitCode
from store.errors import InputError, SourceError
from store.files import read_whole

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from assistant.cli.evaluation.scoring import KnownAnswer, Score
    from assistant.engine.assistant import Assistant
    from assistant.engine.opening import Settings

_MEASURES = ("recall", "precision", "facts", "abstention")


def run(options: Namespace, settings: Settings) -> ExitCode:
    """Make questions by rule, or ask those of a file and print how the answers did."""
    if options.make:
        with telling() as tell, open_library(settings, tell) as library:
            for question in make_questions(library.list()):
                say(json.dumps(question, ensure_ascii=False))
        return ExitCode.ANSWERED
    if options.file is None:
        raise InputError(
            "There are no questions to ask", advice="Name a file of them, or make some: --make."
        )
    before = _read_report(Path(options.compare)) if options.compare else None
    known = read_known_answers(Path(options.file))
    with telling() as tell, open_assistant(settings, tell, UnsavedSessions()) as assistant:
        scores = asyncio.run(_ask_all(assistant, known, partial(tell, "asking")))
    report = _report(scores)
    if options.json:
        print_json(report)
    else:
        _show(report)
    if before:
        _show_changes(before, report)
    return ExitCode.ANSWERED


async def _ask_all(
    assistant: Assistant, known: Sequence[KnownAnswer], progress: Callable[[int, int], None]
) -> list[Score]:
    scores = []
    for done, question in enumerate(known, 1):
        scores.append(await ask_known(assistant, question))
        progress(done, len(known))
    return scores


def _report(scores: Sequence[Score]) -> dict[str, Any]:
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_kind[score.known.kind].append(score)
    seconds = sorted(score.answer.seconds for score in scores) or [0.0]
    usages = [usage for score in scores if (usage := score.answer.usage)]
    return {
        "kinds": {kind: _means(some) for kind, some in by_kind.items()}
        | {"all": _means(scores)},
        "abstention": _abstention(scores),
        "seconds": {
            "p50": statistics.median(seconds),
            "p95": seconds[int(0.95 * (len(seconds) - 1))],
        },
        "tokens": sum(usage.prompt_tokens + usage.completion_tokens for usage in usages),
        "questions": [_row(score) for score in scores],
    }


def _means(scores: Sequence[Score]) -> dict[str, float | int]:
    means = {
        name: statistics.fmean(getattr(score, name) for score in scores)
        for name in _MEASURES
        if scores
    }
    return {"n": len(scores), **{name: round(mean, 3) for name, mean in means.items()}}


def _abstention(scores: Sequence[Score]) -> dict[str, float]:
    """Precision and recall of abstaining itself; 1 where there was nothing to find."""
    right = sum(score.answer.abstained and score.known.abstain for score in scores)
    abstained = sum(score.answer.abstained for score in scores)
    wanted = sum(score.known.abstain for score in scores)
    return {
        "precision": round(right / abstained, 3) if abstained else 1.0,
        "recall": round(right / wanted, 3) if wanted else 1.0,
    }


def _row(score: Score) -> dict[str, Any]:
    cited = [citation.title for citation in score.answer.citations]
    return {
        "id": score.known.id,
        "kind": score.known.kind,
        "question": score.known.question,
        **{name: getattr(score, name) for name in _MEASURES},
        "answer": score.answer.answer,
        "reason": score.answer.reason,
        "cited": cited,
        "missing": sorted(title for title, _ in score.known.gold if title not in cited),
    }


def _show(report: dict[str, Any]) -> None:
    say(f"{'kind':<12}{'n':>4}" + "".join(f"{name:>12}" for name in _MEASURES))
    for kind, means in report["kinds"].items():
        say(
            f"{kind:<12}{means['n']:>4}"
            + "".join(f"{means.get(name, 1.0):>12.3f}" for name in _MEASURES)
        )
    abstention, seconds = report["abstention"], report["seconds"]
    say(
        f"abstaining: precision {abstention['precision']:.3f}, recall "
        f"{abstention['recall']:.3f}"
    )
    say(
        f"seconds: p50 {seconds['p50']:.3f}, p95 {seconds['p95']:.3f}; tokens: "
        f"{report['tokens']:,}"
    )
    failed = [row for row in report["questions"] if min(row[name] for name in _MEASURES) < 1.0]
    for row in failed:
        marks = ", ".join(f"{name} {row[name]:.2f}" for name in _MEASURES if row[name] < 1.0)
        say(f"\n{row['id']} ({row['kind']}) {row['question']}\n  {marks}")
        say(f"  answered: {' '.join(row['answer'].split())[:200]}")
        for title in row["missing"]:
            say(f"  missing: {title}")


def _read_report(path: Path) -> dict[str, Any]:
    try:
        report: dict[str, Any] = json.loads(read_whole(path))
        return {row["id"]: row for row in report["questions"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(
            f"Cannot compare with {path}",
            why=str(error),
            advice="Name what `songline eval … --json` has printed.",
        ) from error


def _show_changes(before: dict[str, Any], report: dict[str, Any]) -> None:
    for row in report["questions"]:
        old = before.get(row["id"])
        changes = [
            f"{name} {old[name]:.2f} -> {row[name]:.2f}"
            for name in _MEASURES
            if old and old[name] != row[name]
        ]
        if changes:
            say(f"changed: {row['id']} {row['question']}: {', '.join(changes)}")
