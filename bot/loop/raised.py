"""What people and their groups raised, with what they were told on it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from bot.loop import elsewhere, people
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import TellingState, UpdateKind


@dataclass(frozen=True, slots=True)
class News:
    """An update that was told, and the telling by which it was."""

    update: Update
    telling: Telling


@dataclass(frozen=True, slots=True)
class Raised:
    """One thing that somebody raised, with the news that they (or their group) were told on it, the oldest first."""

    insight: Insight
    is_own: bool
    news: Sequence[News]

    @property
    def changed_at(self) -> datetime:
        """When something last happened to it that its raiser knows of."""
        return max([self.insight.told_at, *(one.telling.state_at for one in self.news)])


def everything(work: Work, person: Person) -> list[Raised]:
    """Everything that a person or their groups raised and did not take back, the newest change first."""
    groups = [group.number for group in people.groups_of(work, person)]
    in_groups = col(Insight.in_private).is_(False) & col(Insight.group_id).in_(groups)
    insights = work.session.exec(
        select(Insight).where(
            Insight.programme_id == work.programme_id,
            (col(Insight.person_id) == person.number) | in_groups,
            col(Insight.taken_back_at).is_(None),
        )
    ).all()
    told = _told(work, {_chat(person, insight) for insight in insights})
    found = [
        Raised(insight, insight.person_id == person.id, _about(told.get(_chat(person, insight), []), insight))
        for insight in insights
    ]
    return sorted(found, key=lambda one: (one.changed_at, one.insight.number), reverse=True)


def raiser_of(work: Work, insight: Insight) -> Raiser | None:
    """The person or group that an insight made a raiser of its issue."""
    found = select(Raiser).where(col(Raiser.issue_id) == insight.issue_id, elsewhere.is_raiser(insight))
    return work.session.exec(found).first() if insight.issue_id else None


def _chat(person: Person, insight: Insight) -> int | None:
    return person.chat_id if insight.in_private else insight.source_chat_id


def _told(work: Work, chats: set[int | None]) -> dict[int | None, list[News]]:
    """What was told in these chats, the oldest first."""
    rows = work.session.exec(
        select(Telling, Update)
        .join(Update, col(Telling.update_id) == Update.id)
        .where(
            col(Telling.chat_id).in_([chat for chat in chats if chat]),
            Telling.state == TellingState.SENT,
            col(Update.kind).not_in((UpdateKind.ASKED, UpdateKind.BINNED, UpdateKind.STILL_SO)),
        )
        .order_by(col(Telling.state_at), col(Telling.id))
    ).all()
    told: dict[int | None, list[News]] = {}
    for telling, update in rows:
        told.setdefault(telling.chat_id, []).append(News(update, telling))
    return told


def _about(news: list[News], insight: Insight) -> list[News]:
    return [
        one
        for one in news
        if one.update.insight_id == insight.id
        or insight.id in (one.update.also or ())
        or (insight.issue_id and one.update.issue_id == insight.issue_id)
    ]
