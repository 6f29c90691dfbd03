"""A stand-in until the audience is there: every group in its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from bot.store.chats import Group
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who would get a message."""

    count: int
    by_language: Mapping[str, int]


def receivers(work: Work, message: TrustedMessage) -> Receivers:
    """Who would get it now."""
    counts = Counter(group.language for group in _groups(work) if group.language not in message.left_out)
    return Receivers(sum(counts.values()), dict(counts))


def freeze(work: Work, message: TrustedMessage) -> int:
    """Write a copy down for each."""
    groups = [group for group in _groups(work) if group.language not in message.left_out]
    for group in groups:
        work.session.add(
            Copy(
                programme_id=work.programme_id,
                message_id=message.number,
                chat_id=group.chat_id or 0,
                group_id=group.number,
                language=group.language,
            )
        )
    work.session.flush()
    return len(groups)


def _groups(work: Work) -> list[Group]:
    there = select(Group).where(Group.programme_id == work.programme_id, col(Group.chat_id).is_not(None))
    return list(work.session.exec(there.order_by(col(Group.id))).all())
