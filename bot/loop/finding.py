"""Finding rows by number: of this programme, or not at all."""

from __future__ import annotations

from typing import TypeVar

from bot import errors
from bot.language import _
from bot.store.columns import Row
from bot.store.session import Work

R = TypeVar("R", bound=Row)


def one(work: Work, table: type[R], number: int | None, *, held: bool = False) -> R:
    """The row with this number; `held`, as it is now and nobody else's until the transaction ends.

    Raises `errors.NoLongerThere` where this programme has none.
    """
    how = {"with_for_update": {"key_share": True}, "populate_existing": True} if held else {}
    if held:
        work.session.flush()
    found = None if number is None else work.session.get(table, number, **how)  # type: ignore[arg-type]
    if found is None or found.programme_id != work.programme_id:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    return found
