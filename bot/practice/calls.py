"""A Bot API call as it came: which bot, which method, with what."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import telegram

from bot.practice.files import Upload
from bot.practice.people import Bot
from bot.practice.refusals import bad
from bot.practice.world import World

JSON = dict[str, Any]

ATTACHED = "attach://"
_NOT_TELEGRAMS: Final = frozenset(
    {"self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs", "filename"}
)
_TRUE: Final = frozenset({"true", "yes", "1", "t"})
_NUMBER = re.compile(r"[+-]?[0-9]{1,19}", re.ASCII)


@dataclass(slots=True)
class Call:
    """One call. `given`: its parameters as they came: text in a form, anything in JSON, `Upload` for a file."""

    world: World
    bot: Bot
    method: str
    given: Mapping[str, Any]
    done: bool = False

    def check_names(self) -> None:
        """Refuses a parameter that this method does not have."""
        known = parameter_names(self.method)
        for name, value in self.given.items():
            if name not in known and not isinstance(value, Upload):
                raise bad(f'method {self.method} has no parameter "{name}"')

    def integer(self, name: str, default: int | None = None) -> int | None:
        """A whole number."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            return int(value)
        raise bad(f'parameter "{name}" must be of type Integer')

    def required_integer(self, name: str) -> int:
        """A whole number that must be there."""
        value = self.integer(name)
        if value is None:
            raise bad(f'parameter "{name}" is required')
        return value

    def number(self, name: str) -> float:
        """A number that must be there."""
        try:
            return float(self.given[name])
        except (KeyError, TypeError, ValueError) as wrong:
            raise bad(f'parameter "{name}" must be of type Number') from wrong

    def boolean(self, name: str, default: bool = False) -> bool:
        """True or false."""
        value = self.given.get(name)
        if value is None:
            return default
        return value if isinstance(value, bool) else str(value).strip().lower() in _TRUE

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self.given.get(name)
        if value is None:
            return default
        if isinstance(value, bool | int | float):
            return json.dumps(value)
        if not isinstance(value, str):
            raise bad(f'parameter "{name}" must be of type String')
        return value

    def structure(self, name: str, kind: type) -> Any:
        """An object or a list; in a form it is written as JSON."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError) as wrong:
                raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from wrong
        if not isinstance(value, kind):
            raise bad(f"{'object' if kind is dict else 'array'} expected as {name.replace('_', ' ')}")
        return value

    def upload(self, name: str) -> Upload | str | None:
        """A file that was sent along (as this parameter, or attached), or else the text that stands there."""
        return self.attached(self.given.get(name))

    def attached(self, value: object) -> Upload | str | None:
        """What an `attach://…` means; anything else is as it is."""
        if isinstance(value, str) and value.startswith(ATTACHED):
            found = self.given.get(value.removeprefix(ATTACHED))
            if not isinstance(found, Upload):
                raise bad("file with the specified name is not attached")
            return found
        return value if isinstance(value, str | Upload) else None


@cache
def parameter_names(method: str) -> frozenset[str]:
    """The parameters that a method has, by python-telegram-bot's signature of it."""
    snake = re.sub(r"(?<!^)([A-Z])", r"_\1", method).lower()
    return frozenset(inspect.signature(getattr(telegram.Bot, snake)).parameters) - _NOT_TELEGRAMS
