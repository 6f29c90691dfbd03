"""Screens that show people their own words back: what the outbox held of them can be emptied afterwards."""

from __future__ import annotations

import secrets

from sqlmodel import col, select

from bot.store import unsaying
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.words import DONE

RANDOM_BYTES = 9


def key(person_id: int) -> str:
    """What such a screen is put into the outbox under: never twice the same."""
    return f"{_start(person_id)}{secrets.token_urlsafe(RANDOM_BYTES)}"


def empty(work: Work, person_id: int | None) -> None:
    """Take the words out of every such screen that a person was shown."""
    if person_id is None:
        return
    shown = select(Outbox.id).where(
        Outbox.programme_id == work.programme_id,
        col(Outbox.key).startswith(_start(person_id), autoescape=True),
        col(Outbox.state).in_(DONE),
    )
    rows = [number for number in work.session.exec(shown).all() if number is not None]
    unsaying.empty(work.session, programme_id=work.programme_id, rows=rows, instead=[])


def _start(person_id: int) -> str:
    return f"own:{person_id}:"
