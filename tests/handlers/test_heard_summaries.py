"""What has been heard: staff's own words alone, without personal data, and never as somebody told it."""

from __future__ import annotations

import pytest

from bot.store.library import HeardSummary
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen
from tests.handlers.town import Town

TOLD = "My mother waited four hours in the cold, outside the Łódź Street surgery, before anybody came."


@pytest.fixture
async def tom(town: Town) -> Phone:
    await town.room()
    return await town.staff("Tom Reed")


async def writes(by: Phone, summary: str, topic: str = "Waiting", community: str = "Polish elders") -> str | None:
    await by.says("/library")
    await by.taps("What has been heard")
    await by.taps("Write what was heard")
    for typed in (topic, community, summary):
        await by.says(typed)
    return await by.taps("Keep it")


async def test_it_is_kept_by_topic_and_community_and_taken_out(town: Town, tom: Phone) -> None:
    await writes(tom, "Long waits outdoors come up again and again.")
    await tom.says("/library")
    await tom.taps("What has been heard")
    shown = tom.hears("1. Waiting · Polish elders: Long waits outdoors").text
    assert "Tom Reed, Health officer, Mon 2 Mar" in shown
    await tom.taps("1: take out")
    assert "Long waits outdoors" in on_screen(tom, "Take it out")
    await tom.taps("No, leave it as it is")
    tom.sees("It stays as it is.")
    await tom.taps("1: take out")
    await tom.taps("Take it out")
    tom.sees("It is taken out.")
    assert await tom.taps("1: take out") == "That is settled already."
    await tom.says("/library")
    await tom.taps("What has been heard")
    tom.hears("Nothing is written here yet.")


@pytest.mark.parametrize(
    "summary",
    [
        "They say: my mother waited FOUR hours in the cold outside the surgery.",
        "Heard: in the cold — outside the łódź street surgery before anybody came!",
    ],
)
async def test_eight_words_as_they_were_told_are_refused(town_on_both: Town, summary: str) -> None:
    town = town_on_both
    await town.room()
    tom, samina = await town.staff("Tom Reed"), await town.champion("Samina")
    await samina.says(TOLD)
    assert "word for word what somebody told" in str(await writes(tom, summary))
    assert await town.all(HeardSummary) == []
    await tom.taps("Change an answer")
    await tom.taps("3. What has been heard")
    await tom.says("One family waited for hours outside in winter.")
    await tom.taps("Keep it")
    assert len(await town.all(HeardSummary)) == 1


async def test_seven_words_in_a_row_are_nobodys(town: Town, tom: Phone) -> None:
    samina = await town.champion("Samina")
    await samina.says(TOLD)
    await writes(tom, "Some waited four hours in the cold outside.")
    assert len(await town.all(HeardSummary)) == 1


async def test_words_that_were_changed_since_count_too(town: Town, tom: Phone) -> None:
    samina = await town.champion("Samina")
    await samina.says(TOLD)
    await samina.taps("Change it")
    await samina.says("She waited long.")
    assert "word for word" in str(await writes(tom, f"Heard that {TOLD}"))


async def test_personal_data_is_refused(town: Town, tom: Phone) -> None:
    assert "a phone number" in str(await writes(tom, "Ring 020 7946 0018 to ask."))
    assert await town.all(HeardSummary) == []
