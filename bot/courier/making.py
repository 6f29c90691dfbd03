"""Files are made on the reading connection, beside what is written; what asks for one is said once it is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot import errors
from bot.courier.claim import MakeFile, NotNow
from bot.courier.render import Made
from bot.store.session import Store

KEPT_FOR = timedelta(minutes=10)


class Making:
    """Makes files for the courier, each asked for again until it is there; nothing is written meanwhile."""

    def __init__(self, store: Store, make_file: MakeFile) -> None:
        self._store, self._make_file = store, make_file
        self._begun: dict[str, tuple[datetime, Future[Made]]] = {}

    def __call__(self, session: Session, asked: Mapping[str, Any], language: str, now: datetime) -> Made:
        """The file. Raises `NotNow` while it is being made, and whatever keeps it from being made."""
        self._forget(now)
        key = json.dumps([dict(asked), language], sort_keys=True)
        if key not in self._begun:
            making = self._store.read_beside(lambda beside: self._make_file(beside, asked, language, now))
            self._begun[key] = (now, making)
        _since, making = self._begun[key]
        if not making.done():
            raise NotNow
        del self._begun[key]
        try:
            return making.result()
        except errors.Temporary:
            raise NotNow from None

    def _forget(self, now: datetime) -> None:
        """What was made, and nobody came for."""
        for key, (since, making) in list(self._begun.items()):
            if making.done() and since < now - KEPT_FOR:
                del self._begun[key]
