"""Taking one update in: its number, what it means and what must be said because of it, together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from sqlmodel import Session

from bot import errors
from bot.clock import Clock
from bot.detection import Detection
from bot.language import Languages, Text
from bot.loop import people
from bot.store.intake import Taken, is_new
from bot.store.programme import Programme
from bot.store.session import BESIDE, ReadBeside, Store, Work

T = TypeVar("T")
Rule = Callable[[Work], Text | None]
Sorry = Callable[[Work, Text], None]


@dataclass(frozen=True, slots=True)
class Reception:
    """What every unit needs: the database, the programme, the clock, the languages and the guessing of them."""

    store: Store
    programme: Programme
    clock: Clock
    languages: Languages
    detection: Detection = field(default_factory=Detection)

    async def write(self, rule: Callable[[Work], T]) -> T:
        """Run a rule in one transaction; undone, and done again, for whatever long reading it turns out to need."""
        found: dict[str, Any] = {}
        while True:
            try:
                return await self.store.write(partial(self._done, rule, found))
            except ReadBeside as needed:
                found[needed.what] = await self.store.read(partial(self._done, needed.read, None))

    def _done(self, rule: Callable[[Work], T], found: dict[str, Any] | None, session: Session) -> T:
        session.info[BESIDE] = found
        return rule(Work(session, self.programme, self.clock.now()))


class Unit:
    """One update's unit of work. Await it with the rule that the update means; it runs once, however often it came.

    `after` runs in the same transaction, after whatever the update meant.
    """

    def __init__(self, reception: Reception, update_id: int, after: Callable[[Work], None] | None = None) -> None:
        self._reception = reception
        self._update_id = update_id
        self._after = after
        self.was_run = False

    async def __call__(self, rule: Rule, sorry: Sorry | None = None) -> Text | None:
        """Run the rule in one transaction with the note that this update was taken in.

        What the rule returns answers a button press. A person's mistake undoes what the rule did; its one kind
        sentence is returned, and said by `sorry` where that is given.
        """
        self.was_run = True
        try:
            return await self._reception.write(partial(self._once, rule=rule))
        except errors.Mistake as mistake:
            text = mistake.text

        def apologise(work: Work) -> Text:
            if sorry is not None:
                sorry(work, text)
            return text

        return await self._reception.write(partial(self._once, rule=apologise))

    def _once(self, work: Work, rule: Rule) -> Text | None:
        row = {"programme_id": work.programme_id, "update_id": self._update_id, "taken_at": work.now}
        if not is_new(work.session, Taken, row):
            return None
        result = rule(work)
        if self._after is not None:
            self._after(work)
        return result


def in_our_language(sender: people.Sender, languages: Languages) -> people.Sender:
    """The sender with the offered language nearest to Telegram's guess, or the first that is offered."""
    return replace(sender, language=languages.closest(sender.language) or languages.offered[0])
