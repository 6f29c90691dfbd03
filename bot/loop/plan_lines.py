"""How a plan reads to those who raised the matter: what, by when, how it will show; and promises that moved since."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.action_words import PlanWord
from bot.language import Text, _
from bot.store.actions import Plan
from bot.store.issues import Action
from bot.store.outbox import Button, Versions
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import UpdateKind

TO_ANSWER = timedelta(days=10)
ASKED = _("Would this help? What is missing?")
_TOLD_BY = select(Plan).where(Plan.update_id == sa.bindparam("update"))


def note(work: Work, update: Update, action: Action) -> None:
    """This update tells a plan: those who get it are asked what they think of it."""
    plan = Plan(
        programme_id=work.programme_id,
        update_id=update.number,
        action_id=action.number,
        due=action.due,
        goes_ahead_at=work.now + TO_ANSWER,
    )
    earlier = select(Plan).where(Plan.action_id == action.id, col(Plan.goes_ahead_at).is_not(None))
    for one in work.session.exec(earlier).all():
        one.goes_ahead_at = None
    work.session.add(plan)
    work.session.flush()


def of(work: Work, update: Update) -> Plan | None:
    """The plan that an update tells, if it tells one."""
    return work.session.execute(_TOLD_BY, {"update": update.id}).scalars().first()


def newest(work: Work, action: Action) -> Plan | None:
    """An action's plan as it was told last."""
    return work.session.exec(select(Plan).where(Plan.action_id == action.id).order_by(col(Plan.id).desc())).first()


def parts(due: date, update: Update, did: str, words: str) -> list[Text | Versions]:
    """The plan itself, in an update that says nothing else."""
    return planned(Versions(did, update.number), due, Versions(words, update.number))


def planned(what: Text | Versions, due: date, measure: Text | Versions) -> list[Text | Versions]:
    """What is planned, by when, and how people will notice."""
    return [_("We plan:"), what, _("By {day}.", day=due), _("We will know that it worked when:"), measure]


def asked_of(kind: UpdateKind, due: date) -> list[Text]:
    """What those are asked who hear of what is to be done by a day."""
    by = [] if kind == UpdateKind.PLAN else [_("It is to be done by {day}.", day=due)]
    return [*by, ASKED]


def buttons(code: str) -> tuple[tuple[Button, ...], ...]:
    """What the receiver can say to a plan. `code`: the telling's."""
    helps, missing, no_word = (
        Button(labels.PLAN_WORDS[word], f"plan:{code}:{word}")
        for word in (PlanWord.HELPS, PlanWord.MISSING, PlanWord.NO_WORD)
    )
    return ((helps, missing), (no_word,))
