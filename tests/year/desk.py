"""The team at its desk: walks through whatever is asked, and marks each text that it writes."""

from __future__ import annotations

import random
from collections.abc import Sequence

from sqlmodel import select

from bot.store.conversations import Talking
from bot.store.people import Person
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line, plain
from tests.handlers.town import LANGUAGES
from tests.year.books import WRITTEN, Books, YearTown

MOST_QUESTIONS = 40
LATER_ONE_IN = 4
NAMES = {plain(LANGUAGES.name(code)): code for code in LANGUAGES.offered if code != "en"}


class Desk:
    """One member of the team, tapping and typing as the questions come."""

    def __init__(self, town: YearTown, books: Books, phone: Phone, chance: random.Random) -> None:
        self.town, self.books, self.phone, self.chance = town, books, phone, chance
        self._newest = 0

    async def walks(self, button: str, line: Line, prefer: Sequence[str] = ()) -> str:
        """Press a button and answer all that is asked then; the label of the first option that was chosen."""
        await self.phone.presses(button, line)
        return await self.goes_on(prefer)

    async def goes_on(self, prefer: Sequence[str] = ()) -> str:
        """Answer all that is asked."""
        chosen = ""
        for _question in range(MOST_QUESTIONS):
            asked = self.town.telegram.said_in(self.phone.id)[-1]
            kinds = {data.rpartition(":")[2][:1]: (label, data) for label, data in _steps(asked)}
            if not kinds or not await self._is_asked():
                return chosen
            label = await self._answers(asked, kinds, prefer)
            chosen = chosen or label
        raise AssertionError(f"asked without end: {asked.text}")

    async def _answers(self, asked: Line, kinds: dict[str, tuple[str, str]], prefer: Sequence[str]) -> str:
        options = [(label, data) for label, data in _steps(asked) if data.rpartition(":")[2][:1] == "o"]
        wanted = [one for one in options if any(words in one[0] for words in prefer)]
        language = next((code for name, code in NAMES.items() if name in asked.text), None)
        if "d" in kinds and not wanted:
            await self.phone.presses(kinds["d"][1], asked)
            return ""
        if wanted or options:
            label, data = wanted[0] if wanted else options[0]
            await self.phone.presses(data, asked)
            return label
        if "y" in kinds:
            await self.phone.presses(kinds["y"][1], asked)
        elif "Please write this in" in asked.text and language is not None:
            await self._says(int(WRITTEN.findall(asked.text)[0][0]), language)
        elif language is not None and "Do you have" in asked.text:
            if self.chance.randrange(LATER_ONE_IN) == 0:
                await self.phone.presses(kinds["s"][1], asked)
            else:
                await self._says(self._newest, language)
        elif language is not None and "s" not in kinds:
            await self._says(self._newest, language)
        else:
            self._newest = next(self.books.texts)
            await self._says(self._newest, "en")
        return ""

    async def _says(self, number: int, language: str) -> None:
        await self.phone.says(f"«t{number}:{language}» We look after it.")

    async def _is_asked(self) -> bool:
        found = select(Talking.id).join(Person).where(Person.telegram_id == self.phone.id)
        return await self.town.does(lambda work: work.session.exec(found).first() is not None)

    def new_text(self) -> str:
        """Words in English, marked."""
        self._newest = next(self.books.texts)
        return f"«t{self._newest}:en» We look after it."


def _steps(line: Line) -> list[tuple[str, str]]:
    return [(label, data) for row in line.buttons for label, data in row if data.startswith("t:")]
