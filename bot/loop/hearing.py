"""A staff member writes down what they heard elsewhere, for a group or for somebody without Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import col, select

from bot.loop import cards, entered, finding, helping, insights, people, personal, record, standing
from bot.loop.insights import Told
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.outside import OutsidePerson
from bot.store.people import Person
from bot.store.session import Work
from bot.words import HowHeard, Kind


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard, how and from whom. No group: from somebody outside. `note`: how they are found again."""

    how: HowHeard
    words: str = field(repr=False)
    group_id: int | None = None
    kind: Kind | None = None
    how_many: int | None = None
    note: str = field(default="", repr=False)


def enter(work: Work, by: Person, heard: Heard) -> Insight:
    """Keep it, with a card and a date. Who has nobody else to hear it from, hears it from the one who entered it."""
    people.must_be_staff(work, by)
    group = finding.one(work, Group, heard.group_id) if heard.group_id else None
    told = Told(heard.words, chat_id=group.chat_id if group else None, language=group.language if group else "en")
    is_heard_there = group is not None and is_reached(work, group)
    insight = insights.keep(work, by, told, group if is_heard_there else None, kind=heard.kind, heard_by=heard.how)
    insight.group_id, insight.how_many = heard.group_id, heard.how_many
    work.session.flush()
    if not is_heard_there:
        work.session.add(
            OutsidePerson(
                programme_id=work.programme_id,
                insight_id=insight.number,
                holder_id=by.number,
                note=personal.masked(heard.note),
            )
        )
        work.session.flush()
    if heard.kind is Kind.HELP:
        helping.begin(work, insight)
    record.act(work, by, "enter", "insight", insight.number, how=heard.how, group=heard.group_id)
    cards.show_new_insight(work, insight)
    entered.acknowledge(work, insight)
    return insight


def is_reached(work: Work, group: Group) -> bool:
    """Whether a group hears things in its chat, or from a champion who stands for it."""
    return group.chat_id is not None or standing.champion_of(work, group) is not None


def groups(work: Work) -> list[Group]:
    """Every group that something can be heard from, by name."""
    found = select(Group).where(Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    return list(work.session.exec(found.order_by(Group.name, col(Group.id))).all())
