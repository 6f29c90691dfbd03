"""What becomes of alerts when somebody goes: the one who took them, or the one in need; or is safe."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import _
from bot.loop import alerts, saying
from bot.store.people import Person
from bot.store.safety import Alert
from bot.store.session import Work
from bot.words import Lane


def let_go(work: Work, by: Person) -> None:
    """A staff member is gone: alerts that they took and may still speak on go along the rota again."""
    lately = work.now - alerts.AN_ANSWER_IS_AWAITED
    talked_on = sa.or_(
        col(Alert.talk_until) > work.now, sa.and_(col(Alert.talk_until).is_(None), col(Alert.taken_at) > lately)
    )
    theirs = select(Alert).where(Alert.taken_by == by.id, col(Alert.ended_at).is_(None), talked_on)
    for alert in work.session.exec(theirs).all():
        alerts.put_back(work, alert)


def drop_all(work: Work, person: Person) -> None:
    """The one in need is erased: nobody is called for them any more, and whoever was, hears so."""
    mine = select(Alert).where(Alert.person_id == person.id, col(Alert.ended_at).is_(None))
    for alert in work.session.exec(mine).all():
        is_open = alert.taken_at is None or (alert.talk_until is not None and alert.talk_until > work.now)
        alert.ended_at, alert.talk_until = work.now, None
        text = _(
            "Alert {reference}: they have had all of theirs erased. I cannot write to them any more.",
            reference=alerts.code(alert),
        )
        for colleague in alerts.asked(work, alert) if is_open else ():
            saying.to_person(work, colleague, [text], lane=Lane.ALERT)


def say_safe(work: Work, person: Person) -> None:
    """The one in need says that they are safe. It ends nothing: whoever takes the alert, or has it, is told."""
    alert = alerts.open_of(work, person) or _lately_taken_of(work, person)
    if alert is None:
        return
    text = _(
        "Alert {reference}: they say now that they are safe. Please still speak with them.",
        reference=alerts.code(alert),
    )
    for colleague in alerts.asked(work, alert):
        saying.to_person(work, colleague, [text], lane=Lane.ALERT)


def _lately_taken_of(work: Work, person: Person) -> Alert | None:
    lately = work.now - alerts.AN_ANSWER_IS_AWAITED
    taken = select(Alert).where(
        Alert.person_id == person.id, sa.or_(col(Alert.taken_at) > lately, col(Alert.talk_until) > lately)
    )
    return work.session.exec(taken.order_by(col(Alert.id).desc())).first()
