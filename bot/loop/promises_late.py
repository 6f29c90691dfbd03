"""What was promised for a day and is not done by it: whom that is said to, for each kind of promise. Once each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog

from bot.card_words import Topic
from bot.language import Code, _
from bot.loop import (
    consult_days,
    contacts,
    first_words,
    help_looks,
    insights,
    library,
    looking_again,
    places,
    plans,
    promise_words,
    promises,
    saying,
    scoping,
    trusted_readers,
    trusted_translations,
    words_wanted,
)
from bot.store.insights import Insight
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind

log = structlog.get_logger()


def say_late(work: Work) -> int:
    """Promises past their date, not kept, of which nobody has been told yet; returns how many.

    One that cannot be told holds up no other: it is tried again with the next look.
    """
    late = promises.overdue(work, WHEN_LATE)
    for promise in late:
        number, kind = promise.number, PromiseKind(promise.kind)
        try:
            with work.session.begin_nested():
                promise.late_said_at = work.now
                WHEN_LATE[kind](work, promise)
        except Exception as error:
            log.error("promise cannot be told late", promise=number, kind=kind, error=type(error).__name__)
    return len(late)


def first_word_late(work: Work, promise: Promise) -> None:
    """A first word that did not come: the teller is told so, with a new date; so is the staff room."""
    insight = work.session.get(Insight, promise.about_id)
    if insight is None or insight.taken_back_at is not None:
        return
    insights.say_late(work, insight, first_words.owe_again(work, insight))
    text = _("{reference} has had no first word by the day promised.", reference=Code(insight.reference))
    saying.to_staff(work, [text], insight_id=insight.number, topic=Topic.OWED)


def promise_late(work: Work, promise: Promise) -> None:
    """An action, news or a translation past its date: the staff room is told, once; owners are, by `nudges`."""
    if promise.kind == PromiseKind.TRANSLATION:
        words_wanted.say_late(work, promise.about_id, promise.about.partition(":")[2])
    text = [
        _(
            "Late since {day}: {what}",
            day=promises.day_of(work, promise.due_at),
            what=promise_words.what(work, promise),
        )
    ]
    saying.to_staff(work, text, topic=Topic.OWED)


WHEN_LATE: Mapping[PromiseKind, Callable[[Work, Promise], None]] = {
    PromiseKind.FIRST_WORD: first_word_late,
    PromiseKind.ACTION: promise_late,
    PromiseKind.NEXT_NEWS: promise_late,
    PromiseKind.UPDATE: promise_late,
    PromiseKind.TRANSLATION: promise_late,
    PromiseKind.SENIOR_WORD: promise_late,
    PromiseKind.FAREWELL: promise_late,
    PromiseKind.FEELING: promise_late,
    PromiseKind.SCOPE: scoping.scope_late,
    PromiseKind.THEIR_ANSWER: scoping.scope_late,
    PromiseKind.LOOK_AGAIN: looking_again.look_late,
    PromiseKind.HOLDER: help_looks.nobody_holds,
    PromiseKind.HELP: help_looks.holder_late,
    PromiseKind.CONTACT: contacts.talk_late,
    PromiseKind.REVIEW: library.review_late,
    PromiseKind.PLACE: places.report_late,
    PromiseKind.PLAN_ANSWER: plans.answer_late,
    PromiseKind.RESULT: consult_days.result_late,
    trusted_readers.KIND: trusted_translations.words_late,
}
