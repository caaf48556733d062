"""Papers for the tests of references: any text at all, under keys that a `.bib` can hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from store.paper import Paper, PartialDate
from tests.store.samples import PAPERS

NASTY = Paper(
    key="guel2020nasty",
    title=(
        "On $x^2$ & 50% of C# in a_b {x} \\ 漢字 with É-Nets, naïve Q-Former ~ "
        '"DETR" for $5 to $10'
    ),
    authors=(
        "Özgür Ğül",
        "Łukasz Çelik",
        "漢字",
        "Johnson and Johnson",
        "Nguyễn Văn Ế",
        "Sammy Davis Jr.",
    ),
    authors_complete=False,
    date=PartialDate(2020, 4, 3, inferred=True),
    abstract="We use 100% of {the} $x_i$ & more, as _others_ do.",
    field="CV",
    has_code=None,
    venue="Journal of A & B",
    doi="https://doi.org/10.1000/x_y",
    arxiv_id="2001.00001",
    url="https://example.org/a?b=%20&c_d",
)
_KEYS = st.from_regex(r"[a-z]{2,12}(19|20)[0-9]{2}[a-z]{0,8}", fullmatch=True)
_DATES = st.builds(
    PartialDate,
    st.integers(1, 9999),
    st.none() | st.integers(1, 12),
    st.just(None),
    st.booleans(),
)
LIBRARIES = st.lists(
    st.builds(
        lambda paper, key, date: replace(paper, key=key, date=date),
        PAPERS,
        _KEYS,
        st.none() | _DATES,
    ),
    max_size=4,
    unique_by=lambda paper: paper.key,
)
"""Up to four papers whose texts hold anything, control characters among it."""
