"""What the year's chronicler writes down beside the product: what went in, what came out, and when."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from bot.courier import outcome
from bot.courier.saying import Saying
from bot.words import Lane
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town

WRITTEN = re.compile(r"«t(\d+):(\w+)»")
REFERENCE = re.compile(r"([HM])-(\d+) ·")


@dataclass(frozen=True)
class Call:
    """One call that arrived: when, where, by which row of the outbox, and what stood in it."""

    at: datetime
    chat: int
    saying: Saying
    text: str
    line: Line | None
    is_sure: bool

    @property
    def is_new(self) -> bool:
        """Whether a message came by it, not only another reading of an old one."""
        return self.saying.what["do"] == "say" and self.saying.piece == 0

    @property
    def telling(self) -> int | None:
        """The telling that it says, not only something about one."""
        return self.saying.telling_id if self.is_new and self.saying.lane >= Lane.ANSWER else None


class YearTown(Town):
    """A town that keeps every call with its moment, and finds cards and buttons without looking all through."""

    def __init__(self, *more: Any, **how: Any) -> None:
        super().__init__(*more, **how)
        self.done: list[Call] = []
        self.cards: dict[str, Line] = {}
        self.asked: list[Call] = []
        self.to_write: list[Line] = []
        self.room_number, self.unfolds = 0, False

    async def _called(self, saying: Saying) -> outcome.Outcome:
        became = await super()._called(saying)
        assert became.why != "AssertionError", saying.call
        if became.cause not in (outcome.Cause.SAID, outcome.Cause.UNKNOWN):
            return became
        chat = int(getattr(saying.call, "chat_id"))  # noqa: B009
        text = getattr(saying.call, "text", None) or getattr(saying.call, "caption", None) or ""
        line = self.telegram.lines[chat][-1] if saying.what["do"] == "say" else None
        call = Call(self.clock.at, chat, saying, text, line, became.cause is outcome.Cause.SAID)
        self.done.append(call)
        self._notice(call)
        return became

    def _notice(self, call: Call) -> None:
        if call.line is None:
            return
        if call.chat == self.room_number and (found := REFERENCE.match(call.line.text)):
            self.cards[f"{found[1]}-{found[2]}"] = call.line
        if call.line.button("Write them"):
            self.to_write.append(call.line)
        if call.telling is not None:
            self.asked.append(call)


@dataclass
class Place:
    """A group, as its people know it: where it meets, who speaks there, in which language it is spoken to now."""

    name: str
    language: str
    members: list[Phone]
    champion: Phone
    chat: int | None = None
    number: int = 0


@dataclass
class Told:
    """One thing told, and what the chronicler saw of its way."""

    number: int
    at: datetime
    how: str
    language: str
    place: Place | None
    by: Phone
    decide_at: datetime
    first_word_at: datetime | None = None
    issue: int | None = None
    by_word: str = ""
    is_gone: bool = False


@dataclass
class Matter:
    """A matter, with what the team means to do about it, and when."""

    number: int
    opened_at: datetime
    next_act_at: datetime
    acts: list[str]


@dataclass
class Verdict:
    """A tap under a telling of what changed."""

    at: datetime
    person: int
    telling: int
    code: str


@dataclass
class Books:
    """Everything the chronicler knows."""

    told: dict[int, Told] = field(default_factory=dict)
    matters: dict[int, Matter] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    passed_on: dict[int, datetime] = field(default_factory=dict)
    languages: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    moved: dict[int, int] = field(default_factory=dict)
    away: list[tuple[int, datetime, datetime | None]] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)
    late: list[str] = field(default_factory=list)
    texts: Iterator[int] = field(default_factory=lambda: count(1))

    def speaks(self, chat: int, language: str, at: datetime) -> None:
        """From now on a chat is spoken to in this language."""
        self.languages[chat].append((at, language))

    def language_of(self, chat: int, at: datetime) -> str | None:
        """In which language a chat was spoken to at a moment."""
        known = [language for since, language in self.languages[chat] if since <= at]
        return known[-1] if known else None

    def now_at(self, chat: int) -> int:
        """Where a group that has moved is now."""
        while chat in self.moved:
            chat = self.moved[chat]
        return chat


def write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    """A table, a line each."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
