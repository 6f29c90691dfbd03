"""The lists on which a group reads what it raised: they hold what people said, and end when one takes it back."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import _
from bot.loop import removals
from bot.store.outbox import Outbox
from bot.store.session import Work

START = "ours:"
OUT_OF_DATE = _("This list is out of date. Write /loop again.")


def key(group_id: int, number: int) -> str:
    """What a list is put into the outbox under."""
    return f"{START}{group_id}:{number}"


def end(work: Work, group_id: int | None, *, erasure_id: int | None = None) -> None:
    """Every list of a group says, once, that it is out of date; no words of it stay."""
    if group_id is None:
        return
    shown = (
        col(Outbox.programme_id) == work.programme_id,
        col(Outbox.key).startswith(f"{START}{group_id}:", autoescape=True),
    )
    rows = [number for number in work.session.exec(select(Outbox.id).where(*shown)).all() if number is not None]
    if rows:
        removals.take_away(work, col(Outbox.id).in_(rows), "", [OUT_OF_DATE], own_chat=None, erasure_id=erasure_id)
        work.session.execute(sa.update(Outbox).where(col(Outbox.id).in_(rows)).values(key=None))
