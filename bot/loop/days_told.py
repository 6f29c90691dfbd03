"""By when what is planned is to be done, as each raiser was told it; and that such a day has moved since."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from bot import labels
from bot.action_words import MovedWhy
from bot.language import Text, _
from bot.loop import plan_lines
from bot.store.actions import DateMoved, Plan
from bot.store.issues import Action, Raiser
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import UpdateKind


class Day(NamedTuple):
    """What one telling says of one action: the day that was said before, the day as it is, and why it moved."""

    action_id: int
    was: date | None
    due: date
    why: str | None = None

    def row(self) -> list[int | str | None]:
        """As it is kept."""
        return [self.action_id, str(self.was) if self.was else None, str(self.due), self.why]


def named(work: Work, update: Update, raiser: Raiser) -> list[list[int | str | None]] | None:
    """The days that a new telling to a raiser says: of the plan that it tells, and of each that moved."""
    if update.issue_id is None or update.kind in (UpdateKind.CLOSED, UpdateKind.STILL_SO):
        return None
    said = _said(work, raiser)
    plan = plan_lines.of(work, update)
    asked = {plan.action_id} if plan is not None else set()
    days = []
    for number in sorted(asked | said.keys()):
        action = work.session.get_one(Action, number)
        was = said.get(number)
        if number in asked or (action.issue_id == update.issue_id and was != action.due):
            days.append(Day(number, was, action.due, _why(work, action)).row())
    return days or None


def of(work: Work, update: Update, raiser: Raiser | None) -> list[Day]:
    """The days that an update says to a raiser."""
    if raiser is None:
        return []
    mine = select(Telling.days).where(Telling.update_id == update.id, Telling.raiser_id == raiser.id)
    return [_day(row) for row in work.session.exec(mine.where(col(Telling.days).is_not(None))).first() or ()]


def due(days: list[Day], plan: Plan) -> date:
    """By when it is to be done, for whoever is told a plan now."""
    return next((day.due for day in days if day.action_id == plan.action_id), plan.due)


def moved(days: list[Day]) -> list[Text]:
    """Promises that moved since a raiser was told of them."""
    return [
        _(
            "Something was to be done by {was}. That day has moved to {due}. Why: {why}.",
            was=day.was,
            due=day.due,
            why=labels.MOVED_WHYS[MovedWhy(day.why)],
        )
        for day in days
        if day.was is not None and day.was != day.due and day.why is not None
    ]


def _said(work: Work, raiser: Raiser) -> dict[int, date]:
    """The day of each action as a raiser was told it last."""
    theirs = select(Telling.days).where(Telling.raiser_id == raiser.id, col(Telling.days).is_not(None))
    rows = work.session.exec(theirs.order_by(col(Telling.id))).all()
    return {day.action_id: day.due for row in rows for day in map(_day, row or ())}


def _day(row: list[str]) -> Day:
    action_id, was, by, why = row
    return Day(int(action_id), date.fromisoformat(was) if was else None, date.fromisoformat(by), why)


def _why(work: Work, action: Action) -> str | None:
    newest = select(DateMoved.why).where(DateMoved.action_id == action.id).order_by(col(DateMoved.id).desc())
    return work.session.exec(newest).first()
