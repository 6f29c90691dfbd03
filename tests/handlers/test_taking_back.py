"""What is taken back goes from other chats too: media is deleted there; only what could not be is asked of staff."""

from __future__ import annotations

import pytest

from bot.store.erasures import Removal
from tests.handlers.desk import answer, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")


async def test_voice_notes_and_pictures_are_deleted_in_the_staff_room(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.sends("voice")
    await samina.sends("photo", reply_to=samina.hears("H-1"))
    assert len([line for line in town.telegram.said_in(room) if line.medium]) == 2
    await samina.taps("Take it back", under="as H-1")
    assert not [line for line in town.telegram.said_in(room) if line.medium]
    await town.later(minutes=1)
    assert not tom.all_with("Please delete", room)
    assert all(removal.done_at and not removal.failed for removal in await town.all(Removal))


async def test_staff_are_asked_for_what_is_too_old_to_delete_and_once(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.sends("voice")
    await town.later(days=3)
    town.telegram.too_old_to_delete.add(room)
    await samina.taps("Take it back", under="as H-1")
    samina.hears("Where I cannot do that, I ask the team to do it.")
    await town.later(minutes=5)
    await town.later(days=2)
    assert len(tom.all_with("H-1 was taken back. I could not delete 1 voice note or picture", room)) == 1


async def test_staff_are_asked_for_text_that_cannot_be_changed_too(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await samina.says("Since Monday.", reply_to=samina.sees("as H-1"))
    town.telegram.not_to_edit.add(room)
    await samina.taps("Take it back", under="as H-1")
    await town.later(minutes=5)
    asked = tom.all_with("H-1 was taken back. I could not take its words out of", room)
    assert len(asked) == 1 and "Please delete" in asked[0].text


async def test_what_somebody_erased_had_no_reference_is_asked_for_in_words(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("/person")
    await samina.says("My rent.")
    town.telegram.not_to_edit.add(room)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    await town.later(minutes=5)
    assert not [line for line in town.telegram.said_in(room) if line.text.startswith(" was taken back")]
    tom.sees("Something that a person wrote was taken back. I could not take its words out of", room)


async def test_the_group_no_longer_reads_what_was_said_there_but_keeps_what_staff_said(
    town: Town, tom: Phone, room: int
) -> None:
    circle, nadia = await town.group("Women's circle"), await town.champion("Nadia")
    await nadia.says("/tell CANARY is what I heard", circle)
    await answer(tom, room, "H-1", "We look into it.")
    await take_up(tom, room, "H-1", words="We will mend it.")
    await nadia.taps("Take it back", circle)
    await town.later(minutes=1)
    assert not nadia.all_with("CANARY", circle)
    nadia.sees("We look into it.", circle)
    nadia.sees("We will mend it.", circle)


async def test_a_question_that_staff_are_in_the_middle_of_shows_the_words_no_more(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("CANARY is what I heard.")
    await tom.taps("Take up", room, under="H-1")
    tom.sees("CANARY")
    await samina.taps("Take it back")
    assert not tom.all_with("CANARY")
    await tom.says("The lift")
    tom.hears("has taken it back")


async def test_what_was_said_about_a_matter_goes_only_with_everything(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """A reason given to the owner is not part of what was told: erasing takes it, taking back does not."""
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1")
    await samina.says("Since March.", reply_to=samina.sees("has taken this up"))
    await samina.taps("Take it back", under="as H-1")
    tom.sees("Since March.", room)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    assert not tom.all_with("Since March.", room)
    tom.sees("The person who wrote this has had it erased.", room)
