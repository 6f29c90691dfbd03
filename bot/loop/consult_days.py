"""The days of a question to groups: open once it goes out, said again near its last day, closed, owed a result."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.loop import (
    ceiling,
    consult,
    consult_counts,
    due,
    people,
    promises,
    record,
    saying,
    trusted,
    trusted_card,
    trusted_copies,
)
from bot.loop.trusted_copies import AT_ONCE, Gone
from bot.message_words import GONE_OUT, ConsultState, MessageState
from bot.store.chats import Chat
from bot.store.consult import ConsultAnswer, Consultation
from bot.store.outbox import Versions
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane, PromiseKind

REMINDED = timedelta(days=3)
SHOWN_AGAIN = timedelta(minutes=1)
NEW_DAY_WORKING_DAYS = 5
_WENT = GONE_OUT - {MessageState.WITHDRAWN}
_OVER = frozenset({MessageState.DROPPED, MessageState.WITHDRAWN})
QUESTIONS_AT_ONCE = 20
_IN_ORDER = (col(Consultation.last_day), col(Consultation.id))
_TO_BEGIN = (
    select(Consultation, TrustedMessage)
    .join(TrustedMessage, col(TrustedMessage.id) == col(Consultation.message_id))
    .where(
        Consultation.programme_id == sa.bindparam("programme"),
        Consultation.state == ConsultState.PREPARED,
        col(TrustedMessage.state).in_(_WENT | _OVER),
    )
    .limit(AT_ONCE)
    .with_for_update(of=Consultation, skip_locked=True)
)
_TAKEN_BACK = sa.select(col(TrustedMessage.id)).where(col(TrustedMessage.state) == MessageState.WITHDRAWN)
_TO_CLOSE = due.rows(
    Consultation,
    Consultation.state == ConsultState.OPEN,
    sa.or_(col(Consultation.last_day) < due.TODAY, col(Consultation.message_id).in_(_TAKEN_BACK)),
    order=_IN_ORDER,
    most=QUESTIONS_AT_ONCE,
)
_TO_REMIND = due.rows(
    Consultation,
    Consultation.state == ConsultState.OPEN,
    col(Consultation.nudged_at).is_(None),
    col(Consultation.last_day) <= due.UNTIL,
    order=_IN_ORDER,
    most=QUESTIONS_AT_ONCE,
)
_LATE = due.rows(
    Consultation,
    Consultation.state == ConsultState.CLOSED,
    col(Consultation.late_until) > col(Consultation.result_by),
    col(Consultation.late_told_at).is_(None),
    order=_IN_ORDER,
    most=QUESTIONS_AT_ONCE,
)
_NEWER = sa.or_(col(Consultation.shown_at).is_(None), col(ConsultAnswer.at) > col(Consultation.shown_at))
_ANSWERED = due.rows(
    Consultation,
    Consultation.state == ConsultState.OPEN,
    sa.or_(col(Consultation.shown_at).is_(None), col(Consultation.shown_at) <= due.SINCE),
    sa.exists().where(col(ConsultAnswer.consultation_id) == col(Consultation.id), _NEWER),
    order=_IN_ORDER,
    most=QUESTIONS_AT_ONCE,
)
_ALL_SENT = (
    select(Consultation)
    .join(TrustedMessage, col(TrustedMessage.id) == col(Consultation.result_id))
    .where(
        Consultation.programme_id == sa.bindparam("programme"),
        Consultation.state == ConsultState.CLOSED,
        TrustedMessage.state == MessageState.SENT,
    )
    .with_for_update(of=Consultation, skip_locked=True)
)


def begin(work: Work) -> int:
    """Questions that go out are open from then on, and their result is owed by its day; dropped ones are over."""
    some = work.session.exec(_TO_BEGIN, params=due.values(work)).all()
    for consultation, message in some:
        if message.state in _OVER:
            consult.move(work, None, consultation, ConsultState.ENDED, "end_question")
            continue
        consult.move(work, None, consultation, ConsultState.OPEN, "open_question")
        by = promises.end_of(work, consultation.result_by)
        owner = consult.owner(work, consultation)
        promises.make(work, *_owed(consultation), by, owner.number if owner else None)
        trusted_card.show(work, message)
    return len(some)


def remind(work: Work) -> int:
    """Three days before the last day whoever has a question is told so, once; not where a group has had enough."""
    some = due.claimed(work, _TO_REMIND, until=promises.today(work) + REMINDED)
    return sum(_remind(work, one, AT_ONCE) for one in some)


def close_due(work: Work) -> int:
    """Questions whose last day is over, or that were withdrawn, are closed: staff owe what came of them."""
    over = due.claimed(work, _TO_CLOSE)
    for one in over:
        _close(work, None, one)
    return len(over)


def close(work: Work, by: Person, number: int | None, why: str) -> Consultation:
    """One of the team closes a question before its last day; why stands in its result."""
    consultation = consult.for_staff(work, by, number, held=True)
    must_be_open(consultation)
    consultation.closed_why = why
    _close(work, by, consultation)
    return consultation


def must_be_open(consultation: Consultation) -> None:
    """Raises `errors.NoLongerThere` for a question that is not open."""
    if consultation.state != ConsultState.OPEN:
        raise errors.NoLongerThere(_("That question is not open."))


def told(work: Work) -> int:
    """Questions whose result everybody has been sent: what was owed is done."""
    some = due.claimed(work, _ALL_SENT)
    for one in some:
        consult.move(work, None, one, ConsultState.TOLD, "tell_question_result", message=one.result_id)
        promises.keep(work, *_owed(one))
        trusted_card.show(work, consult.message_of(work, one))
    return len(some)


def result_late(work: Work, promise: Promise) -> None:
    """A result that did not come by its day: the room hears so, and a new day is promised to all who were asked."""
    mine = select(Consultation).where(Consultation.message_id == promise.about_id)
    one = work.session.exec(mine.with_for_update()).one()
    if one.state in (ConsultState.TOLD, ConsultState.ENDED):
        return
    due = promises.working_days_on(work, NEW_DAY_WORKING_DAYS)
    promises.make(work, *_owed(one), due, promise.owner_id)
    day, news = one.late_until or one.result_by, promises.day_of(work, due)
    consult.move_result(work, one, news)
    text = _(
        "People were to hear by {day} what came of the question {reference}. They now hear that it is late, and to "
        "expect it by {news}.",
        day=day,
        reference=Code(f"T-{one.message_id}"),
        news=news,
    )
    saying.to_room(work, [text], topic=Topic.OWED)
    record.act(work, None, "late_question_result", consult.ABOUT, one.number, new=news.isoformat())


def tell_late(work: Work) -> int:
    """Everybody who was asked hears that what came of it is late: at most so many a look, each once a new day."""
    return sum(_tell_late(work, one, AT_ONCE) for one in due.claimed(work, _LATE))


def follow(work: Work) -> int:
    """Cards of open questions that were answered since are brought up to date, once a minute at most."""
    some = due.claimed(work, _ANSWERED, since=work.now - SHOWN_AGAIN)
    for one in some:
        one.shown_at = work.now
        trusted_card.show(work, consult.message_of(work, one))
    return len(some)


def _close(work: Work, by: Person | None, consultation: Consultation) -> None:
    consultation.closed_at, consultation.closed_by = work.now, by.number if by else None
    message = consult.message_of(work, consultation)
    if message.state == MessageState.WITHDRAWN and not consult_counts.is_any(work, consultation):
        consult.move(work, by, consultation, ConsultState.ENDED, "end_question")
        promises.give_up(work, *_owed(consultation))
    else:
        consult.move(work, by, consultation, ConsultState.CLOSED, "close_question", why=consultation.closed_why)
        text = _(
            "The question {reference} is closed. Those who were asked hear by {day} what came of it.",
            reference=Code(message.reference),
            day=consultation.result_by,
        )
        owner = consult.owner(work, consultation)
        saying.to_room(work, [text], topic=Topic.SENT)
        if owner is not None:
            saying.to_person(work, owner, [text], lane=Lane.ALERT)
    trusted_card.show(work, message)


def _owed(consultation: Consultation) -> tuple[PromiseKind, str, int]:
    return PromiseKind.RESULT, trusted.ABOUT, consultation.message_id


def _copies(work: Work, consultation: Consultation) -> tuple[sa.ColumnElement[bool], ...]:
    numbers = [one.number for one in trusted_copies.family(work, consult.message_of(work, consultation))]
    return (col(Copy.message_id).in_(numbers), col(Copy.withdrawn_at).is_(None))


def _remind(work: Work, consultation: Consultation, most: int) -> int:
    message = consult.message_of(work, consultation)
    answered = (
        sa.select(1)
        .select_from(ConsultAnswer)
        .join(Person, col(Person.id) == col(ConsultAnswer.person_id))
        .where(col(ConsultAnswer.consultation_id) == consultation.number, col(Person.chat_id) == col(Copy.chat_id))
    )
    group = sa.func.coalesce(col(Copy.group_id), col(Copy.for_group_id), 0)
    may = (col(Copy.asked_again_at).is_(None), ~answered.exists(), group.not_in(ceiling.full(work, message)))
    claimed = trusted_copies.claim(work, (*_copies(work, consultation), *may), most)
    until = _("You can still answer this until {day}. Thank you to all who have.", day=consultation.last_day)
    for gone in claimed:
        gone.copy.asked_again_at = work.now
        _say(work, consultation, gone, until, f"asked:{gone.copy.number}")
    if len(claimed) < most:
        consultation.nudged_at = work.now
        record.act(work, None, "remind_of_question", consult.ABOUT, consultation.number)
    work.session.flush()
    return len(claimed)


def _tell_late(work: Work, consultation: Consultation, most: int) -> int:
    since = consultation.late_until
    owner = consult.owner(work, consultation)
    text = _(
        "You hear later than we said what came of this question: by {day}. {who} answers for it.",
        day=since or consultation.result_by,
        who=people.name_and_title(owner) if owner else work.programme.name,
    )
    begun = work.now - timedelta(days=1)
    unsaid = sa.or_(col(Copy.late_said_at).is_(None), col(Copy.late_said_at) < begun)
    claimed = trusted_copies.claim(work, (*_copies(work, consultation), unsaid), most)
    for gone in claimed:
        gone.copy.late_said_at = work.now
        _say(work, consultation, gone, text, f"late:{gone.copy.number}:{since}")
    if len(claimed) < most:
        consultation.late_told_at = work.now
    work.session.flush()
    return len(claimed)


def _say(work: Work, consultation: Consultation, gone: Gone, text: Text, key: str) -> None:
    """Under the copy; a group that has it from its champion has the question once more, too."""
    if gone.copy.for_group_id is not None:
        words: list[Text | Versions] = [Versions(trusted.WORDS, gone.copy.edited_to or gone.copy.message_id), text]
        trusted_copies.pass_on(work, gone, words, key=key, lane=Lane.TELLING)
    elif work.session.get_one(Chat, gone.copy.chat_id).unreachable_at is None:
        trusted_copies.reply(work, gone, [text], key=key, lane=Lane.TELLING)


LOOKS = (begin, close_due, remind, told, tell_late, follow)
