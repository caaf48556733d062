"""Another Python beside this one, which is talked to by pipes."""

from __future__ import annotations

import os
import subprocess
import sys


def start_python(program: str, **variables: str) -> subprocess.Popen[bytes]:
    """Start a program that imports from where this process does; no interrupt reaches it."""
    # As Python reads "".
    places = os.pathsep.join(place or os.getcwd() for place in sys.path)  # noqa: PTH109
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": places} | variables,
        start_new_session=True,
    )
