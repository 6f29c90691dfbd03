"""What goes wrong on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Final

from bot.practice.refusals import NotPossible, no_such

JSON = dict[str, Any]


class Kind(StrEnum):
    """What goes wrong."""

    DROP = "drop"
    RESET = "reset"
    SLOW = "slow"
    ERROR_JSON = "error_json"
    ERROR_BARE = "error_bare"
    ERROR_HTML = "error_html"
    WRONG_JSON = "wrong_json"
    TOO_MANY = "too_many"
    DUPLICATE = "duplicate"
    REORDER = "reorder"


ABOUT_UPDATES: Final = frozenset({Kind.DUPLICATE, Kind.REORDER})
_AFTER: Final = frozenset({Kind.DROP, Kind.RESET, Kind.WRONG_JSON})
_SHAPES: Final[dict[str, tuple[type, ...]]] = {
    "when": (str,), "methods": (list,), "chats": (list,), "bots": (list,), "times": (int,), "skip": (int,),
    "seconds": (int, float), "status": (int,), "retry_after": (int,), "text": (str,),
}  # fmt: skip


@dataclass(slots=True)
class Fault:
    """One fault and what it is about; None means any. `times` None: until it is taken away."""

    id: int
    kind: Kind
    when: str = "before"
    methods: list[str] | None = None
    chats: list[int] | None = None
    bots: list[int] | None = None
    times: int | None = 1
    skip: int = 0
    seconds: float | None = None
    status: int | None = None
    retry_after: int | None = None
    text: str | None = None
    hits: int = 0
    passed: int = 0

    @property
    def after(self) -> bool:
        """Whether the thing asked for is done all the same."""
        return self.when == "after"

    def take(self) -> bool:
        """Counts one thing that it is about; says whether it strikes."""
        if self.times is not None and self.hits >= self.times:
            return False
        if self.passed < self.skip:
            self.passed += 1
            return False
        self.hits += 1
        return True

    def about(self, bot: int, chat: int | str | None) -> bool:
        """Whether this bot and this chat are meant."""
        right_bot = self.bots is None or bot in self.bots
        return right_bot and (self.chats is None or str(chat) in map(str, self.chats))

    def as_json(self) -> JSON:
        """The fault as the control interface shows it."""
        return {name: value for name, value in asdict(self).items() if name != "passed"}


@dataclass(slots=True)
class Faults:
    """The faults that are set, the oldest first; the first that fits strikes. `changed` is told of every change."""

    changed: Callable[[], None]
    released: Callable[[], None]
    _faults: dict[int, Fault] = field(default_factory=dict)
    _last: int = 0

    def add(self, kind: str, **about: Any) -> Fault:
        """Sets a fault (see the documentation for what may be said about it)."""
        fault = Fault(self._last + 1, _kind(kind), **_read(about))
        if "when" not in about and fault.kind in _AFTER:
            fault.when = "after"
        self._last = fault.id
        self._faults[fault.id] = fault
        self.changed()
        return fault

    def remove(self, fault_id: int) -> None:
        """Takes one away."""
        if self._faults.pop(fault_id, None) is None:
            raise no_such("fault", fault_id)
        self.released()
        self.changed()

    def clear(self) -> None:
        """Takes all away."""
        self._faults.clear()
        self.released()
        self.changed()

    def on_call(self, method: str, bot: int, chat: int | str | None, text: str) -> Fault | None:
        """The fault that strikes this call, if one does."""
        return self._strike(
            one
            for one in self._faults.values()
            if one.kind not in ABOUT_UPDATES
            and _names(one, method)
            and (one.text is None or one.text in text)
            and one.about(bot, chat)
        )

    def on_update(self, kind: Kind, bot: int, chat: int | str | None) -> bool:
        """Whether this update is to be doubled or held back."""
        struck = self._strike(one for one in self._faults.values() if one.kind is kind and one.about(bot, chat))
        return struck is not None

    def _strike(self, faults: Iterable[Fault]) -> Fault | None:
        struck = next((one for one in faults if one.take()), None)
        if struck is not None:
            self.changed()
        return struck

    def __bool__(self) -> bool:
        return bool(self._faults)

    def as_json(self) -> list[JSON]:
        """All faults as the control interface shows them."""
        return [one.as_json() for one in self._faults.values()]


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError as wrong:
        raise NotPossible(f"A fault's kind is one of: {', '.join(Kind)}.") from wrong


def _read(about: JSON) -> JSON:
    unknown = about.keys() - {one.name for one in fields(Fault)} | (about.keys() & {"id", "hits", "passed"})
    if unknown:
        raise NotPossible(f"A fault has no {', '.join(sorted(unknown))}.")
    for name, value in about.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, _SHAPES[name])):
            raise NotPossible(f"The fault's {name} is of the wrong kind.")
    if about.get("when") not in (None, "before", "after"):
        raise NotPossible("A fault's when is before or after.")
    unset = {"when", "skip"}
    return {name: value for name, value in about.items() if value is not None or name not in unset}


def _names(fault: Fault, method: str) -> bool:
    """Whether a fault is about a method; asking for updates is meant only where it is named."""
    if fault.methods is None:
        return method != "getUpdates"
    return method.lower() in (name.lower() for name in fault.methods)
