"""The world's time: it can be moved on, for whoever reads the same offset file too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.clock import Clock


class Clockwork:
    """Tells the world's time and moves it on; the offset stands in `offset_file` (seconds), where one is given."""

    def __init__(self, offset_file: Path | None = None) -> None:
        self._file = offset_file
        self._clock = Clock()
        self.offset = _read(offset_file)

    def now(self) -> float:
        """Seconds since 1970, moved on."""
        return self.real() + self.offset

    def today(self) -> int:
        """The same in whole seconds, as messages carry it."""
        return int(self.now())

    def real(self) -> float:
        """Seconds since 1970, as they are."""
        return self._clock.now().timestamp()

    def monotonic(self) -> float:
        """Real seconds that only grow."""
        return self._clock.monotonic()

    def move(self, by: timedelta) -> None:
        """Moves time on, and tells the file (whole, never half-written)."""
        self.offset += by.total_seconds()
        if self._file is not None:
            fresh = self._file.with_name(f"{self._file.name}.new")
            fresh.write_text(repr(self.offset))
            fresh.replace(self._file)

    def as_json(self) -> dict[str, float]:
        """The clock as the control interface shows it."""
        return {"now": self.today(), "offset": self.offset, "real": self.real()}


def _read(file: Path | None) -> float:
    try:
        return float(file.read_text() or 0) if file is not None else 0.0
    except (OSError, ValueError):
        return 0.0
