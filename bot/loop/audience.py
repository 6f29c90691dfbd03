"""Whom a trusted message is for: chosen, counted, and frozen as copies when it is approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import _
from bot.loop import audience_rows, ceiling, promise_rules, send_times, trusted
from bot.loop.audience_rows import Moments
from bot.store import versions
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage

WIDE = 0.5
NARROW_ENOUGH = 3
MANY = 1_000
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]
_FROZEN = ("chat_id", "group_id", "for_group_id", "person_id", "language", "is_easy", "send_at")


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who would get a message: `groups` in their chats, `by_champions` by who stands for them, `people` in private.

    `without_words`: languages that it has no words in, with how many read them. `told_in_group`: champions who hear in
    their group only. `nobody_stands`: groups without a chat that nobody can bring it to. `over`: groups that have had
    as much in that week as they may, where that is known.
    """

    groups: int = 0
    by_champions: int = 0
    people: int = 0
    all_groups: int = 0
    by_language: Mapping[str, int] = field(default_factory=dict)
    without_words: Mapping[str, int] = field(default_factory=dict)
    told_in_group: int = 0
    unreachable: int = 0
    nobody_stands: tuple[str, ...] = field(default=(), repr=False)
    over: int = 0

    @property
    def count(self) -> int:
        """How many copies that is."""
        return self.groups + self.by_champions + self.people

    @property
    def is_wide(self) -> bool:
        """Whether so many groups are meant that it may be a slip."""
        meant = self.groups + self.by_champions
        return meant > NARROW_ENOUGH and meant > self.all_groups * WIDE


def choose(work: Work, by: Person, message_id: int | None, audience: Mapping[str, Any]) -> TrustedMessage:
    """One of the team says whom it is for. Raises `errors.Mistake` where that is nobody."""
    message = trusted.changeable(work, by, message_id)
    kept = {name: message.audience[name] for name in (audience_rows.OVER,) if name in message.audience}
    chosen = {**kept, **audience}
    if not count(work, message, chosen).count:
        raise errors.Mistake(_("Nobody is in that any more. Please choose again."))
    before, message.audience = message.audience, chosen
    trusted.was_changed(work, by, message, "choose_audience", was=before, chosen=chosen)
    return message


def receivers(work: Work, message: TrustedMessage) -> Receivers:
    """Who would get it if it were sent as it is chosen now."""
    return count(work, message, message.audience)


def count(work: Work, message: TrustedMessage, audience: Mapping[str, Any]) -> Receivers:
    """`receivers`, for an audience that is not chosen yet."""
    rows = audience_rows.rows(work, audience, Moments({}, None, None), message.left_out)
    kinds = (
        sa.func.count(rows.c.group_id),
        sa.func.count(rows.c.for_group_id),
        sa.func.count(),
        sa.func.count(col(Chat.unreachable_at)),
    )
    chats = sa.select(rows.c.language, *kinds).join(Chat, col(Chat.id) == rows.c.chat_id)
    found = work.session.execute(chats.group_by(rows.c.language).order_by(rows.c.language)).all()
    written = versions.languages(work.session, trusted.WORDS, message.number)
    groups, by_champions = sum(row[1] for row in found), sum(row[2] for row in found)
    by_language = {row.language: int(row[3]) for row in found}
    return Receivers(
        groups=groups,
        by_champions=by_champions,
        people=sum(by_language.values()) - groups - by_champions,
        all_groups=all_groups(work),
        by_language=by_language,
        without_words={code: n for code, n in by_language.items() if message.number and code not in written},
        told_in_group=_told_in_group(work, audience),
        unreachable=sum(row[4] for row in found),
        nobody_stands=tuple(row.name for row in work.session.execute(audience_rows.without_anybody(work, audience))),
        over=ceiling.over(work, message, rows),
    )


def all_groups(work: Work) -> int:
    """How many groups there are now."""
    there = (col(Group.programme_id) == work.programme_id, col(Group.ended_at).is_(None))
    return int(work.session.execute(sa.select(sa.func.count(col(Group.id))).where(*there)).scalar_one())


def freeze(work: Work, message: TrustedMessage) -> int:
    """Make the copies of a message that was approved, in one statement; how many there are.

    What a group may not have that week waits for the next, or is left out, as was chosen.
    """
    work.session.flush()
    promise_rules.kept(work)
    work.session.execute(sa.delete(_COPY).where(_COPY.c.message_id == message.number))
    rows = audience_rows.rows(work, message.audience, send_times.moments(work, message), message.left_out)
    first_people = (rows.c.group_id.is_not(None), rows.c.for_group_id.is_not(None), rows.c.chat_id)
    fixed = (sa.literal(work.programme_id), sa.literal(message.number))
    copies = sa.select(*fixed, *(rows.c[name] for name in _FROZEN)).order_by(*first_people)
    made = work.session.execute(sa.insert(_COPY).from_select(["programme_id", "message_id", *_FROZEN], copies))
    _count_anew(work, made.rowcount)  # type: ignore[attr-defined]
    ceiling.hold(work, message)
    found = sa.select(sa.func.count()).where(_COPY.c.message_id == message.number)
    return int(work.session.execute(found).scalar_one())


def _count_anew(work: Work, made: int) -> None:
    """PostgreSQL plans by what it counted last; among many rows that it knows nothing of, its search takes minutes."""
    if made >= MANY and work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(sa.text("ANALYZE trusted_copy"))


def _told_in_group(work: Work, audience: Mapping[str, Any]) -> int:
    """Champions who are in a chosen group, and not told in private for that."""
    if audience.get(audience_rows.PRIVATE_TOO) or audience.get(audience_rows.CHAMPIONS) == audience_rows.OF_GROUPS:
        return 0
    return int(work.session.execute(audience_rows.told_in_group(work, audience)).scalar_one())
