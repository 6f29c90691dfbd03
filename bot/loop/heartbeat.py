"""The heartbeat of the clock: the team is told once when it stood still, was set back, or a look does not work.

Everything here goes by the machine's own time: what practice moves on is no standstill.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.loop import people, saying
from bot.store.looks import LookRun
from bot.store.session import Work
from bot.words import Lane, Role

STOOD_STILL = timedelta(minutes=10)
"""A restart takes less; whoever was to hear something meanwhile heard it late."""
IS_LATE = timedelta(minutes=15)
SET_BACK = timedelta(minutes=1)
HEART = ""
Ran = Mapping[str, datetime | None]
_TABLE: sa.Table = LookRun.__table__  # type: ignore[attr-defined]
_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing()
    for dialect in (sqlite, postgresql)
}


def beat(work: Work, ran: Ran) -> int:
    """Write down that the clock goes, and when each look last went well; returns how much the team was told.

    `ran`: every look of the schedule, with when it went well in this process. `work.now` is the machine's time.
    """
    rows = _rows(work, ran)
    heart = rows.pop(HEART)
    told = _stood_still(work, heart) + _set_back(work, heart, rows)
    heart.ran_at = max(heart.ran_at, work.now)
    for name, row in rows.items():
        if name not in ran:
            work.session.delete(row)
            continue
        row.ran_at = max(row.ran_at, ran[name] or row.ran_at)
        told += _works(work, row, heart)
    return told


def _rows(work: Work, ran: Ran) -> dict[str, LookRun]:
    """How it stood, the clock itself among them; two processes that beat at once do so one after the other."""
    found = select(LookRun).where(LookRun.programme_id == work.programme_id)
    rows = work.session.exec(found.order_by(col(LookRun.look)).with_for_update()).all()
    missing = {HEART, *ran} - {row.look for row in rows}
    if missing:
        new = {"programme_id": work.programme_id, "ran_at": work.now, "since": work.now}
        made = [{**new, "look": name} for name in sorted(missing)]
        work.session.execute(_MAKE[work.session.get_bind().dialect.name], made)
        return _rows(work, ran)
    return {row.look: row for row in rows}


def _stood_still(work: Work, heart: LookRun) -> int:
    if work.now - heart.ran_at < STOOD_STILL:
        return 0
    text = _(
        "I stood still from {begin} to {end}. What was due meanwhile is looked at now, so some news comes late.",
        begin=heart.ran_at,
        end=work.now,
    )
    heart.since = work.now
    return _tell(work, text, f"stood_still:{heart.ran_at:%Y%m%d%H%M%S}")


def _set_back(work: Work, heart: LookRun, rows: Mapping[str, LookRun]) -> int:
    """What was written down in what is the future now counts from now; said once a day, as two machines may differ."""
    if heart.ran_at - work.now < SET_BACK:
        return 0
    text = _(
        "The clock of my machine was set back, from {begin} to {end}. What is due by the hour may come late.",
        begin=heart.ran_at,
        end=work.now,
    )
    heart.ran_at = heart.since = work.now
    for row in rows.values():
        row.ran_at = min(row.ran_at, work.now)
    return _tell(work, text, f"set_back:{work.now:%Y%m%d}")


def _works(work: Work, row: LookRun, heart: LookRun) -> int:
    """A look that has not gone well for too long is named, once; so is that it works again."""
    is_late = work.now - max(row.ran_at, row.since, heart.since) >= IS_LATE
    if is_late == (row.said_at is not None):
        return 0
    what = Code(row.look)
    key = f"look:{row.look}:{row.ran_at:%Y%m%d%H%M%S}:{is_late}"
    if is_late:
        row.said_at = work.now
        text = _(
            "What I do by the clock has not worked since {begin}: {what}. My log says why.", begin=row.ran_at, what=what
        )
        return _tell(work, text, key)
    row.said_at = None
    return _tell(work, _("It works again: {what}.", what=what), key)


def _tell(work: Work, text: Text, key: str) -> int:
    """In the staff room; where there is none, administrators in private."""
    if saying.to_staff(work, [text], topic=Topic.OWED, key=key) is None:
        for person in people.holding(work, frozenset({Role.ADMINISTRATOR})):
            saying.to_person(work, person, [text], lane=Lane.ALERT, key=f"{key}:{person.number}")
    return 1
