"""Copies of trusted messages at the moment when they are said: only what was approved, and only while it goes out."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.courier.render import NoVersion, VersionKey
from bot.loop import trusted_going
from bot.loop.trusted_going import HELD, Copies, Going, Sort
from bot.store.programme import Programme
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage

PAUSED = "paused"
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_KINDS = sa.select(_COPY.c.id, _COPY.c.language, _COPY.c.is_easy, _COPY.c.for_group_id).where(
    _COPY.c.id.in_(sa.bindparam("ids", expanding=True))
)


class HeldUp(Exception):
    """Its message stands still; it waits until that goes on."""


class Over(Exception):
    """Its message is not said any more; the error says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A message, and whether it goes out at this moment. `copies` say what it says, where that is asked."""

    message: TrustedMessage
    going: Going
    copies: Callable[[], Copies]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked up about the messages of some rows, once for all of them."""

    messages: Mapping[int, Found]
    sorts: Mapping[int, Sort]

    def passes_quiet_hours(self, row: Any) -> bool:
        """Only danger to life does."""
        message = self.messages[row.trusted_id].message
        return message.is_urgent and message.is_for_life

    def what(self, row: Any, readable: Sequence[str], words: Container[VersionKey]) -> Mapping[str, Any]:
        """What a row says: as it waits, or anew where its chat reads another language now.

        Raises `HeldUp`, `Over`, and `NoVersion` where that language was left out or is not there.
        """
        found = self.messages[row.trusted_id]
        if found.going in HELD:
            raise HeldUp
        if found.going is not Going.GOES:
            raise Over(found.going)
        if "language" in row.what:
            return dict(row.what)
        sort = self.sorts[row.copy_id]
        of = [part["of"] for part in row.what["parts"] if "of" in part]
        language = next((one for one in readable if all((it, row.trusted_id, one) in words for it in of)), None)
        if language is None:
            raise NoVersion(readable[0])
        if language == sort.language:
            return dict(row.what)
        return {**row.what, **found.copies().said(sort._replace(language=language))}

    def is_bound(self, of: str, number: int, language: str) -> bool:
        """Whether words may be said: those of a language that was left out may not."""
        found = self.messages.get(number)
        return found is None or of not in trusted_going.OF or language not in found.message.left_out


NOTHING = Checked({}, {})


def checked(session: Session, rows: Iterable[Any], now: datetime) -> Checked:
    """Look up whether the messages of these rows may be said. Costs nothing where none is a copy."""
    copies = {row.copy_id: row.trusted_id for row in rows if row.copy_id is not None}
    if not copies:
        return NOTHING
    found = session.exec(select(TrustedMessage).where(col(TrustedMessage.id).in_(set(copies.values())))).all()
    messages = {one.number: _looked_up(session, one, now) for one in found}
    kinds = session.execute(_KINDS, {"ids": list(copies)})
    return Checked(messages, {one.id: Sort(one.language, one.is_easy, one.for_group_id is not None) for one in kinds})


def _looked_up(session: Session, message: TrustedMessage, now: datetime) -> Found:
    work = Work(session, session.get_one(Programme, message.programme_id), now)
    return Found(message, trusted_going.going(work, message), cache(lambda: Copies(work, message)))
