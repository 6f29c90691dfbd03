"""An hour in which somebody senior answers: announced, questions gathered, answered one by one, none left over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import due, leads, people, personal, promise_rules, promises, quiet, record, saying
from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.live_hours import LiveHour
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind, Lane, PromiseKind

AN_HOUR = timedelta(hours=1)
LATELY = timedelta(days=60)
ASKED = (Kind.QUESTION, Kind.RUMOUR)
SHOWN = 10
_OVER = due.rows(LiveHour, col(LiveHour.done_at).is_(None), LiveHour.ends_at <= due.NOW, most=SHOWN)


def announce(work: Work, by: Person, who: str, role: str, day: date, hour: int) -> LiveHour:
    """Somebody senior answers for an hour; those who asked or passed on something of late are told, once."""
    people.must_be_staff(work, by)
    begins = _begins(work, day, hour)
    if begins <= work.now:
        raise errors.Mistake(_("That hour is past."))
    made = LiveHour(
        programme_id=work.programme_id,
        who=who,
        role=role,
        said_by=by.number,
        begins_at=begins,
        ends_at=begins + AN_HOUR,
    )
    work.session.add(made)
    work.session.flush()
    rules = promise_rules.kept(work)
    rules.live_until = max(rules.live_until or made.ends_at, made.ends_at)
    work.session.flush()
    parts = announcement(work, by, who, role, day, hour)
    told = heard_from(work)
    for chat_id in told:
        saying.to_chat(work, chat_id, parts, lane=Lane.TELLING)
    saying.to_staff(work, [parts[0]])
    record.act(work, by, "announce", "live_hour", made.number, begins=begins.isoformat(), chats=len(told))
    return made


def announcement(work: Work, by: Person, who: str, role: str, day: date, hour: int) -> list[Text]:
    """How the hour is announced."""
    begins = _begins(work, day, hour)
    return [
        _("{who}, {role}, answers questions here for an hour from {begins}.", who=who, role=role, begins=begins),
        _(
            "Write yours to me in that hour. I keep them together, and each gets an answer. "
            "{by} of the team asked me to tell you.",
            by=people.name_and_title(by),
        ),
    ]


def heard_from(work: Work) -> list[int]:
    """The chats of people and groups that asked or passed on something of late and can be written to."""
    lately = sa.and_(
        col(Insight.programme_id) == work.programme_id,
        col(Insight.told_at) > work.now - LATELY,
        col(Insight.kind).in_(ASKED),
        col(Insight.taken_back_at).is_(None),
    )
    tellers = sa.select(col(Insight.person_id)).where(lately, col(Insight.in_private))
    there = sa.select(col(Insight.group_id)).where(lately, col(Insight.in_private).is_(False))
    persons = sa.select(col(Person.chat_id)).where(
        col(Person.id).in_(tellers), col(Person.left_at).is_(None), col(Person.blocked_at).is_(None)
    )
    groups = sa.select(col(Group.chat_id)).where(col(Group.id).in_(there), col(Group.ended_at).is_(None))
    here = sa.or_(col(Chat.id).in_(persons), col(Chat.id).in_(groups))
    found = select(Chat).where(here, col(Chat.unreachable_at).is_(None)).order_by(col(Chat.id))
    return [chat.number for chat in work.session.exec(found).all() if not quiet.is_paused(work, chat)]


def gather(work: Work, insight: Insight) -> None:
    """What is told within the hour belongs to it."""
    live_until = promise_rules.of(work).live_until
    if live_until is None or live_until <= work.now or insight.kind == Kind.HELP:
        return
    now = select(LiveHour.id).where(
        LiveHour.programme_id == work.programme_id,
        col(LiveHour.done_at).is_(None),
        LiveHour.begins_at <= work.now,
        LiveHour.ends_at > work.now,
    )
    insight.live_hour_id = work.session.exec(now).first()


def lines(work: Work, insight: Insight) -> list[Text]:
    """That it was asked in such an hour, on its card."""
    hour = work.session.get(LiveHour, insight.live_hour_id) if insight.live_hour_id else None
    return [_("Asked in the hour of {who}, {role}.", who=hour.who, role=hour.role)] if hour else []


def waiting(work: Work, hour: LiveHour) -> list[Insight]:
    """What was asked in an hour and has no answer yet, the first first."""
    asked = select(Insight).where(
        Insight.live_hour_id == hour.id,
        col(Insight.taken_back_at).is_(None),
        col(Insight.id).in_(promises.open_about(work, PromiseKind.FIRST_WORD, "insight")),
    )
    return list(work.session.exec(asked.order_by(col(Insight.id))).all())


def newest(work: Work) -> LiveHour | None:
    """The hour that is now, or was last."""
    begun = select(LiveHour).where(LiveHour.programme_id == work.programme_id, LiveHour.begins_at <= work.now)
    return work.session.exec(begun.order_by(col(LiveHour.begins_at).desc())).first()


def show(work: Work, by: Person, hour: LiveHour, after: int = 0) -> None:
    """Bring staff what was asked in an hour and waits, each with the button that answers it: some, from a number on.

    Those before have their answer by then, or not, so that a place in the list would say nothing.
    """
    people.must_be_staff(work, by)
    left = [insight for insight in waiting(work, hour) if leads.may_see(work, by, insight)]
    heading = _("The hour of {who}: {begins}.", who=hour.who, begins=hour.begins_at)
    saying.to_person(work, by, [heading, n_("{n} question waits.", "{n} questions wait.", len(left))])
    at = sum(insight.number <= after for insight in left)
    for insight in left[at : at + SHOWN]:
        words = own_words(f"“{personal.shown(insight.words, insight.may_stay)}”")
        parts = [own_words(insight.reference), words] if insight.words else [own_words(insight.reference)]
        row = (Button(p_("button", "Answer"), f"c:{insight.number}:answer"),)
        saying.to_person(work, by, parts, (row,), insight_id=insight.number)
    if turns := _turns(hour, [insight.number for insight in left], at):
        saying.to_person(work, by, [_("There are more.")], (turns,))


def _turns(hour: LiveHour, left: Sequence[int], at: int) -> list[Button]:
    """The ways to what waits before and after those shown; each says after which number it goes on."""
    before, end = max(at - SHOWN, 0), at + SHOWN
    back = Button(p_("button", "Back"), f"owe:live:{hour.number}:{left[before - 1] if before else 0}")
    more = Button(p_("button", "More"), f"owe:live:{hour.number}:{left[min(end, len(left)) - 1] if left else 0}")
    return [*([back] if at else []), *([more] if end < len(left) else [])]


def finish(work: Work) -> int:
    """The hour is over: staff hear what still waits, and by when it is promised; so does whoever asked it."""
    over = due.claimed(work, _OVER)
    for hour in over:
        hour.done_at = work.now
        left = waiting(work, hour)
        for insight in left:
            _tell_who_asked(work, hour, insight)
        said = [
            _("The hour of {who} is over.", who=hour.who),
            n_("{n} question still waits.", "{n} questions still wait.", len(left)),
        ]
        if left:
            said.append(_("Promised: {references}", references=[Code(one.reference) for one in left[:SHOWN]]))
        saying.to_staff(work, said)
    return len(over)


def _begins(work: Work, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(work.programme.time_zone))


def _tell_who_asked(work: Work, hour: LiveHour, insight: Insight) -> None:
    text = _(
        "The hour with {who} was too short for {reference}. You will have an answer by {day}.",
        who=hour.who,
        reference=Code(insight.reference),
        day=promises.day_of(work, insight.first_word_by),
    )
    teller = people.by_number(work, insight.person_id)
    chat_id = (teller.chat_id if teller else None) if insight.in_private else insight.source_chat_id
    if chat_id is not None:
        saying.to_chat(work, chat_id, [text], lane=Lane.ANSWER, insight_id=insight.number)
