"""The digest of each working day: how much is new, late, owed and due today, and the way to start with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, p_
from bot.loop import (
    actions_digest,
    glance,
    handling,
    library,
    looking_again,
    people,
    places,
    promise_rules,
    promises,
    promises_due,
    reach,
    record,
    saying,
    scoping,
    senior_words,
    waiting,
)
from bot.store.insights import Insight
from bot.store.mornings import HALF_PAST_EIGHT, DigestHour, DigestReader
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work, beside
from bot.store.updates import Telling
from bot.words import OWED

MINUTES_AN_HOUR = 60
A_DAY = timedelta(days=1)
START = Button(p_("button", "Start"), "day:start")
HERE_TOO = Button(p_("button", "Send it to me in private"), "day:mine")
NOT_HERE = Button(p_("button", "Not in private any more"), "day:not_mine")
HOUR = Button(p_("button", "Change the hour"), "day:hour")
LINES: tuple[Callable[[Work], list[Text]], ...] = (
    promises_due.digest_lines,
    handling.digest_lines,
    scoping.digest_lines,
    looking_again.digest_lines,
    senior_words.digest_lines,
    actions_digest.digest_lines,
    library.digest_lines,
    places.digest_lines,
    reach.digest_lines,
)
"""What other topics have to say in the digest: each gives its lines, or none."""
_TABLE: sa.Table = DigestHour.__table__  # type: ignore[attr-defined]
_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing()
    for dialect in (sqlite, postgresql)
}


def send(work: Work) -> int:
    """On a working day, from the programme's hour until the day's end: the digest, once; nothing where all is done."""
    if not _is_due(work):
        return 0
    before = _hour(work)
    since = before.sent_at if before is not None else None
    if not _claimed(work):
        return 0
    parts = told(work, since)
    if parts is None:
        return 0
    saying.to_staff(work, parts, ((START,), (HERE_TOO,)))
    for person in readers(work):
        saying.to_person(work, person, parts, ((START,), (NOT_HERE,)))
    return 1


def show(work: Work, person: Person, *, may_set_hour: bool) -> None:
    """`/digest`: the digest as it stands now, and how it comes."""
    people.must_be_staff(work, person)
    hour = _hour(work)
    parts = told(work, hour.sent_at if hour else None) or [_("Nothing waits, and nothing is owed today.")]
    parts.append(_("It comes each working day at {clock}.", clock=clock(minutes(work))))
    wants = NOT_HERE if _reader(work, person) else HERE_TOO
    saying.to_person(work, person, parts, ((START,), (wants,), *(((HOUR,),) if may_set_hour else ())))


def want(work: Work, person: Person, *, is_wanted: bool) -> Text:
    """A staff member wants it in private as well, or no more."""
    people.must_be_staff(work, person)
    found = _reader(work, person)
    if is_wanted and found is None:
        work.session.add(DigestReader(programme_id=work.programme_id, person_id=person.number, since=work.now))
    elif not is_wanted and found is not None:
        work.session.delete(found)
    record.act(work, person, "want_digest", "person", person.number, after=is_wanted)
    return _("You get it here from now on.") if is_wanted else _("You get it in the staff room only.")


def set_hour(work: Work, by: Person, minute: int) -> None:
    """An administrator says when it comes, in minutes after midnight."""
    people.must_be_administrator(work, by)
    before = minutes(work)
    _make(work)
    work.session.execute(
        sa.update(DigestHour).where(col(DigestHour.programme_id) == work.programme_id).values(minutes=minute)
    )
    record.act(work, by, "set_digest_hour", "programme", work.programme_id, before=before, after=minute)


def minutes(work: Work) -> int:
    """When it comes, in minutes after midnight in the programme's zone."""
    hour = _hour(work)
    return hour.minutes if hour else HALF_PAST_EIGHT


def clock(minute: int) -> Code:
    """A time of day."""
    return Code(f"{minute // MINUTES_AN_HOUR:02}:{minute % MINUTES_AN_HOUR:02}")


def told(work: Work, since: datetime | None) -> list[Text] | None:
    """What it says; nothing where there is nothing to do."""
    lines = _counted(work, since or work.now - A_DAY)
    lines += [line for more in LINES for line in more(work)]
    if since is None or _week(work, since) != _week(work, work.now):
        lines += reach.weekly_lines(work)
        lines += beside(work, "loop in the digest", glance.weekly_lines) if lines else []
    return [_("Today, {day}:", day=promises.today(work)), *lines] if lines else None


def readers(work: Work) -> list[Person]:
    """The staff of today who want it in private."""
    found = select(Person).join(DigestReader, col(DigestReader.person_id) == Person.id)
    mine = found.where(DigestReader.programme_id == work.programme_id).order_by(col(Person.id))
    return [person for person in work.session.exec(mine).all() if people.is_staff(work, person)]


def _counted(work: Work, since: datetime) -> list[Text]:
    today = promises.end_of(work, promises.today(work))
    everything, new = waiting.count(work), waiting.count(work, col(Insight.told_at) > since)
    late, due = waiting.count(work, waiting.overdue(work)), waiting.count(work, waiting.due_by(work, today))
    owed = _owed(work)
    lines = []
    if everything and new:
        cards = n_(
            "{n} card waits for a first word, {new} new.",
            "{n} cards wait for a first word, {new} new.",
            everything,
            new=new,
        )
        lines.append(cards)
    elif everything:
        lines.append(n_("{n} card waits for a first word.", "{n} cards wait for a first word.", everything))
    if late:
        lines.append(n_("{n} is overdue.", "{n} are overdue.", late))
    if due:
        lines.append(n_("{n} is due today.", "{n} are due today.", due))
    if owed:
        lines.append(n_("{n} has still to hear: /owed", "{n} have still to hear: /owed", owed))
    return lines


def _owed(work: Work) -> int:
    """How many people and groups have not heard all that they are to hear."""
    states = sa.select(sa.func.count(col(Telling.chat_id).distinct())).where(
        col(Telling.programme_id) == work.programme_id, col(Telling.state).in_(OWED)
    )
    return int(work.session.execute(states).scalar_one())


def _is_due(work: Work) -> bool:
    here = work.now.astimezone(ZoneInfo(work.programme.time_zone))
    is_working_day = promise_rules.calendar(work).is_working(here.date())
    if not is_working_day or work.now >= promises.end_of(work, here.date()):
        return False
    hour = _hour(work)
    begins = time(*divmod(hour.minutes if hour else HALF_PAST_EIGHT, MINUTES_AN_HOUR))
    return here.time() >= begins and (hour is None or hour.sent_on is None or hour.sent_on < here.date())


def _week(work: Work, moment: datetime) -> tuple[int, int]:
    year, week, _day = promises.day_of(work, moment).isocalendar()
    return year, week


def _claimed(work: Work) -> bool:
    """Whether today's is ours to send: one run a day may."""
    _make(work)
    today = promises.today(work)
    mine = (col(DigestHour.programme_id) == work.programme_id,)
    not_yet = sa.or_(col(DigestHour.sent_on).is_(None), col(DigestHour.sent_on) < today)
    claim = sa.update(DigestHour).where(*mine, not_yet).values(sent_on=today, sent_at=work.now)
    return bool(work.session.execute(claim.returning(col(DigestHour.id))).first())


def _make(work: Work) -> None:
    row = {"programme_id": work.programme_id, "minutes": HALF_PAST_EIGHT}
    work.session.execute(_MAKE[work.session.get_bind().dialect.name], row)


def _hour(work: Work) -> DigestHour | None:
    found = select(DigestHour).where(DigestHour.programme_id == work.programme_id)
    return work.session.exec(found.execution_options(populate_existing=True)).first()


def _reader(work: Work, person: Person) -> DigestReader | None:
    return work.session.exec(select(DigestReader).where(DigestReader.person_id == person.id)).first()
