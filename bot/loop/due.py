"""What a look of the clock claims: rows that are due, some at a time, each in the hands of one process.

A statement is put together once, when its module is read: that takes four times as long as running it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.loop import promises
from bot.store.columns import Row
from bot.store.session import Work

R = TypeVar("R", bound=Row)
AT_ONCE = 200
PROGRAMME: sa.BindParameter[int] = sa.bindparam("programme")
NOW: sa.BindParameter[datetime] = sa.bindparam("now")
TODAY: sa.BindParameter[date] = sa.bindparam("today")
SINCE: sa.BindParameter[datetime] = sa.bindparam("since")
UNTIL: sa.BindParameter[Any] = sa.bindparam("until")


def rows(
    table: type[R], *which: sa.ColumnElement[bool] | bool, order: Sequence[Any] = (), most: int = AT_ONCE
) -> SelectOfScalar[R]:
    """The statement for some rows of one table, as they are now.

    What somebody else is at just now comes with the next look.
    """
    found = select(table).where(col(table.programme_id) == PROGRAMME, *which).order_by(*order).limit(most)
    return found.with_for_update(skip_locked=True).execution_options(populate_existing=True)


def claimed(work: Work, statement: SelectOfScalar[R], **moments: Any) -> Sequence[R]:
    """What a statement finds now, held until the transaction ends."""
    return work.session.exec(statement, params=values(work, **moments)).all()


def values(work: Work, **moments: Any) -> dict[str, Any]:
    """What is filled into a statement: the programme, now and today, and moments of its own."""
    return {"programme": work.programme_id, "now": work.now, "today": promises.today(work), **moments}
