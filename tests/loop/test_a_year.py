"""A year of promises in injected time: two clock changes, bank holidays, three outages in which no look ran.

Every promise is said to its owner on the right local day and hour, none twice, none lost. `-s` shows the table.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text
from bot.loop import handing_over, nudges, promises
from bot.store.outbox import Outbox
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind
from tests.handlers.town import Town

START = date(2026, 3, 2)
LONDON = ZoneInfo("Europe/London")
REFERENCE = re.compile("[HMP]-[0-9]+")
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
CLOSED = (
    *("2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"),
    *("2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31"),
)
ENGLAND = frozenset(map(date.fromisoformat, CLOSED))
OUTAGES = tuple(
    (datetime(*first, 12, tzinfo=UTC), datetime(*last, 20, 30, tzinfo=UTC))
    for first, last in (((2026, 3, 26), (2026, 3, 31)), ((2026, 8, 26), (2026, 9, 2)), ((2026, 12, 22), (2026, 12, 29)))
)
ABOUT = {
    PromiseKind.FIRST_WORD: ("insight", "H"),
    PromiseKind.LISTENING: ("insight", "H"),
    PromiseKind.NEXT_NEWS: ("issue", "M"),
    PromiseKind.SCOPE: ("issue", "M"),
    PromiseKind.ACTION: ("issue", "M"),
    PromiseKind.CONTACT: ("contact", "P"),
}
WAITS = {
    PromiseKind.LISTENING: 1,
    PromiseKind.NEXT_NEWS: 20,
    PromiseKind.SCOPE: 10,
    PromiseKind.ACTION: 8,
    PromiseKind.CONTACT: 2,
}
STAGES = ("before", "at", "after")


@dataclass
class Made:
    """A promise, as the test knows it: when it was made, is due and kept, and when its owner heard of it."""

    kind: PromiseKind
    number: int
    at: datetime
    due: datetime
    kept: datetime
    heard: list[datetime] = field(default_factory=list)

    @property
    def reference(self) -> str:
        return f"{ABOUT[self.kind][1]}-{self.number}"


# What is right, worked out in another way than the product does: hour by hour on the wall, from a list of holidays.


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in ENGLAND


def wall(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def is_at_work(moment: datetime) -> bool:
    here = moment.astimezone(LONDON)
    return 9 <= here.hour < 17 and is_working(here.date())


def working_minutes_back(moment: datetime, minutes: int) -> datetime:
    while minutes:
        moment -= timedelta(minutes=1)
        minutes -= is_at_work(moment)
    return moment


def next_open(moment: datetime) -> datetime:
    day = day_of(moment)
    if is_working(day) and wall(day, 9) <= moment < wall(day, 17):
        return moment
    if is_working(day) and moment < wall(day, 9):
        return wall(day, 9)
    while not is_working(day := day + A_DAY):
        pass
    return wall(day, 9)


def right_times(made: Made) -> dict[str, datetime]:
    """When the owner should hear of it, had there been no outage; what is kept by then is not said any more."""
    minutes = int((made.due - made.at).total_seconds() // 60)
    span = 480 if minutes > 4 * 1440 else sum(is_at_work(made.at + timedelta(minutes=n)) for n in range(minutes))
    before = working_minutes_back(made.due, min(240, span // 2))
    times = {"before": max(before, made.at), "at": made.due, "after": next_open(made.due + AN_HOUR)}
    return {stage: at for stage, at in times.items() if at < made.kept}


def promised(rng: random.Random, number: int, kind: PromiseKind, work: Work) -> tuple[Made, datetime | None]:
    if kind is PromiseKind.FIRST_WORD:
        due = promises.working_hours_on(work, 4) if number % 2 else promises.working_days_on(work, 1)
    else:
        due = promises.working_days_on(work, WAITS[kind])
    promises.make(work, kind, ABOUT[kind][0], number, due)
    kept = work.now + (due - work.now) * rng.choice((0.2, 0.9, 0.9, 1.3)) + rng.choice((0, 1, 4)) * A_DAY
    back = next((last for first, last in OUTAGES if work.now < first < work.now + 3 * A_DAY), None)
    return Made(kind, number, work.now, due, back + 3 * A_DAY if back else kept), first_due(work)


def keep(made: Made, work: Work) -> datetime | None:
    promises.keep(work, made.kind, ABOUT[made.kind][0], made.number)
    return first_due(work)


def outage_over(moment: datetime) -> datetime | None:
    """The end of the outage that a moment lies in."""
    return next((last for first, last in OUTAGES if first <= moment < last), None)


def first_due(work: Work) -> datetime | None:
    """When something is to be said next, as the database has it."""
    first = select(sa.func.min(Promise.nudge_at)).where(
        Promise.programme_id == work.programme_id, col(Promise.kept_at).is_(None)
    )
    found = promises.utc(work.session.exec(first).one())
    return max(found, work.now) if found else None


def looks(work: Work) -> datetime | None:
    """The look runs: twice, since a doubled run changes nothing."""
    for _twice in range(2):
        for look in (*handing_over.LOOKS, *nudges.LOOKS):
            look(work)
    work.session.flush()
    return first_due(work)


def opening(moment: datetime) -> datetime:
    """A moment at which owners may hear: while the team works, and until an hour after."""
    day = day_of(moment)
    return moment if is_working(day) and wall(day, 9) <= moment <= wall(day, 18) else next_open(moment)


async def until(town: Town, due: datetime | None, end: datetime) -> None:
    """Time passes to a moment; the look runs whenever something is due, but not in an outage."""
    while due is not None:
        at = opening(due)
        if (over := outage_over(at)) is not None:
            at = opening(over)
        if at > end or outage_over(end):
            break
        town.clock.at = at
        due = await town.does(looks)
        if due == at:
            due += timedelta(minutes=1)
    town.clock.at = max(town.clock.at, end)


def said(town: Town, rows: list[Outbox]) -> dict[str, list[datetime]]:
    """When which reference was named to an owner."""
    heard: dict[str, list[datetime]] = defaultdict(list)
    for row in rows:
        parts = [town.reads(Text.from_json(part["text"])) for part in row.what.get("parts", ()) if "text" in part]
        if parts and parts[0] == "What you have promised:":
            for line in parts[1:]:
                heard[REFERENCE.findall(line)[0]].append(row.queued_at)
    return heard


async def test_a_year_of_promises(town: Town) -> None:
    rng = random.Random(7)
    await town.staff("Tom Reed")
    kinds = list(ABOUT)
    before_outages = [(first.date() - START).days - 1 for first, _last in OUTAGES for _each in kinds]
    days = [*(rng.randrange(365) for _each in range(60)), *before_outages]
    moments = sorted(wall(START + A_DAY * day, 0) + timedelta(minutes=rng.randrange(24 * 60)) for day in days)
    all_made: dict[int, Made] = {}
    events = [(at, number) for number, at in enumerate(moments, 1)]
    due: datetime | None = None
    while events:
        at, number = events.pop(0)
        await until(town, due, at)
        town.clock.at = at
        if number in all_made:
            kept = all_made[number]
            due = await town.does(partial(keep, kept))
        else:
            all_made[number], due = await town.does(partial(promised, rng, number, kinds[number % len(kinds)]))
            events = sorted([*events, (all_made[number].kept, number)])
    heard = said(town, await town.all(Outbox))
    table: dict[PromiseKind, Counter[str]] = defaultdict(Counter)
    for made in all_made.values():
        made.heard = sorted(heard[made.reference])
        _check(made, table[made.kind])
    show(table)
    assert all(counts["wrong"] == 0 for counts in table.values())
    assert sum(counts["late"] for counts in table.values()) > 5, "the outages bite"
    assert [one for one in await town.all(Promise) if one.kept_at is None] == []
    sent = sorted(at for times in heard.values() for at in set(times))
    assert all(two - one >= AN_HOUR for one, two in pairwise(sorted(set(sent)))), "at most one message an hour"


def _check(made: Made, counts: Counter[str]) -> None:
    counts["promises"] += 1
    right = right_times(made)
    assert len(made.heard) == len(set(made.heard)) and len(made.heard) <= len(STAGES) + 1
    later = [at for at in made.heard if at - made.due > 15 * AN_HOUR]
    for at in right.values():
        over = outage_over(at)
        if over is None:
            first = at if at == made.due and made.due == wall(day_of(at), 17) else next_open(at)
            hits = [one for one in made.heard if timedelta() <= one - first <= AN_HOUR]
            counts["on time" if hits else "wrong"] += 1
            if not hits:
                print(made, at)
        elif made.kept > next_open(over) + AN_HOUR:
            hits = [one for one in made.heard if timedelta() <= one - next_open(over) <= AN_HOUR]
            counts["late" if hits else "wrong"] += 1
            if not hits:
                print("O", made, at)
    told_on = made.kept > made.due and bool(later)
    counts["more than right"] += max(0, len(made.heard) - len(right) - told_on)


def show(table: dict[PromiseKind, Counter[str]]) -> None:
    columns = ("promises", "on time", "late", "wrong", "more than right")
    print(f"\n{'kind':<12}" + "".join(f"{name:>17}" for name in columns))
    for kind, counts in sorted(table.items()):
        print(f"{kind:<12}" + "".join(f"{counts[name]:>17}" for name in columns))
