"""The money ends at the letter's day: administrators hear it sixty days before, once."""

from __future__ import annotations

from datetime import date, timedelta

from bot.loop import letter
from bot.store.session import Work
from bot.words import LetterPart, Role
from tests.handlers.town import Town

SAID = "There is money for this work until"


async def funded_until(town: Town, day: date) -> None:
    def write(work: Work) -> None:
        words = {part: {"en": "Words."} for part in LetterPart}
        letter.write(work, None, name="Priya", title="Officer", funded_until=day, words=words)

    await town.does(write)


async def test_administrators_hear_sixty_days_before_the_money_ends(town: Town) -> None:
    tom, sue = await town.staff("Tom Reed", role=Role.ADMINISTRATOR), await town.staff("Sue Lee")
    await funded_until(town, town.clock.at.date() + timedelta(days=61))
    await town.ticks()
    assert not tom.all_with(SAID)
    await town.later(days=1)
    await town.later(days=1)
    assert len(tom.all_with(SAID)) == 1 and "/close_programme" in tom.sees(SAID).text
    assert not sue.all_with(SAID)


async def test_a_letter_with_a_later_day_is_the_one_that_counts(town: Town) -> None:
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    await funded_until(town, town.clock.at.date() + timedelta(days=30))
    await funded_until(town, town.clock.at.date() + timedelta(days=300))
    await town.ticks()
    assert not tom.all_with(SAID)
