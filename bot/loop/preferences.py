"""How a person wants to be spoken to."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import about_me, quiet
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.session import Work

ASKS_A_WEEK = 3


def of(work: Work, person_id: int | None) -> Preferences | None:
    """What a person has set; nothing where they left it all as it is."""
    return work.session.exec(select(Preferences).where(Preferences.person_id == person_id)).first()


def held(work: Work, person: Person) -> Preferences:
    """A person's settings, to be changed."""
    found = of(work, person.number)
    if found is None:
        found = Preferences(programme_id=work.programme_id, person_id=person.number, also_reads=[])
        work.session.add(found)
        work.session.flush()
    return found


def also_read_in(work: Work, chat_id: int) -> list[str]:
    """The languages that the person of a private chat, or those in a group, can read beside their own."""
    group = work.session.exec(select(Group.also_reads).where(Group.chat_id == chat_id)).first()
    if group:
        return [str(code) for code in group]
    reads = (
        select(Preferences.also_reads)
        .join(Person, col(Person.id) == col(Preferences.person_id))
        .where(Person.chat_id == chat_id)
    )
    return [str(code) for code in work.session.exec(reads).first() or ()]


def asks_a_week(work: Work, person: Person) -> int:
    """How many things a week may be asked of a person."""
    found = of(work, person.number)
    return ASKS_A_WEEK if found is None or found.asks_a_week is None else found.asks_a_week


def counted(work: Work) -> Counter[str]:
    """How many people who are still in want easy read, voice, and each rhythm that can be chosen."""
    still_in = select(Preferences).join(Person, col(Person.id) == col(Preferences.person_id))
    mine = still_in.where(Preferences.programme_id == work.programme_id, col(Person.left_at).is_(None))
    counts: Counter[str] = Counter()
    for one in work.session.exec(mine).all():
        counts["easy_read"] += one.easy_read
        counts["voice"] += one.voice
        counts[f"every_{one.every_days}"] += 1
    return counts


def forget(work: Work, person: Person) -> None:
    """A person stops: what they had set and said about themselves goes with them."""
    work.session.execute(sa.delete(Preferences).where(col(Preferences.person_id) == person.id))
    about_me.forget(work, person)
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    if chat is not None:
        chat.paused_until = None
        quiet.keep_hours(work, chat, None)
