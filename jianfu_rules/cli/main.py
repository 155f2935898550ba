"""The command ``jianfu``: languages, exit codes and the last net for failures.

Exit codes: 0 fine · 1 findings · 2 wrong use · 3 rules unreadable · 4 some input
could not be read · 5 incomplete results with --strict · 70 unexpected failure ·
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.streams import silence_stdout, soften_streams
from jianfu_rules.cli.wording import LANGUAGES, say, say_usage_error, speak, spoken
from jianfu_rules.errors import InputError, JianfuError, Problem, render_problem

_WRONG_USE_CODES = frozenset(
    {
        "JF346",
        "JF613",
        "JF628",
        "JF629",
        "JF650",
        "JF651",
        "JF652",
        "JF653",
        "JF654",
        "JF655",
        "JF656",
        "JF657",
        "JF659",
        "JF665",
        "JF691",
        "JF692",
        "JF693",
        "JF710",
        "JF713",
        "JF715",
        "JF716",
        "JF752",
        "JF753",
        "JF724",
        "JF766",
        "JF767",
    }
)


def run(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    soften_streams()
    words = list(sys.argv[1:] if args is None else args)
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
        code = exit_codes.OK
    except OSError as error:
        code = _refused(error)
    sys.exit(code)


def _run(words: list[str]) -> int:
    try:
        words = _take_language(words)
        return _call(words)
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    except JianfuError as error:
        for problem in error.problems:
            print(render_problem(problem, spoken()), file=sys.stderr)
        return _exit_code(error)
    except BrokenPipeError:
        # From stderr, or from the help text.
        silence_stdout()
        return exit_codes.OK
    except OSError as error:
        return _refused(error)
    except Exception as error:  # no person is shown a traceback
        # Typer brings its parser along under a private name or imports click's,
        # by version; its usage errors are told by what they can do.
        if hasattr(error, "format_message"):
            return _wrong_use(error)
        return _unexpected(error)


def _exit_code(error: JianfuError) -> int:
    if not isinstance(error, InputError):
        return exit_codes.RULES
    if all(problem.code in _WRONG_USE_CODES for problem in error.problems):
        return exit_codes.WRONG_USE
    return exit_codes.INPUT


def _take_language(words: list[str]) -> list[str]:
    """Take ``--lang`` out, wherever it stands: help texts are made at import."""
    lang = os.environ.get("JIANFU_LANG", "zh")
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word == "--lang":
            lang = next(waiting, "")
        elif word.startswith("--lang="):
            lang = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if lang not in LANGUAGES:
        values = {"detail": f"--lang: zh | en, ≠ “{lang}”", "command": "jianfu"}
        raise _WrongUseError(Problem("JF690", values))
    speak(lang)
    return rest


class _WrongUseError(Exception):
    """Wrong use that is found before the parser runs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem

    def format_message(self) -> str:
        return str(self.problem.values["detail"])


def _call(words: list[str]) -> int:
    import typer

    from jianfu_rules.cli.spoken import LazyGroup, OutputClosedError

    app = typer.Typer(
        cls=LazyGroup,
        help=say("app"),
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def jianfu(
        lang: str = typer.Option(  # taken out before, shown in the help
            spoken(), "--lang", metavar=say("metavar.lang"), help=say("app.lang")
        ),
    ) -> None:
        return

    command = typer.main.get_command(app)
    try:
        code = command.main(
            args=words or ["--help"], prog_name="jianfu", standalone_mode=False
        )
    except OutputClosedError:
        silence_stdout()
        return exit_codes.OK
    return code if isinstance(code, int) else exit_codes.OK


def _wrong_use(error: Exception) -> int:
    detail = say_usage_error(error.format_message())  # type: ignore[attr-defined]
    # The parser knows how far it came, unless it never ran.
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "jianfu"
    values = {"detail": detail, "command": command}
    print(render_problem(Problem("JF690", values), spoken()), file=sys.stderr)
    return exit_codes.WRONG_USE


def _refused(error: OSError) -> int:
    """Say what the system refused; files are named where they are opened."""
    detail = error.strerror or str(error)
    if error.filename is not None:
        detail = f"{error.filename}: {detail}"
    with suppress(OSError):  # where stderr is full too, the exit code must do
        problem = Problem("JF698", {"detail": detail})
        print(render_problem(problem, spoken()), file=sys.stderr)
    if os.environ.get("JIANFU_DEBUG"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    silence_stdout()
    return exit_codes.INPUT


def _unexpected(error: Exception) -> int:
    if os.environ.get("JIANFU_DEBUG"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    first_line = (str(error).splitlines() or [""])[0]
    values = {"detail": f"{type(error).__name__}: {first_line}"}
    print(render_problem(Problem("JF699", values), spoken()), file=sys.stderr)
    return exit_codes.UNEXPECTED


if __name__ == "__main__":
    run()
