"""Whatever happens in whatever order: nobody who spoke up is left without an answer."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import select

from bot.handlers import people_errands
from bot.labels import UPDATE_KINDS
from bot.loop import issues, tellings, updates
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.updates import Judgement, Telling, Update
from bot.words import CLOSED, HEARD, UNSATISFIED, Role, Scope, UpdateKind, Verdict
from tests.handlers.phone import Phone
from tests.loop.acts import known, plan, tell_news, tom
from tests.loop.town_machine import TownMachine

TABLES = (Insight, Issue, Raiser, Update, Telling, Judgement, Promise, Outbox, Person)
WHO = st.integers(0, 2)
WHICH = st.integers(0, 5)
# A failure is told as it was found: making it small would take minutes.
FAST = (Phase.explicit, Phase.generate)
SAME_EACH_TIME = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
QUIET = settings(SAME_EACH_TIME, max_examples=8, stateful_step_count=20, phases=FAST)


class Loop(TownMachine):
    """Two champions and a group, one of whom reads Polish; staff; time; trouble on the line."""

    async def open(self) -> None:
        self.room = await self.town.room()
        self.tom = await self.town.staff("Tom Reed")
        await self.town.staff("Priya Shah", role=Role.ADMINISTRATOR)
        self.circle = await self.town.group("Circle")
        self.phones = [
            await self.town.champion("Samina"),
            await self.town.champion("Ewa", "pl"),
            await self.town.champion("Nadia"),
        ]

    def does(self, act: Any) -> Any:
        done = self.go(self.town.does(act))
        self.go(self.town.speaks())
        return done

    def one(self, table: type[Any], which: int, *conditions: Any) -> Any:
        rows = self.town.store.write_now(lambda session: list(session.exec(select(table).where(*conditions)).all()))
        return rows[which % len(rows)] if rows else None

    @initialize(is_told=st.booleans())
    def begun(self, is_told: bool) -> None:
        """All three have told, the first matter is taken up, and perhaps they were told already what changed."""
        for who in range(3):
            self.tell(who)
        self.take_up(0, Scope.OURS, 7)
        for which in range(2):
            self.join(which, 0)
        if is_told:
            self.news(0, UpdateKind.CHANGED)
            self.translate(0)

    # What people do

    @rule(who=WHO)
    def tell(self, who: int) -> None:
        phone = self.phones[who]
        self.go(phone.says("/tell in the group", self.circle) if who == 2 else phone.says("in private"))

    @rule(which=WHICH, scope=st.sampled_from(Scope), days=st.integers(0, 20))
    def take_up(self, which: int, scope: Scope, days: int) -> None:
        found = self.one(Insight, which, Insight.issue_id == None)  # noqa: E711
        if found is not None and found.taken_back_at is None:
            self.does(lambda work: issues.take_up(work, tom(work), found.id, plan(work, scope, days)))

    @rule(which=WHICH, matter=WHICH)
    def join(self, which: int, matter: int) -> None:
        found = self.one(Insight, which, Insight.issue_id == None)  # noqa: E711
        issue = self.one(Issue, matter, Issue.state == "open")
        if found is not None and issue is not None and found.taken_back_at is None:
            self.does(lambda work: issues.join(work, tom(work), found.id, issue.id))

    @rule(matter=WHICH, kind=st.sampled_from([*UPDATE_KINDS]), days=st.integers(0, 20))
    def news(self, matter: int, kind: UpdateKind, days: int = 0) -> None:
        issue = self.one(Issue, matter, Issue.state == "open")
        if issue is not None:
            self.does(lambda work: tell_news(work, issue.id, kind, None if kind is UpdateKind.CHANGED else days))

    @rule(which=WHICH)
    def translate(self, which: int) -> None:
        waiting = self.one(Telling, which, Telling.state == "owed")
        if waiting is not None and waiting.waits_for:
            words = {"update": "słowa", "did": "słowa"}
            self.does(lambda work: updates.translate(work, tom(work), waiting.update_id, waiting.waits_for, words))

    @rule(matter=WHICH, verdicts=st.tuples(*[st.none() | st.sampled_from(Verdict)] * 3))
    def change_and_judge(self, matter: int, verdicts: tuple[Verdict | None, ...]) -> None:
        self.news(matter, UpdateKind.CHANGED)
        self.translate(0)
        for who, verdict in enumerate(verdicts):
            if verdict is not None:
                self.judge(who, verdict, doubled=False)

    @rule(who=WHO, verdict=st.sampled_from(Verdict), doubled=st.booleans())
    def judge(self, who: int, verdict: Verdict, doubled: bool) -> None:
        """Press the newest button of this verdict in one's own chat, or in the group's."""
        phone = self.phones[who]
        for line in reversed(self.town.telegram.said_in(self.circle if who == 2 else phone.id)):
            found = [data for row in line.buttons for _label, data in row if data.endswith(f":{verdict}")]
            for data in found * (1 + doubled):
                self.go(phone.presses(data, line))
            if found:
                break
        self.go(phone.says("/cancel"))

    @rule(which=WHICH)
    def take_back(self, which: int) -> None:
        found = self.one(Insight, which, Insight.taken_back_at == None)  # noqa: E711
        if found is not None:
            line = self.town.telegram.said_in(self.circle)[0]
            self.go(self.teller(found.person_id).presses(f"i:{found.id}:back", line))

    @rule(which=WHICH)
    def settle(self, which: int) -> None:
        failed = self.one(Telling, which, Telling.state == "failed")
        if failed is not None:
            self.does(lambda work: tellings.settle(work, tom(work), failed.id, "by telephone"))

    @rule(who=WHO)
    def go_away(self, who: int) -> None:
        chat = self.circle if who == 2 else self.phones[who].id
        self.town.telegram.blocked.add(chat)

    @precondition(lambda self: self.town.telegram.blocked)
    @rule()
    def come_back(self) -> None:
        chat = self.town.telegram.blocked.pop()
        self.go(self.phones[2].adds_bot(chat, before="kicked") if chat < 0 else self.phone_of(chat).says("/help"))

    @rule(who=WHO, is_lost=st.booleans())
    def line_breaks(self, who: int, is_lost: bool) -> None:
        lost = self.town.telegram.requests_lost if is_lost else self.town.telegram.answers_lost
        lost.add(self.circle if who == 2 else self.phones[who].id)

    @rule()
    def line_mends(self) -> None:
        self.town.telegram.requests_lost.clear()
        self.town.telegram.answers_lost.clear()

    @rule(language=st.sampled_from(["en", "pl"]), who=st.integers(0, 1))
    def change_language(self, language: str, who: int) -> None:
        phone = self.phones[who]
        self.does(lambda work: people_errands.chosen(work, known(work, phone), None, language))

    @rule(days=st.integers(1, 16))
    def time_passes(self, days: int) -> None:
        self.go(self.town.later(days, step=timedelta(days=3)))

    @precondition(lambda self: self.town.updates)
    @rule(which=st.integers(0, 100))
    def redelivery(self, which: int) -> None:
        before = self.counts()
        self.go(self.town.brings_again(self.town.updates[which % len(self.town.updates)]))
        assert self.counts() == before

    @invariant()
    def it_holds(self) -> None:
        self.seen = self.all_rows()
        self.each_update_is_owed_once_to_each_raiser()
        self.nothing_closed_leaves_somebody_unheard()
        self.nobody_waits_for_nothing()
        self.no_no_is_left_without_a_promise()
        self.what_waits_for_words_was_asked_for()
        self.what_is_queued_has_something_on_its_way()
        self.references_are_unique()

    def each_update_is_owed_once_to_each_raiser(self) -> None:
        owed = Counter((one.update_id, one.chat_id) for one in self.rows(Telling))
        assert not [key for key, count in owed.items() if count > 1]

    def nothing_closed_leaves_somebody_unheard(self) -> None:
        """Those that were there when it closed had heard what changed, or were settled by a name."""
        changed = {one.issue_id: one.id for one in self.rows(Update) if one.kind == UpdateKind.CHANGED}
        told = {(one.update_id, one.raiser_id): one.state for one in self.rows(Telling)}
        for issue in self.rows(Issue):
            if issue.state in CLOSED:
                for raiser in self.raisers(issue):
                    assert raiser.settled_at or told[changed[issue.id], raiser.id] in HEARD

    def nobody_waits_for_nothing(self) -> None:
        for issue in self.rows(Issue):
            if issue.state in CLOSED or issue.judge_by is not None:
                continue
            for raiser in self.raisers(issue):
                assert raiser.settled_at or raiser.next_news_by or self.open_promises(issue), (issue, raiser)

    def no_no_is_left_without_a_promise(self) -> None:
        changed = {one.issue_id: one.id for one in self.rows(Update) if one.kind == UpdateKind.CHANGED}
        asked = {one.id: one.update_id for one in self.rows(Telling)}
        raisers = {one.id: one for one in self.rows(Raiser)}
        stands = {one.id: one for one in self.rows(Issue)}
        for judgement in self.rows(Judgement):
            raiser = raisers[judgement.raiser_id]
            is_of_now = asked[judgement.telling_id] == changed.get(raiser.issue_id)
            if judgement.verdict in UNSATISFIED and is_of_now and not raiser.settled_at:
                issue = stands[raiser.issue_id]
                assert issue.state == "open" and self.open_promises(issue), judgement

    def what_waits_for_words_was_asked_for(self) -> None:
        promised = {(one.about, one.about_id) for one in self.rows(Promise) if one.kind == "translation"}
        for telling in self.rows(Telling):
            if telling.state == "owed" and telling.waiting_said_at is not None:
                assert (f"update:{telling.waits_for}", telling.update_id) in promised

    def what_is_queued_has_something_on_its_way(self) -> None:
        going = [one for one in self.rows(Outbox) if one.state in ("waiting", "sending", "uncertain")]
        alone, together = {one.telling_id for one in going}, {one.followup_id for one in going} - {None}
        for telling in self.rows(Telling):
            if telling.state == "queued":
                assert telling.id in alone or telling.followup_id in together, telling

    def references_are_unique(self) -> None:
        references = [one.reference for one in (*self.rows(Issue), *self.rows(Insight))]
        assert len(references) == len(set(references))

    def all_rows(self) -> dict[type[Any], list[Any]]:
        return self.town.store.write_now(
            lambda session: {table: list(session.exec(select(table)).all()) for table in TABLES}
        )

    def rows(self, table: type[Any]) -> list[Any]:
        return self.seen[table]

    def raisers(self, issue: Issue) -> list[Raiser]:
        return [one for one in self.rows(Raiser) if one.issue_id == issue.id]

    def open_promises(self, issue: Issue) -> list[Promise]:
        return [
            one
            for one in self.rows(Promise)
            if one.about == "issue" and one.about_id == issue.id and one.kept_at is None and one.kind == "next_news"
        ]

    def counts(self) -> list[int]:
        return [len(rows) for rows in self.all_rows().values()]

    def phone_of(self, chat: int) -> Phone:
        return next(one for one in self.phones if one.id == chat)

    def teller(self, person_id: int) -> Phone:
        people_ = {one.id: one.telegram_id for one in self.rows(Person)}
        return self.phone_of(people_[person_id])


def test_in_any_order_nobody_is_left_without_an_answer(sqlite_template: Path, tmp_path: Path) -> None:
    class HereAndNow(Loop):
        template, folder = sqlite_template, tmp_path

    run_state_machine_as_test(HereAndNow, settings=QUIET)
