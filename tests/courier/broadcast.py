"""A trusted message that goes out: its words, its groups, its frozen copies, written straight into the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.loop import codes, trusted
from bot.message_words import MessageState
from bot.store import versions
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Outbox
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.store.trusted import Copy, TrustedMessage

FIRST_GROUP = -1_000
COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
MESSAGE: sa.Table = TrustedMessage.__table__  # type: ignore[attr-defined]
WORDS = {
    "en": "The walk-in clinic opens on Monday.",
    "pl": "Przychodnia bez zapisów otwiera się w poniedziałek.",
    "ur": "واک اِن کلینک پیر کو کھلے گا۔",
}
LANGUAGES = tuple(WORDS)


def groups(store: Store, count: int, languages: Sequence[str] = LANGUAGES, first: int = FIRST_GROUP) -> list[int]:
    """So many groups, their languages in turn; the numbers of their chats, whose Telegram numbers count down."""
    chat: dict[str, Any] = {"programme_id": 1, "purpose": Purpose.GROUP, "title": "Somewhere"}
    chat["seen_at"] = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
    group: dict[str, Any] = {"programme_id": 1, "name": "A circle", "area": "", "communities": [], "rhythm_days": 14}

    def work(session: Session) -> list[int]:
        telegram = range(first, first - count, -1)
        added = sa.insert(Chat).returning(Chat.__table__.c.id, sort_by_parameter_order=True)  # type: ignore[attr-defined]
        chats = list(session.execute(added, [{**chat, "telegram_id": number} for number in telegram]).scalars())
        language = [languages[at % len(languages)] for at in range(count)]
        rows = [{**group, "chat_id": one, "language": read} for one, read in zip(chats, language, strict=True)]
        session.execute(sa.insert(Group), rows)
        return chats

    return store.write_now(work)


def message(store: Store, now: datetime, words: dict[str, str] | None = None, **values: Any) -> int:
    """A message that was approved and goes out now."""
    about: dict[str, Any] = {"state": MessageState.SENDING, "expires_on": now.date() + timedelta(days=30), **values}

    def work(session: Session) -> int:
        made = TrustedMessage(
            programme_id=1, title="Clinic", code=codes.make(), language="en", why_now="", audience={}, buttons=[],
            left_out=about.pop("left_out", []), review_on=date(2027, 1, 1), made_at=now, changed_at=now, **about,
        )  # fmt: skip
        session.add(made)
        session.flush()
        for language, text in (words or WORDS).items():
            write(session, made, trusted.WORDS, language, text, now)
        bind(session, made, now)
        return made.number

    return store.write_now(work)


def write(session: Session, of_message: TrustedMessage, of: str, language: str, text: str, now: datetime) -> None:
    hashed = versions.fingerprint(text)
    about: dict[str, Any] = {"of": of, "of_id": of_message.number, "by_id": None, "source_hash": hashed, "now": now}
    versions.write(session, programme_id=1, language=language, text=text, **about)


def bind(session: Session, made: TrustedMessage, now: datetime) -> None:
    """What is there now is what was approved."""
    session.flush()
    made.binding = trusted.binding(Work(session, session.get_one(Programme, 1), now), made)


def copies(store: Store, message_id: int, **values: Any) -> int:
    """Every group gets a copy, in its language of now."""
    of = {"message_id": sa.literal(message_id), "is_easy": sa.false(), **values}
    group = Group.__table__  # type: ignore[attr-defined]
    found = sa.select(
        group.c.programme_id, group.c.chat_id, group.c.id, group.c.language, *(of[name] for name in of)
    ).order_by(group.c.id)
    into = sa.insert(COPY).from_select(["programme_id", "chat_id", "group_id", "language", *of], found)
    return store.write_now(lambda session: int(session.execute(into).rowcount))  # type: ignore[attr-defined]


def change(store: Store, message_id: int, **values: Any) -> None:
    """Something of the message becomes another, past all rules."""
    changed = sa.update(MESSAGE).where(MESSAGE.c.id == message_id).values(**values)
    store.write_now(lambda session: session.execute(changed))


def rows(store: Store, message_id: int) -> list[Any]:
    """What the outbox holds of its copies, in order."""
    table = Outbox.__table__  # type: ignore[attr-defined]
    found = sa.select(table).where(table.c.trusted_id == message_id).order_by(table.c.id)
    return store.write_now(lambda session: list(session.execute(found).all()))


def held(store: Store, work: Callable[[Session, TrustedMessage], Any], message_id: int) -> Any:
    """Do something with the message's row."""
    return store.write_now(lambda session: work(session, session.get_one(TrustedMessage, message_id)))


def states(session: Session, message_id: int) -> Counter[str]:
    """How many of its copies' rows are in which state."""
    table = Outbox.__table__  # type: ignore[attr-defined]
    found = (
        sa.select(table.c.state, sa.func.count().label("count"))
        .where(table.c.trusted_id == message_id)
        .group_by(table.c.state)
    )
    return Counter({row.state: row.count for row in session.execute(found)})
