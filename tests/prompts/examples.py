"""Every prompt with something in it, and how its golden file is written: `python -m
tests.prompts.examples`.

A new template takes its values from VALUES; what a name means in one prompt alone stands in
OWN.
"""

from __future__ import annotations

from pathlib import Path

from prompts import find_prompt, list_prompts, render

_PAPER = {
    "number": "1",
    "title": "Do Frogs Sing?",
    "authors": "Ada Frog, Bea Toad et al.",
    "year": "2020",
    "abstract": "Frogs sing at night. Toads do not.",
}
VALUES = {
    **_PAPER,
    "sources": """\
[1] Do Frogs Sing? (Ada Frog, Bea Toad et al., 2020)
~~~
Frogs sing at night. Toads do not.
~~~

[2] On Ponds (unknown authors, n.d.)
~~~
(no abstract)
~~~""",
    "question": "Do frogs sing?",
    "sentences": "4",
    "context": "Facts computed from the catalogue:\n\n[F1] The library holds 2 papers.\n\n",
    "form": "Answer it in at most 4 sentences.",
    "facts": "[F1] The library holds 2 papers.",
    "reading": "“Do frogs sing?”",
    "readings": "[1] results: FrogNet 12 calls on PondBench; data: PondBench",
    "topic": "the songs of frogs",
    "about": " on song",
    "markers": "[1], [2]",
    "opening": "A first line of work is concerned with song [1, 2].",
    "plan": "Paragraph 1 on songs at night: the papers [1], [2], in this order.",
    "standing": "Frog et al. [1] hear frogs sing.",
    "skeleton": """\
The library holds 2 papers on “frogs”, from 2020.

## Timeline

- 2020, Frog et al.: Do Frogs Sing? [1].""",
    "notes": "Frogs sing at night [1].\nPonds are deep [2].",
}
OWN = {
    "small": {"facts": "- Frogs sing at night. [1]"},
    "verify": {"pairs": "1. Sentence: Toads sing.\n   Passages: They do not sing."},
    "repair": {"sentences": "1: Toads sing [1].\n   The source says that they do not."},
}


def render_example(name: str) -> str:
    """Return a prompt as a model could get it."""
    values = VALUES | OWN.get(name, {})
    return render(
        name, **{variable: values[variable] for variable in find_prompt(name).variables}
    )


def main() -> None:
    """Write the golden files."""
    folder = Path(__file__).with_name("golden")
    folder.mkdir(exist_ok=True)
    for prompt in list_prompts():
        text = render_example(prompt.name)
        (folder / f"{prompt.name}.md").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
