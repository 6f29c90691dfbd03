"""What a programme promises, and when its team works."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from bot.store.columns import Row, listed, moment, refers, short, words


class PromiseRules(Row, table=True):
    """How long a programme lets people wait, and when its team works; one row a programme, once somebody changed it.

    `nation` is where its public holidays are from (`GB-SCT`, `PL`, empty for none); `days` are weekdays (0 is Monday),
    `begins` and `ends` minutes after midnight in the programme's zone. Lengths are in working hours and days, except
    `update_days`. `senior_*` is who outside the team hears of what stays late. The team is away from `away_since` to
    the end of `away_until`. `duty_id` is who keeps what nobody has taken, on `duty_on`;
    `live_until` the end of the last hour in which somebody senior answers. `started_a_week`: how many things the bot
    starts in a group in a week at most. `still_so_days`, `ripple_days`: how long after a matter was closed those who
    raised it are asked whether it is still so, and what it led to. `heard_month`: the month, with the one half a year
    on, in which people are asked whether they feel heard; 0 for never.
    """

    __tablename__ = "promise_rules"
    __table_args__ = (sa.UniqueConstraint("programme_id"),)

    nation: str = short(16)
    days: list[int] = listed()
    begins: int = 9 * 60
    ends: int = 17 * 60
    urgent_hours: int = 4
    first_word_days: int = 1
    scope_days: int = 10
    update_days: int = 28
    translation_days: int = 3
    listening_days: int = 1
    started_a_week: int = 3
    still_so_days: int = 90
    ripple_days: int = 42
    heard_month: int = 3
    senior_name: str | None = words(nullable=True)
    senior_role: str | None = words(nullable=True)
    senior_address: str | None = words(nullable=True)
    senior_id: int | None = refers("person", nullable=True)
    duty_id: int | None = refers("person", nullable=True)
    duty_on: date | None = Field(default=None, nullable=True)
    live_until: datetime | None = moment(nullable=True)
    away_since: datetime | None = moment(nullable=True)
    away_until: date | None = Field(default=None, nullable=True)
    away_by: int | None = refers("person", nullable=True)
