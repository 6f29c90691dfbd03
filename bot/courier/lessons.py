"""What 429 answers teach."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from math import inf

CHATS_THAT_MEAN_THE_BOT = 3
SAME_MOMENT_SECONDS = 1.0
STRIKE_SECONDS = 0.25
LONGEST_STRIKE_SECONDS = 30.0
HITS_KEPT = 80


@dataclass(slots=True)
class Lessons:
    """What 429 answers taught: who must be silent until when, and how wide the bot's own window may be."""

    jitter: random.Random
    chats: dict[int, float] = field(default_factory=dict)
    bot: float = 0.0
    narrowed_at: float = -inf
    _strikes: dict[int, int] = field(default_factory=dict)
    _hits: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=HITS_KEPT))

    def too_many(self, chat: int, seconds: float, now: float) -> bool:
        """A chat was refused for `seconds`; returns whether that was meant for the whole bot."""
        strikes = self._strikes[chat] = self._strikes.get(chat, 0) + 1
        longer = self.jitter.uniform(0, min(LONGEST_STRIKE_SECONDS, STRIKE_SECONDS * 2 ** min(strikes - 1, 10)))
        self.chats[chat] = max(self.chats.get(chat, 0.0), now + seconds + longer)
        self._hits.append((now, chat))
        hit = {other for at, other in self._hits if at > now - SAME_MOMENT_SECONDS}
        if len(hit) < CHATS_THAT_MEAN_THE_BOT:
            return False
        self.bot = max(self.bot, now + seconds + longer)
        return True

    def said(self, chat: int) -> None:
        """A chat was spoken to: what it was refused for is over."""
        self._strikes.pop(chat, None)

    def silent_until(self, chat: int) -> float:
        """The end of the silence that this chat alone was asked for."""
        return self.chats.get(chat, 0.0)

    def forget(self, now: float) -> None:
        """Drop the silences that are over."""
        self.chats = {chat: until for chat, until in self.chats.items() if until > now}
