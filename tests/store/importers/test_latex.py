"""LaTeX becomes plain text, and plain text stays what it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.importers.latex import plain_text

CONSTRUCTS = [
    (r"our \textbf{championship} solutions", "our championship solutions"),
    (r"namely $\mathcal{C}$o-DETR, to", "namely Co-DETR, to"),
    (
        r"achieve 94.198\% @ 1e-8 and 72.981\% @ 1e-4",
        "achieve 94.198% @ 1e-8 and 72.981% @ 1e-4",
    ),
    (r"Faster RCNN \cite{ren2015faster} based", "Faster RCNN based"),
    (r"Fast RCNN~\cite{girshick2015fast}, has", "Fast RCNN, has"),
    (r"as before (\citep[see][p. 5]{a}, \citet{b}).", "as before."),
    (r"as before [\cite{a}]. \cite{b} say", "as before. say"),
    (r"the page ends in \cite{girshick20", "the page ends in"),
    (r"at \url{https://github.com/Sense-X/Co-DETR}.", "at https://github.com/Sense-X/Co-DETR."),
    (r"at \url{http://a.b/~c/d%20e_f}.", "at http://a.b/~c/d%20e_f."),
    (r"at \href{https://a.b/c}{https://a.b/c}.", "at https://a.b/c."),
    (r"our \href{https://a.b/c}{code}.", "our code (https://a.b/c)."),
    (r"values of \nkc. Based", "values of nkc. Based"),
    (r"the \algname{} breaks", "the algname breaks"),
    (r"only $\sim1M$ parameters", "only ~1M parameters"),
    (r"by $\sim 3\%$", "by ~3%"),
    (r"about $4\times$ with", "about 4× with"),
    (r"$256\times 256$ images", "256×256 images"),
    (r"proposal ($S^2AP$) is", "proposal (S^2AP) is"),
    (r"rates of $10^{-3}$ and $x_{ij}$", "rates of 10^-3 and x_ij"),
    (r"10\textsuperscript{2} on the 1\textsuperscript{st}", "10^2 on the 1st"),
    (r"360$^\circ$ views, 2$^{nd}$", "360° views, 2nd"),
    (r"$\mathbb{R}^3$, $\frac{1}{2}$, $\pm0.3$, $\mathcal{O}(n^2)$", "R^3, 1/2, ±0.3, O(n^2)"),
    (
        r"G\"odel, Erd\H{o}s, Fran\c{c}ois, {\"O}zg\"{u}r, \L ukasz",
        "Gödel, Erdős, François, Özgür, Łukasz",
    ),
    (r"{\em one} {\bf two} \emph{three \textit{four}}", "one two three four"),
    (r"\textbf{5% of a_b & ~10x, $5}", "5% of a_b & ~10x, $5"),
    (
        r"sub-centers Learning~(ESL), Wan~2.1, Fig.~3, 10~ms",
        "sub-centers Learning (ESL), Wan 2.1, Fig. 3, 10 ms",
    ),
    (r"The ``shared head'' (sibling head)", 'The "shared head" (sibling head)'),
    (r"V1\&V2 \#1 a\_b \$5 \{c\}", "V1&V2 #1 a_b $5 {c}"),
    (r"\begin{itemize}\item one\end{itemize}", "one"),
]
PLAIN = [
    "68.5% NDS and 62.4% mAP on nuScenes",
    "by ~3% mAP, and ~1% more",
    "by ~10x (e.g. ~256 2x2 TPUv2 x days / 20,000 GPU x hour -> 2,000 GPU x hour)",
    "between 10~20 and ~/.config",
    "it costs $5 and $6, or $5/$6, or US$5-10 (US$)",
    "C# & AT&T, #1, a_b, x^2, {lone} braces { and }",
    "`MMfruit' and `QAN++' -- 2--4 NFEs, it's",
    "see https://a.b/~x/c~d_e?f=1&g=%20",
    "a 10% gain % with a lone percent sign, and a \\",
]


@pytest.mark.parametrize(("source", "readable"), CONSTRUCTS)
def test_makes_a_construct_readable(source: str, readable: str) -> None:
    assert plain_text(source) == readable


@pytest.mark.parametrize("text", PLAIN)
def test_leaves_plain_text_alone(text: str) -> None:
    assert plain_text(text) == text


_TRAPS = st.sampled_from(
    ["68.5%", "~10x", "~256", "$5", "$6", "{a}", "{", "}", "a_b", "x^2", "C#", "&", "%", "'"]
)
_WORDS = st.text(
    st.characters(exclude_characters="\\`~$", exclude_categories=["Cs"]), max_size=12
)


@given(st.lists(_WORDS | _TRAPS))
def test_text_without_constructs_passes_unchanged(words: list[str]) -> None:
    text = " ".join(words)
    assert plain_text(text) == " ".join(text.split())


_FRAGMENTS = st.sampled_from(
    r"\ { } $ % ~ _ ^ & # 1 2.5 a `` '' ' [ ] ( ) \\ \( \) \[ \] é 漢 {x} {7}".split()
    + (
        r"\textbf \frac \sqrt \mathcal \begin \end \left \right \c \hat \nkc \sim "
        r"\over \item"
    ).split()
    + (
        r"\verb \footnote \times \today \def \title \maketitle \binom "
        r"\textsuperscript \char"
    ).split()
    + ['\\"', " "]
)


@given(st.lists(_FRAGMENTS, max_size=30).map("".join))
@example(r"\textsuperscript{7}{7}")
def test_no_digit_is_lost_and_nothing_raises(text: str) -> None:
    assert re.findall(r"\d", plain_text(text)) == re.findall(r"\d", text)


@given(st.text())
def test_whitespace_is_single_spaces(text: str) -> None:
    readable = plain_text(text)
    assert readable == " ".join(readable.split())


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", [r"\a{", "{", "$", "~", "``", r"\cite{", r"\(", r"\c ", "$x"])
def test_a_long_text_takes_no_longer_than_its_length(unit: str) -> None:
    plain_text(unit * 20_000)


def test_deep_nesting_is_flattened() -> None:
    assert plain_text(r"\textbf{" * 3_000 + "7" + "}" * 3_000).endswith("7")
