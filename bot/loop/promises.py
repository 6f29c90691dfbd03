"""Dates that staff owe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.loop import duty, nudge_times, promise_rules
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind

AFTER_A_NO_WORKING_DAYS = 5
_TABLE: sa.Table = Promise.__table__  # type: ignore[attr-defined]
WITH_IT = {PromiseKind.FIRST_WORD: (PromiseKind.FIRST_WORD, PromiseKind.LISTENING)}


def _said_anew(excluded: Any) -> dict[str, Any]:
    return {name: excluded[name] for name in ("owner_id", "nudge_at")}


_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_update(
        index_elements=("kind", "about", "about_id", "due_at"),
        set_={"kept_at": None, "late_said_at": None, "nudged": 0, **_said_anew(dialect.insert(_TABLE).excluded)},
        where=_TABLE.c.kept_at.is_not(None),
    )
    for dialect in (sqlite, postgresql)
}


def working_days_on(work: Work, days: int) -> datetime:
    """The end of the working day, that many working days from now, as the programme works."""
    calendar = promise_rules.calendar(work)
    return calendar.end(calendar.on(calendar.day_of(work.now), days))


def working_hours_on(work: Work, hours: int) -> datetime:
    """So many working hours from now."""
    return promise_rules.calendar(work).hours_on(work.now, timedelta(hours=hours))


def translated_by(work: Work) -> datetime:
    """When words that are missing in a language are there at the latest."""
    return working_days_on(work, promise_rules.of(work).translation_days)


def today(work: Work) -> date:
    """The programme's own date now."""
    return day_of(work, work.now)


def day_of(work: Work, moment: datetime) -> date:
    """The date of a moment, in the programme's zone."""
    return moment.astimezone(ZoneInfo(work.programme.time_zone)).date()


def end_of(work: Work, day: date) -> datetime:
    """The moment by which something promised for a day is due."""
    return promise_rules.calendar(work).end(day)


def utc(moment: datetime | None) -> datetime | None:
    """A moment as a database function gives it back, with its zone: SQLite forgets it."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def make(
    work: Work, kind: PromiseKind, about: str, about_id: int, due_at: datetime, owner_id: int | None = None
) -> None:
    """Owe something by a date. Made again it changes nothing, unless it was kept meanwhile: then it is owed anew.

    Where it is nobody's yet, whoever is on duty sees to it.
    """
    promise = {
        "programme_id": work.programme_id,
        "kind": kind,
        "about": about,
        "about_id": about_id,
        "owner_id": owner_id or duty.today(work),
        "due_at": due_at,
        "nudge_at": nudge_times.first(promise_rules.calendar(work), work.now, due_at),
        "nudged": 0,
    }
    work.session.execute(_MAKE[work.session.get_bind().dialect.name], promise)


def give(work: Work, about: str, about_id: int, owner_id: int) -> None:
    """All that is still owed on something is kept by this person from now on."""
    owed = (col(Promise.about) == about, col(Promise.about_id) == about_id, col(Promise.kept_at).is_(None))
    mine = sa.update(Promise).where(col(Promise.kind).in_(PromiseKind), *owed)
    work.session.execute(mine.values(owner_id=owner_id))


def owner_of(work: Work, kind: PromiseKind, about: str, about_id: int) -> int | None:
    """Who keeps what is owed on something; the newest, where it was promised again."""
    owed = (Promise.kind == kind, Promise.about == about, Promise.about_id == about_id, col(Promise.kept_at).is_(None))
    return work.session.exec(select(Promise.owner_id).where(*owed).order_by(col(Promise.id).desc())).first()


def bring_forward(work: Work, kind: PromiseKind, about: str, about_id: int, due_at: datetime) -> bool:
    """What is owed and not late yet is owed sooner; false where nothing of the kind is."""
    owed = (
        col(Promise.kind) == kind,
        col(Promise.about) == about,
        col(Promise.about_id) == about_id,
        col(Promise.kept_at).is_(None),
        col(Promise.due_at) > due_at,
    )
    newest = sa.select(sa.func.max(col(Promise.id))).where(*owed).scalar_subquery()
    at = nudge_times.first(promise_rules.calendar(work), work.now, due_at)
    sooner = sa.update(Promise).where(col(Promise.id) == newest).values(due_at=due_at, nudge_at=at, nudged=0)
    return work.session.execute(sooner.returning(col(Promise.id))).first() is not None


def keep(work: Work, kind: PromiseKind, about: str, about_id: int) -> None:
    """What was owed has been done; kept once, however often this is said. With a first word, so is what led to it."""
    keep_all(work, kind, about, [about_id])


def keep_all(work: Work, kind: PromiseKind, about: str, numbers: Iterable[int] | Select[int]) -> None:
    """`keep`, for several subjects at once."""
    work.session.execute(
        sa.update(Promise)
        .where(
            col(Promise.programme_id) == work.programme_id,
            col(Promise.kind).in_(WITH_IT.get(kind, (kind,))),
            col(Promise.about) == about,
            col(Promise.about_id).in_(numbers),
            col(Promise.kept_at).is_(None),
        )
        .values(kept_at=work.now)
    )


def give_up(work: Work, kind: PromiseKind, about: str, about_id: int) -> None:
    """Another day is promised instead: one that was still ahead was never kept, and one that went by was missed."""
    ahead = sa.delete(Promise).where(
        col(Promise.programme_id) == work.programme_id,
        col(Promise.kind) == kind,
        col(Promise.about) == about,
        col(Promise.about_id) == about_id,
        col(Promise.kept_at).is_(None),
        col(Promise.due_at) > work.now,
    )
    work.session.execute(ahead.execution_options(synchronize_session="fetch"))
    keep(work, kind, about, about_id)


def due_next(work: Work, kind: PromiseKind, about: str, about_id: int) -> datetime | None:
    """The date of the newest promise of this kind that is open and not late."""
    return work.session.exec(
        select(Promise.due_at)
        .where(
            Promise.programme_id == work.programme_id,
            Promise.kind == kind,
            Promise.about == about,
            Promise.about_id == about_id,
            col(Promise.kept_at).is_(None),
            Promise.due_at > work.now,
        )
        .order_by(col(Promise.due_at).desc())
    ).first()


def open_about(work: Work, kind: PromiseKind, about: str) -> Select[int]:
    """The numbers of what promises of a kind still stand open for, to select among."""
    return sa.select(Promise.about_id).where(  # type: ignore[call-overload, no-any-return]
        col(Promise.programme_id) == work.programme_id,
        col(Promise.kind) == kind,
        col(Promise.about) == about,
        col(Promise.kept_at).is_(None),
    )


def overdue(work: Work, kinds: Iterable[PromiseKind]) -> list[Promise]:
    """Promises of these kinds past their date, not kept, of which nobody has been told yet that they are late."""
    return list(
        work.session.exec(
            select(Promise)
            .where(
                Promise.programme_id == work.programme_id,
                col(Promise.kind).in_(kinds),
                col(Promise.kept_at).is_(None),
                col(Promise.late_said_at).is_(None),
                Promise.due_at <= work.now,
            )
            .order_by(col(Promise.due_at))
            .limit(200)
            .with_for_update(skip_locked=True)
        ).all()
    )
