"""Settings, each from the menu and back to it, and what is different afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.language import p_
from bot.loop import urgent
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.updates import Telling
from bot.words import Role
from tests.handlers.desk import answer, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import LANGUAGES, Town

MENU = "These are your settings."
MENU_IN_URDU = "یہ آپ کی سیٹنگز ہیں۔"
ALSO_READS = LANGUAGES.pattern(p_("button", "I also read: {value}"), "ur")
NO_OTHER_LANGUAGE = ALSO_READS.replace("{value}", "کوئی نہیں")
READS_ENGLISH_TOO = ALSO_READS.replace("{value}", "English")


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def zara(town: Town, room: int) -> Phone:
    return await town.champion("Zara", "ur")


async def also_reads_english(zara: Phone) -> None:
    """Somebody whose language is Urdu says that they read English too."""
    await zara.says("/settings")
    await zara.taps(NO_OTHER_LANGUAGE)
    await zara.taps("English")
    await zara.taps(zara.town.reads(p_("button", "Done"), "ur"))
    assert zara.sees(MENU_IN_URDU).button(READS_ENGLISH_TOO)


async def chooses(phone: Phone, setting: str, *answers: str) -> None:
    """Open the menu, tap a setting, tap the answers; the menu comes back."""
    await phone.says("/settings")
    menu = phone.hears(MENU)
    label = next(name for row in menu.buttons for name, _data in row if name.startswith(setting))
    await phone.taps(label)
    for label in answers:
        await phone.taps(label)
    phone.hears(MENU)


def shows(phone: Phone, label: str) -> None:
    """The newest menu has this button."""
    assert phone.sees(MENU).button(label), phone.sees(MENU).buttons


async def test_the_menu_shows_what_is_set_and_always_the_way_to_urgent_help(samina: Phone) -> None:
    await samina.says("/settings")
    labels = [label for row in samina.hears(MENU).buttons for label, _data in row]
    assert labels == [
        "Language: English",
        "I also read: none",
        "Easy read: no",
        "As a voice note: no",
        "How often: As it comes",
        "Quiet: none",
        "May ask me: 3 a week",
        "My groups: 0",
        "My name: none",
        "About me: none",
        "Take a pause",
        "No more messages",
        samina.town.reads(urgent.BUTTON.label),
    ]


async def test_somebody_who_has_not_joined_is_shown_the_door(town: Town) -> None:
    stranger = town.phone("Stranger")
    await stranger.says("/settings")
    door = stranger.hears("I can only take in people who were invited")
    await stranger.presses("set:pause", door)
    assert await town.all(Preferences) == []


async def test_another_language(zara: Phone) -> None:
    await also_reads_english(zara)
    await zara.taps("زبان: اردو")
    await zara.taps("English")
    shows(zara, "Language: English")
    shows(zara, "I also read: none")


async def test_easy_read_and_voice_are_kept_and_counted(town: Town, samina: Phone, tom: Phone) -> None:
    await chooses(samina, "Easy read", "Yes")
    await chooses(samina, "As a voice note", "Yes")
    shows(samina, "Easy read: yes")
    shows(samina, "As a voice note: yes")
    await tom.says("/counts")
    tom.hears("Easy read: fewer than 5, As a voice note: fewer than 5")
    grace = await town.champion("Grace")
    await grace.says("/counts")
    grace.hears("Only staff")


async def test_a_name_is_kept_only_when_it_is_given_and_goes_again(town: Town, samina: Phone) -> None:
    await samina.says("/settings")
    await samina.taps("My name: none")
    await samina.says("Samina K.")
    shows(samina, "My name: Samina K.")
    await chooses(samina, "My name", "No name, please")
    shows(samina, "My name: none")
    assert (await town.all(Person))[-1].name == ""


async def test_staff_do_not_take_their_name_off_what_they_write(tom: Phone) -> None:
    await tom.says("/settings")
    menu = tom.hears(MENU)
    assert menu.button("My name: Tom Reed") is None
    assert "ask an administrator" in str(await tom.presses("set:name", menu))


async def test_a_group_is_left(town: Town, tom: Phone, samina: Phone) -> None:
    circle = await town.group("Circle")
    await samina.says("/settings")
    assert await samina.taps("My groups: 0") == "You belong to no group here."
    await samina.says("/tell The clinic is shut.", circle)
    await samina.says("/settings")
    await samina.taps("My groups: 1")
    await samina.taps("Circle")
    await samina.taps("Leave it")
    samina.hears("You have left “Circle”.")
    shows(samina, "My groups: 0")


async def test_hours_that_are_the_same_change_nothing(samina: Phone) -> None:
    await samina.says("/settings")
    await samina.taps("Quiet: none")
    await samina.taps("Other hours")
    await samina.says("9")
    await samina.says("9")
    samina.hears("Those two are the same hour, so nothing was changed.")
    await samina.says("/settings")
    shows(samina, "Quiet: none")


async def test_an_answer_comes_at_once_in_a_language_that_they_also_read(
    town: Town, room: int, tom: Phone, zara: Phone
) -> None:
    await zara.says("کلینک بند ہے۔")
    await answer(tom, room, "H-1", "It opens on Monday.")
    assert not zara.all_with("It opens on Monday.")
    await also_reads_english(zara)
    said = zara.hears("It opens on Monday.")
    assert said.text.startswith("یہ بات ابھی آپ کی زبان میں نہیں ہے۔ یہ English میں ہے، جو آپ کو پڑھنی آتی ہے۔")
    assert [telling.state for telling in await town.all(Telling)] == ["sent"]

    await zara.says("اور فون؟")
    await answer(tom, room, "H-2", "Two more lines.")
    zara.sees("Two more lines.")


async def test_every_four_weeks_means_no_new_word_of_nothing_before(
    town: Town, room: int, tom: Phone, samina: Phone
) -> None:
    grace = await town.champion("Grace")
    await chooses(grace, "How often", "Every four weeks", "Thursday", "17:00")
    shows(grace, "How often: Every four weeks")
    await grace.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await town.later(days=10)
    assert len(grace.all_with("There should be news by today")) == 1
    [raiser] = await town.all(Raiser)
    assert raiser.next_news_by is not None and raiser.next_news_by > town.clock.now() + timedelta(days=20)
    await town.later(days=20)
    assert len(grace.all_with("There should be news by today")) == 1
    await town.later(days=10)
    assert len(grace.all_with("There should be news by today")) == 2


async def test_after_leaving_nothing_of_the_settings_is_kept(town: Town, samina: Phone) -> None:
    await chooses(samina, "Easy read", "Yes")
    await chooses(samina, "Take a pause", "For a month")
    await samina.says("/settings")
    await samina.taps("No more messages")
    await samina.taps("Yes, stop")
    assert await town.all(Preferences) == []


async def test_two_questions_at_once_are_refused_and_the_first_stays(town: Town) -> None:
    grace = await town.champion("Grace")
    await grace.says("/settings")
    await grace.taps("Take a pause")
    await grace.says("/settings")
    assert "in the middle of something" in str(await grace.taps("May ask me: 3 a week"))
    await grace.taps("For a week")
    grace.hears("You are on a pause until")


async def test_it_all_holds_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina, zara = await town.champion("Samina"), await town.champion("Zara", "ur")
    await also_reads_english(zara)
    await chooses(samina, "How often", "Every two weeks", "Thursday", "17:00")
    await samina.says("The clinic is shut.")
    await chooses(samina, "Take a pause", "Until I come back")
    await take_up(tom, room, "H-1", words="We look into it.")
    await town.later(days=20)
    assert not samina.all_with("We look into it.")
    await samina.says("/settings")
    await samina.taps("End the pause")
    samina.hears("We look into it.")
    await tom.says("/counts")
    tom.hears("Every two weeks: fewer than 5")
