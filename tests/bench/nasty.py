"""Papers whose names, titles and venues hold what LaTeX stumbles over."""

from __future__ import annotations

import random

from store.paper import Paper, PartialDate

_WORDS = (
    r"$x^2$|$O(n \log n)$|$\alpha$-$\beta$|$5|$10|50%|R&D|C#|a_b|{x}|{y|z}|"
    r"\textbf{w}|\|~5|^|<b>|a/b|--|$|$$"
    "|$a$b}|\"q\"|``t''|“u”|‘v’|—|…|naïve|Ünïcode|ÉCLAIR|ğ|ç|ł|Ł|ø|ß|þ|đ|ő|ů|ș|"
    "ţ|ế|ạ|ơ|漢字|かな|한글|Привет"
    "|Ωmega|λ-calculus|∞|≤|≠|×|±|→|∈|ℝ²|½|°|µ|€|™|©|•|DETR|Gen-L-Video|3D|#1|{|"
    "}|%|&|@|@article{x,|%%|x=y|it's"
    "|O'Neil|ﬁne|²|₂|ⁿ|word\u00a0space|e\u0301|A\u030a"
).split("|")
_NAMES = (
    "Özgür Ğül|Łukasz Çelik|漢字|李 小龙|Nguyễn Văn Ế|Sammy Davis Jr.|Jan van der "
    "Berg|van der Berg, Jan"
    "|O'Neil, Tim|Johnson & Johnson|Johnson and Johnson|others|Jean-Luc Ñandú|"
    "D{\\'e}sir{\\'e}|A_b C%d"
    "|#hash $cash$|Иван Петров|Γιώργος Παπάς|김 철수|الخوارزمي|de la Cruz|Smith,|"
    "Øystein Å. Þór|İbrahim ışık"
    "|X. \\AA|~|Müller-Lüdenscheidt, H.|a, b, c, d|{Team"
).split("|")
_VENUES = (
    None,
    "Journal of R&D_x",
    "CVPR 2020",
    "Proc. of the 1st Conf. on ∞ & 漢字",
    "arXiv",
    "50% Letters",
    "{x",
)


def nasty_papers(count: int = 120) -> list[Paper]:
    """Return papers whose names, titles and venues hold what LaTeX stumbles over; always the
    same ones.
    """
    chance = random.Random("nasty")
    return [_nasty_paper(number, chance) for number in range(count)]


def _nasty_paper(number: int, chance: random.Random) -> Paper:
    title = " ".join(chance.sample(_WORDS, chance.randrange(0, 12)))
    year = PartialDate(
        chance.randrange(1900, 2030),
        chance.choice((None, 1, 12)),
        inferred=chance.random() < 0.3,
    )
    return Paper(
        key=f"nasty{number}:a-b_c/d.e+f",
        title=title,
        authors=tuple(chance.sample(_NAMES, chance.randrange(0, 6))),
        authors_complete=chance.random() < 0.5,
        date=chance.choice((year, year, None)),
        abstract=" ".join(chance.sample(_WORDS, 30)),
        field=chance.choice((None, "cs.CV & 漢字_%")),
        has_code=None,
        venue=chance.choice(_VENUES),
        doi=chance.choice((None, "10.1000/a_b%c#d<e>(f)", "https://doi.org/10.1/x{y}")),
        arxiv_id=chance.choice((None, "2001.00001v2", "cs/0112017")),
        url=chance.choice((None, "https://x.org/~a_b?c=%20&d=é#e{f}\\g")),
    )
