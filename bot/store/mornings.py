"""How staff get through what waits: the digest and its hour, who sits at the cards, which card is open with whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from bot.store.columns import BIG, Row, listed, moment, refers

HALF_PAST_EIGHT = 8 * 60 + 30


class DigestHour(Row, table=True):
    """When a programme's digest comes, in minutes after midnight there; `sent_on`: the last day that it came."""

    __tablename__ = "digest_hour"

    programme_id: int = Field(foreign_key="programme.id", sa_type=BIG, unique=True)
    minutes: int = HALF_PAST_EIGHT
    sent_on: date | None = None
    sent_at: datetime | None = moment(nullable=True)


class DigestReader(Row, table=True):
    """A staff member who wants the digest in private as well."""

    __tablename__ = "digest_reader"

    person_id: int = Field(foreign_key="person.id", sa_type=BIG, unique=True)
    since: datetime = moment()


class Sitting(Row, table=True):
    """A staff member goes through the cards that wait, one by one, in one message of their private chat.

    `insight_id`: the card that is open. `later`: cards that come again at the end. `passed`: those that do not come
    again in this sitting. `picked`: those that are chosen to be answered or joined together; none while one is open.
    """

    person_id: int = Field(foreign_key="person.id", sa_type=BIG, unique=True)
    outbox_id: int | None = refers("outbox", nullable=True)
    insight_id: int | None = refers("insight", nullable=True)
    later: list[Any] = listed()
    passed: list[Any] = listed()
    picked: list[Any] = listed()
    done: int = 0
    begun_at: datetime = moment()


class OpenCard(Row, table=True):
    """Who has a card open until when: nobody else is given it by then."""

    __tablename__ = "open_card"

    insight_id: int = Field(foreign_key="insight.id", sa_type=BIG, unique=True)
    person_id: int = refers("person", index=True)
    until: datetime = moment()
