"""The command line: runs one command, and turns every error into a sentence and an exit
code.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from assistant.cli.closed_streams import stand_in_for_closed_streams
from assistant.cli.parsers import make_parser
from assistant.cli.parsers.typed import spare_filters
from assistant.errors import ExitCode, exit_code
from store.errors import InputError, SonglineError
from store.printable import printable
from store.redaction import hide_secrets, remember_password

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

RARELY = 50_000
"""New objects until garbage is looked for: imports make many and leave none, and looking among
them was a tenth of what a question takes.
"""

_NO_OUTPUT = "The output cannot be written"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error but a bug is told in a sentence."""
    gc.set_threshold(RARELY)
    # The products of one question are small: what a second thread saves it burns waiting for
    # the next, a fifth of a question's processor time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    stand_in_for_closed_streams()
    _accept_any_encoding()
    given = sys.argv[1:] if arguments is None else arguments
    for argument in given:
        remember_password(argument)
    options = make_parser().parse_args(spare_filters(given))
    try:
        return _run(options)
    except SonglineError as error:
        return _tell(error, exit_code(error), debug=options.debug)
    except KeyboardInterrupt as error:
        return _tell(error, ExitCode.INTERRUPTED, debug=options.debug)
    except BrokenPipeError:
        # Whoever read our output has had enough; what Python would still flush has no reader
        # either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.ANSWERED
    except OSError as error:
        # The streams of a program have no name.
        what = f"{error.filename} cannot be used" if error.filename else _NO_OUTPUT
        return _tell(
            InputError(what, why=error.strerror or str(error)),
            ExitCode.BAD_INPUT,
            debug=options.debug,
        )
    except Exception as error:  # noqa: BLE001
        return _tell(error, ExitCode.BUG, debug=options.debug)


def _run(options: Namespace) -> int:
    """Import the command's module, and nothing of the others'."""
    from assistant.cli.settings.config import check_model_is_asked, read_settings

    settings = read_settings(options)
    module, function = options.run.split(":")
    if module != "config":  # which shows what was chosen, be it of use or not
        check_model_is_asked(options, settings)
    run = getattr(import_module(f"assistant.cli.commands.{module}"), function)
    return int(run(options, settings))


def _tell(error: BaseException, code: ExitCode, *, debug: bool) -> int:
    if debug:
        import traceback

        trace = "".join(traceback.format_exception(error))
        print(printable(hide_secrets(trace)), file=sys.stderr)
    text = str(error)
    if code == ExitCode.INTERRUPTED:
        text = f"interrupted; {str(error) or 'what was finished is kept'}"
    elif code == ExitCode.BUG:
        text = (
            f"a bug: {type(error).__name__}: {error}\nRun it again with --debug and "
            f"report what it prints."
        )
    print(printable(hide_secrets(f"songline: {text}")), file=sys.stderr)
    return code


def _accept_any_encoding() -> None:
    """Keep going where bytes that come in are no text, or where the way out has no sign for
    a character.
    """
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
