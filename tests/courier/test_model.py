"""A model of the outbox under random answers, crashes and takings-over, with the real desk, ledger and database."""

from __future__ import annotations

import random
import tempfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.courier import lease
from bot.courier.desk import Desk
from bot.courier.lease import LEASE_SECONDS, SAFETY_SECONDS, LostLease
from bot.courier.ledger import Ledger
from bot.courier.outcome import Cause, Outcome
from bot.courier.pace import Pace, Pacer
from bot.courier.saying import Saying
from bot.courier.trouble import Trouble
from bot.language import Languages
from bot.store.session import Store
from bot.words import Lane, OutboxState
from tests.conftest import make_tables
from tests.courier.test_pace import most_in_any
from tests.courier.world import START, World

TEMPLATE: list[bytes] = []
CHATS = 5
LANGUAGES = Languages(Path("locales"), ["en"])

# How a call may end: what the courier sees, and whether Telegram had accepted it.
ENDS: dict[str, tuple[Outcome, bool]] = {
    "said": (Outcome(Cause.SAID, chat=1, message_id=1), True),
    "answer lost": (Outcome(Cause.UNKNOWN), True),
    "call lost": (Outcome(Cause.UNKNOWN), False),
    "never connected": (Outcome(Cause.NO_CONNECTION), False),
    "too many": (Outcome(Cause.TOO_MANY, seconds=2.0), False),
    "refused": (Outcome(Cause.REFUSED, "BUTTON_DATA_INVALID"), False),
}


class Out:
    """A call that is out."""

    def __init__(self, saying: Saying, started: float) -> None:
        self.saying, self.started = saying, started


class Process:
    """What `Courier` does, one step at a time, by the model's clock."""

    def __init__(self, model: CourierModel, holder: str) -> None:
        self.model = model
        jitter = random.Random(holder)
        self.ledger = Ledger(1, LANGUAGES, holder, lambda session: model.now())
        self.trouble = Trouble(jitter)
        self.desk = Desk(Pacer(Pace(), jitter), self.trouble)
        self.epoch: int | None = None
        self.deadline = 0.0
        self.out: list[Out] = []

    def hold(self) -> bool:
        """Take or renew the lease; whether it is held."""
        write, before = self.model.store.write_now, self.model.time
        if self.epoch is None:
            self.epoch = write(partial(self.ledger.take_lease, now=self.model.now()))
            if self.epoch is None:
                return False
            self.model.note_uncertain()
            self.desk.remember(write(partial(self.ledger.memory, now=self.model.now())), self.model.time)
        else:
            try:
                write(lambda s: lease.renew(s, 1, self.ledger.holder, self.epoch or 0, self.ledger.read_time))
            except LostLease:
                self.epoch = None
                return False
        self.deadline = before + LEASE_SECONDS - SAFETY_SECONDS
        return True

    def turn(self, *, frozen_seconds: float) -> None:
        """Look, take in hand, be frozen perhaps, call."""
        desk, model = self.desk, self.model
        passing_over = desk.pass_over(model.time, further=False)
        look = model.store.write_now(partial(self.ledger.due, now=model.now(), passing_over=passing_over))
        desk.saw(look.rows, is_all=look.is_all)
        picks = desk.pick(model.time, model.time)
        results = desk.take_results()
        wanted = [pick.due.id for pick in picks]
        turn = partial(self.ledger.turn, now=model.now(), epoch=self.epoch or 0, results=results, wanted=wanted)
        try:
            sayings = {saying.id: saying for saying in model.store.write_now(turn)}
        except LostLease:
            self.epoch = None
            desk.keep_results(results)
            for pick in picks:
                desk.let_go(pick)
            return
        desk.wrote_down(results)
        model.time += frozen_seconds
        for pick in picks:
            if saying := sayings.get(pick.due.id):
                self._call(saying)
            else:
                desk.let_go(pick)

    def _call(self, saying: Saying) -> None:
        if self.model.time < self.deadline:
            self.model.called(self, saying)
            self.out.append(Out(saying, self.model.time))
        else:
            self.desk.came_back(saying, Outcome(Cause.NOT_CALLED), self.model.time, self.model.time)

    def ends(self, out: Out, end: str) -> None:
        """A call came back."""
        self.out.remove(out)
        outcome, was_accepted = ENDS[end]
        if was_accepted:
            self.model.accepted(out)
        self.model.outcomes.setdefault(out.saying.id, set()).add(end)
        self.desk.came_back(out.saying, outcome, out.started, self.model.time)

    def dies(self, luck: random.Random) -> None:
        """Calls that were out were accepted, or not; what became of others was not written down."""
        for row in self.desk.in_flight:
            self.model.outcomes.setdefault(row, set()).add("died")
        for out in self.out:
            if luck.random() < 0.5:
                self.model.accepted(out)


class CourierModel(RuleBasedStateMachine):
    """Two couriers, five chats (private and groups), every lane."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "model.db"
        if not TEMPLATE:
            make_tables(f"sqlite:///{path}")
            TEMPLATE.append(path.read_bytes())
        path.write_bytes(TEMPLATE[0])
        self.store = Store(f"sqlite:///{path}", durable=False)
        self.world = World(self.store)
        self.chats = [self.world.chat(number if number % 2 else -number) for number in range(1, CHATS + 1)]
        self.time = 1000.0
        self.processes = [Process(self, "a"), Process(self, "b")]
        self.lives = 2
        self.calls: list[tuple[float, Saying, int]] = []
        self.taken: list[tuple[float, Saying]] = []
        self.outcomes: dict[int, set[str]] = {}

    def now(self) -> datetime:
        return START + timedelta(seconds=self.time)

    def called(self, process: Process, saying: Saying) -> None:
        """Whoever calls holds the lease, at the time of the call."""
        assert process.epoch == saying.epoch
        newer = [epoch for _at, _saying, epoch in self.calls if epoch > saying.epoch]
        assert not newer, "an older courier spoke after a newer one"
        self.calls.append((self.time, saying, saying.epoch))

    def note_uncertain(self) -> None:
        """A taking-over puts in doubt what a slower courier may still clear up."""
        for row in self.world.rows():
            if row.state == OutboxState.UNCERTAIN:
                self.outcomes.setdefault(row.number, set()).add("died")

    def accepted(self, out: Out) -> None:
        self.taken.append((out.started, out.saying))

    @rule(chat=st.integers(0, CHATS - 1), lane=st.sampled_from(list(Lane)), times=st.integers(1, 4))
    def something_is_to_be_said(self, chat: int, lane: Lane, times: int) -> None:
        clock = self.world.clock
        clock.now = self.now  # type: ignore[method-assign]
        for _time in range(times):
            self.world.say(self.chats[chat], lane=lane)

    @rule(which=st.integers(0, 1), frozen=st.sampled_from([0.0, 0.0, 0.0, 3.5, 6.0]))
    def a_courier_turns(self, which: int, frozen: float) -> None:
        process = self.processes[which]
        if process.hold():
            process.turn(frozen_seconds=frozen)

    @precondition(lambda self: any(process.out for process in self.processes))
    @rule(data=st.data())
    def a_call_ends(self, data: Any) -> None:
        process = data.draw(st.sampled_from([process for process in self.processes if process.out]))
        out = data.draw(st.sampled_from(process.out))
        process.ends(out, data.draw(st.sampled_from([*ENDS, "said", "said", "said"])))

    @rule(which=st.integers(0, 1), luck=st.randoms(use_true_random=False))
    def a_courier_dies(self, which: int, luck: random.Random) -> None:
        self.processes[which].dies(luck)
        self.lives += 1
        self.processes[which] = Process(self, f"life {self.lives}")

    @rule(seconds=st.sampled_from([0.1, 0.5, 1.0, 4.5, 25.0]))
    def time_passes(self, seconds: float) -> None:
        self.time += seconds

    @precondition(lambda self: any(process.epoch for process in self.processes))
    @rule()
    def uncertain_rows_are_tidied(self) -> None:
        for process in self.processes:
            if process.epoch is not None:
                tidy = partial(
                    process.ledger.tidy, now=self.now(), epoch=process.epoch, in_flight=process.desk.in_flight
                )
                try:
                    self.store.write_now(tidy)
                except LostLease:
                    process.epoch = None

    @invariant()
    def nothing_trusted_is_said_twice(self) -> None:
        trusted = [saying.id for _at, saying in getattr(self, "taken", ()) if saying.lane >= Lane.ANSWER]
        assert len(trusted) == len(set(trusted))

    @invariant()
    def each_chat_hears_its_lane_in_order(self) -> None:
        """What was never in doubt is called in the order in which it was said."""
        doubtful = {"answer lost", "call lost", "died"}
        seen: dict[tuple[int, Lane], int] = {}
        for _at, saying, _epoch in getattr(self, "calls", ()):
            if self.outcomes.get(saying.id, set()) & doubtful:
                continue
            key = (saying.chat_id, saying.lane)
            assert saying.id >= seen.get(key, 0)
            seen[key] = saying.id

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        try:
            self._all_comes_to_an_end()
            self._no_window_was_overfull()
        finally:
            self.store.close()
            self.folder.cleanup()

    def _all_comes_to_an_end(self) -> None:
        for process in self.processes:
            process.dies(random.Random(0))
        self.processes = [Process(self, "last")]
        for _round in range(1000):
            self.time += 1.0
            (process,) = self.processes
            if process.hold():
                self.uncertain_rows_are_tidied()
                process.turn(frozen_seconds=0.0)
                for out in list(process.out):
                    process.ends(out, "said")
            if not process.desk.results and self._is_at_rest():
                break
        states = {row.number: OutboxState(row.state) for row in self.world.rows()}
        assert set(states.values()) <= {
            OutboxState.SENT,
            OutboxState.FAILED,
            OutboxState.DROPPED,
            OutboxState.UNCERTAIN,
        }
        heard = {saying.id for _at, saying in self.taken}
        for row in self.world.rows():
            self._ended_well(row.number, Lane(row.lane), states[row.number], row.number in heard)

    def _ended_well(self, row: int, lane: Lane, state: OutboxState, was_heard: bool) -> None:
        ends = self.outcomes.get(row, set())
        in_doubt = ends & {"answer lost", "call lost", "died"} or row not in self.outcomes
        if state == OutboxState.SENT:
            assert was_heard
        elif state == OutboxState.FAILED:
            assert "refused" in ends
        elif state == OutboxState.DROPPED:
            assert in_doubt
            assert lane <= Lane.ALERT
        else:
            assert in_doubt
            assert lane > Lane.ALERT

    def _is_at_rest(self) -> bool:
        resting = {OutboxState.WAITING, OutboxState.SENDING}
        return not any(
            row.state in resting or (row.state == OutboxState.UNCERTAIN and row.lane <= Lane.ALERT)
            for row in self.world.rows()
        )

    def _no_window_was_overfull(self) -> None:
        """Calls that never connected, and those refused with 429, count for nobody."""
        moments = [at for at, _saying in self.taken]
        assert most_in_any(moments, 1.0 - 1e-6) <= 30
        for chat in self.chats:
            heard = [at for at, saying in self.taken if saying.chat_id == chat]
            is_private = chat % 2 == 1
            limits = [(3, 3.0)] if is_private else [(1, 1.0), (20, 60.0)]
            for size, seconds in limits:
                assert most_in_any(heard, seconds - 1e-6) <= size


TestCourierModel = CourierModel.TestCase
TestCourierModel.settings = settings(
    max_examples=8,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
