"""The gate before everything else: limits for each person and each group that nobody meets who writes by hand.

It counts in memory, in each process by itself, and asks no database until it has something to say.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.language import Text
from bot.loop import joint
from bot.store.session import Work

TOGETHER_FROM, TOGETHER_WITHIN = 3, timedelta(seconds=2)
SPANS_REMEMBERED = 50_000
A_MINUTE = timedelta(minutes=1)


class Way(StrEnum):
    """What somebody comes by."""

    PRIVATE = "private"
    GROUP = "group"
    WHOLE_GROUP = "whole_group"
    PRESS = "press"
    URGENT = "urgent"
    LINK = "link"


class Limit(NamedTuple):
    """So many of these in so long."""

    most: int
    within: timedelta


LIMITS = {
    Way.PRIVATE: Limit(20, A_MINUTE),
    Way.GROUP: Limit(6, A_MINUTE),
    Way.WHOLE_GROUP: Limit(20, A_MINUTE),
    Way.PRESS: Limit(60, A_MINUTE),
    Way.URGENT: Limit(6, A_MINUTE),
    Way.LINK: Limit(10, timedelta(minutes=10)),
}


TEXTS = {Way.PRIVATE: joint.TOO_MUCH, Way.GROUP: joint.TOO_MUCH_IN_GROUP, Way.LINK: joint.TOO_MANY_LINKS}
PRESSES_ANSWERED = 3


@dataclass(slots=True)
class Span:
    """What came one way since `begun`. `said`: the outbox row that answers for much of it at once."""

    way: Way
    chat: int
    begun: datetime
    came: int = 0
    lost: int = 0
    said: int | None = None
    lately: deque[datetime] = field(default_factory=deque)

    def is_over(self, now: datetime) -> bool:
        """Whether counting begins anew."""
        return now >= self.begun + LIMITS[self.way].within

    def answer_together(self, work: Work) -> None:
        """What waits to be said there is said in one message, which grows."""
        self.said = joint.answer(work, self.chat, self.said, self.begun)

    def say_so(self, work: Work) -> None:
        """Say, once, that what comes now is not kept."""
        self.said = joint.say_limit(work, self.chat, self.said, self.begun, TEXTS[self.way])


class Passage(NamedTuple):
    """What the gate says of one update: whether it goes in, what is done after it, what is said where it does not."""

    is_open: bool
    after: Callable[[Work], None] | None = None
    say_so: Callable[[Work], None] | None = None
    toast: Text | None = None


OPEN, SHUT = Passage(True), Passage(False)


class Gate:
    """Counts what comes from whom. `scale` raises every limit, for practice that runs faster than life."""

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = max(scale, 1.0)
        self._spans: OrderedDict[tuple[Way, int, int], Span] = OrderedDict()
        self._lost: deque[Span] = deque()

    def judge(self, raw: dict[str, Any], now: datetime) -> Passage:
        """Whether an update goes in, as it came. What is no message and no press always does."""
        press, message = raw.get("callback_query"), raw.get("message") or raw.get("edited_message")
        if isinstance(press, dict):
            way = Way.URGENT if str(press.get("data")).startswith("u:") else Way.PRESS
            return self._count(way, _number(press, "from"), 0, now)
        if not isinstance(message, dict):
            return OPEN
        person, chat, words = _number(message, "from"), _number(message, "chat"), str(message.get("text") or "")
        if words.startswith("/urgent"):
            return self._count(Way.URGENT, person, chat, now)
        if chat > 0:
            return self._in_private(person, chat, words, now)
        if words.startswith("/") or "reply_to_message" in message:
            return self._in_group(person, chat, now)
        return OPEN

    def say_what_was_lost(self, work: Work) -> int:
        """Where somebody met a limit, and its time is over: say how much was not kept."""
        for key, span in list(self._spans.items()):
            if span.lost and span.is_over(work.now):
                self._spans.pop(key, None)
                self._lost.append(span)
        told = 0
        while self._lost:
            span = self._lost.popleft()
            if span.way is not Way.LINK:
                joint.say_lost(work, span.said, span.lost)
                told += 1
        return told

    def _in_private(self, person: int, chat: int, words: str, now: datetime) -> Passage:
        if words.startswith("/start "):
            link = self._count(Way.LINK, person, chat, now)
            if not link.is_open:
                return link
        return self._count(Way.PRIVATE, person, chat, now)

    def _in_group(self, person: int, chat: int, now: datetime) -> Passage:
        mine = self._count(Way.GROUP, person, chat, now)
        if not mine.is_open:
            return mine
        everyones = self._span(Way.WHOLE_GROUP, 0, chat, now)
        everyones.came += 1
        if everyones.came > self._limit(Way.WHOLE_GROUP):
            return Passage(True, after=everyones.answer_together)
        return OPEN

    def _count(self, way: Way, person: int, chat: int, now: datetime) -> Passage:
        span = self._span(way, person, chat, now)
        span.came += 1
        if span.came > self._limit(way):
            span.lost += 1
            return _turned_away(span)
        if way is Way.PRIVATE and self._is_quick(span, now):
            return Passage(True, after=span.answer_together)
        return OPEN

    def _is_quick(self, span: Span, now: datetime) -> bool:
        """Whether it comes faster than it can well be answered one by one."""
        span.lately.append(now)
        while span.lately[0] <= now - TOGETHER_WITHIN:
            span.lately.popleft()
        return len(span.lately) >= TOGETHER_FROM * self._scale

    def _span(self, way: Way, person: int, chat: int, now: datetime) -> Span:
        key = (way, person, chat)
        span = self._spans.get(key)
        if span is not None and span.is_over(now):
            if span.lost:
                self._lost.append(span)
            del self._spans[key]
            span = None
        if span is None:
            span = self._spans[key] = Span(way, chat, now)
            if len(self._spans) > SPANS_REMEMBERED:
                self._spans.popitem(last=False)
        return span

    def _limit(self, way: Way) -> int:
        return int(LIMITS[way].most * self._scale)


def _turned_away(span: Span) -> Passage:
    if span.way is Way.PRESS and span.lost <= PRESSES_ANSWERED:
        return Passage(False, toast=joint.TOO_MANY_PRESSES)
    if span.way in TEXTS and span.lost == 1:
        return Passage(False, say_so=span.say_so)
    return SHUT


def _number(holder: dict[str, Any], name: str) -> int:
    """The number of who or where; 0 where there is none."""
    inside = holder.get(name)
    number = inside.get("id") if isinstance(inside, dict) else None
    return number if isinstance(number, int) else 0
