"""One courier at a time speaks for a bot: a lease by the database's own clock.

A lease row holds who, with which epoch, until when. It is taken when free or run out; every taking grows the epoch. The
holder renews it every second; what it does in the database is fenced by the epoch, and what it says is fenced by a
deadline of its own that comes before the row's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from bot.store.columns import Moment
from bot.store.leases import Lease

LEASE_SECONDS = 4.0
SAFETY_SECONDS = 1.0
FROZEN_SECONDS = 2
RENEW_SECONDS = 1.0

_LEASE = Lease.__table__  # type: ignore[attr-defined]
_FENCE = (
    sa.select(_LEASE.c.holder, _LEASE.c.epoch)
    .where(_LEASE.c.programme_id == sa.bindparam("programme"))
    .with_for_update(read=True)
)
_LET_GO = sa.text(f"SET LOCAL idle_in_transaction_session_timeout = '{FROZEN_SECONDS}s'")


class LostLease(Exception):
    """Somebody else speaks for the bot now."""


@dataclass(frozen=True, slots=True)
class Held:
    """The lease, held: nothing may be said after `deadline` (of `clock.monotonic()`)."""

    epoch: int
    deadline: float


ReadTime = Callable[[Session], datetime]


def database_time(session: Session) -> datetime:
    """The database's own clock, the one that all couriers share."""
    if session.get_bind().dialect.name == "sqlite":
        text: str = session.execute(sa.text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")).scalar_one()
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    moment: datetime = session.execute(sa.text("SELECT clock_timestamp()")).scalar_one()
    return moment


def take(session: Session, programme_id: int, holder: str, read_time: ReadTime = database_time) -> int | None:
    """Take the lease if it is free or has run out; returns the new epoch, or `None`."""
    let_go_when_frozen(session)
    row = _locked(session, programme_id) or _made(session, programme_id)
    now = read_time(session)
    if row.holder and row.until > now:
        return None
    epoch = int(row.epoch) + 1
    _write(session, programme_id, holder=holder, epoch=epoch, until=now + timedelta(seconds=LEASE_SECONDS))
    return epoch


def renew(session: Session, programme_id: int, holder: str, epoch: int, read_time: ReadTime = database_time) -> None:
    """Hold it for longer. Raises `LostLease` where somebody else has taken it."""
    let_go_when_frozen(session)
    row = _locked(session, programme_id)
    if row is None or row.holder != holder or row.epoch != epoch:
        raise LostLease
    _write(session, programme_id, until=read_time(session) + timedelta(seconds=LEASE_SECONDS))


def release(session: Session, programme_id: int, holder: str, epoch: int) -> None:
    """Let the next one have it at once."""
    mine = (_LEASE.c.programme_id == programme_id, _LEASE.c.holder == holder, _LEASE.c.epoch == epoch)
    session.execute(sa.update(_LEASE).where(*mine).values(holder=""))


def fence(session: Session, programme_id: int, holder: str, epoch: int) -> None:
    """Raise `LostLease` unless the lease is held; until the end of this transaction nobody can take it."""
    row = session.execute(_FENCE, {"programme": programme_id}).one_or_none()
    if row is None or row.holder != holder or row.epoch != epoch:
        raise LostLease


def is_free(session: Session, programme_id: int, read_time: ReadTime = database_time) -> bool:
    """Whether taking it is worth a try."""
    row = session.execute(
        sa.select(_LEASE.c.holder, _LEASE.c.until).where(_LEASE.c.programme_id == programme_id)
    ).one_or_none()
    return row is None or not row.holder or row.until <= read_time(session)


def let_go_when_frozen(session: Session) -> None:
    """A process that stands still in the middle of a transaction keeps nobody waiting for long for what it holds.

    Nothing of what that transaction did happened.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LET_GO)


def _locked(session: Session, programme_id: int) -> sa.Row[tuple[str, int, datetime]] | None:
    chosen = sa.select(_LEASE.c.holder, _LEASE.c.epoch, _LEASE.c.until)
    return session.execute(chosen.where(_LEASE.c.programme_id == programme_id).with_for_update()).one_or_none()


def _made(session: Session, programme_id: int) -> sa.Row[tuple[str, int, datetime]]:
    first = sa.text(
        "INSERT INTO lease (programme_id, holder, epoch, until) VALUES (:programme, '', 0, :until)"
        " ON CONFLICT DO NOTHING"
    ).bindparams(sa.bindparam("until", type_=Moment()))
    session.execute(first, {"programme": programme_id, "until": datetime.fromtimestamp(0, UTC)})
    row = _locked(session, programme_id)
    if row is None:
        raise LostLease
    return row


def _write(session: Session, programme_id: int, **values: object) -> None:
    session.execute(sa.update(_LEASE).where(_LEASE.c.programme_id == programme_id).values(**values))
