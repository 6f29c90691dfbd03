"""Twice a year people are asked whether they feel heard, spread over a fortnight; what came of it is told them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot import errors
from bot.language import _, p_
from bot.loop import asking, due, feeling_heard, feeling_words, finding, people, promise_rules, promises, record, saying
from bot.loop.feeling_heard import Result
from bot.store.feeling import FeelingAsk, FeelingRound
from bot.store.outbox import Button
from bot.store.people import Grant, Person
from bot.store.session import Work
from bot.words import DESK, Lane, PromiseKind

AT_ONCE = 200
ABOUT = "feeling"
NEW, OPEN, TO_SAY = timedelta(days=30), timedelta(days=28), timedelta(days=28)
SPREAD_DAYS, FROM_HOUR, MINUTES = 14, 10, 480
_TABLE: sa.Table = FeelingRound.__table__  # type: ignore[attr-defined]
_BEGIN = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing(
        index_elements=("programme_id", "month")
    )
    for dialect in (sqlite, postgresql)
}
_DUE = due.rows(FeelingRound, col(FeelingRound.next_at) <= due.NOW)
_WHOSE_TURN = due.rows(FeelingAsk, col(FeelingAsk.next_at) <= due.NOW, order=(col(FeelingAsk.next_at),))


def begin(work: Work) -> int:
    """In its two months of the year a time of asking begins; one run a month may."""
    first, today = promise_rules.of(work).heard_month, promises.today(work)
    if not first or (today.month - first) % promise_rules.HALF_A_YEAR:
        return 0
    month = f"{today:%Y-%m}"
    there = select(FeelingRound.id).where(FeelingRound.programme_id == work.programme_id, FeelingRound.month == month)
    if work.session.exec(there).first() is not None:
        return 0
    row = {"programme_id": work.programme_id, "month": month, "began_at": work.now, "next_at": work.now}
    work.session.execute(_BEGIN[work.session.get_bind().dialect.name], {**row, "filled_to": 0, "words": {}})
    return 1


def go_on(work: Work) -> int:
    """What is due of a time of asking: who is asked is noted, some at a time; it ends; it is told without our words."""
    found = due.claimed(work, _DUE)
    for one in found:
        if one.ended_at is not None:
            _tell(work, one)
        elif work.now >= one.began_at + OPEN:
            _end(work, one)
        else:
            _fill(work, one)
    return len(found)


def ask_or_tell(work: Work) -> int:
    """Those whose turn it is are asked, or told what came of it."""
    found = due.claimed(work, _WHOSE_TURN)
    for one in found:
        of, person = work.session.get_one(FeelingRound, one.round_id), work.session.get_one(Person, one.person_id)
        one.next_at = None
        if of.told_at is not None:
            _tell_one(work, of, person)
        elif of.ended_at is None and one.asked_at is None:
            _ask_one(work, one, person)
    return len(found)


def unsaid(work: Work, by: Person, round_id: int | None) -> tuple[FeelingRound, Result]:
    """A result that waits for the team's word. Raises `errors.NoLongerThere` where somebody has said it."""
    people.must_be_staff(work, by)
    one = finding.one(work, FeelingRound, round_id, held=True)
    found = feeling_heard.result(work, one)
    if one.words or found is None:
        raise errors.NoLongerThere(_("Somebody has said that already."))
    return one, found


def say(work: Work, by: Person, round_id: int, words: Mapping[str, str]) -> None:
    """What the team does about it: it goes with the result to all who were asked."""
    one, _found = unsaid(work, by, round_id)
    one.words, one.by_id = dict(words), by.number
    promises.keep(work, PromiseKind.FEELING, ABOUT, one.number)
    record.act(work, by, "say_feeling", ABOUT, one.number)
    _tell(work, one)


def languages(work: Work, one: FeelingRound) -> list[str]:
    """The languages of those who were asked."""
    mine = select(Person.language).join(FeelingAsk, col(FeelingAsk.person_id) == Person.id)
    found = work.session.exec(mine.where(FeelingAsk.round_id == one.id, col(FeelingAsk.asked_at).is_not(None))).all()
    return sorted({language or "en" for language in found})


def _fill(work: Work, one: FeelingRound) -> None:
    """The next of those who are in for a month already, may be written to, and are not of the team."""
    staff = sa.select(col(Grant.person_id)).where(
        col(Grant.role).in_(DESK), col(Grant.allowed_at).is_not(None), col(Grant.revoked_at).is_(None)
    )
    found = work.session.exec(
        select(Person.id)
        .where(
            Person.programme_id == work.programme_id,
            col(Person.id) > one.filled_to,
            col(Person.consented_at) <= one.began_at - NEW,
            col(Person.left_at).is_(None),
            col(Person.blocked_at).is_(None),
            col(Person.chat_id).is_not(None),
            col(Person.id).not_in(staff),
        )
        .order_by(col(Person.id))
        .limit(AT_ONCE)
    ).all()
    _note(work, one, [number for number in found if number is not None])
    if len(found) < AT_ONCE:
        one.next_at = promise_rules.calendar(work).opens(one.began_at + OPEN)
    else:
        one.filled_to = found[-1] or one.filled_to


def _note(work: Work, one: FeelingRound, numbers: Sequence[int]) -> None:
    rows = [
        {"programme_id": work.programme_id, "round_id": one.number, "person_id": number, "is_over": False}
        | {"next_at": _turn(work, one, number)}
        for number in numbers
    ]
    if rows:
        work.session.execute(sa.insert(FeelingAsk), rows)


def _turn(work: Work, one: FeelingRound, number: int) -> datetime:
    """When somebody is asked: in the fortnight from the next day on, between ten and six."""
    zone = ZoneInfo(work.programme.time_zone)
    day = promises.day_of(work, one.began_at) + timedelta(days=1 + number % SPREAD_DAYS)
    begins = datetime.combine(day, time(FROM_HOUR), zone)
    return (begins + timedelta(minutes=number * 37 % MINUTES)).astimezone(UTC)


def _end(work: Work, one: FeelingRound) -> None:
    """Nobody is asked any more: the team sees the result, and owes those who were asked a word on it."""
    one.ended_at, one.next_at = work.now, None
    found = feeling_heard.result(work, one)
    record.act(work, None, "end_feeling", ABOUT, one.number)
    if found is None:
        return
    one.next_at = promise_rules.calendar(work).opens(work.now + TO_SAY)
    due = promises.end_of(work, promises.day_of(work, one.next_at))
    promises.make(work, PromiseKind.FEELING, ABOUT, one.number, due)
    until = _(
        "What do you do about it? Say it in a sentence, and I tell all who were asked. On {day} I tell them anyway.",
        day=promises.day_of(work, one.next_at),
    )
    parts = [*feeling_words.summary(found), *feeling_words.by_language(found), until]
    row = (Button(p_("button", "Say what we do"), f"fr:{one.number}:say"),)
    saying.to_staff(work, parts, (row,))


def _tell(work: Work, one: FeelingRound) -> None:
    one.told_at, one.next_at = work.now, None
    asked = (col(FeelingAsk.round_id) == one.id, col(FeelingAsk.asked_at).is_not(None))
    work.session.execute(sa.update(FeelingAsk).where(*asked).values(next_at=work.now))


def _ask_one(work: Work, one: FeelingAsk, person: Person) -> None:
    free = asking.free_at(work, person)
    if free is not None and free > work.now:
        one.next_at = free
    elif free is not None and person.blocked_at is None:
        asking.count(work, None, person)
        feeling_heard.ask(work, one, person)


def _tell_one(work: Work, one: FeelingRound, person: Person) -> None:
    if person.left_at is not None:
        return
    key = f"feeling:{one.number}:{person.number}:{'words' if one.words else 'none'}"
    parts = feeling_words.told(work, one, person.language or "en")
    saying.to_person(work, person, parts, lane=Lane.TELLING, key=key)


LOOKS: tuple[Callable[[Work], int], ...] = (begin, go_on, ask_or_tell)
