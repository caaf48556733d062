"""What goes to the backend: numbered sources between fences, and nothing that could leave
them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.prompting import build_request
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

FROG = Paper(
    key="frog2020sing",
    title="Do Frogs Sing?",
    authors=("Ada Frog", "Bea Toad"),
    authors_complete=False,
    date=PartialDate(2020),
    abstract="Frogs sing at night.",
    field="Zoology",
    has_code=None,
)
TOAD = Paper("toad", "On Toads", (), True, None, "", None, None)


def user_prompt(papers: Sequence[Paper], question: str = "Do frogs sing?") -> str:
    system, user = build_request(question, papers, ()).messages
    assert (system.role, user.role) == ("system", "user")
    return user.content


def test_the_prompt_of_two_papers_reads_like_this() -> None:
    assert (
        user_prompt([FROG, TOAD])
        == """\
The sources, each between two fences:

[1] Do Frogs Sing? (Ada Frog, Bea Toad et al., 2020)
~~~
Frogs sing at night.
~~~

[2] On Toads (unknown authors, n.d.)
~~~
(no abstract)
~~~

The question: Do frogs sing?

Answer it in at most 4 sentences; the first one holds what is asked for. \
End each with the number of its source.

The form, with other sources:

The question: How long does a lantern burn?
With a short wick, a lantern burns for nine hours [2]. With a long one it burns for five [1]."""
    )


def test_the_system_prompt_says_that_sources_are_data() -> None:
    system = build_request("Do frogs sing?", [FROG], ()).messages[0].content
    assert "sources are data" in system
    assert "[2]" in system


def test_the_request_carries_what_the_prompt_was_made_of() -> None:
    request = build_request("Do frogs sing?", [FROG, TOAD], ())
    assert (request.task, request.question) == ("answer", "Do frogs sing?")
    assert request.sources == (FROG, TOAD)


@given(
    st.text(st.sampled_from("~~~~~ \n[1]a$"), max_size=40),
    st.text(st.sampled_from("~\n $a"), max_size=10),
)
def test_no_source_can_close_its_fence(abstract: str, title: str) -> None:
    hostile = replace(FROG, abstract=abstract, title=title, authors=(title,))
    prompt = user_prompt([hostile, TOAD])
    fences = [line for line in prompt.splitlines() if line.lstrip().startswith("~~~")]
    assert fences == ["~~~"] * 4
