"""How many rows are put into the outbox at once: as many as fit into a short time, so that nobody waits long for it."""

from __future__ import annotations

from bot.courier.unfold import AHEAD_ROWS, CHUNK_ROWS

LOCKED_SECONDS = 0.03
"""A turn that writes keeps others from writing; with what committing takes, it stays below 50 ms."""
FEWEST_ROWS = 200


class Sizing:
    """How many rows the next turn puts in: what the last ones took decides."""

    def __init__(self) -> None:
        self.rows = CHUNK_ROWS

    def took(self, rows: int, seconds: float) -> None:
        """A turn put so many rows in. One that found few says nothing about many."""
        if 2 * rows >= self.rows and seconds > 0:
            fit = round(rows * LOCKED_SECONDS / seconds)
            self.rows = max(FEWEST_ROWS, min(AHEAD_ROWS, (self.rows + fit) // 2))
