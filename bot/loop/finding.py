"""Finding rows by number: of this programme, or not at all."""

from __future__ import annotations

from typing import TypeVar

from bot import errors
from bot.language import _
from bot.store.columns import Row
from bot.store.session import Work

R = TypeVar("R", bound=Row)


def one(work: Work, table: type[R], number: int | None) -> R:
    """The row with this number. Raises `errors.NoLongerThere` where this programme has none."""
    found = None if number is None else work.session.get(table, number)
    if found is None or found.programme_id != work.programme_id:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    return found
