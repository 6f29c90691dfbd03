"""Whatever staff do with matters, in whatever order: nobody is left unheard, nothing owed is lost, all is promised.

Straight by the rules, on a database in memory. `HEARBACK_DESK_EXAMPLES=500` looks longer.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, select

from bot import errors
from bot.loop import (
    chats,
    circles,
    decisions,
    erasing,
    insights,
    issues,
    judgements,
    leaving,
    letting_know,
    looking_again,
    meanings,
    merging,
    no_need,
    not_meant,
    owners,
    passed_on,
    people,
    promises,
    rhythm,
    scoping,
    splitting,
    tellings,
    updates,
    withdrawal,
)
from bot.store.chats import Chat, Group, Purpose
from bot.store.circles import Circle
from bot.store.columns import Row
from bot.store.decisions import Decision, LookAgain
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.programme import Programme
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import CLOSED, HEARD, OWED, IssueState, Role, Scope, TellingState, UpdateKind, Verdict
from tests.handlers import replaying
from tests.handlers.town import MONDAY

R = TypeVar("R", bound=Row)
EXAMPLES = int(os.environ.get("HEARBACK_DESK_EXAMPLES", "4"))
WHO, WHICH = st.integers(0, 3), st.integers(0, 9)
SETTINGS = settings(
    max_examples=EXAMPLES,
    stateful_step_count=20,
    derandomize="HEARBACK_DESK_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
WORDS = {"en": "words"}
PROMISED_BY_SOMEBODY = ("issue", decisions.ABOUT, looking_again.ABOUT)
TABLES = (Insight, Issue, Raiser, Update, Telling, Promise, Outbox, Person, LookAgain, Decision, Chat)


class Desk(RuleBasedStateMachine):
    """Three of the team; three champions, a group, and a group without a chat; time, and trouble on the line."""

    template: bytes

    def __init__(self) -> None:
        super().__init__()
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.connection.deserialize(self.template)
        self.engine = sa.create_engine("sqlite://", creator=lambda: self.connection, poolclass=StaticPool)
        self.now, self.dead, self.most_tellings = MONDAY, set[int](), 0
        self.does(self.opened)

    # Getting there

    def does(self, act: Callable[[Work], Any]) -> Any:
        """One act in one transaction; what it may not do any more it does not."""
        with Session(self.engine, expire_on_commit=False) as session:
            programme = session.exec(select(Programme)).first() or Programme(name="T", bot_key="T", username="bot")
            session.add(programme)
            session.flush()
            try:
                done = act(Work(session, programme, self.now))
                session.flush()
            except errors.Mistake:
                session.rollback()
                return None
            session.commit()
            return done

    def opened(self, work: Work) -> None:
        def person(number: int, role: Role) -> Person:
            made = people.meet_in_private(work, people.Sender(number, f"P{number}", "en"))
            made.consented_at, made.name = work.now, f"P{number}"
            people.grant(work, made, role, allowed_by=None, allowed=True)
            return made

        def chat(number: int, purpose: Purpose) -> Chat:
            made = Chat(
                programme_id=work.programme_id, telegram_id=number, title="C", purpose=purpose, seen_at=work.now
            )
            work.session.add(made)
            work.session.flush()
            return made

        tom = person(1, Role.ADMINISTRATOR)
        person(2, Role.STAFF)
        person(3, Role.ADMINISTRATOR)
        champions = [person(10 + number, Role.CHAMPION) for number in range(4)]
        chat(-1, Purpose.STAFF_ROOM)
        chats.bind_group(work, tom, chat(-2, Purpose.UNKNOWN), "Circle", "en")
        circle = circles.propose(work, champions[0], circles.NewGroup("Coffee", "Hall", (), "en", 5))
        circles.take_in(work, tom, work.session.get_one(Circle, circle.number).number)

    def one(self, work: Work, table: type[R], which: int, *conditions: Any) -> R:
        rows = work.session.exec(select(table).where(*conditions).order_by(col(table.id))).all()
        if not rows:
            raise errors.NoLongerThere(people.name_and_title(Person(programme_id=1, telegram_id=0)))
        return rows[which % len(rows)]

    def staff(self, work: Work, which: int = 0) -> Person:
        team = people.holding(work, frozenset({Role.STAFF, Role.ADMINISTRATOR}))
        return team[which % len(team)]

    def champion(self, work: Work, who: int) -> Person:
        return self.one(work, Person, who, col(Person.telegram_id).between(10, 19))

    def open_issue(self, work: Work, which: int) -> Issue:
        return self.one(work, Issue, which, Issue.state == "open")

    # What people do

    @initialize(join=st.booleans())
    def begun(self, join: bool) -> None:
        """Everybody has told, two matters are taken up, and perhaps the others were joined to them."""
        for who in range(4):
            self.tell(who, who % 3)
        self.take_up(0, Scope.OURS, 0)
        self.take_up(0, Scope.CANNOT, 1)
        if join:
            self.join(0, 0, together=True)

    @rule(who=WHO, where=st.integers(0, 2))
    def tell(self, who: int, where: int) -> None:
        def tell(work: Work) -> None:
            person = self.champion(work, who)
            if where == 1:
                group = work.session.exec(select(Group).where(col(Group.chat_id).is_not(None))).one()
                insights.tell(
                    work, person, insights.Told(f"w{self.now}", chat_id=group.chat_id, message_id=None), group
                )
                return
            told = insights.tell(work, person, insights.Told(f"w{self.now}", chat_id=person.chat_id))
            if where == 2:
                told.group_id = work.session.exec(select(Group.id).where(col(Group.chat_id).is_(None))).one()
                work.session.flush()
                letting_know.whole(work, person, told.number)

        self.does(tell)

    @rule(which=WHICH, scope=st.sampled_from(Scope), owner=WHICH)
    def take_up(self, which: int, scope: Scope, owner: int) -> None:
        def take_up(work: Work) -> None:
            insight = self.one(work, Insight, which, col(Insight.issue_id).is_(None))
            day = promises.today(work) + timedelta(days=7)
            number = self.staff(work, owner).number
            plan = issues.Plan(f"T{insight.id}", scope, number, WORDS, "why", "what", "measure", day, day, meant=WORDS)
            issues.take_up(work, self.staff(work), insight.number, plan)

        self.does(take_up)

    @rule(which=WHICH, matter=WHICH, together=st.booleans())
    def join(self, which: int, matter: int, together: bool) -> None:
        def join(work: Work) -> None:
            issue = self.open_issue(work, matter)
            insight = self.one(work, Insight, which, col(Insight.issue_id).is_(None))
            if together:
                free = work.session.exec(select(Insight.id).where(col(Insight.issue_id).is_(None))).all()
                issues.join_all(work, self.staff(work), [one for one in free if one], issue.number)
            else:
                issues.join(work, self.staff(work), insight.number, issue.number)

        self.does(join)

    @rule(matter=WHICH, kind=st.sampled_from([UpdateKind.CHANGED, UpdateKind.CHANGED, UpdateKind.PROGRESS]))
    def news(self, matter: int, kind: UpdateKind) -> None:
        def news(work: Work) -> None:
            issue = issues.open_one(work, self.open_issue(work, matter).number)
            done = kind is UpdateKind.CHANGED
            if done:
                judgements.changed(work, issue)
            day = None if done else promises.today(work) + timedelta(days=7)
            did = WORDS if done else {}
            updates.tell_raisers(work, self.staff(work), issue, kind, words=WORDS, did=did, next_news=day)

        self.does(news)
        self.arrives()

    @rule(matter=WHICH, which=WHICH, owner=WHICH)
    def split(self, matter: int, which: int, owner: int) -> None:
        def split(work: Work) -> None:
            issue = self.open_issue(work, matter)
            told = splitting.told(work, splitting.can_be_split(work, issue.number))
            chosen = [one.number for at, one in enumerate(told) if (which >> (at % 3)) & 1] or [told[0].number]
            day = promises.today(work) + timedelta(days=7)
            part = splitting.Part(chosen, f"S{issue.id}", self.staff(work, owner).number, day, "", WORDS)
            splitting.split(work, self.staff(work), issue.number, part)

        self.does(split)

    @rule(matter=WHICH, into=WHICH)
    def merge(self, matter: int, into: int) -> None:
        def merge(work: Work) -> None:
            whole = self.open_issue(work, into)
            part = self.one(work, Issue, matter, col(Issue.merged_into).is_(None), Issue.id != whole.id)
            merging.merge(work, self.staff(work), part.number, whole.number)

        self.does(merge)

    @rule(matter=WHICH, scope=st.sampled_from(Scope), by=WHICH)
    def decide(self, matter: int, scope: Scope, by: int) -> None:
        def decide(work: Work) -> None:
            day = promises.today(work) + timedelta(days=7)
            body = "Landlord" if scope is Scope.NOT_OURS else ""
            decided = decisions.Decided(scope, "why", body, "", day)
            scoping.decide(work, self.staff(work, by), self.open_issue(work, matter).number, decided, WORDS, day)

        self.does(decide)

    @rule(matter=WHICH)
    def they_answer(self, matter: int) -> None:
        day = self.now.date() + timedelta(days=7)
        self.does(
            lambda work: scoping.their_answer(work, self.staff(work), self.open_issue(work, matter).number, WORDS, day)
        )

    @rule(which=WHICH)
    def ask_to_look(self, which: int) -> None:
        def ask(work: Work) -> None:
            telling = self.one(work, Telling, which, col(Telling.raiser_id).is_not(None))
            looking_again.ask(work, self.who_presses(work, telling), telling.code, "why")

        self.does(ask)

    @rule(which=WHICH, by=WHICH, anew=st.booleans())
    def look_again(self, which: int, by: int, anew: bool) -> None:
        def look(work: Work) -> None:
            asked = self.one(work, LookAgain, which, col(LookAgain.ended_at).is_(None))
            day = promises.today(work) + timedelta(days=7)
            if anew:
                new = decisions.Decided(Scope.OURS, "why", until=day)
                looking_again.change(work, self.staff(work, by), asked.number, new, WORDS, day)
            else:
                looking_again.uphold(work, self.staff(work, by), asked.number, WORDS)

        self.does(look)

    @rule(which=WHICH, doubled=st.booleans())
    def say_not_meant(self, which: int, doubled: bool) -> None:
        for _each in range(1 + doubled):
            self.does(lambda work: self.not_meant(work, which))

    def not_meant(self, work: Work, which: int) -> None:
        telling = self.one(work, Telling, which, col(Telling.raiser_id).is_not(None))
        not_meant.say(work, self.who_presses(work, telling), telling.code)

    @rule(which=WHICH, verdict=st.sampled_from(Verdict))
    def judge(self, which: int, verdict: Verdict) -> None:
        def judge(work: Work) -> None:
            asked = select(Update.id).where(Update.kind == UpdateKind.CHANGED)
            telling = self.one(work, Telling, which, col(Telling.update_id).in_(asked), Telling.state.in_(HEARD))  # type: ignore[attr-defined]
            judgements.judge(work, self.who_presses(work, telling), telling.code, verdict)

        self.does(judge)

    @rule(matter=WHICH)
    def understand(self, matter: int) -> None:
        self.does(
            lambda work: meanings.change(
                work, self.staff(work), self.open_issue(work, matter).number, f"U{self.now}", "", WORDS
            )
        )

    @rule(matter=WHICH, owner=WHICH)
    def hand_on(self, matter: int, owner: int) -> None:
        self.does(
            lambda work: owners.hand_on(
                work, self.staff(work), self.open_issue(work, matter).number, self.staff(work, owner).number
            )
        )

    @rule(which=WHICH)
    def settle(self, which: int) -> None:
        self.does(
            lambda work: tellings.settle(
                work, self.staff(work), self.one(work, Telling, which, Telling.state == "failed").number, "by telephone"
            )
        )

    @rule(which=WHICH, is_needed=st.booleans())
    def take_back(self, which: int, is_needed: bool) -> None:
        def take_back(work: Work) -> None:
            insight = self.one(work, Insight, which, col(Insight.taken_back_at).is_(None))
            act = withdrawal.take_back if is_needed else no_need.say
            act(work, work.session.get_one(Person, insight.person_id), insight.number)

        self.does(take_back)

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        self.does(lambda work: leaving.leave(work, self.champion(work, who)))

    @rule(who=WHO)
    def erase(self, who: int) -> None:
        self.does(lambda work: erasing.erase(work, self.champion(work, who)))

    @rule(erased=st.booleans())
    def one_of_the_team_goes(self, erased: bool) -> None:
        def go(work: Work) -> None:
            team = people.holding(work, frozenset({Role.STAFF, Role.ADMINISTRATOR}))
            if len(team) > 1:
                gone = next(one for one in team if one.telegram_id != 1)
                (erasing.erase if erased else leaving.leave)(work, gone)

        self.does(go)

    # What happens

    @rule(who=WHO)
    def chat_dies(self, who: int) -> None:
        self.dead ^= {10 + who}

    @rule()
    def arrives(self) -> None:
        """All that waits is said; what goes to a dead chat fails; a champion tells the group."""

        def arrive(work: Work) -> None:
            chats_ = {chat.id: chat.telegram_id for chat in work.session.exec(select(Chat)).all()}
            for row in work.session.exec(select(Outbox).where(Outbox.state == "waiting")).all():
                row.state = "failed" if chats_[row.chat_id] in self.dead else "sent"
                said = sa.or_(col(Telling.id) == row.telling_id, col(Telling.followup_id) == row.followup_id)
                for telling in work.session.exec(select(Telling).where(said, Telling.state == "queued")).all():
                    heard = TellingState.WITH_CHAMPION if telling.for_group_id else TellingState.SENT
                    tellings.move(work, telling, TellingState.FAILED if row.state == "failed" else heard)
            for telling in work.session.exec(select(Telling).where(Telling.state == "with_champion")).all():
                if telling.state == TellingState.WITH_CHAMPION:
                    passed_on.told(work, self.who_presses(work, telling), telling.number)

        self.does(arrive)

    @rule(days=st.integers(1, 16))
    def time_passes(self, days: int) -> None:
        for _day in range(0, days, 4):
            self.now += timedelta(days=4)
            for look in rhythm.LOOKS:
                self.does(look)
        self.arrives()

    def who_presses(self, work: Work, telling: Telling) -> Person:
        """Somebody who can: the one it is for, a group's champion, or one who told there."""
        raiser = work.session.get_one(Raiser, telling.raiser_id)
        if raiser.person_id is not None:
            return work.session.get_one(Person, raiser.person_id)
        told = select(Insight.person_id).where(Insight.group_id == raiser.group_id, Insight.issue_id == raiser.issue_id)
        number = work.session.exec(told).first()
        return work.session.get_one(Person, number) if number else self.champion(work, 0)

    # What holds

    @invariant()
    def it_holds(self) -> None:
        with Session(self.engine) as session:
            work = Work(session, session.exec(select(Programme)).one(), self.now)
            self.seen = {table: list(session.exec(select(table)).all()) for table in TABLES}
            self.closed_means_heard()
            self.nothing_owed_is_lost()
            self.every_promise_has_an_owner(work)
            self.whoever_told_raises_it()
            self.nobody_waits_for_nothing()
            replaying.must_agree(work)

    def closed_means_heard(self) -> None:
        changes = {one.id for one in self.rows(Update) if one.kind == UpdateKind.CHANGED}
        for issue in self.rows(Issue):
            mine = [one for one in self.rows(Raiser) if one.issue_id == issue.id]
            if issue.state == IssueState.MERGED:
                assert issue.merged_into and all(one.settled_at for one in mine)
                assert not [one for one in self.rows(Insight) if one.issue_id == issue.id]
            elif issue.state in CLOSED:
                for raiser in mine:
                    heard = [
                        one
                        for one in self.rows(Telling)
                        if one.raiser_id == raiser.id and one.update_id in changes and one.state in HEARD
                    ]
                    assert raiser.settled_at or heard, (issue, raiser)
                assert not [
                    one
                    for one in self.rows(Decision)
                    if one.issue_id == issue.id
                    and one.scope == Scope.NOT_OURS
                    and not (one.answered_at or one.ended_at)
                ]

    def nothing_owed_is_lost(self) -> None:
        everything = self.rows(Telling)
        assert len(everything) >= self.most_tellings
        self.most_tellings = len(everything)
        once = Counter((one.update_id, one.for_group_id or -one.chat_id) for one in everything)
        assert not [key for key, count in once.items() if count > 1]
        stands = {one.id: one for one in self.rows(Issue)}
        raisers = {one.id: one for one in self.rows(Raiser)}
        going = [one for one in self.rows(Outbox) if one.state in ("waiting", "uncertain")]
        on_its_way, together = {one.telling_id for one in going}, {one.followup_id for one in going} - {None}
        for telling in everything:
            if telling.state in OWED and telling.raiser_id is not None:
                raiser = raisers[telling.raiser_id]
                assert raiser.settled_at is None or telling.state == TellingState.FAILED, telling
                assert stands[raiser.issue_id].state != IssueState.MERGED, telling
            if telling.state == TellingState.QUEUED:
                assert telling.id in on_its_way or telling.followup_id in together, telling

    def every_promise_has_an_owner(self, work: Work) -> None:
        for promise in self.rows(Promise):
            if promise.kept_at is None and promise.about in PROMISED_BY_SOMEBODY:
                assert people.serving(work, promise.owner_id) is not None, (promise.kind, promise.about_id)
        for issue in self.rows(Issue):
            assert issue.state in CLOSED or people.serving(work, issue.owner_id) is not None, issue

    def whoever_told_raises_it(self) -> None:
        """What was told is on a matter, with its teller or group; or staff owe a first word."""
        owed = {one.about_id for one in self.rows(Promise) if one.kind == "first_word" and one.kept_at is None}
        raised = {(one.issue_id, one.person_id or -(one.group_id or 0)) for one in self.rows(Raiser)}
        left = {one.id for one in self.rows(Person) if one.left_at is not None}
        for insight in self.rows(Insight):
            if insight.taken_back_at or insight.not_needed_at or insight.person_id in left:
                continue
            if insight.issue_id is None:
                assert insight.id in owed, insight
            else:
                who = insight.person_id if insight.in_private else -insight.group_id
                assert (insight.issue_id, who) in raised, insight

    def nobody_waits_for_nothing(self) -> None:
        for issue in self.rows(Issue):
            if issue.state in CLOSED or issue.judge_by is not None:
                continue
            for raiser in self.rows(Raiser):
                if raiser.issue_id == issue.id and not raiser.settled_at:
                    assert raiser.next_news_by, (issue, raiser)

    def rows(self, table: type[Any]) -> list[Any]:
        return self.seen[table]

    def teardown(self) -> None:
        self.engine.dispose()
        self.connection.close()


def test_in_any_order_nothing_is_lost_at_the_desk(sqlite_template: Path) -> None:
    template = sqlite3.connect(sqlite_template)

    class HereAndNow(Desk):
        pass

    HereAndNow.template = template.serialize()
    template.close()
    run_state_machine_as_test(HereAndNow, settings=SETTINGS)
