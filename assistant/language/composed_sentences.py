"""Sentences that are computed from several papers, as they are known again when they are
checked.
"""

from __future__ import annotations

import re

GROUP_OPENING = re.compile(
    r"(?:Two papers|Several papers|Further work|A (?:first line of work|second "
    r"one|third one|fourth one)),?"
    r"(?: (?P<years>in \d{4}|from \d{4} to \d{4}),?)? (?:are|is) concerned with "
    r"(?P<about>[^.]+)\.?"
)
"""What a group of papers is concerned with."""
MEETING = re.compile(
    r"As in the work at hand, [\"“'`]{1,2}(?P<phrase>[^\"“”]+?)[\"”']{1,2} is a subject of\.?"
)
"""What papers have in common with the text that cites them."""
RELATION = re.compile(r"(?P<name>.+?)(?: of .+)? (?:returns|is used) in\.?")
"""What one paper brings and others speak of."""
