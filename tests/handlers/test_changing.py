"""Changing what was told: each piece where it stands, the first words always kept, and gone when it is taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.store.insights import Insight
from bot.store.wordings import Wording
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def wordings(town: Town) -> list[tuple[str, str, bool]]:
    return [(row.how, row.words, row.gone_at is None) for row in await town.all(Wording)]


async def test_what_was_said_first_is_kept(town: Town, samina: Phone, room: int) -> None:
    line = await samina.says("The clinic is shut on Fridays.")
    assert await town.all(Wording) == [], "one message alone has no earlier wording"
    await samina.edits(line, "The clinic is shut on Thursdays.")
    await samina.taps("Change it")
    await samina.says("The clinic is shut twice a week.")
    assert await wordings(town) == [
        ("told", "The clinic is shut on Fridays.", False),
        ("edited", "The clinic is shut on Thursdays.", False),
        ("changed", "The clinic is shut twice a week.", True),
    ]
    card = (await town.staff("Tom Reed")).sees("told in private", room).text
    assert "twice a week" in card and "Changed by its teller on Mon 2 Mar" in card


async def test_editing_what_was_added_changes_the_addition(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    added = await samina.says("Since March.", reply_to=samina.hears("H-1"))
    await samina.edits(added, "Since February.")
    samina.hears("I have changed H-1")
    [insight] = await town.all(Insight)
    assert insight.words == "The lift is broken.\nSince February."


async def test_editing_one_of_several_in_a_row_changes_that_one(town: Town, samina: Phone) -> None:
    town.between = timedelta(seconds=20)
    first = await samina.says("The lift is broken.")
    await samina.says("Since March.")
    await samina.edits(first, "Both lifts are broken.")
    [insight] = await town.all(Insight)
    assert insight.words == "Both lifts are broken.\nSince March."


async def test_an_edit_after_a_change_is_added_so_that_nothing_is_lost(town: Town, samina: Phone) -> None:
    line = await samina.says("The lift is broken.")
    await samina.taps("Change it")
    await samina.says("Both lifts are broken.")
    await samina.edits(line, "The lift is broken again.")
    samina.hears("I have added that to H-1")
    assert (await town.all(Insight))[0].words == "Both lifts are broken.\nThe lift is broken again."


async def test_an_edit_that_comes_late_does_not_undo_a_later_one(town: Town, samina: Phone) -> None:
    line = await samina.says("One.")
    shown = town.telegram.shown(line, 1_772_000_000)
    await town.brings(edited_message={**shown, "text": "Three.", "edit_date": 1_772_000_300})
    await town.brings(edited_message={**shown, "text": "Two.", "edit_date": 1_772_000_200})
    assert (await town.all(Insight))[0].words == "Three."


async def test_an_edit_without_words_is_answered(town: Town, samina: Phone) -> None:
    line = await samina.sends("photo", "The step at the door")
    await samina.edits(line, "")
    samina.hears("I have kept H-1 as it was")
    assert (await town.all(Insight))[0].words == "The step at the door"


async def test_an_edit_of_anything_else_is_answered(town: Town, samina: Phone) -> None:
    line = await samina.says("/help")
    await samina.edits(line, "The clinic is shut.")
    samina.hears("Please send it again.")
    assert await town.all(Insight) == []


async def test_taking_back_empties_every_wording(town: Town, samina: Phone) -> None:
    line = await samina.says("CANARY one.")
    await samina.says("CANARY two.", reply_to=samina.hears("H-1"))
    await samina.edits(line, "CANARY three.")
    await samina.taps("Say more about it")
    await samina.taps("Leave it out")
    await samina.taps("Leave it out")
    await samina.says("CANARY street")
    for _question in range(2):
        await samina.taps("Leave it out")
    await samina.taps("Take it back")
    kept = [row.model_dump() for table in (Wording, Insight) for row in await town.all(table)]
    assert "CANARY" not in str(kept)


async def test_a_name_is_shown_only_where_its_owner_says_so(town: Town, samina: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    tom = await town.staff("Tom Reed")
    await samina.taps("Say more about it")
    for _question in ("kind", "how many", "where", "when"):
        await samina.taps("Leave it out")
    await samina.taps("Yes, they may")
    await samina.says("Samina K")
    assert "Who tells it, and lets you know: Samina K" in tom.sees("told in private", room).text
    await samina.taps("Say more about it", under="noted")
    samina.hears("Which fits best?")
    for _question in ("kind", "how many", "where", "when"):
        await samina.taps("Leave it out")
    samina.hears("I have noted that with H-1"), "the name is not asked again"


async def test_an_edit_after_a_change_that_comes_again_is_added_once(town: Town, samina: Phone) -> None:
    line = await samina.says("The lift is broken.")
    await samina.taps("Change it")
    await samina.says("Both lifts are broken.")
    for _time in range(2):
        await samina.edits(line, "The lift is broken again.")
    assert (await town.all(Insight))[0].words == "Both lifts are broken.\nThe lift is broken again."
