"""How the courier is doing."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(slots=True)
class Standing:
    """For the health page. `silent_seconds`: left of a pause that Telegram asked for."""

    holds_lease: bool = False
    epoch: int = 0
    waiting: int = 0
    calls_out: int = 0
    silent_seconds: float = 0.0
    failures_in_a_row: int = 0
    last_said_at: datetime | None = None
    last_error: str | None = None


def place(error: BaseException) -> str:
    """An error as it may be logged: its type and where it was raised. Its message may hold what people wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + where
