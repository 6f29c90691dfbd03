"""What must hold all the year, looked at from outside the rules."""

from __future__ import annotations

from typing import Any


class Watch:
    def __init__(self, borough: Any) -> None:
        self.borough = borough

    async def looks(self) -> None:
        pass
