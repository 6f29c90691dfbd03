"""Codes that are none of ours: whoever tries one after the other is stopped, kindly, for an hour."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import record
from bot.store.audit import Audit
from bot.store.people import Person
from bot.store.session import Work

MOST, WITHIN = 10, timedelta(hours=1)
ACT, ABOUT = "wrong_code", "person"


def note(work: Work, person: Person) -> None:
    """Somebody sent a code that is none of ours. Which it was is not written down."""
    record.act(work, person, ACT, ABOUT, person.number)


def are_many(work: Work, person: Person) -> bool:
    """Whether somebody sent so many that no more are looked at for now."""
    found = (
        sa.select(sa.func.count())
        .select_from(Audit)
        .where(
            col(Audit.about) == ABOUT,
            col(Audit.about_id) == person.number,
            col(Audit.act) == ACT,
            col(Audit.at) > work.now - WITHIN,
        )
    )
    return int(work.session.execute(found).scalar_one()) >= MOST
