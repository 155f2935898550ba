"""Typer commands and groups whose help is in the language in use.

The help is laid out here, from the parameters: typer's own has English phrases
in many places, breaks Chinese badly, and differs from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jianfu_rules.cli.help_text import Row, help_width, lay_out_rows, wrap
from jianfu_rules.cli.wording import say


class OutputClosedError(Exception):
    """The reader of a pipe left; no `OSError`, for typer makes exit code 1 of it."""


class _Spoken:
    """What a command and a group have in common."""

    help: str | None

    def invoke(self, ctx: Any) -> Any:
        """Call the command; see `OutputClosedError`."""
        try:
            return super().invoke(ctx)  # type: ignore[misc]
        except BrokenPipeError:
            raise OutputClosedError from None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, description, arguments, options and commands."""
        width = help_width()
        arguments = list(self._parameter_rows(ctx, "argument"))
        options = list(self._parameter_rows(ctx, "option"))
        options.append(("--help", say("help")))
        commands = list(self._command_rows(ctx))
        usage = [ctx.command_path, say("help.options_metavar")]
        usage += [name for name, _ in arguments]
        if commands:
            usage.append(say("help.command_metavar"))
        lines = [say("help.usage") + " ".join(usage), ""]
        for paragraph in (self.help or "").split("\n\n"):
            lines += wrap(paragraph, width)
        sections = (
            ("help.arguments", arguments),
            ("help.options", options),
            ("help.commands", commands),
        )
        for title, rows in sections:
            if rows:
                lines += ["", *lay_out_rows(say(title), rows, width)]
        formatter.write("\n".join(lines))

    def _parameter_rows(self, ctx: Any, kind: str) -> Iterator[Row]:
        for param in self.params:  # type: ignore[attr-defined]
            if param.param_type_name != kind or getattr(param, "hidden", False):
                continue
            about = param.help or ""
            if param.required:
                about += say("help.required")
            if kind == "argument":
                yield param.metavar or param.name, about
                continue
            names = ", ".join(sorted(param.opts, key=len))
            yield f"{names} {param.metavar or ''}".rstrip(), about

    def _command_rows(self, ctx: Any) -> Iterator[Row]:
        if isinstance(self, TyperGroup):
            for name in self.list_commands(ctx):
                command = self.get_command(ctx, name)
                about = (command and command.help) or ""
                yield name, about.split("\n\n")[0]


class SpokenCommand(_Spoken, TyperCommand):
    """A command."""


class SpokenGroup(_Spoken, TyperGroup):
    """A group of commands."""


class LazyGroup(SpokenGroup):
    """The commands of `COMMAND_NAMES`, each imported when asked for."""

    COMMAND_NAMES = (
        "classify",
        "report",
        "explain",
        "rules",
        "evaluate",
        "queue",
        "learn",
        "train",
        "redact",
        "dedup",
        "profile",
        "version",
    )

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order in which people need them."""
        return list(self.COMMAND_NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import ``jianfu_rules.cli.<name>`` and return its command."""
        if cmd_name not in self.COMMAND_NAMES:
            return None
        module = import_module(f"jianfu_rules.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command


def new_app(help_text: str, *, group: bool = False) -> typer.Typer:
    """Return an empty typer app for one command or one group of commands.

    Give every command of it ``cls=SpokenCommand``.
    """
    app = typer.Typer(
        cls=SpokenGroup,
        help=help_text,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    if group:
        # Without a callback typer makes a group of one command that command.
        app.callback()(_keep_as_group)
    return app


def _keep_as_group() -> None:
    return
