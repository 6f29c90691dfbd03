"""Raisers who are not on Telegram: a group hears through its champion, anybody else from a named staff member.

That staff member gets each telling with the words to say, and a button for each way of telling it.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.language import Code, _, p_
from bot.loop import people, promises, saying, standing, wording
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.outbox import Button
from bot.store.outside import OutsidePerson
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import HowHeard, Lane, PromiseKind

TOLD_WITHIN_WORKING_DAYS = 2
COPY = p_("button", "Copy the words")
COULD_NOT = p_("button", "I could not")
ABOUT = "telling"


def is_outside(insight: Insight) -> bool:
    """Whether somebody told it who hears back from a staff member alone."""
    return insight.entered_by is not None and insight.in_private


def is_raiser(insight: Insight) -> sa.ColumnElement[bool]:
    """Which raiser of a matter is the one who told an insight."""
    if is_outside(insight):
        return col(Raiser.outside_id) == insight.id
    if insight.in_private:
        return col(Raiser.person_id) == insight.person_id
    return col(Raiser.group_id) == insight.group_id


def chat_of(work: Work, insight: Insight) -> int | None:
    """The chat in which somebody hears of what was told: the group's, its champion's, or the staff member's."""
    if insight.entered_by is None:
        return insight.source_chat_id
    holder = holder_of(work, insight) if insight.in_private else None
    group = work.session.get(Group, insight.group_id) if insight.group_id and not insight.in_private else None
    if group is not None and group.chat_id is None:
        holder = standing.champion_of(work, group)
    return group.chat_id if group is not None and group.chat_id is not None else (holder.chat_id if holder else None)


def heard_through(work: Work, insight: Insight) -> tuple[int | None, int | None]:
    """The group that hears through its champion, or the insight whose teller hears through a staff member."""
    if is_outside(insight):
        return None, insight.number
    group = work.session.get(Group, insight.group_id) if insight.entered_by and insight.group_id else None
    return (group.number, None) if group is not None and group.chat_id is None else (None, None)


def holder_of(work: Work, insight: Insight) -> Person | None:
    """The staff member who tells somebody outside."""
    found = outside_of(work, insight.number)
    return people.by_number(work, found.holder_id) if found else None


def hand_over(work: Work, telling: Telling, update: Update, raiser: Raiser | None, *, is_repeat: bool) -> None:
    """Bring the words to whoever tells them, with a button for each way of telling; they owe it by a date."""
    insight = work.session.get_one(Insight, telling.for_outside_id)
    outside = outside_of(work, insight.number)
    note = outside.note if outside else ""
    due = promises.working_days_on(work, TOLD_WITHIN_WORKING_DAYS)
    promises.make(
        work, PromiseKind.TELL, ABOUT, telling.number, due, outside.holder_id if outside is not None else None
    )
    above = _(
        "Please tell this to the person outside who told {reference}, by {day}. Then tap how you did it. "
        "The words are in the next message.",
        reference=Code(insight.reference),
        day=promises.day_of(work, due),
    )
    parts = [above, _("How you find them: {note}", note=note)] if note else [above]
    saying.to_chat(work, telling.chat_id, parts, lane=Lane.ALERT, insight_id=insight.number)
    rows = ((Button(COPY, copies=True),), *buttons(telling))
    about = {"telling_id": telling.number, "insight_id": insight.number, "is_repeat": is_repeat}
    saying.to_chat(work, telling.chat_id, wording.parts(work, update, raiser), rows, lane=Lane.ALERT, **about)


def buttons(telling: Telling) -> tuple[tuple[Button, ...], ...]:
    """How it was told, a tap each; and that it could not be."""
    ways = [Button(labels.HEARD[how], f"told:{telling.number}:{how}") for how in HowHeard]
    return tuple(ways[:2]), tuple(ways[2:]), (Button(COULD_NOT, f"told:{telling.number}:not"),)


def outside_of(work: Work, insight_id: int) -> OutsidePerson | None:
    """Who tells somebody outside, and how they find them again."""
    return work.session.exec(select(OutsidePerson).where(OutsidePerson.insight_id == insight_id)).first()
