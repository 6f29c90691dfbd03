"""Asking whether someone is in danger, after urgent words; and what comes of the answer."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from bot import errors, labels
from bot.language import _
from bot.loop import alerts, cards, help_lines, rota, saying, urgent
from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.safety import DangerCheck
from bot.store.session import Work
from bot.words import AlertCause, Danger, Lane

ONE_QUESTION_STANDS = timedelta(minutes=10)


def ask(work: Work, person: Person, insight: Insight | None) -> None:
    """Ask in private after urgent words, once while the question stands open. What was told is not held up by it."""
    if not _stands_open(work, person, insight):
        _ask(work, person, insight)


def ask_from_group(work: Work, person: Person | None, insight: Insight | None, group: Chat, message_id: int) -> None:
    """`ask`, after words in a group; there a short line that repeats nothing, where the bot cannot write to them."""
    if person is None or not urgent.can_write_to(work, person):
        saying.to_chat(work, group.number, [help_lines.IN_SHORT], reply_to=message_id)
    else:
        ask(work, person, insight)


def answer(work: Work, person: Person, check_id: int, danger: Danger) -> None:
    """The answer. Yes: help, and an alert. Not sure: help. No: thanks, and nothing more.

    Without a rota the alert goes to those in charge at once, and nothing is promised.

    Raises `errors.NotAllowed` for anybody but the one who was asked, `errors.NoLongerThere` once it was answered.
    """
    check = work.session.get(DangerCheck, check_id, with_for_update=True)
    if check is None or check.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who was asked can do that."))
    if check.answer is not None and danger is not Danger.YES:
        raise errors.NoLongerThere(_("You have answered that. Urgent help is here at any time: write /urgent."))
    said_before, check.answer = check.answer, danger
    work.session.flush()
    insight = work.session.get(Insight, check.insight_id) if check.insight_id else None
    if insight is not None:
        cards.show_insight(work, insight)
    if danger is Danger.NO:
        saying.to_person(work, person, [_("Thank you. Then I ask no more.")])
        return
    urgent.show(work, person)
    if danger is Danger.YES and (rota.turns(work) or said_before != Danger.YES):
        alerts.ask_for_a_person(work, person, AlertCause.SAID_YES, insight)


def _ask(work: Work, person: Person, insight: Insight | None) -> None:
    check = DangerCheck(
        programme_id=work.programme_id,
        person_id=person.number,
        insight_id=insight.number if insight else None,
        asked_at=work.now,
    )
    work.session.add(check)
    work.session.flush()
    parts = [
        _("I have read some words that sound urgent. I am a machine and may be wrong."),
        _("Is someone in danger now?"),
    ]
    rows = [[Button(label, f"u:{check.number}:{danger}")] for danger, label in labels.DANGERS.items()]
    saying.to_person(work, person, parts, rows, lane=Lane.ALERT)


def _stands_open(work: Work, person: Person, insight: Insight | None) -> bool:
    """Whether the question was asked just now and not answered yet; then it is about this, too."""
    asked = select(DangerCheck).where(DangerCheck.person_id == person.id).order_by(col(DangerCheck.id).desc())
    last = work.session.exec(asked).first()
    if last is None:
        return False
    stands = last.answer is None and last.asked_at > work.now - ONE_QUESTION_STANDS
    if stands and insight is not None:
        last.insight_id = insight.number
    return stands
