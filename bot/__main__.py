"""The `hearback` command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import errors
from bot.upkeep import command
from bot.upkeep.command import Exit

app = typer.Typer(
    name="hearback",
    help="Connects community groups with the people who run health services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
command.register(app)


DAY = ["%Y-%m-%d"]


class Form(StrEnum):
    """What a report may be made as."""

    MARKDOWN = "md"
    CSV = "csv"


class Invited(StrEnum):
    """Whom a link may be for."""

    ADMINISTRATOR = "administrator"
    STAFF = "staff"
    CHAMPION = "champion"


@app.command()
def run() -> None:
    """Run Hearback. Without HEARBACK_TOKEN: a practice borough on this machine, with a page to try it."""
    from bot import running, settings

    running.run(settings.load())


@app.command()
def practice() -> None:
    """Run only the practice Telegram, for a Hearback of your own to talk to."""
    from bot import running, settings

    running.practice(settings.load())


@app.command()
def invite(
    role: Annotated[Invited, typer.Argument(help="Whom the link is for.")],
    uses: Annotated[int, typer.Option(min=1, max=500, help="How many people may come in by it.")] = 1,
    group: Annotated[int | None, typer.Option(help="The number of the group that champions join.")] = None,
) -> None:
    """Print a link that brings somebody in. An administrator's works once, for an hour."""
    from bot import commands, settings

    typer.echo(commands.invite(settings.load(), role.value, uses=uses, group_id=group))


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    from bot import commands, settings

    typer.echo(commands.migrate(settings.load()))


@app.command()
def erased(
    keep: Annotated[bool, typer.Option("--keep", help="Write them beside the backups as well.")] = False,
) -> None:
    """Print a line for everybody who had themselves erased; they are to lie beside the backups."""
    from bot import commands, settings

    for line in commands.erased(settings.load(), keep=keep):
        typer.echo(line)


@app.command()
def erase_again(
    lines: Annotated[typer.FileText, typer.Argument(help="A file with what `hearback erased` printed.")],
) -> None:
    """After a backup was put back by hand: erase again who was erased since. `hearback restore` does so itself."""
    from bot import commands, settings

    typer.echo(commands.erase_again(settings.load(), lines.read().splitlines()))


@app.command()
def report(
    first: Annotated[datetime, typer.Option("--from", formats=DAY, help="The first day, for instance 2026-01-01.")],
    last: Annotated[datetime, typer.Option("--to", formats=DAY, help="The last day; it is in the report, too.")],
    form: Annotated[Form, typer.Option("--format", help="A page to read (md) or a sheet (csv).")] = Form.MARKDOWN,
    out: Annotated[Path | None, typer.Option(help="The file to write it to, else it is printed.")] = None,
) -> None:
    """Print the figures of some days, or write them to a file. It only reads, and may run beside Hearback."""
    from bot import desk_reading, settings

    _write(desk_reading.report(settings.load(), first.date(), last.date(), form.value), out)


@app.command()
def audit(
    reference: Annotated[str, typer.Argument(help="What was told (H-12) or a matter (M-3).")],
) -> None:
    """Print everything that was done with it: who, when, before and after. It only reads."""
    from bot import desk_reading, settings

    for line in desk_reading.history(settings.load(), reference):
        typer.echo(line)


words_app = typer.Typer(help="The lists of urgent words: each runs only where a named reviewer has signed it.")
app.add_typer(words_app, name="words", no_args_is_help=True)


@words_app.command()
def sign(
    language: Annotated[str, typer.Argument(help="The list's language, for instance ur.")],
    reviewer: Annotated[str, typer.Option(help="Who has read the list and stands for it: name and role.")],
) -> None:
    """Sign a list as it is now. When a new version changes it, it is unsigned again until somebody reads it anew."""
    from bot import commands, settings

    typer.echo(commands.sign_words(settings.load(), language, reviewer))


@words_app.command()
def unsign(language: Annotated[str, typer.Argument(help="The list's language.")]) -> None:
    """Stop a list: from now on its words are not looked for."""
    from bot import commands, settings

    typer.echo(commands.unsign_words(settings.load(), language))


locales_app = typer.Typer(help="The languages: each is offered to people once a named speaker has approved it.")
app.add_typer(locales_app, name="locales", no_args_is_help=True)


@locales_app.command("pack")
def pack_of(
    language: Annotated[str, typer.Argument(help="The language, for instance pl.")],
    out: Annotated[Path | None, typer.Option(help="The file to write the page to, else it is printed.")] = None,
) -> None:
    """Make a page to print: the sixty texts that matter most, for a speaker to read aloud in twenty minutes."""
    from bot import commands, settings

    _write(commands.language_pack(settings.load(), language).encode(), out)


@locales_app.command()
def approve(
    language: Annotated[str, typer.Argument(help="The language, for instance pl.")],
    reader: Annotated[str, typer.Option(help="Who speaks it, has read the page and stands for it: name and role.")],
) -> None:
    """Approve a language as it is now. When a new version changes one of the texts, somebody reads them anew."""
    from bot import commands, settings

    typer.echo(commands.approve_language(settings.load(), language, reader))


@locales_app.command()
def withdraw(language: Annotated[str, typer.Argument(help="The language.")]) -> None:
    """Offer a language to people no more."""
    from bot import commands, settings

    typer.echo(commands.withdraw_language(settings.load(), language))


def _write(made: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(made)
        return
    try:
        out.write_bytes(made)
    except OSError as error:
        raise errors.WrongSetting(f"{out} cannot be written ({type(error).__name__}).") from error
    typer.echo(f"Written to {out}.", err=True)


def main() -> None:
    """What the installed command calls. Exit codes: see `Exit`."""
    ending(app)


def ending(work: Callable[[], None]) -> None:
    """Do something, and end the process as a command does where it went wrong: one sentence and an exit code."""
    try:
        work()
    except errors.WrongSetting as error:
        typer.echo(str(error), err=True)
        sys.exit(Exit.WRONG_USE)
    except errors.HearbackError as error:
        typer.echo(str(error), err=True)
        sys.exit(Exit.FAILED)


if __name__ == "__main__":
    main()
