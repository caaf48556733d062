"""What a group of papers is called: a noun of theirs, never a word of any text."""

from __future__ import annotations

from assistant.composing.lines.names import name_groups
from store.paper import Paper


def papers(*abstracts: str) -> list[Paper]:
    return [
        Paper(title, title, ("A",), True, None, abstract, None, None)
        for title, abstract in zip(("Bows", "Reeds", "Keys"), abstracts, strict=False)
    ]


def test_a_word_of_any_text_and_a_participle_are_no_names() -> None:
    group = papers(
        "Above the bridge of violins an optical sensor mounted there tracks bows.",
        "Tracks of bows, seen from above by an optical sensor mounted on violins.",
    )
    others = papers("Trombones are loud.", "Pianos need tuning.", "Drums are struck.")
    (name,) = name_groups([group], others)
    assert "above" not in name.lower()
    assert not name.endswith("mounted")
    assert any(word in name.lower() for word in ("sensor", "violins", "bows"))


def test_a_group_without_a_word_in_common_has_the_title_of_its_first_paper() -> None:
    assert name_groups([papers("Above it.", "Above them.")], []) == ["Bows"]
