"""Telegram chats, the groups that live in them, and who belongs to which group."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel

from bot.store.columns import BIG, Row, listed, moment, refers, short, words
from bot.words import OutboxState


class Purpose(StrEnum):
    """What a chat is to the programme."""

    PRIVATE = "private"
    GROUP = "group"
    STAFF_ROOM = "staff_room"
    UNKNOWN = "unknown"


class Chat(Row, table=True):
    """One Telegram chat. Its Telegram number may change (a group becomes a supergroup); its row stays.

    `quiet_from`, `quiet_to`: minutes after midnight, in its group's zone or else the programme's, between which nothing
    goes there that can wait. `paused_until`: the same, for a while.
    """

    __table_args__ = (sa.UniqueConstraint("programme_id", "telegram_id"),)

    telegram_id: int = Field(sa_type=BIG)
    purpose: str = short()
    title: str = words()
    thread_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    quiet_from: int | None = None
    quiet_to: int | None = None
    paused_until: datetime | None = moment(nullable=True)
    seen_at: datetime = moment()
    unreachable_at: datetime | None = moment(nullable=True)
    unreachable_why: str | None = words(nullable=True)


_ENDS = sa.text("ends_on IS NOT NULL AND ended_at IS NULL")


class Group(Row, table=True):
    """A community's group. `rhythm_days` is how often it hears while something is owed; 0: on change only.

    `rhythm_weekday` (0 is Monday), `rhythm_minute` (after midnight there): when what can wait is told in one message.
    One without a chat `meets` somewhere else, and is told by the champion who stands for it. `keeper_id`: who of the
    team answers for what is still owed to it after it ended; `hears_through`: a named champion or body that tells it
    then. `ends_on`: the day on which the bot goes, as the group was told, in the name of `ending_by`. `since`: when
    the team took it in. `time_zone`: where it lives, if not in the programme's.
    """

    __tablename__ = "community_group"
    __table_args__ = (
        sa.Index("ix_community_group_ends", "programme_id", "ends_on", sqlite_where=_ENDS, postgresql_where=_ENDS),
    )

    chat_id: int | None = Field(default=None, foreign_key="chat.id", sa_type=BIG, nullable=True, unique=True)
    name: str = words()
    language: str = short(35)
    area: str = words()
    communities: list[Any] = listed()
    also_reads: list[Any] | None = Field(default=None, sa_type=sa.JSON, nullable=True)
    rhythm_days: int = 14
    rhythm_weekday: int = 3
    rhythm_minute: int = 17 * 60
    meets: str | None = words(nullable=True)
    how_many: int | None = None
    time_zone: str | None = Field(default=None, sa_type=sa.String(64), nullable=True)
    since: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)
    keeper_id: int | None = refers("person", nullable=True)
    ends_on: date | None = None
    ending_by: int | None = refers("person", nullable=True)
    hears_through: str | None = words(nullable=True)


class Membership(Row, table=True):
    """A person belongs to a group.

    `is_host`: may choose how the group is spoken to. `stands_for`: passes on what a group without a chat is told.
    """

    __table_args__ = (sa.UniqueConstraint("person_id", "group_id"),)

    person_id: int = refers("person")
    group_id: int = refers("community_group", index=True)
    since: datetime = moment()
    is_host: bool = False
    stands_for: bool = False


def migrate(session: Session, programme_id: int, old: int, new: int) -> None:
    """A group became a supergroup: its Telegram number `old` is `new` from now on. Said again, it changes nothing.

    The word of it comes by several ways and in any order, so a chat may already stand under `new`: the row that bears
    the history stays, and what points at the other one points at it from then on.
    """
    chat = Chat.__table__  # type: ignore[attr-defined]
    found = sa.select(chat.c.telegram_id, chat.c.id, chat.c.purpose).where(
        chat.c.programme_id == programme_id, chat.c.telegram_id.in_((old, new))
    )
    rows = {row.telegram_id: row for row in session.execute(found.with_for_update())}
    if old not in rows:
        return
    stays, values = rows[old], {"telegram_id": new, "thread_id": None, "unreachable_at": None, "unreachable_why": None}
    session.flush()
    _forget_messages(session, stays.id)
    if new in rows:
        _merge(session, rows[new].id, stays.id)
        if stays.purpose == Purpose.UNKNOWN:
            values["purpose"] = rows[new].purpose
    session.execute(sa.update(chat).where(chat.c.id == stays.id).values(**values))
    session.expire_all()


def _forget_messages(session: Session, chat_id: int) -> None:
    """Messages of a supergroup are counted anew: what was told in an old one must not be taken for a new one."""
    for table, where, message in (
        ("insight", "source_chat_id", "source_message_id"),
        ("insight_wording", "chat_id", "message_id"),
    ):
        told = SQLModel.metadata.tables[table]
        session.execute(sa.update(told).where(told.c[where] == chat_id).values({message: None}))
    waiting = SQLModel.metadata.tables["outbox"]
    mine = sa.select(waiting.c.id, waiting.c.what).where(waiting.c.chat_id == chat_id, waiting.c.state == "waiting")
    for row in session.execute(mine).all():
        if "reply_to" in row.what:
            what = {name: value for name, value in row.what.items() if name != "reply_to"}
            session.execute(sa.update(waiting).where(waiting.c.id == row.id).values(what=what))


def _merge(session: Session, goes: int, stays: int) -> None:
    """Everything that points at a chat points at another one; where only one may, the one that stays keeps its own."""
    group, chat = Group.__table__, Chat.__table__  # type: ignore[attr-defined]
    has_group = sa.select(group.c.id).where(group.c.chat_id == stays)
    if session.execute(has_group).first() is not None:
        session.execute(sa.update(group).where(group.c.chat_id == goes).values(chat_id=None))
    _merge_tellings(session, goes, stays)
    _merge_copies(session, goes, stays)
    _merge_acceptances(session, goes, stays)
    topic = SQLModel.metadata.tables["room_topic"]
    session.execute(sa.delete(topic).where(topic.c.chat_id == stays))
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if column.references(chat.c.id):
                session.execute(sa.update(table).where(column == goes).values({column.name: stays}))
    session.execute(sa.delete(chat).where(chat.c.id == goes))


def _merge_acceptances(session: Session, goes: int, stays: int) -> None:
    """Who brought the bot, and whether it may stay, is known under one number."""
    acceptance = SQLModel.metadata.tables["acceptance"]
    is_known = sa.select(acceptance.c.id).where(acceptance.c.chat_id == stays)
    if session.execute(is_known).first() is not None:
        session.execute(sa.delete(acceptance).where(acceptance.c.chat_id == goes))


def _merge_tellings(session: Session, goes: int, stays: int) -> None:
    """A telling owed under both numbers is owed once: the one of the chat that stays."""
    telling = SQLModel.metadata.tables["telling"]
    twin = telling.alias()
    both = sa.select(telling.c.id, twin.c.id.label("twin")).join(twin, telling.c.update_id == twin.c.update_id)
    for row in session.execute(both.where(telling.c.chat_id == goes, twin.c.chat_id == stays)).all():
        _become(session, telling, row.id, row.twin)


def _merge_copies(session: Session, goes: int, stays: int) -> None:
    """A trusted message that was for both numbers is said once there: as the copy of the chat that stays."""
    copy, said = SQLModel.metadata.tables["trusted_copy"], SQLModel.metadata.tables["outbox"]
    twin = copy.alias()
    both = sa.select(copy.c.id, twin.c.id.label("twin")).join(twin, copy.c.message_id == twin.c.message_id)
    own = (copy.c.for_group_id.is_(None), twin.c.for_group_id.is_(None))
    for row in session.execute(both.where(copy.c.chat_id == goes, twin.c.chat_id == stays, *own)).all():
        waits = (said.c.copy_id == row.id, said.c.state == OutboxState.WAITING)
        session.execute(sa.update(said).where(*waits).values(state=OutboxState.DROPPED, why="said there already"))
        _become(session, copy, row.id, row.twin)


def _become(session: Session, table: sa.Table, goes: int, stays: int) -> None:
    """What points at one row points at another one, in whose place the first one goes."""
    for other in SQLModel.metadata.sorted_tables:
        for column in other.columns:
            if column.references(table.c.id):
                session.execute(sa.update(other).where(column == goes).values({column.name: stays}))
    session.execute(sa.delete(table).where(table.c.id == goes))
