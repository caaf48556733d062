"""Print how labelled sentences are judged, by kind and half: `grounding.py [--failures]
[--all]`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.grounding.checking import ground
from assistant.grounding.verdicts import Verdict
from tests.assistant.labelled.cases import (
    HERE,
    Case,
    Prose,
    read_kinds,
    read_prose,
    right_cases,
    wrong_cases,
)

CARRIED = {Verdict.QUOTED, Verdict.SUPPORTED}
PROSE = {
    "prose": HERE / "prose.txt",
    "prose second": HERE / "prose_second.txt",
    "prose held out": HERE / "prose_held_out.txt",
}
HALVES = {False: "tuning", True: "held out"}


def judge(case: Case) -> Verdict:
    """Return the verdict on a labelled sentence, cited to its paper."""
    return ground(f"{case.text} [1].", [case.paper])[0].verdict


def main() -> None:
    """Print a table by kind, precision and recall by half, and on request the sentences
    judged wrongly.
    """
    judged = [(case, judge(case)) for case in [*right_cases(), *wrong_cases()]]
    print_kinds(judged)
    for held_out, half in HALVES.items():
        print_rates(
            half, [(case, verdict) for case, verdict in judged if case.is_held_out == held_out]
        )
    for name in PROSE:
        print_prose(name)
    print_kinds_of_prose()
    if "--failures" in sys.argv:
        print_failures(judged)


def print_prose(name: str) -> None:
    """Print how many sentences pass that were written as models write, true ones and subtly
    false ones.
    """
    shown = (
        (set(PROSE) if "--all" in sys.argv else {"prose"})
        if "--failures" in sys.argv
        else set()
    )
    passed: Counter[bool] = Counter()
    written: Counter[bool] = Counter()
    for prose in read_prose(PROSE[name]):
        written[prose.is_true] += 1
        passed[prose.is_true] += passes(prose)
        if name in shown and passes(prose) != prose.is_true:
            print(f"{name} {'+' if prose.is_true else '-'} {prose.text}")
    for is_true, side in ((True, "true"), (False, "false")):
        print(f"{name:16} {side:5} {passed[is_true]:4} of {written[is_true]:4} carried")


def passes(prose: Prose) -> bool:
    """Return whether every sentence of it is carried."""
    judged = ground(prose.text, prose.papers)
    return {each.verdict for each in judged} <= CARRIED


def print_kinds_of_prose() -> None:
    """Print how many of the sentences that tell their kind pass, by half; of failures the
    tuned half.
    """
    sentences = read_kinds(HERE / "prose_kinds.txt")
    for held_out, half in HALVES.items():
        some = [(prose, passes(prose)) for prose in sentences if prose.is_held_out == held_out]
        for is_true, kind in sorted(
            {(prose.is_true, prose.kind) for prose, _ in some}, reverse=True
        ):
            found = [
                passed
                for prose, passed in some
                if (prose.is_true, prose.kind) == (is_true, kind)
            ]
            side = "true" if is_true else "false"
            print(
                f"prose by kind {half:9} {side:5} {kind:10} {sum(found):4} of "
                f"{len(found):4} carried"
            )
        if "--failures" in sys.argv and not held_out:
            for prose in (prose for prose, passed in some if passed != prose.is_true):
                print(
                    f"prose by kind {'+' if prose.is_true else '-'} {prose.kind}: {prose.text}"
                )


def print_kinds(judged: list[tuple[Case, Verdict]]) -> None:
    """Print a line for each kind of sentence and each half."""
    kinds = Counter((case.is_right, case.kind, case.is_held_out) for case, _ in judged)
    good = Counter(
        (case.is_right, case.kind, case.is_held_out)
        for case, verdict in judged
        if (verdict in CARRIED) == case.is_right
    )
    for key, count in kinds.items():
        is_right, kind, held_out = key
        side = "right" if is_right else "wrong"
        print(f"{side}  {kind:30} {HALVES[held_out]:9} {good[key]:4} of {count:4} judged well")


def print_rates(half: str, judged: list[tuple[Case, Verdict]]) -> None:
    """Print precision and recall of "carried" (quoted or supported) and of "unsupported"."""
    counts = Counter((case.is_right, verdict in CARRIED) for case, verdict in judged)
    for name, truth in (("carried", True), ("unsupported", False)):
        hits, false = counts[truth, truth], counts[not truth, truth]
        missed = counts[truth, not truth]
        precision, recall = hits / (hits + false), hits / (hits + missed)
        print(
            f"{half:9} {name:12} precision {precision:.3f}  recall {recall:.3f}  of "
            f"{hits + missed}"
        )
    print(f"{half:9} verdicts     {dict(Counter(str(verdict) for _, verdict in judged))}")


def print_failures(judged: list[tuple[Case, Verdict]]) -> None:
    """Print the sentences judged wrongly; those held out only with --all, since reading them
    spoils them.
    """
    for case, verdict in judged:
        if (verdict in CARRIED) != case.is_right and (
            "--all" in sys.argv or not case.is_held_out
        ):
            side = "right" if case.is_right else "WRONG"
            print(f"{side} {verdict:11} {case.kind}: {case.paper.key}: {case.text}")


if __name__ == "__main__":
    main()
