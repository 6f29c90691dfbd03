"""How much a bot may send: Telegram's published limits, over a sliding window of real time."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.practice.refusals import NotPossible, too_many

BOT_MESSAGES, BOT_SECONDS = 30, 1.0
PRIVATE_MESSAGES, PRIVATE_SECONDS = 3, 3.0
GROUP_MESSAGES, GROUP_SECONDS = 20, 60.0


@dataclass(slots=True)
class Window:
    """At most `most` in any `seconds`; `taken` are the times of those let through, `until` when a penalty ends."""

    most: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)
    until: float = 0.0

    def wait(self, now: float, count: int, scale: float) -> float:
        """How many seconds until `count` more may go; 0 when they may go now."""
        length = self.seconds / scale
        while self.taken and self.taken[0] <= now - length:
            self.taken.popleft()
        over = len(self.taken) + min(count, self.most) - self.most
        return self.taken[over - 1] + length - now if over > 0 else 0.0


@dataclass(slots=True)
class Limits:
    """All windows of all bots, and how strict they are (`scale`: how many times faster than Telegram allows)."""

    now: Callable[[], float]
    flood: bool = True
    scale: float = 1.0
    penalty: bool = False
    retry_scale: float = 1.0
    _bots: dict[int, Window] = field(default_factory=dict)
    _chats: dict[tuple[int, int], Window] = field(default_factory=dict)

    def take(self, bot_id: int, chat_id: int, count: int = 1) -> None:
        """Lets `count` messages (items of one album) through, or refuses with 429 and changes nothing."""
        if not self.flood:
            return
        now = self.now()
        windows = self._windows(bot_id, chat_id)
        wait = max(self._wait(window, now, count) for window in windows)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for window in windows:
            window.taken.extend([now] * min(count, window.most))

    def _windows(self, bot_id: int, chat_id: int) -> tuple[Window, Window]:
        bot, chat = self._bots.get(bot_id), self._chats.get((bot_id, chat_id))
        if bot is None:
            bot = self._bots[bot_id] = Window(BOT_MESSAGES, BOT_SECONDS)
        if chat is None:
            private = Window(PRIVATE_MESSAGES, PRIVATE_SECONDS)
            chat = private if chat_id > 0 else Window(GROUP_MESSAGES, GROUP_SECONDS)
            self._chats[bot_id, chat_id] = chat
        return bot, chat

    def _wait(self, window: Window, now: float, count: int) -> float:
        wait = window.wait(now, count, self.scale)
        if not self.penalty:
            return wait
        if wait > 0 or now < window.until:
            wait = max(wait, window.seconds / self.scale)
            window.until = now + max(1, math.ceil(wait))
        return wait

    def change(self, flood: Any = None, scale: Any = None, penalty: Any = None, retry_scale: Any = None) -> None:
        """Makes the limits stricter or milder; None leaves as it is. What went out before is forgotten."""
        if any(
            isinstance(one, bool) or not isinstance(one, int | float) or one <= 0 for one in _given(scale, retry_scale)
        ):
            raise NotPossible("A scale is a number above 0.")
        if any(not isinstance(one, bool) for one in _given(flood, penalty)):
            raise NotPossible("flood and penalty are true or false.")
        self.flood = self.flood if flood is None else flood
        self.penalty = self.penalty if penalty is None else penalty
        self.scale = self.scale if scale is None else float(scale)
        self.retry_scale = self.retry_scale if retry_scale is None else float(retry_scale)
        self._bots.clear()
        self._chats.clear()

    def as_json(self) -> dict[str, Any]:
        """The limits as the control interface shows them."""
        return {
            "flood": self.flood,
            "scale": self.scale,
            "penalty": self.penalty,
            "retry_scale": self.retry_scale,
        }


def _given(*values: Any) -> list[Any]:
    return [one for one in values if one is not None]
