"""No sliding window ever holds more than Telegram allows, wherever in a call Telegram counts it."""

from __future__ import annotations

import heapq
import random
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.courier.pace import Pace, Pacer
from bot.words import Lane

STEPS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(list(Lane)), st.floats(0, 3), st.floats(0, 1)),
    min_size=100,
    max_size=600,
)


class Counted:
    """Calls as Telegram counts them, at some moment between their sending and their answer."""

    def __init__(self, scale: float) -> None:
        self.pacer = Pacer(Pace(scale), random.Random(1))
        self.now = 0.0
        self.counted: list[tuple[float, int]] = []
        self._out: list[tuple[float, float, int, Lane]] = []

    def call(self, chat: int, lane: Lane, seconds: float, counted_after: float) -> None:
        """One call, as early as the pacer allows."""
        while (start := self._opens(chat, lane)) > self.now:
            self._pass_to(start)
        self.pacer.take(chat, lane, start, is_private=chat % 2 == 0)
        self.counted.append((start + seconds * counted_after, chat))
        heapq.heappush(self._out, (start + seconds, start, chat, lane))

    def _opens(self, chat: int, lane: Lane) -> float:
        return max(self.pacer.bot_opens(lane, self.now), self.pacer.chat_opens(chat, self.now))

    def _pass_to(self, moment: float) -> None:
        """Time goes on to a moment, or to the next answer before it."""
        if self._out and self._out[0][0] <= moment:
            self.now, start, chat, lane = heapq.heappop(self._out)
            self.pacer.answered(chat, lane, start, self.now)
        else:
            assert moment < inf, "nothing is out, so something must open"
            self.now = moment


def most_in_any(moments: list[float], seconds: float) -> int:
    moments = sorted(moments)
    first = most = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


@settings(max_examples=25, deadline=None)
@given(STEPS, st.sampled_from([1.0, 20.0]))
def test_no_window_is_ever_overfull(steps: list[tuple[int, Lane, float, float]], scale: float) -> None:
    """Random delays leave the way back unknown, so the fastest trip is set to nothing here."""
    telegram = Counted(scale)
    telegram.pacer._trips.extend([0.0] * 64)
    for chat, lane, seconds, counted_after in steps:
        telegram.pacer._trips.append(0.0)
        telegram.call(chat, lane, seconds / scale, counted_after)
    assert most_in_any([at for at, _chat in telegram.counted], 1 / scale - 1e-9) <= 30
    for chat in {chat for _at, chat in telegram.counted}:
        moments = [at for at, counted in telegram.counted if counted == chat]
        if chat % 2 == 0:
            assert most_in_any(moments, 3 / scale - 1e-9) <= 3
        else:
            assert most_in_any(moments, 1 / scale - 1e-9) <= 1
            assert most_in_any(moments, 60 / scale - 1e-9) <= 20


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.5, 1.0]), st.floats(0.02, 0.3))
def test_the_way_back_is_used_without_overfilling(seed: int, counted_after: float, trip: float) -> None:
    """A steady server, which counts early or late but always alike, gets its thirty a second and no more."""
    jitter = random.Random(seed)
    telegram = Counted(1.0)
    for chat in range(1, 1200, 2):
        telegram.call(chat, Lane.TRUSTED, trip * jitter.uniform(1, 1.1), counted_after)
    assert most_in_any([at for at, _chat in telegram.counted], 1.0 - 1e-9) <= 30


def test_a_broadcast_takes_hardly_longer_than_the_limit_itself() -> None:
    telegram = Counted(1.0)
    for chat in range(1, 6001, 2):
        telegram.call(chat, Lane.TRUSTED, 0.05, 0.5)
    assert max(at for at, _chat in telegram.counted) <= 100 * 1.045


def test_a_reply_finds_a_place_in_the_middle_of_a_broadcast() -> None:
    telegram = Counted(1.0)
    waits = []
    for number in range(2000):
        telegram.call(number * 2 + 1, Lane.TRUSTED, 0.05, 0.5)
        if number % 20 == 0:
            asked = telegram.now
            telegram.call(number * 2, Lane.REPLY, 0.05, 0.5)
            waits.append(telegram.now - asked)
    assert max(waits) < 0.2


def test_a_slow_server_keeps_places_for_replies() -> None:
    pacer = Pacer(Pace(1.0), random.Random(1))
    for chat in range(100):
        if pacer.bot_opens(Lane.TRUSTED, 100.0) < inf:
            pacer.take(chat, Lane.TRUSTED, 100.0, is_private=True)
    assert pacer.bot_opens(Lane.TRUSTED, 101.0) == inf
    assert pacer.bot_opens(Lane.REPLY, 101.0) == 101.0


def test_a_429_teaches_a_narrower_window_for_a_while() -> None:
    pacer = Pacer(Pace(1.0), random.Random(1))
    for chat in range(3):
        pacer.take(chat, Lane.TRUSTED, 0.0, is_private=True)
        pacer.answered(chat, Lane.TRUSTED, 0.0, 0.1)
        pacer.too_many(chat, 5.0, 0.1)
    assert pacer.silent_until >= 5.1
    assert pacer.chat_opens(0, 1.0) >= 5.1
    assert pacer.chat_opens(9, 1.0) == 1.0
    assert pacer._bot.size == 24
    for second in range(1000):
        pacer.bot_opens(Lane.REPLY, 10.0 + second)
    assert pacer._bot.size == 30


def test_without_limits_only_the_calls_at_once_are_counted() -> None:
    pacer = Pacer(Pace(inf), random.Random(1))
    for chat in range(64):
        assert pacer.bot_opens(Lane.TRUSTED, 5.0) == 5.0
        pacer.take(chat, Lane.TRUSTED, 5.0, is_private=True)
    assert pacer.bot_opens(Lane.TRUSTED, 5.0) == inf
    assert pacer.bot_opens(Lane.ALERT, 5.0) == 5.0
