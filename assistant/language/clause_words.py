"""Function words that part, join and tie what a sentence says, and verbs that turn or name it;
for the check of sentences.
"""

from __future__ import annotations

import re

TO_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
STAYS = TO_BE | {"remain", "remains"}
"""What a negation before a participle may stand behind: `labels are not needed`."""
JOINTS = TO_BE | {"of", "in", "for", "the", "a", "an", "s", "by", "on", "with"}
"""Words that add no role to what stands beside them."""
BREAKS = frozenset({",", ";", ":", "(", ")", "and", "or", "but"})
"""What parts two clauses, or two items of a list."""
PARTINGS = frozenset(", ; : ( and or but while whereas which".split())
"""What parts a fact from the next one."""
STOPS = frozenset(", ; : ( ) but while whereas because and than".split())
"""What no negation reaches across."""
BEHIND_CONTRASTS = frozenset({"of", "than", "to"})
"""What makes a contrast of `instead`, `rather` and `opposed`."""
LIST_JOINS = frozenset({",", "and", "or", "/", "&"})
LIST_ENDS = frozenset(
    {",", ";", ":", ")", "respectively", "with", "on", "for", "in", "by", "at"}
)
LIST_TIES = frozenset({"on", "for", "in", "with", "over", "than", "at", "to", "using"})
"""What ties a list to the one whose items belong to its own, one by one."""
DIRECTIONS = frozenset("above after before below fewer less more most".split())
"""Function words that point a way."""
ALL_IN_IDIOMS = frozenset((before, ",") for before in ("in", "at", "above", "after"))
"""What stands around an `all` that counts nothing: `in all,`."""
NAMING = re.compile(
    r"(?:propos|introduc|present|develop|design|nam|call|dub|term|denot|describ|"
    r"creat|build|releas|report)\w*\s"
)
"""A verb that the name of a thing stands behind."""
TURNS = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|whether|if|unless|fail\w*|"
    r"lack\w*|hardly|rarely|unlikely|"
    r"impossible|false|rather than|instead of|far from)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What turns the words that stand behind it: left out of a quotation, it says the opposite."""
