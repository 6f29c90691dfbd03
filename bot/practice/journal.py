"""Every Bot API call, as it came over the wire, and what was answered."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, Final

JSON = dict[str, Any]

CALLS_KEPT = 200_000
_STRUCTURED: Final = frozenset(
    {
        "reply_markup",
        "entities",
        "caption_entities",
        "reply_parameters",
        "link_preview_options",
        "media",
        "message_ids",
        "reaction",
        "options",
        "question_entities",
        "commands",
        "scope",
        "allowed_updates",
        "menu_button",
        "rights",
    }
)


@dataclass(slots=True)
class Call:
    """One call. `done` says whether the thing asked for happened; `answered` whether an answer went out whole."""

    seq: int
    bot: int
    method: str
    chat_id: int | str | None
    params: JSON
    status: int
    description: str | None
    retry_after: int | None
    message_id: int | None
    done: bool
    answered: bool
    fault: int | None
    real: float
    took_ms: float

    def as_json(self) -> JSON:
        """The call as the control interface gives it."""
        return {**asdict(self), "params": {name: _read(name, value) for name, value in self.params.items()}}


@dataclass(slots=True)
class Journal:
    """The calls, oldest first; the oldest are forgotten."""

    last: int = 0
    _calls: deque[Call] = field(default_factory=lambda: deque(maxlen=CALLS_KEPT))

    def next_seq(self) -> int:
        """The number of the next call."""
        self.last += 1
        return self.last

    def add(self, call: Call) -> None:
        """Writes a call down."""
        self._calls.append(call)

    def clear(self) -> None:
        """Forgets the calls; the numbers go on."""
        self._calls.clear()

    def after(self, seq: int, limit: int, **wanted: object) -> list[Call]:
        """The first `limit` calls after number `seq` whose fields are as `wanted` (None: any)."""
        asked = {name: value for name, value in wanted.items() if value is not None}
        return list(islice((one for one in self._since(seq) if _fits(one, asked)), limit))

    def _since(self, seq: int) -> Iterator[Call]:
        return (one for one in self._calls if one.seq > seq)

    def lost(self, seq: int) -> bool:
        """Whether calls after number `seq` are forgotten already."""
        return bool(self._calls) and len(self._calls) == CALLS_KEPT and seq + 1 < self._calls[0].seq


def _fits(call: Call, asked: dict[str, object]) -> bool:
    return all(str(getattr(call, name)).lower() == str(value).lower() for name, value in asked.items())


def _read(name: str, value: object) -> object:
    """A parameter with the JSON in it read, as a form carries objects and lists."""
    if name not in _STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
