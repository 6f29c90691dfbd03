"""The commands of whoever operates Hearback, put among the others."""

from __future__ import annotations

import json
import sys
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="For a script: one JSON object.")]


class Exit(IntEnum):
    """How a command ended: 0 fine, 1 failed, 2 wrong use or setting, 3 `doctor` found faults."""

    FINE = 0
    FAILED = 1
    WRONG_USE = 2
    FAULTS_FOUND = 3


def register(app: typer.Typer) -> None:
    """Let these be commands of an application."""
    for command in (doctor, health, backup, restore, export, import_, new_token):
        app.command(command.__name__.rstrip("_").replace("_", "-"))(command)


def doctor(as_json: AsJson = False) -> None:
    """Look for what is wrong with this installation, and say how to mend it. It writes nothing."""
    from bot import settings
    from bot.upkeep import doctor as at_work

    report = at_work.look(settings.load())
    _print(report.to_json(), report.lines(), as_json=as_json)
    if report.findings:
        raise typer.Exit(Exit.FAULTS_FOUND)


def health(as_json: AsJson = False) -> None:
    """Ask the Hearback that runs on this machine whether it is ready; ends with 1 where it is not."""
    from bot import settings
    from bot.upkeep import asking

    answer = asking.ready(settings.load())
    _print(answer, [str(answer["status"])], as_json=as_json)
    if answer["status"] != "ready":
        raise typer.Exit(Exit.FAILED)


def backup(as_json: AsJson = False) -> None:
    """Copy the database into HEARBACK_BACKUPS, look the copy through, let old ones go. Hearback may run meanwhile."""
    from bot import settings
    from bot.upkeep import backups, progress

    with progress.bar("Copying") as tell:
        done = backups.make(settings.load(), tell)
    _print(done.to_json(), [done.line()], as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup: one of the files in HEARBACK_BACKUPS.")],
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the database, and erase again whoever was erased since. Hearback must not run."""
    from bot import settings
    from bot.upkeep import progress, restoring

    with progress.bar("Restoring") as tell:
        done = restoring.restore(settings.load(), file, tell)
    _print(done.to_json(), done.lines(), as_json=as_json)


def export(
    file: Annotated[Path, typer.Argument(help="The file to write, for instance hearback.jsonl.gz.")],
    as_json: AsJson = False,
) -> None:
    """Write all rows of this bot's programme to a file, to move them to another kind of database."""
    from bot import settings
    from bot.upkeep import portable, progress

    with progress.bar("Writing") as tell:
        done = portable.write(settings.load(), file, tell)
    _print(done.to_json(), [done.line()], as_json=as_json)


def import_(
    file: Annotated[Path, typer.Argument(help="A file that `hearback export` has written.")], as_json: AsJson = False
) -> None:
    """Put what `hearback export` has written into an empty database: all of it, or nothing."""
    from bot import settings
    from bot.upkeep import portable, progress

    with progress.bar("Reading") as tell:
        done = portable.read(settings.load(), file, tell)
    _print(done.to_json(), [done.line()], as_json=as_json)


def new_token(
    into: Annotated[Path, typer.Option(help="The file that HEARBACK_TOKEN stands in.")],
) -> None:
    """Try another token of the same bot, read from standard input, and write it into the file of settings."""
    from bot import settings
    from bot.upkeep import tokens

    given = typer.prompt("The new token", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    typer.echo(tokens.renew(settings.load(), given.strip(), into))


def _print(data: dict[str, Any], lines: list[str], *, as_json: bool) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))
