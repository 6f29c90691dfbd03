"""What a matter led to is told by tap and voice; it is a story for others only in words that its teller has allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.loop import case_stories
from bot.store.later import CaseStory, Ripple
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.test_erasing import all_text
from tests.handlers.test_later_asks import LED_TO, jump
from tests.handlers.town import Town

TOLD = "A second clinic opened. Call me on 07700 900123."
STORY = "After people spoke up, a second clinic opened."


async def asked(town: Town, language: str = "en") -> tuple[Phone, Phone, int]:
    """Somebody whose matter was closed as better, asked six weeks later what it led to; Tom, and the room."""
    tom = await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)
    room, samina = await town.room(), await town.champion("Samina", language)
    await samina.says("The clinic is shut.")
    others = {"ur": "ہم نے سنا۔"} if language == "ur" else None
    await take_up(tom, room, "H-1", others=others)
    await news(tom, room, "M-1", others=(others, others))
    line = next(line for line in reversed(town.telegram.said_in(samina.id)) if "M-1" in line.text)
    await samina.presses(next(data for row in line.buttons for _label, data in row if data.endswith(":yes")), line)
    await jump(town, 43)
    return samina, tom, room


@pytest.fixture
async def story(town: Town) -> tuple[Phone, Phone, int]:
    """It led to something, as Samina told; Tom wrote the story, and she is asked."""
    samina, tom, room = await asked(town)
    await samina.taps("Yes, I tell you", under=LED_TO)
    await samina.says(TOLD)
    await writes(tom, STORY)
    return samina, tom, room


async def writes(tom: Phone, words: str) -> None:
    await tom.taps("Write the story")
    await tom.says(words)
    await tom.taps("Ask them")


async def allowed(town: Town) -> list[str]:
    def find(work: Work) -> list[str]:
        year = timedelta(days=365)
        return [one.words for one in case_stories.allowed(work, work.now - year, work.now + timedelta(seconds=1))]

    return await town.does(find)


async def test_what_it_led_to_is_told_and_reaches_the_owner(town: Town) -> None:
    samina, tom, room = await asked(town)
    assert "The clinic is shut." in samina.sees(LED_TO).text
    await samina.taps("Yes, I tell you")
    samina.hears("What did M-1 lead to?")
    await samina.sends("voice", TOLD)
    samina.hears("it asks you first, with the very words")
    assert tom.sees("M-1 led to something else").medium and "07700 900123" in tom.sees("M-1 led to").text
    in_room = tom.sees("M-1 led to something else", room).text
    assert "[phone number]" in in_room and "07700" not in in_room
    assert await samina.taps("Yes, I tell you") == "You told me so already. Thank you."
    tom.sees("1 person told what else it led to: /stories", room)
    [ripple] = await town.all(Ripple)
    assert ripple.led_to and ripple.issue_id == 1
    await jump(town, 90)
    assert len(samina.all_with(LED_TO)) == 1


async def test_it_led_to_nothing(town: Town) -> None:
    samina, tom, _room = await asked(town)
    assert await samina.taps("No, nothing else") == "Thank you. That is noted."
    assert not tom.all_with("led to something")
    await tom.says("/stories")
    tom.hears("Nobody has told yet")


async def test_a_story_is_kept_once_its_teller_allowed_the_very_words(
    town: Town, story: tuple[Phone, Phone, int]
) -> None:
    samina, tom, room = story
    assert STORY in samina.sees("May others read it").text and "Tom Reed" in samina.sees("May others read it").text
    assert await allowed(town) == []
    await samina.taps("Yes, keep it")
    assert await allowed(town) == [STORY]
    tom.sees("The story of M-1 may be told to others.", room)
    await tom.says("/stories")
    tom.hears("may be told to others")
    await tom.taps("M-1")
    assert "07700" not in tom.hears("told on").text, "masked, as any card"
    tom.hears(STORY)


async def test_other_words_are_asked_about_again(town: Town, story: tuple[Phone, Phone, int]) -> None:
    samina, tom, _room = story
    old = samina.sees("May others read it")
    await samina.taps("Yes, keep it")
    await jump(town, 8)
    await tom.says("/stories")
    await tom.taps("M-1")
    await writes(tom, "Another story.")
    assert await allowed(town) == [], "the yes was to other words"
    said = await samina.presses(str(old.button("Yes, keep it")), old)
    assert said == "The words have changed since. Please read the new ones."
    assert await samina.taps("No", under="Another story.") == "That is fine. Nobody reads it."
    assert await allowed(town) == []
    await samina.taps("Yes, keep it", under="Another story.")
    assert await allowed(town) == ["Another story."]


async def test_a_story_is_taken_back_at_any_time(town: Town, story: tuple[Phone, Phone, int]) -> None:
    samina, tom, room = story
    await samina.taps("Yes, keep it")
    await samina.says("/mine")
    await samina.taps("H-1")
    samina.hears("told on")
    assert await samina.taps("Take the story back") == "Taken back. It stands in no new report."
    assert await allowed(town) == [] and not (await town.all(CaseStory))[0].words
    tom.sees("Please use it no more.", room)
    assert await samina.taps("Yes, keep it") == "You took that story back."


async def test_only_the_teller_may_allow_and_only_staff_may_write(town: Town, story: tuple[Phone, Phone, int]) -> None:
    samina, tom, _room = story
    line = samina.sees("May others read it")
    assert await tom.presses(str(line.button("Yes, keep it")), line) == "Only the person who told this can do that."
    assert await samina.presses("rip:1:write", line) == "Only staff of the programme can do this."
    assert await samina.presses("rip:1:see", line) == "Only staff of the programme can do this."
    assert await allowed(town) == []


async def test_a_story_goes_with_its_teller(town: Town, story: tuple[Phone, Phone, int]) -> None:
    samina, tom, _room = story
    await samina.taps("Yes, keep it")
    await tom.says("/stories")
    await tom.taps("M-1")
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    assert await allowed(town) == []
    [ripple], [kept] = await town.all(Ripple), await town.all(CaseStory)
    assert not ripple.words and not ripple.media and not kept.words
    kept_anywhere = await all_text(town)
    assert "second clinic" not in kept_anywhere, "neither what was told nor what was made of it"
    await tom.says("/stories")
    tom.hears("Nobody has told yet")


async def test_a_story_is_read_in_ones_own_language_and_staff_have_to_have_it(town: Town) -> None:
    samina, tom, _room = await asked(town, "ur")
    line = town.telegram.said_in(samina.id)[-1]
    await samina.presses("rip:1:tell", line)
    await samina.says("دوسرا کلینک کھلا۔")
    await tom.taps("Write the story")
    await tom.says(STORY)
    tom.hears("has to read the very words")
    await tom.says("لوگوں کے کہنے پر دوسرا کلینک کھلا۔")
    await tom.taps("Ask them")
    assert "لوگوں کے کہنے پر" in town.telegram.said_in(samina.id)[-1].text
    assert STORY in town.telegram.said_in(samina.id)[-1].text
