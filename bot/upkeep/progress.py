"""How far something long has come, for whoever watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Tell = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Nobody watches."""


@contextmanager
def bar(label: str) -> Iterator[Tell]:
    """A bar on standard error, where that is a terminal; elsewhere nothing, so that logs and pipes stay clean."""
    if not sys.stderr.isatty():
        yield silent
        return
    with typer.progressbar(length=100, label=label, file=sys.stderr) as shown:

        def tell(done: int, of: int) -> None:
            shown.update(min(100, done * 100 // max(1, of)) - shown.pos)

        yield tell
        tell(1, 1)
