"""A sliding window over calls, as Telegram may have counted them.

Telegram counts a call somewhere between its sending and its answer, and does not say when. So a call takes its place
from its sending until the window's length after its answer: then no sliding window on Telegram's side can hold more
than the limit, however the calls were delayed.
"""

from __future__ import annotations

from bisect import insort
from math import inf


class Window:
    """At most `size` calls in any `seconds`, wherever between call and answer they were counted."""

    __slots__ = ("_over", "out", "seconds", "size")

    def __init__(self, size: int, seconds: float) -> None:
        self.size = size
        self.seconds = seconds
        self.out = 0
        self._over: list[float] = []

    def opens(self, now: float) -> float:
        """The moment from which one more call is allowed; `inf` while that hangs on an answer."""
        while self._over and self._over[0] <= now:
            del self._over[0]
        too_many = self.out + len(self._over) - self.size
        if too_many < 0:
            return now
        return self._over[too_many] if too_many < len(self._over) else inf

    def take(self) -> None:
        """One call goes out."""
        self.out += 1

    def give_back(self) -> None:
        """The call was not made after all."""
        self.out -= 1

    def answered(self, at: float) -> None:
        """A call that went out was counted by Telegram at this moment at the latest."""
        self.out -= 1
        insort(self._over, at + self.seconds)

    def remember(self, at: float) -> None:
        """A call that an earlier process made."""
        insort(self._over, at + self.seconds)

    def is_idle(self, now: float) -> bool:
        """Whether nothing is left in it."""
        return not self.out and (not self._over or self._over[-1] <= now)
