"""The one thing that reads the clock. Everybody else is handed the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Tells the time (UTC), moved on by the seconds that stand in `offset_file`, where one is given."""

    def __init__(self, offset_file: Path | None = None) -> None:
        self._offset_file = offset_file
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The present moment, with its zone (UTC)."""
        return datetime.now(UTC) + self._moved_on()

    def of_machine(self) -> datetime:
        """The machine's own time (UTC), which nobody moves on."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only ever grow, for measuring how long something takes. Not moved by the offset."""
        return time.monotonic()

    def _moved_on(self) -> timedelta:
        if self._offset_file is None:
            return self._offset
        try:
            status = self._offset_file.stat()
            seen = (status.st_mtime_ns, status.st_size)
            if seen != self._seen:
                self._offset = timedelta(seconds=float(self._offset_file.read_text() or 0))
                self._seen = seen
        except (OSError, ValueError):
            pass  # half-written or gone for a moment: what was read last still holds
        return self._offset
