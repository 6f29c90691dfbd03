"""Two of the team at two processes of one Hearback, and what both tap at the same instant."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.wire.fork import Fork
from tests.wire.town import StreetTown

WHO = {"Tom Reed": "Tom Reed, Health officer", "Grace Obi": "Grace Obi, Health officer"}
Tap = tuple[Phone, Line, str]


@dataclass
class Desk:
    """Tom and Grace of the team, at two processes; Samina and Omar tell one thing after the other."""

    town: StreetTown
    fork: Fork
    room: int
    priya: Phone
    tom: Phone
    grace: Phone
    samina: Phone
    omar: Phone
    told: int = 0

    @property
    def both(self) -> tuple[Phone, Phone]:
        """The two who act at the same instant."""
        return self.tom, self.grace

    async def is_told(self, by: Phone | None = None) -> int:
        """Something new, by Samina if nobody else; its number."""
        self.told += 1
        await (by or self.samina).says(f"/tell Thing number {self.told}")
        return self.told

    async def at_once(self, *taps: Tap) -> list[str]:
        """All tap at the same instant, each at a process of their own; what each is shown for a moment."""
        self.fork.meets(len(taps))
        shown = await asyncio.gather(*(phone.presses(data, line) for phone, line, data in taps))
        assert len(set(self.fork.met)) == len(taps), "they did not meet"
        return [str(one) for one in shown]

    def tap(self, phone: Phone, label: str, chat: int | None = None, under: str = "") -> Tap:
        """A button that stands ready to be tapped."""
        there = [line for line in phone.all_with(under, chat) if line.button(label)]
        assert there, f"{phone.name} sees no button {label!r} under {under!r}"
        return phone, there[-1], str(there[-1].button(label))

    def just_heard(self, phone: Phone) -> str:
        """All that somebody was told in private since they last did something there."""
        lines = self.town.telegram.lines[phone.id][self.town.since[phone.id] :]
        return "\n".join(line.text for line in lines if line.by is None)
