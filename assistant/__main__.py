"""`songline`, and `python -m assistant`."""

from __future__ import annotations

import sys

_INTERRUPTED = 130
"""As `ExitCode.INTERRUPTED`, which is not imported yet."""


def main() -> int:
    """Run the command line; interrupted before it can tell so, it ends without a traceback."""
    try:
        from assistant.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
