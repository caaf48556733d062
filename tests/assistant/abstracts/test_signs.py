"""Wordings that settle what a sentence does: rights, addresses, code, limits, what is next."""

from __future__ import annotations

import pytest

from assistant.abstracts import Role
from assistant.abstracts.signs import narrow_roles

ANY = frozenset(Role)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.BOILERPLATE, "© 2023 The Author(s)."),
        (Role.BOILERPLATE, "Copyright © 2019 Reed Society."),
        (Role.BOILERPLATE, "All rights reserved."),
        (Role.BOILERPLATE, "This article is protected by copyright."),
        (Role.BOILERPLATE, "The present work is protected by international copyright law."),
        (Role.BOILERPLATE, "Copyright of this article belongs to the Reed Society."),
        (Role.BOILERPLATE, "This is an open access article under the CC BY license."),
        (Role.BOILERPLATE, "This article is a U.S. Government work."),
        (Role.BOILERPLATE, "It may not be reproduced without written permission."),
        (Role.BOILERPLATE, "2014 Elsevier Ltd."),
        (Role.BOILERPLATE, "Published by Elsevier B.V."),
        (Role.BOILERPLATE, "E-mail: a.reed@example.org"),
        (Role.BOILERPLATE, "This work was supported by the Reed Foundation."),
        (Role.BOILERPLATE, "ClinicalTrials.gov number, NCT01234567."),
        (Role.BOILERPLATE, "Keywords: reeds, wear"),
        (Role.BOILERPLATE, "This article is licensed under CC BY 4.0."),
        (Role.RESOURCE, "Code is available at https://example.org/reed."),
        (Role.RESOURCE, "We release all models."),
        (Role.RESOURCE, "The data set is publicly available."),
        (Role.RESOURCE, "Our source code will be made public and is found at example.org."),
        (Role.RESOURCE, "Project page: https://example.org"),
        (Role.OUTLOOK, "Future work will look at double reeds."),
        (Role.OUTLOOK, "Further research is needed."),
        (Role.OUTLOOK, "We hope that this helps makers of reeds."),
        (Role.OUTLOOK, "This paves the way for plastic reeds."),
        (Role.BACKGROUND, "However, existing methods for reeds need a microphone."),
        (Role.RESULT, "We reach an accuracy of 81.5% with reeds."),
        (Role.LIMITS, "A limitation of this study is its small sample."),
        (Role.LIMITS, "Our method is limited to single reeds."),
        (Role.LIMITS, "We could not measure moisture."),
        (Role.LIMITS, "Study limitations include the small number of reeds."),
        (Role.LIMITS, "A small effect of humidity cannot be excluded."),
        (Role.LIMITS, "The trial may have been underpowered."),
        (Role.LIMITS, "Reeds of the far shore are likely underrepresented."),
    ],
)
def test_a_wording_settles_a_role(role: Role, sentence: str) -> None:
    assert narrow_roles(sentence, ANY, place=1.0) == {role}


@pytest.mark.parametrize(
    "sentence",
    [
        "Little data is available on reeds.",
        "Our method is not limited to single reeds.",
        "Keywords are taken from the titles of papers.",
        "The rights of players are discussed.",
        "The training data is protected by copyright.",
        "We ask whether reed charts are protected by copyright.",
        "Recordings of reeds are protected by copyright for 70 years.",
        "Existing methods are discussed and compared.",
        "Our method beats previous approaches.",
        "The reed is limited by its table.",
        "Support for the tongue was measured.",
        "Open reeds are released by the tongue.",
    ],
)
def test_a_wording_that_only_looks_alike_settles_none(sentence: str) -> None:
    assert narrow_roles(sentence, ANY, place=1.0) >= ANY - {Role.BOILERPLATE}


def test_what_is_next_is_told_late_and_where_the_section_allows_it() -> None:
    sentence = "Future work on reeds is discussed."
    assert narrow_roles(sentence, ANY, place=0.1) == ANY
    methods = frozenset({Role.METHOD})
    assert narrow_roles(sentence, methods, place=1.0) == methods


def test_what_a_work_brings_is_no_background_though_it_comes_first() -> None:
    allowed = narrow_roles("This paper presents a new reed.", ANY, place=0.0)
    assert Role.BACKGROUND not in allowed
    assert Role.OBJECTIVE in allowed


@pytest.mark.parametrize(
    ("section", "place", "role"),
    [
        (Role.RESULT, 0.9, Role.LIMITS),
        (Role.RESULT, 0.2, Role.RESULT),
        (Role.METHOD, 0.9, Role.METHOD),
    ],
)
def test_limits_are_owned_to_among_results(section: Role, place: float, role: Role) -> None:
    sentence = "Key limitations of this approach include that reeds are taken to be alike."
    assert narrow_roles(sentence, frozenset({section}), place) == {role}
