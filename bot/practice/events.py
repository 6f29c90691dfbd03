"""What has happened, in order and numbered, for whoever watches the world."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

EVENTS_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `show` writes its fields as they are when somebody reads it."""

    seq: int
    kind: str
    real: float
    show: Callable[[], JSON]

    def as_json(self) -> JSON:
        """The event as the control interface gives it."""
        return {"seq": self.seq, "type": self.kind, "real": self.real, **self.show()}


@dataclass(slots=True)
class Events:
    """The log of events; the oldest are forgotten."""

    real: Callable[[], float]
    last: int = 0
    closed: bool = False
    _kept: deque[Event] = field(default_factory=lambda: deque(maxlen=EVENTS_KEPT))
    _waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def add(self, kind: str, show: Callable[[], JSON]) -> None:
        """Something happened."""
        self.last += 1
        self._kept.append(Event(self.last, kind, self.real(), show))
        self._wake()

    def close(self) -> None:
        """Lets everybody go who waits for an event."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for one in self._waiting:
            if not one.done():
                one.set_result(None)
        self._waiting.clear()

    def after(self, seq: int, limit: int) -> list[Event]:
        """The first `limit` events after number `seq` that are still kept."""
        if not self._kept or seq >= self.last:
            return []
        start = max(0, seq + 1 - self._kept[0].seq)
        return [self._kept[at] for at in range(start, min(start + limit, len(self._kept)))]

    def lost(self, seq: int) -> bool:
        """Whether events after number `seq` are forgotten already."""
        return bool(self._kept) and seq + 1 < self._kept[0].seq

    async def wait(self, seq: int, seconds: float) -> bool:
        """Waits at most so many real seconds until there is an event after number `seq`; says whether there is."""
        if self.last > seq or self.closed:
            return True
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True
