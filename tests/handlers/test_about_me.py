"""Optional questions about oneself: each can be left out, all can be deleted, nobody sees more than counts."""

from __future__ import annotations

import re

import pytest

from bot import labels
from bot.asked_words import AgeBand, Disability, Ethnicity
from bot.language import Text
from bot.loop import about_me
from bot.store.audit import Audit
from bot.store.outbox import Outbox
from bot.store.preferences import AboutMe
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def says(phone: Phone, *answers: str) -> None:
    await phone.says("/settings")
    await phone.taps("About me: none")
    phone.hears("Nobody sees your answers: only counts are shown, and small numbers are hidden.")
    for answer in answers:
        await phone.taps(answer)
    phone.hears("These are your settings.")


async def test_each_can_be_left_out(town: Town) -> None:
    grace = await town.champion("Grace")
    await says(grace, "Leave it out", "Yes", "Leave it out")
    [kept] = await town.all(AboutMe)
    assert (kept.age, kept.disability, kept.ethnicity) == (None, Disability.YES, None)


async def test_who_leaves_all_out_has_nothing_kept(town: Town) -> None:
    grace = await town.champion("Grace")
    await says(grace, "Leave it out", "Leave it out", "Leave it out")
    assert await town.all(AboutMe) == []
    grace.sees("Nothing about you is kept.")


async def test_answers_can_be_changed_and_deleted(town: Town) -> None:
    grace = await town.champion("Grace")
    await says(grace, "Under 25", "No", "White")
    await grace.says("/settings")
    await grace.taps("About me: yes")
    await grace.taps("Answer again")
    for label in ("65 or older", "Leave it out", "Rather not say"):
        await grace.taps(label)
    [kept] = await town.all(AboutMe)
    assert (kept.age, kept.disability, kept.ethnicity) == (AgeBand.OLDER, None, Ethnicity.NOT_SAID)
    await grace.says("/settings")
    await grace.taps("About me: yes")
    await grace.taps("Delete my answers")
    assert await town.all(AboutMe) == []


async def test_leaving_deletes_them(town: Town) -> None:
    grace = await town.champion("Grace")
    await says(grace, "Under 25", "No", "White")
    await grace.says("/stop")
    await grace.taps("Yes, stop")
    assert await town.all(AboutMe) == []


async def test_counts_are_shown_to_administrators_in_steps_of_five(town: Town) -> None:
    priya, tom = await town.staff("Priya Shah", role=Role.ADMINISTRATOR), await town.staff("Tom Reed")
    for number in range(8):
        phone = await town.champion(f"Champion {number}")
        await says(phone, "Under 25", "Yes" if number < 4 else "No", "Leave it out")
    await priya.says("/counts")
    shown = priya.hears("Age: ").text
    assert "Under 25: 5 or more" in shown
    assert "25 to 44: fewer than 5" in shown, "nobody at all looks the same as four"
    assert "Yes: fewer than 5, No: fewer than 5" in shown
    assert not re.search(r"\b[0-46-9]\b|\b8\b", shown.replace("25 to 44", "").replace("45 to 64", ""))
    await tom.says("/counts")
    assert "Age" not in tom.hears("Easy read").text


@pytest.mark.parametrize("count", range(30))
def test_a_count_says_no_more_than_its_step(count: int) -> None:
    shown = about_me.shown(count)
    assert isinstance(shown, Text)
    assert shown == about_me.shown(count - count % 5)
    assert shown.values["least"] == (5 if count < 5 else count - count % 5)


async def test_no_answer_stands_anywhere_else(town: Town) -> None:
    """Neither the outbox nor the record of acts holds what somebody said about themselves."""
    grace = await town.champion("Grace")
    await says(grace, "Under 25", "No", "Mixed or multiple groups")
    kept_elsewhere = str([row.detail for row in await town.all(Audit)])
    assert "mixed" not in kept_elsewhere and "under_25" not in kept_elsewhere
    after = [str(row.what) for row in await town.all(Outbox)][-2:]
    assert not any(label.message in said for said in after for label in labels.AGES.values())
