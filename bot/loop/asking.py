"""Asking back: staff ask the one who told, with name and role, no more often than that person wants to be asked."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import finding, people, preferences, record, saying
from bot.store.asks import Asked
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

A_WEEK = timedelta(days=7)


def ask(work: Work, by: Person, insight: Insight, question: str) -> None:
    """Put a staff member's question to the teller, or to the group where it was said."""
    people.must_be_staff(work, by)
    must_be_welcome(work, insight)
    record.act(work, by, "ask_back", "insight", insight.number)
    parts = as_asked(by, insight, question)
    teller = people.by_number(work, insight.person_id)
    if not insight.in_private and insight.source_chat_id is not None:
        saying.to_chat(work, insight.source_chat_id, parts, lane=Lane.ANSWER, insight_id=insight.number)
    elif teller is not None and teller.left_at is None:
        asked = count(work, by, teller, insight.number)
        row = (
            Button(p_("button", "Answer this"), f"i:{insight.number}:add"),
            Button(p_("button", "Not now"), f"ask:{asked.number}:no"),
        )
        saying.to_person(work, teller, parts, (row,), lane=Lane.ANSWER, insight_id=insight.number)


def as_asked(by: Person, insight: Insight, question: str) -> list[Text]:
    """A question as it reads to the one who told, or in the group."""
    return [
        _("{who} asks you about {reference}:", who=people.name_and_title(by), reference=Code(insight.reference)),
        own_words(question),
        _("To answer, hold this message and choose Reply. You need not answer."),
    ]


def must_be_welcome(work: Work, insight: Insight) -> None:
    """Raises `errors.NotAllowed` where the one who told in private has been asked enough this week."""
    teller = people.by_number(work, insight.person_id)
    if insight.entered_by is not None and insight.source_chat_id is None:
        by = people.by_number(work, insight.entered_by)
        text = _(
            "This was not told here. Please ask {who}, who wrote it down.", who=people.name_and_title(by) if by else "–"
        )
        raise errors.NotAllowed(text)
    if insight.in_private and teller is not None:
        must_not_be_too_much(work, teller)


def must_not_be_too_much(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` where a person has been asked as many things as they want to be in a week."""
    most = preferences.asks_a_week(work, person)
    recent = sa.select(sa.func.count()).where(
        col(Asked.person_id) == person.id, col(Asked.asked_at) > work.now - A_WEEK
    )
    if work.session.execute(recent).scalar_one() >= most:
        raise errors.NotAllowed(_too_much(most))


def count(work: Work, by: Person, person: Person, insight_id: int | None = None) -> Asked:
    """Note that something is asked of a person."""
    asked = Asked(
        programme_id=work.programme_id,
        person_id=person.number,
        by_id=by.number,
        insight_id=insight_id,
        asked_at=work.now,
    )
    work.session.add(asked)
    work.session.flush()
    return asked


def decline(work: Work, person: Person, asked_id: int) -> None:
    """The one who was asked would rather not. That is all that staff hear."""
    asked = finding.one(work, Asked, asked_id, held=True)
    if asked.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who was asked can do that."))
    if asked.declined_at is not None:
        return
    asked.declined_at = work.now
    insight = work.session.get(Insight, asked.insight_id) if asked.insight_id else None
    if insight is not None:
        text = _("{reference}: they would rather not answer the question.", reference=Code(insight.reference))
        saying.to_staff(work, [text], insight_id=insight.number)


def _too_much(most: int) -> Text:
    if most == 0:
        return _("This person does not want to be asked anything for now. You can still answer what they told.")
    return n_(
        "This person wants to be asked {n} thing a week at most, and was. Please wait a few days. "
        "You can still answer what they told.",
        "This person wants to be asked {n} things a week at most, and was. Please wait a few days. "
        "You can still answer what they told.",
        most,
    )
