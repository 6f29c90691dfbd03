"""A town that hypothesis plays with: a fresh database for each example, and a loop to run what is awaited."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from bot.store.session import Store
from tests.handlers.town import Town


class TownMachine(RuleBasedStateMachine):
    """A test makes a subclass with a `template` database and a `folder`; `open` brings in the people."""

    template: Path
    folder: Path
    numbers = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / f"{next(self.numbers)}.db"
        path.write_bytes(self.template.read_bytes())
        self.loop = asyncio.new_event_loop()
        self.town = Town(Store(f"sqlite:///{path}", durable=False))
        self.go(self.open())

    async def open(self) -> None:
        """Who is there."""
        raise NotImplementedError

    def go(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(doing)

    def teardown(self) -> None:
        self.town.store.close()
        self.loop.close()
