"""What a paper is about: from the command line, a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.composing.related.planning import LONGEST
from store.errors import InputError
from store.files import read_text
from store.printable import printable

if TYPE_CHECKING:
    from argparse import Namespace

_ADVICE = 'Say what your paper is about: songline related "…", or --abstract FILE'


def read_topic(options: Namespace) -> str:
    """Return what the user's paper is about. Raises InputError where that is not said, or
    said twice.
    """
    if options.abstract and options.topic:
        raise InputError(
            "There are two topics",
            why="one on the command line and one in a file",
            advice="Give one.",
        )
    if options.abstract:
        text = read_text(Path(options.abstract), _ADVICE)
    elif options.topic == ["-"]:
        text = sys.stdin.read(LONGEST + 1)
    else:
        text = " ".join(options.topic)
    topic = printable(text).strip()
    if not topic:
        raise InputError("There is no topic", advice=_ADVICE)
    return topic
