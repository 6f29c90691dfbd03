"""People, what they are in a programme, and the links by which they come in."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import BIG, Row, moment, refers, short, words


class Person(Row, table=True):
    """Somebody who has written to the bot in private, or pressed a button of it. `blocked_at`: they may not tell,
    and `blocked_why` says why not.

    `consented_at`: they said yes to the letter, in private; `consented_in_group_at`: in a group, to being heard there.
    `known_as`: what staff call a champion among themselves; `name` is what they themselves want to be called.
    """

    __table_args__ = (sa.UniqueConstraint("programme_id", "telegram_id"),)

    telegram_id: int = Field(sa_type=BIG)
    chat_id: int | None = refers("chat", index=True, nullable=True)
    name: str = words()
    title: str | None = words(nullable=True)
    language: str | None = Field(default=None, sa_type=sa.String(35), nullable=True)
    known_as: str | None = words(nullable=True)
    consented_at: datetime | None = moment(nullable=True)
    consented_in_group_at: datetime | None = moment(nullable=True)
    left_at: datetime | None = moment(nullable=True)
    blocked_at: datetime | None = moment(nullable=True)
    blocked_why: str | None = words(nullable=True)


class Grant(Row, table=True):
    """A role that a person holds: asked for by a link, good once somebody allowed it."""

    __table_args__ = (sa.UniqueConstraint("person_id", "role"), sa.Index("ix_grant_role", "role", "person_id"))

    person_id: int = refers("person")
    role: str = short()
    asked_at: datetime = moment()
    allowed_at: datetime | None = moment(nullable=True)
    allowed_by: int | None = refers("person", nullable=True)
    revoked_at: datetime | None = moment(nullable=True)


class Invitation(Row, table=True):
    """A link that brings people in. Only the hash of its secret is kept.

    `for_person_id`: somebody who was in already, and comes in again with it, perhaps from another account.
    """

    secret_hash: str = short(64, unique=True)
    role: str = short()
    group_id: int | None = refers("community_group", nullable=True)
    for_person_id: int | None = refers("person", nullable=True)
    made_by: int | None = refers("person", nullable=True)
    made_at: datetime = moment()
    expires_at: datetime = moment()
    uses_left: int = 1
    used: int = 0
    revoked_at: datetime | None = moment(nullable=True)
