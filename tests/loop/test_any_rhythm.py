"""Whatever news comes when: none is lost, told twice, late or in quiet hours, and no week is too full."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlmodel import col, select

from bot.loop import joining, rhythms
from bot.loop.rhythms import Rhythm
from bot.store.chats import Chat, Group
from bot.store.issues import Raiser
from bot.store.outbox import Outbox
from bot.store.preferences import Preferences
from bot.store.updates import Telling, Update
from bot.words import Role, TellingState, UpdateKind
from tests.handlers.followed import matters, tells
from tests.loop.test_any_order import SAME_EACH_TIME
from tests.loop.town_machine import TownMachine

LONDON = ZoneInfo("Europe/London")
QUIET_FROM, QUIET_TO = 21, 8
BEFORE_CLOCKS_CHANGE = datetime(2026, 3, 27, 9, tzinfo=LONDON)
KINDS = (UpdateKind.PROGRESS, UpdateKind.PROGRESS, UpdateKind.TAKEN_UP, UpdateKind.CHANGED, UpdateKind.NOTHING_YET)
A_DAY = timedelta(days=1)


class News(TownMachine):
    """A group with quiet hours, one without, and a champion who chose a rhythm; two matters of each."""

    def __init__(self) -> None:
        self.latest: dict[int, datetime] = {}
        self.words = 0
        self.promised: dict[int, datetime | None] = {}
        self.first: set[int] = set()
        self.new_rhythm: set[tuple[int, int]] = set()
        super().__init__()

    async def open(self) -> None:
        town = self.town
        town.clock.at = BEFORE_CLOCKS_CHANGE
        self.tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
        await town.room()
        self.chats = [await town.group("Circle"), await town.group("Choir")]
        samina = await town.champion("Samina")
        self.chats.append(samina.id)
        await matters(town, self.tom, 2, group=self.chats[0])
        await matters(town, self.tom, 2, group=self.chats[1])
        await matters(town, self.tom, 2, by=samina)

        def settle(work: Any) -> None:
            quiet = sa.update(Chat).where(col(Chat.telegram_id) == self.chats[0])
            work.session.execute(quiet.values(quiet_from=QUIET_FROM * 60, quiet_to=QUIET_TO * 60))
            work.session.execute(sa.update(Group).values(rhythm_days=7))
            person = work.session.execute(sa.text("SELECT id FROM person WHERE telegram_id = :it"), {"it": samina.id})
            chosen = {"programme_id": work.programme_id, "person_id": person.scalar(), "also_reads": []}
            work.session.add(Preferences(**chosen, every_days=14, on_weekday=6, at_minute=90))

        await town.does(settle)

    @rule(matter=st.integers(1, 6), kind=st.sampled_from(KINDS), days=st.integers(1, 20))
    def news(self, matter: int, kind: UpdateKind, days: int) -> None:
        day = None if kind is UpdateKind.CHANGED else (self.town.clock.at + A_DAY * days).date()
        self.words += 1
        raiser, update = self.raiser_of(matter), self.newest_update() + 1
        self.promised[update] = raiser.next_news_by
        if not any(one.raiser_id == raiser.id for one in self.rows()[0]):
            self.first.add(update)
        self.go(tells(self.town, self.tom, matter, kind, f"<{self.words}>", next_news=day))
        assert self.newest_update() == update

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.go(self.town.later(hours=hours, step=timedelta(hours=3)))

    @rule(which=st.integers(0, 1), days=st.sampled_from((0, 7, 14, 28)), weekday=st.integers(0, 6))
    def another_rhythm(self, which: int, days: int, weekday: int) -> None:
        def change(work: Any) -> None:
            group = work.session.exec(select(Group).order_by(Group.id)).all()[which]  # type: ignore[arg-type]
            group.rhythm_days, group.rhythm_weekday = days, weekday
            work.session.flush()
            joining.follow(work, group)

        self.go(self.town.does(change))
        self.new_rhythm |= {week(self.town.clock.at + A_DAY * days) for days in range(29)}

    @rule(which=st.integers(0, 2), is_lost=st.booleans())
    def the_line_breaks_for_a_while(self, which: int, is_lost: bool) -> None:
        lost = self.town.telegram.requests_lost if is_lost else self.town.telegram.answers_lost
        lost.add(self.chats[which])
        self.go(self.town.later(hours=5, step=timedelta(hours=1)))
        lost.clear()

    @invariant()
    def it_holds(self) -> None:
        now = self.town.clock.at
        with_words, rows = self.rows()
        together = {row.followup_id for row in rows if row.state in ("waiting", "sending", "uncertain")} - {None}
        alone = {row.telling_id for row in rows if row.state in ("waiting", "sending", "uncertain")}
        for one in with_words:
            assert one.joins_at is None or one.state == TellingState.OWED
            if one.state == TellingState.OWED:
                assert one.joins_at is not None, "nothing owed is forgotten"
                self.latest[one.number] = min(self.latest.get(one.number, one.joins_at), one.joins_at)
                assert now <= self.latest[one.number] + A_DAY, "told within a day"
            if one.state == TellingState.QUEUED:
                assert one.id in alone or one.followup_id in together
        self.nothing_is_said_twice()
        self.nothing_is_said_in_quiet_hours(rows)
        self.no_week_is_too_full(with_words, rows)

    def nothing_is_said_twice(self) -> None:
        for chat in self.chats:
            told = [line.text for line in self.town.telegram.said_in(chat) if "had this already" not in line.text]
            for word in range(1, self.words + 1):
                assert sum(f"<{word}>" in text for text in told) <= 1

    def nothing_is_said_in_quiet_hours(self, rows: list[Outbox]) -> None:
        for row in rows:
            if row.state == "sent" and (row.telling_id or row.followup_id) and row.telegram_chat == self.chats[0]:
                assert QUIET_TO <= row.state_at.astimezone(LONDON).hour < QUIET_FROM

    def rows(self) -> tuple[list[Telling], list[Outbox]]:
        def read(session: Any) -> tuple[list[Telling], list[Outbox]]:
            return list(session.exec(select(Telling)).all()), list(session.exec(select(Outbox)).all())

        return self.town.store.write_now(read)

    def no_week_is_too_full(self, with_words: list[Telling], rows: list[Outbox]) -> None:
        """The fourth thing that is started in a group in a week was promised for it; so is all that nobody wrote."""
        for chat in self.chats[:2]:
            begun: Counter[tuple[int, int]] = Counter()
            sent = [row for row in rows if row.telegram_chat == chat and row.state == "sent" and not row.is_repeat]
            for row in sorted(sent, key=lambda row: row.state_at):
                said = [
                    one.update_id
                    for one in with_words
                    if one.id == row.telling_id or (row.followup_id is not None and one.followup_id == row.followup_id)
                ]
                its_week = week(row.state_at)
                if not set(said) - self.first or its_week in self.new_rhythm:
                    continue
                begun[its_week] += 1
                promised = [self.promised.get(one, row.state_at) for one in said]
                is_promised = any(day is not None and week(day) <= its_week for day in promised)
                assert begun[its_week] <= 3 or is_promised, (chat, its_week, said, promised)

    def raiser_of(self, matter: int) -> Raiser:
        return self.town.store.write_now(
            lambda session: session.exec(select(Raiser).where(Raiser.issue_id == matter)).one()
        )

    def newest_update(self) -> int:
        newest = sa.select(sa.func.coalesce(sa.func.max(Update.id), 0))
        return int(self.town.store.write_now(lambda session: session.execute(newest).scalar_one()))


def week(moment: datetime) -> tuple[int, int]:
    """The year and the week of a moment, in London."""
    return moment.astimezone(LONDON).isocalendar()[:2]


def test_whatever_news_comes_all_of_it_is_told_once_and_in_time(sqlite_template: Path, tmp_path: Path) -> None:
    class HereAndNow(News):
        template, folder = sqlite_template, tmp_path

    few = settings(SAME_EACH_TIME, max_examples=2, stateful_step_count=12)
    run_state_machine_as_test(HereAndNow, settings=few)


def test_an_hour_that_comes_twice_or_never_is_told_once() -> None:
    twice = Rhythm(7, 6, 90, LONDON, 0)
    autumn = twice.next_after(datetime(2026, 10, 24, 12, tzinfo=LONDON))
    assert autumn.astimezone(LONDON).isoformat() == "2026-10-25T01:30:00+01:00", "the first of two"
    assert twice.next_after(autumn) == datetime(2026, 11, 1, 1, 30, tzinfo=LONDON), "not again an hour later"
    spring = twice.next_after(datetime(2026, 3, 28, 12, tzinfo=LONDON))
    assert spring.astimezone(LONDON).isoformat() == "2026-03-29T02:30:00+01:00", "half past one is not there that day"
    assert (twice.next_after(spring) - spring).days == 6


def test_fortnights_come_every_fortnight_and_not_for_all_in_the_same_week() -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=LONDON)
    for days, between in ((14, 14), (28, 28), (rhythms.ONLY_ON_CHANGE, 91)):
        own = [Rhythm(days, 3, 17 * 60, LONDON, whose) for whose in (1, 2)]
        first, other = (one.next_after(start) for one in own)
        assert round((own[0].next_after(first) - first) / A_DAY) == between
        assert first != other
