"""When Telegram cannot be reached, or does not answer: one careful call at a time, farther and farther apart.

So an outage makes few messages uncertain, and costs no more than half a minute after its end.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.courier.outcome import Cause
from bot.courier.pace import CALLS_AT_ONCE

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0
SHORTEST_SECONDS = 0.05
UNKNOWN_IN_A_ROW = 3

_NO_ANSWER = frozenset({Cause.NO_CONNECTION, Cause.BOT_REFUSED})


@dataclass(slots=True)
class Trouble:
    """Exponential backoff with full jitter, for the whole bot. Moments are `clock.monotonic()`."""

    jitter: random.Random
    failures: int = 0
    _unknown: int = 0
    _until: float = 0.0
    _since: float = 0.0

    @property
    def calls_at_once(self) -> int:
        """How many calls may be out."""
        return 1 if self.failures else CALLS_AT_ONCE

    def opens(self, now: float) -> float:
        """When the next call may be tried."""
        return max(now, self._until)

    def learn(self, cause: Cause, started: float, now: float) -> None:
        """Calls that went out side by side and failed are one failure."""
        if cause == Cause.NOT_CALLED:
            return
        self._unknown = self._unknown + 1 if cause == Cause.UNKNOWN else 0
        if cause not in _NO_ANSWER and self._unknown == 0:
            self.failures = 0
        elif (cause in _NO_ANSWER or self._unknown >= UNKNOWN_IN_A_ROW) and started >= self._since:
            self._wait(now)

    def _wait(self, now: float) -> None:
        longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(self.failures, 10))
        self.failures += 1
        self._since = now
        self._until = now + max(SHORTEST_SECONDS, self.jitter.uniform(0, longest))
