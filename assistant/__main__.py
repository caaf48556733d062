"""`songline`, and `python -m assistant`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; interrupted before it can tell so, it ends without a traceback."""
    try:
        from assistant.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        from assistant.errors import ExitCode

        return ExitCode.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
