"""How fast the bot may speak: Telegram's published limits, and what every 429 teaches.

Of the time that a place in the bot's own window stays taken after its answer (see `window`), the way back of the answer
is given back: half of the fastest round trip is a cautious measure of it.

Sources: Bots FAQ "My bot is hitting limits" (30 messages a second, 1 a second in a chat, 20 a minute in a group).
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from bot.courier.lessons import CHATS_THAT_MEAN_THE_BOT, SAME_MOMENT_SECONDS, Lessons
from bot.courier.window import Window
from bot.words import Lane

BOT_MESSAGES_PER_SECOND = 30
PRIVATE_MESSAGES_PER_3_SECONDS = 3
GROUP_MESSAGES_PER_SECOND = 1
GROUP_MESSAGES_PER_MINUTE = 20
CALLS_AT_ONCE = 80
CALLS_KEPT_FOR_URGENT = 16
PLACES_KEPT_FOR_URGENT = 5
BULK_SPACING = 0.9
BULK_BURST = 4
REGAIN_SECONDS = 60.0
TRIPS_KEPT = 64
TRIPS_NEEDED = 16
LONGEST_TRIP_SECONDS = 0.1

URGENT = frozenset({Lane.REPLY, Lane.ALERT})


@dataclass(frozen=True, slots=True)
class Pace:
    """How many times faster than Telegram's limits one may speak; `inf` for no limits (a server of one's own)."""

    scale: float = 1.0

    def seconds(self, published: float) -> float:
        """A window's length at this pace."""
        return published / self.scale


class Pacer:
    """Says from when a chat may be spoken to, in which lane. All moments are `clock.monotonic()`."""

    def __init__(self, pace: Pace, jitter: random.Random) -> None:
        self._pace = pace
        self._is_limited = pace.scale != inf
        self._bot = Window(BOT_MESSAGES_PER_SECOND, pace.seconds(1.0))
        self._chats: dict[int, tuple[Window, ...]] = {}
        self._lessons = Lessons(jitter)
        self._bulk_at = 0.0
        self._out = {True: 0, False: 0}
        self._trips: deque[float] = deque(maxlen=TRIPS_KEPT)
        self._swept_at = 0.0
        self._shut: dict[int, float] = {}

    def bot_opens(self, lane: Lane, now: float) -> float:
        """From when the bot may speak at all in this lane; `inf` while that hangs on an answer."""
        is_urgent = lane in URGENT
        if self._is_crowded(is_urgent):
            return inf
        opens = max(now, self._lessons.bot)
        if self._is_limited:
            self._widen(now)
            opens = max(opens, self._bot.opens(now))
            if not is_urgent:
                opens = max(opens, self._bulk_at - BULK_BURST * self._gap)
        return opens

    def chat_opens(self, chat: int, now: float) -> float:
        """From when this chat may be spoken to."""
        opens = max(now, self._lessons.silent_until(chat))
        for window in self._chats.get(chat, ()):
            opens = max(opens, window.opens(now))
        return opens

    def take(self, chat: int, lane: Lane, start: float, *, is_private: bool) -> None:
        """A call to this chat goes out at `start`."""
        self._out[lane in URGENT] += 1
        if not self._is_limited:
            return
        if lane not in URGENT:
            self._bulk_at = max(self._bulk_at, start) + self._gap
        self._bot.take()
        for window in self._windows(chat, is_private):
            window.take()

    def give_back(self, chat: int, lane: Lane) -> None:
        """The call was not made after all."""
        self._out[lane in URGENT] -= 1
        if self._is_limited:
            for window in (self._bot, *self._chats[chat]):
                window.give_back()

    def answered(self, chat: int, lane: Lane, started: float, now: float) -> None:
        """The call was made, and answered or given up at `now`."""
        self._out[lane in URGENT] -= 1
        if not self._is_limited:
            return
        self._trips.append(now - started)
        way_back = min(LONGEST_TRIP_SECONDS, *self._trips) / 2 if len(self._trips) >= TRIPS_NEEDED else 0.0
        self._bot.answered(now - way_back)
        for window in self._chats[chat]:
            window.answered(now)
        self._note_shut(chat, now)
        self._sweep(now)

    def said(self, chat: int) -> None:
        """Telegram took a message for this chat."""
        self._lessons.said(chat)

    def too_many(self, chat: int, seconds: float, now: float) -> None:
        """Telegram asked for `seconds` of silence."""
        if self._lessons.too_many(chat, seconds, now) and now - self._lessons.narrowed_at > SAME_MOMENT_SECONDS:
            self._bot.size = max(1, self._bot.size * 4 // 5)
            self._lessons.narrowed_at = now

    def remember(self, chat: int, ago: float, now: float, *, is_private: bool) -> None:
        """A message that was said to this chat `ago` seconds ago by an earlier process."""
        if self._is_limited:
            for window in (self._bot, *self._windows(chat, is_private)):
                window.remember(now - ago)
            self._note_shut(chat, now)

    def silence(self, chats: Mapping[int, float]) -> None:
        """Until when an earlier process was asked to be silent in which chats."""
        self._lessons.chats |= chats
        if len(chats) >= CHATS_THAT_MEAN_THE_BOT:
            self._lessons.bot = max(chats.values())

    def shut(self, now: float) -> dict[int, float]:
        """The chats that stay shut for more than a moment (a second at Telegram's pace), and until when."""
        self._shut = {chat: until for chat, until in self._shut.items() if until > now}
        return self._shut | {chat: until for chat, until in self._lessons.chats.items() if until > now}

    @property
    def silent_until(self) -> float:
        """The end of the silence that the whole bot was asked for."""
        return self._lessons.bot

    @property
    def _gap(self) -> float:
        return BULK_SPACING * self._bot.seconds / self._bot.size

    def _is_crowded(self, is_urgent: bool) -> bool:
        urgent, bulk = self._out[True], self._out[False]
        if urgent + bulk >= CALLS_AT_ONCE:
            return True
        if is_urgent:
            return False
        places = self._bot.size - min(PLACES_KEPT_FOR_URGENT, self._bot.size // 2) if self._is_limited else inf
        return bulk >= min(CALLS_AT_ONCE - CALLS_KEPT_FOR_URGENT, places)

    def _note_shut(self, chat: int, now: float) -> None:
        opens = self.chat_opens(chat, now)
        if now + self._pace.seconds(1.0) < opens < inf:
            self._shut[chat] = opens

    def _widen(self, now: float) -> None:
        if self._bot.size < BOT_MESSAGES_PER_SECOND and now - self._lessons.narrowed_at > REGAIN_SECONDS:
            self._bot.size += 1
            self._lessons.narrowed_at = now

    def _windows(self, chat: int, is_private: bool) -> tuple[Window, ...]:
        windows = self._chats.get(chat)
        if windows is None:
            windows = self._chats[chat] = _private(self._pace) if is_private else _group(self._pace)
        return windows

    def _sweep(self, now: float) -> None:
        if now - self._swept_at > self._pace.seconds(60.0):
            self._swept_at = now
            idle = [chat for chat, windows in self._chats.items() if all(window.is_idle(now) for window in windows)]
            for chat in idle:
                del self._chats[chat]
            self._lessons.forget(now)


def _private(pace: Pace) -> tuple[Window, ...]:
    return (Window(PRIVATE_MESSAGES_PER_3_SECONDS, pace.seconds(3.0)),)


def _group(pace: Pace) -> tuple[Window, ...]:
    return (Window(GROUP_MESSAGES_PER_SECOND, pace.seconds(1.0)), Window(GROUP_MESSAGES_PER_MINUTE, pace.seconds(60.0)))
