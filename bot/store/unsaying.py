"""Taking people's words out of what stands in the outbox: said, or still to be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.language import Text
from bot.store import outbox
from bot.store.outbox import TABLE
from bot.words import OutboxState

_NO_WORDS = frozenset({"m", "p", "c", "code", "of", "at", "day", "after"})


def forget(session: Session, *, chat_id: int, up_to: int | None, now: datetime) -> None:
    """Take the words out of everything said in a chat (`up_to` a row); what is not said yet is not said any more."""
    unsaid = sa.case(
        (TABLE.c.state.in_((OutboxState.WAITING, OutboxState.UNCERTAIN)), OutboxState.DROPPED), else_=TABLE.c.state
    )
    nothing = {"do": "say", **outbox.shown((), ())}
    here = sa.update(TABLE).where(TABLE.c.chat_id == chat_id)
    if up_to is not None:
        here = here.where(TABLE.c.id <= up_to)
    session.execute(here.values(what=nothing, state=unsaid, telegram_chat=None, message_id=None, why=None))


def empty(session: Session, *, programme_id: int, rows: Sequence[int], instead: Sequence[Text]) -> None:
    """Take the words out of rows, and out of the changes made to them. What still waits says `instead`, or nothing."""
    for row in session.execute(_with_changes(programme_id, rows)).all():
        what = {**row.what, **outbox.shown(instead, ())}
        values: dict[str, Any] = {"what": what}
        if row.state in (OutboxState.WAITING, OutboxState.UNCERTAIN) and ("media" in what or not instead):
            values["state"] = OutboxState.DROPPED
        if "media" in what:
            what["media"] = {**what["media"], "file_id": ""}
        session.execute(sa.update(TABLE).where(TABLE.c.id == row.id).values(**values))


def reword(session: Session, *, programme_id: int, rows: Sequence[int], how: Callable[[str], str]) -> None:
    """Rows, and the changes made to them, hold what people wrote as `how` makes it read."""
    for row in session.execute(_with_changes(programme_id, rows)).all():
        parts = [_reworded(part, how) for part in row.what.get("parts", ())]
        if parts != row.what.get("parts", []):
            session.execute(sa.update(TABLE).where(TABLE.c.id == row.id).values(what={**row.what, "parts": parts}))


def _with_changes(programme_id: int, rows: Sequence[int]) -> sa.Select[Any]:
    """Some rows, and the changes made to what they said."""
    changes = sa.and_(TABLE.c.what["do"].as_string() == "edit", TABLE.c.what["outbox"].as_integer().in_(rows))
    return sa.select(TABLE.c.id, TABLE.c.what, TABLE.c.state).where(
        TABLE.c.programme_id == programme_id, sa.or_(TABLE.c.id.in_(rows), changes)
    )


def _reworded(value: Any, how: Callable[[str], str]) -> Any:
    """The values of texts, as `Text.to_json` wrote them; their messages and codes stay."""
    if isinstance(value, dict):
        return {name: part if name in _NO_WORDS else _reworded(part, how) for name, part in value.items()}
    if isinstance(value, list):
        return [_reworded(part, how) for part in value]
    return how(value) if isinstance(value, str) else value
