"""The letter that newcomers read: nobody comes in as a champion before an administrator stands for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.language import Text, _
from bot.store.audit import Audit
from bot.store.letter import Letter
from bot.store.people import Person
from bot.store.session import Store
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town

NOT_READY = "is not ready for you yet. Nothing is wrong with your link."
LATER = "Leave it for later"
OTHERS = 4
"""Languages beside English that the town speaks."""


@pytest.fixture
def new_town(sqlite_url: str, open_store: Callable[[str], Store]) -> Town:
    """A town whose team has written no letter yet."""
    return Town(open_store(sqlite_url), has_letter=False)


async def writes_letter(by: Phone, *, until: str = "31.3.2028", in_polish: tuple[str, ...] = ()) -> None:
    await by.says("/letter")
    for words in (
        "Priya Shah",
        "Health officer",
        "We were silent.",
        "We change clinics.",
        "No shorter queues.",
        "Fares",
    ):
        await by.says(words)
    await by.taps("Nobody else")
    await by.says(until)
    for _language in range(OTHERS):
        if in_polish and "Polski" in by.hears("Do you have these words in").text:
            await by.taps("Yes, I write them now")
            for words in in_polish:
                await by.says(words)
        else:
            await by.taps(LATER)


async def test_without_a_letter_staff_cannot_invite_champions_only_colleagues(new_town: Town) -> None:
    priya = await new_town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await priya.says("/invite")
    priya.hears("Nobody can be invited yet. First an administrator writes the letter for newcomers")
    await priya.says("/invite staff")
    priya.hears("Give this link to one colleague.")


async def test_a_link_that_came_too_early_is_good_once_the_letter_is_there(new_town: Town) -> None:
    priya, samina = await new_town.staff("Priya Shah", role=Role.ADMINISTRATOR), new_town.phone("Samina")
    link = await new_town.link(Role.CHAMPION)
    await samina.opens(link)
    samina.hears(NOT_READY)
    await samina.says("The clinic is shut.")
    samina.hears("I can only take in people who were invited")

    await writes_letter(priya)
    await priya.taps("I confirm that this is true")
    await samina.opens(link)
    await samina.taps("English")
    letter = samina.hears("This letter is from Priya Shah, Health officer.")
    for told in ("We were silent.", "We change clinics.", "No shorter queues.", "Fares", "Fri 31 Mar 2028"):
        assert told in letter.text
    await samina.taps("Read on")
    last = samina.hears("Who sees what you tell me here")
    for told in ("Only if a life is in danger", "not confidential", "no medical advice", "999", "111", "PALS", "ICO"):
        assert told in last.text
    await samina.taps("Yes, I want to take part")
    samina.hears("You are in.")


async def test_the_administrator_sees_what_a_newcomer_sees_and_is_kept_by_name_and_date(new_town: Town) -> None:
    priya = await new_town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await writes_letter(priya)
    shown = priya.hears("This is what a newcomer reads:").text
    assert "Not all there yet in: اردو" in shown
    await priya.taps("I confirm that this is true")
    priya.hears("Newcomers read this letter from now on.")
    [letter], [person] = await new_town.all(Letter), await new_town.all(Person)
    assert (letter.confirmed_by, letter.confirmed_at) == (person.id, new_town.clock.now())
    assert "confirm_letter" in [one.act for one in await new_town.all(Audit)]

    samina = new_town.phone("Samina")
    await samina.opens(await new_town.link(Role.CHAMPION))
    await samina.taps("English")
    first = samina.hears("This letter is from")
    await samina.taps("Read on")
    second = samina.hears("Who sees what you tell me here").text.partition("\n\nThis is a trial")[0]
    assert first.text in shown and second in shown


async def test_a_letter_that_is_not_confirmed_lets_nobody_in(new_town: Town) -> None:
    priya = await new_town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await writes_letter(priya)
    await priya.taps("Do not use it")
    priya.hears("The letter was not changed.")
    assert await new_town.all(Letter) == []
    await priya.says("/invite")
    priya.hears("Nobody can be invited yet.")


async def test_changing_it_needs_confirming_again_and_the_old_one_holds_until_then(town: Town) -> None:
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await priya.says("/letter")
    priya.hears("We can change our clinics.")
    await priya.taps("Change an answer")
    await priya.taps_first("Which answer do you want to change?")
    await priya.says("Tom Reed")
    assert len(await town.all(Letter)) == 1
    reader = await town.champion("Grace")
    await reader.says("/letter")
    reader.hears("This letter is from Priya Shah")
    await priya.taps("I confirm that this is true")
    await reader.says("/letter")
    reader.hears("This letter is from Tom Reed")


async def test_words_whose_english_was_changed_are_asked_for_again(town: Town) -> None:
    """A translation of other words is no translation."""
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await priya.says("/letter")
    await priya.taps("Change an answer")
    await priya.says("3")
    await priya.says("Nobody came back.")
    asked = priya.hears("In Polski, please: “Nobody came back.”")
    assert "Before, you wrote: Nikt nie odpowiadał." in asked.text


async def test_a_language_without_words_shows_the_english_and_says_so(town: Town) -> None:
    samina, ania = await town.champion("Samina", "ur"), await town.champion("Ania", "pl")
    await samina.says("/letter")
    samina.hears("We can change our clinics.")
    samina.hears(town.reads(_("Some of this letter is only in English so far."), "ur"))
    await ania.says("/letter")
    assert "tylko po angielsku" not in ania.hears("Możemy zmienić przychodnie.").text


async def test_a_draft_of_a_language_is_called_one(town: Town) -> None:
    samina = town.phone("Samina", "ur")
    await samina.opens(await town.link(Role.CHAMPION))
    await samina.taps("اردو")
    drafted = "These words in {language} were drafted by a machine and not yet checked by a speaker."
    samina.hears(plain(town.reads(Text(drafted, values={"language": "اردو"}), "ur")))
    grace = town.phone("Grace")
    await grace.opens(await town.link(Role.CHAMPION))
    await grace.taps("English")
    assert "drafted by a machine" not in grace.hears("This letter is from").text


async def test_a_letter_whose_money_has_ended_lets_nobody_in(new_town: Town) -> None:
    priya, samina = await new_town.staff("Priya Shah", role=Role.ADMINISTRATOR), new_town.phone("Samina")
    await writes_letter(priya, until="5.3.2026")
    await priya.taps("I confirm that this is true")
    link = await new_town.link(Role.CHAMPION)
    await samina.opens(link)
    await samina.taps("English")
    await new_town.later(days=5)
    await samina.taps("Read on")
    samina.hears(NOT_READY)
    await priya.says("/invite")
    priya.hears("A letter does not count once its day has passed.")


async def test_a_no_to_the_first_page_is_a_no(town: Town) -> None:
    samina = town.phone("Samina")
    await samina.opens(await town.link(Role.CHAMPION))
    await samina.taps("English")
    await samina.taps("No, thank you")
    samina.hears("Nothing is kept.")
    assert (await town.all(Person))[0].consented_at is None


async def test_only_administrators_write_it_and_strangers_read_nothing(new_town: Town) -> None:
    tom, stranger = await new_town.staff("Tom Reed"), new_town.phone("Stranger")
    await tom.says("/letter")
    tom.hears("There is no letter yet.")
    await stranger.says("/letter")
    stranger.hears("I can only take in people who were invited")


def test_the_states_of_the_languages_are_shipped(town: Town) -> None:
    assert {"ur", "pl"} <= town.languages.drafts
    assert Path("locales/locales.toml").exists()
