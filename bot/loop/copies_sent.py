"""What became of the copies of a trusted message, counted. Each copy's outbox row says it; none means that it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.loop import trusted
from bot.store.chats import Group
from bot.store.outbox import LOST, TABLE
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.store.updates import Version
from bot.words import OutboxState

LEFT, STOPPED = "left", "stopped"
NO_WORDS = "no version in "
PACE_SECONDS = 10
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_GROUP: sa.Table = Group.__table__  # type: ignore[attr-defined]
_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]
_PREFERENCES: sa.Table = Preferences.__table__  # type: ignore[attr-defined]
_VERSION: sa.Table = Version.__table__  # type: ignore[attr-defined]


class Fate(StrEnum):
    """What became of a copy."""

    WAITING = "waiting"
    HELD = "held"
    GOING = "going"
    SENT = "sent"
    WITH_CHAMPION = "with_champion"
    PASSED_ON = "passed_on"
    COULD_NOT = "could_not"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    LEFT = "left"


ON_ITS_WAY = frozenset({Fate.WAITING, Fate.GOING})
TO_DECIDE = (Fate.UNCERTAIN, Fate.HELD, Fate.COULD_NOT, Fate.FAILED)
"""What a person settles: says again or leaves, the most doubtful first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a message has come: copies by what became of them, why some failed, and the languages without words.

    `seconds_left`: until all has gone, as fast as it went lately; nothing where none goes. `next_at`: when the next
    ones go that are to wait for their hour.
    """

    counts: Mapping[Fate, int] = field(default_factory=dict)
    why: Mapping[str, int] = field(default_factory=dict)
    held_for: Mapping[str, int] = field(default_factory=dict)
    seconds_left: int | None = None
    next_at: datetime | None = None

    def __getitem__(self, fate: Fate) -> int:
        """How many copies that befell."""
        return self.counts.get(fate, 0)

    @property
    def total(self) -> int:
        """How many copies there are."""
        return sum(self.counts.values())


def progress(work: Work, message: TrustedMessage) -> Progress:
    """How far a message has come now."""
    rows = of(work, message).subquery()
    found = sa.select(rows.c.fate, sa.func.count(), sa.func.min(rows.c.send_at)).group_by(rows.c.fate)
    counted = {Fate(fate): (int(number), at) for fate, number, at in work.session.execute(found)}
    counts = {fate: number for fate, (number, _at) in counted.items()}
    next_at = counted[Fate.WAITING][1] if Fate.WAITING in counted else None
    return Progress(
        counts,
        _by(work, rows, rows.c.why, Fate.FAILED),
        _by(work, rows, rows.c.now_reads, Fate.HELD),
        _seconds_left(work, message, sum(counts.get(fate, 0) for fate in ON_ITS_WAY)),
        next_at if next_at is not None and next_at > work.now else None,
    )


def of(work: Work, message: TrustedMessage) -> sa.Select[Any]:
    """Every copy with its `fate`, why it failed, the language that its receiver reads now, and its outbox row."""
    reads = sa.func.coalesce(_GROUP.c.language, _PERSON.c.language, _COPY.c.language)
    return (
        sa.select(
            _COPY.c.id,
            _COPY.c.send_at,
            reads.label("now_reads"),
            TABLE.c.id.label("outbox_id"),
            TABLE.c.why,
            _fate(work, message, reads).label("fate"),
        )
        .select_from(_COPY)
        .outerjoin(TABLE, TABLE.c.copy_id == _COPY.c.id)
        .outerjoin(_GROUP, _GROUP.c.id == sa.func.coalesce(_COPY.c.group_id, _COPY.c.for_group_id))
        .outerjoin(_PERSON, sa.and_(_PERSON.c.id == _COPY.c.person_id, _COPY.c.for_group_id.is_(None)))
        .where(_COPY.c.message_id == message.number)
    )


def _fate(work: Work, message: TrustedMessage, reads: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    state, is_for_group = TABLE.c.state, _COPY.c.for_group_id.is_not(None)
    has_words = _has_words(work, message, reads)
    lost = state.in_(LOST)
    no_words = sa.and_(lost, TABLE.c.why.startswith(NO_WORDS, autoescape=True))
    may_wait = sa.or_(state.is_(None), state == OutboxState.WAITING)
    return sa.case(
        (sa.and_(may_wait, has_words), Fate.WAITING),
        (sa.or_(may_wait, no_words), Fate.HELD),
        (sa.and_(state == OutboxState.SENT, _COPY.c.passed_on_at.is_not(None)), Fate.PASSED_ON),
        (sa.and_(state == OutboxState.SENT, _COPY.c.could_not_at.is_not(None)), Fate.COULD_NOT),
        (sa.and_(state == OutboxState.SENT, is_for_group), Fate.WITH_CHAMPION),
        (state == OutboxState.SENT, Fate.SENT),
        (state == OutboxState.SENDING, Fate.GOING),
        (state == OutboxState.UNCERTAIN, Fate.UNCERTAIN),
        (state == OutboxState.FAILED, Fate.FAILED),
        else_=Fate.LEFT,
    )


def _has_words(work: Work, message: TrustedMessage, reads: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether a receiver reads one of the languages that the message is in, now, or is sent it in a chosen one."""
    written = list(trusted.written(work, message))
    chosen = TABLE.c.what["language"].as_string().is_not(None)
    return sa.or_(reads.in_(written), chosen, *(_also_reads(work, language) for language in written))


def _also_reads(work: Work, language: str) -> sa.ColumnElement[bool]:
    """Whether a group, or the person of a private chat, reads a language beside their own."""
    quoted = f'"{language}"'
    group = sa.cast(_GROUP.c.also_reads, sa.Text).contains(quoted, autoescape=True)
    theirs = (_PREFERENCES.c.person_id == _PERSON.c.id,)
    person = sa.cast(_PREFERENCES.c.also_reads, sa.Text).contains(quoted, autoescape=True)
    return sa.or_(sa.func.coalesce(group, sa.false()), sa.exists(sa.select(1).where(*theirs, person)))


def _by(work: Work, rows: sa.Subquery, column: sa.ColumnElement[Any], fate: Fate) -> dict[str, int]:
    found = sa.select(column, sa.func.count()).where(rows.c.fate == fate).group_by(column)
    return {str(name or "?"): int(number) for name, number in work.session.execute(found)}


def _seconds_left(work: Work, message: TrustedMessage, left: int) -> int | None:
    """As fast as it went in the last seconds in which any went."""
    since = work.now - timedelta(seconds=PACE_SECONDS)
    went = sa.select(sa.func.count()).where(
        TABLE.c.trusted_id == message.number, TABLE.c.state == OutboxState.SENT, TABLE.c.state_at > since
    )
    lately = int(work.session.execute(went).scalar_one())
    return -(-left * PACE_SECONDS // lately) if left and lately else None
