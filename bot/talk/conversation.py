"""One person's half-finished talk: everything that must be kept between two of their messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Raw = Any  # an answer as it is stored: a plain JSON value; None says that the question was skipped

VERSION = 1


@dataclass(frozen=True)
class Conversation:
    """A flow's name, the answers given so far by the keys of their questions, and the question on screen."""

    flow: str
    person: str | int
    started: datetime
    touched: datetime
    reminded: datetime | None = None
    answers: Mapping[str, Raw] = field(default_factory=dict)
    """What counts, in the order of the questions."""
    earlier: Mapping[str, Raw] = field(default_factory=dict)
    """What counted once and is offered when its question is asked again."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """The fingerprint of each answered question as it stood when it was answered."""
    doubted: frozenset[str] = frozenset()
    """Answers that count only if their question still stands as it did, since an earlier answer was changed."""
    shown: tuple[str, ...] = ()
    """Lines that were shown already."""
    key: str = ""
    """The question on screen, and below how it stood there."""
    standing: str = ""
    token: str = ""
    """Drawn at random for each question on screen; every button carries it."""
    ticks: tuple[str, ...] = ()
    page: int = 0
    changing: bool = False
    """Whether the list of earlier answers is on screen, to choose one to change."""
    last_press: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values; `Conversation.from_json` takes it back."""
        return {
            "version": VERSION,
            "flow": self.flow,
            "person": self.person,
            "started": self.started.isoformat(),
            "touched": self.touched.isoformat(),
            "reminded": self.reminded.isoformat() if self.reminded else None,
            "answers": dict(self.answers),
            "earlier": dict(self.earlier),
            "marks": dict(self.marks),
            "doubted": sorted(self.doubted),
            "shown": list(self.shown),
            "key": self.key,
            "standing": self.standing,
            "token": self.token,
            "ticks": list(self.ticks),
            "page": self.page,
            "changing": self.changing,
            "last_press": self.last_press,
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Conversation:
        """What `to_json` wrote, by this version or another: unknown fields are left out, missing ones are as new."""
        started = datetime.fromisoformat(row["started"])
        return cls(
            flow=row["flow"],
            person=row["person"],
            started=started,
            touched=datetime.fromisoformat(row["touched"]) if row.get("touched") else started,
            reminded=datetime.fromisoformat(row["reminded"]) if row.get("reminded") else None,
            answers=dict(row.get("answers") or {}),
            earlier=dict(row.get("earlier") or {}),
            marks=dict(row.get("marks") or {}),
            doubted=frozenset(row.get("doubted") or ()),
            shown=tuple(row.get("shown") or ()),
            key=row.get("key") or "",
            standing=row.get("standing") or "",
            token=row.get("token") or "",
            ticks=tuple(row.get("ticks") or ()),
            page=row.get("page") or 0,
            changing=bool(row.get("changing")),
            last_press=row.get("last_press") or "",
        )

    def but(self, **changes: Any) -> Conversation:
        """The same with these fields changed; much quicker than `dataclasses.replace`, as every turn does it."""
        other = object.__new__(Conversation)
        other.__dict__.update(self.__dict__, **changes)
        return other

    def set_aside(self, key: str) -> Conversation:
        """The same with one answer no longer counting, but offered when its question is asked again."""
        if key not in self.answers:
            return self
        answers = {name: raw for name, raw in self.answers.items() if name != key}
        marks = {name: mark for name, mark in self.marks.items() if name != key}
        earlier = {**self.earlier, key: self.answers[key]}
        return self.but(answers=answers, marks=marks, earlier=earlier, doubted=self.doubted - {key})
