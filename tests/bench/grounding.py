"""Print how labelled sentences are judged: `python tests/bench/grounding.py [--ablation]
[--failures]`.

Of what is called supported or quoted how much is true, of what is called unsupported how much
is false, and the reverse; sentences of abstracts as they stand and with one word exchanged; and
the time a sentence takes. Sets whose collections are not at hand are left out.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.grounding import checks
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import SHOWN, Verdict
from tests.assistant.labelled import sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.grounding.comparison import Comparison
    from tests.assistant.labelled.sets import LabelledSentence

FIELDS = {"scitldr": 120, "cranfield": 80, "instruments": 71}
"""Papers of each field whose sentences are taken as they stand, and falsified."""
_READ = frozenset({"tune", "near", "drawn", "answers", "medicine", "prose", "small model"})
"""The sets whose failures may be looked at."""

Counts = Counter[tuple[bool, str]]


def labelled() -> Iterator[tuple[str, list[LabelledSentence]]]:
    """Yield the labelled sets by name."""
    yield "tune", sets.blind("tune")
    yield "held out", sets.blind("holdout")
    yield "fresh, held out", sets.blind("fresh")
    yield "near", sets.blind("near_tune")
    yield "near, held out", sets.blind("near_holdout")
    yield "drawn", sets.blind("drawn_tune")
    yield "drawn, held out", sets.blind("drawn_holdout")
    yield "answers", sets.blind("answers_tune")
    yield "answers, held out", sets.blind("answers_holdout")
    yield "medicine", sets.blind("medicine_tune")
    yield "medicine, held out", sets.blind("medicine_holdout")
    yield "prose", sets.prose(is_held_out=False)
    yield "prose held out", sets.prose(is_held_out=True)
    yield "small model", sets.small_model()
    yield "SciFact", sets.scifact()
    yield "paraphrases", sets.cases(is_right=True, is_held_out=False)
    yield "paraphrases held out", sets.cases(is_right=True, is_held_out=True)


def judge(example: LabelledSentence) -> str:
    """Return the verdict on an example: of several sentences the worst."""
    verdicts = {each.verdict for each in ground(example.text, example.papers)}
    for verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED, Verdict.UNVERIFIED):
        if verdict in verdicts:
            return "unsupported" if verdict is not Verdict.UNVERIFIED else "unverified"
    return "shown" if verdicts & SHOWN else "other"


def count(examples: Iterable[LabelledSentence]) -> Counts:
    """Return how often each verdict falls on what is true and on what is false."""
    return Counter((each.is_true, judge(each)) for each in examples)


def share(part: int, whole: int) -> str:
    """Return a share in percent beside its counts."""
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "     –"


def print_set(name: str, counts: Counts) -> None:
    """Print a line of what is right and what is wrong in a set."""
    shown = counts[True, "shown"] + counts[False, "shown"]
    marked = counts[True, "unsupported"] + counts[False, "unsupported"]
    sides = [
        sum(number for (each, _), number in counts.items() if each is is_true)
        for is_true in (True, False)
    ]
    print(
        f"{name:22} of shown, true {share(counts[True, 'shown'], shown):18}"
        f" of marked, false {share(counts[False, 'unsupported'], marked):18}"
        f" false shown {share(counts[False, 'shown'], sides[1]):18}"
        f" true marked {share(counts[True, 'unsupported'], sides[0]):18}"
        f" true shown {share(counts[True, 'shown'], sides[0])}"
    )


def print_made(field: str) -> None:
    """Print what passes of sentences as they stand, reworded by rule, and falsified."""
    papers = list(sets.papers_of(field).values())
    random.Random(5).shuffle(papers)
    kinds: dict[str, list[LabelledSentence]] = {}
    for each in sets.made_of(papers[: FIELDS[field]], field):
        kinds.setdefault(each.kind, []).append(each)
    for kind, examples in sorted(kinds.items()):
        counts = count(examples)
        print_kind(field, kind, counts)


def print_kind(name: str, kind: str, counts: Counts) -> None:
    """Print how many sentences of a kind are shown, and how many are marked."""
    shown, marked = (
        share(counts[True, verdict] + counts[False, verdict], counts.total())
        for verdict in ("shown", "unsupported")
    )
    print(f"{name:12} {kind:26} shown {shown:18} marked {marked}")


def print_falsified() -> None:
    """Print what is told of true sentences, held out, with one thing made false by rule."""
    some = [*sets.blind("holdout"), *sets.blind("fresh"), *sets.blind("near_holdout")]
    kinds: dict[str, list[LabelledSentence]] = {}
    for each in sets.falsified([*some, *sets.prose(is_held_out=True)]):
        kinds.setdefault(each.kind, []).append(each)
    for kind, examples in sorted(kinds.items()):
        print_kind("falsified", kind, count(examples))


def print_failures(name: str, examples: Iterable[LabelledSentence]) -> None:
    """Print what is judged wrongly in a set that may be read."""
    wrong = {(True, "unsupported"), (False, "shown")}
    for each in examples:
        if name in _READ and (each.is_true, judge(each)) in wrong:
            print(f"  {'+' if each.is_true else '-'} {each.kind}: {each.text}")


def print_worth(off: str, judged: Iterable[tuple[LabelledSentence, str]]) -> None:
    """Print what is shown and marked where a check is switched off."""
    counts = Counter((each.is_true, verdict) for each, verdict in judged)
    print(
        f"without {off:22} false shown {counts[False, 'shown']:4} false marked"
        f" {counts[False, 'unsupported']:4} true marked {counts[True, 'unsupported']:4}"
        f" true shown {counts[True, 'shown']:4}",
        flush=True,
    )


def print_ablation() -> None:
    """Print what each check is worth: false sentences shown, and marked, without it. Only
    sentences in which it finds something are judged anew.
    """
    examples = [each for name, some in labelled() if name != "SciFact" for each in some]
    examples += [
        *sets.exchanged(is_held_out=True),
        *sets.cases(is_right=False, is_held_out=True),
    ]
    every = checks.DIFFERENCES
    fired: dict[str, set[int]] = {check.__name__: set() for check in every}
    at = 0

    def noting(check: checks.Check) -> checks.Check:
        def noted(comparison: Comparison) -> checks.Failure | None:
            if failure := check(comparison):
                fired[check.__name__].add(at)
            return failure

        return noted

    checks.DIFFERENCES = tuple(map(noting, every))
    judged = []
    for at, each in enumerate(examples):  # noqa: B007
        judged.append(judge(each))
    print_worth("nothing", zip(examples, judged, strict=True))
    for off in every:
        checks.DIFFERENCES = tuple(check for check in every if check is not off)
        verdicts = (
            judge(each) if place in fired[off.__name__] else judged[place]
            for place, each in enumerate(examples)
        )
        print_worth(off.__name__, zip(examples, verdicts, strict=True))
    checks.DIFFERENCES = every


def main() -> None:
    """Print all of it."""
    if "--ablation" in sys.argv:
        print_ablation()
        return
    began, number = time.process_time(), 0
    for name, examples in labelled():
        print_set(name, count(examples))
        number += len(examples)
        if "--failures" in sys.argv:
            print_failures(name, examples)
    print(f"{(time.process_time() - began) / number * 1000:.1f} ms a sentence")
    falsified = [
        *sets.cases(is_right=False, is_held_out=False),
        *sets.cases(is_right=False, is_held_out=True),
    ]
    print_set("falsified by rule", count(falsified))
    for half, is_held_out in (("read", False), ("held out", True)):
        print_set(f"one word, {half}", count(sets.exchanged(is_held_out=is_held_out)))
    print_falsified()
    for field in FIELDS:
        print_made(field)


if __name__ == "__main__":
    main()
