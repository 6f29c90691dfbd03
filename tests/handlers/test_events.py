"""Event reports: each thing that came up is kept by itself, said back in one message, and knows where it comes from."""

from __future__ import annotations

import pytest

from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.referrals import Referral
from bot.words import Role
from tests.handlers.desk import outbox_rows
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


async def begin(samina: Phone) -> None:
    """As far as what came up."""
    await samina.says("/event")
    await samina.taps("A coffee morning")
    await samina.taps("Mon 2 Mar")
    await samina.says("30")


async def test_things_are_kept_each_by_itself_and_said_back_in_one_message(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await begin(samina)
    await samina.says("The clinic never answers.")
    await samina.taps("Something is wrong")
    await samina.sends("voice")
    await samina.taps("Leave it out")
    await samina.says("They say the jab makes you ill.")
    await samina.taps("Going round: is it true?")
    await samina.taps("That was all")
    await samina.says("3 people to stop smoking")
    preview = samina.hears("This goes to the team:").text
    assert "A coffee morning, Mon 2 Mar" in preview and "about 30 people" in preview
    assert "1. The clinic never answers." in preview and "2. a voice note" in preview
    assert "3 people to stop smoking" in preview
    await samina.taps("Send it")
    said = samina.hears("Your report is with the team: A coffee morning, Mon 2 Mar, about 30 people.")
    assert "H-1, H-2 and H-3" in said.text and "by Tue 3 Mar" in said.text
    assert [label for row in said.buttons for label, _data in row] == ["H-1", "H-2", "H-3"]
    assert len(samina.all_with("H-1")) == 1, "one message, not one for each"
    kept = await town.all(Insight)
    assert [(one.words, one.kind, len(one.media)) for one in kept] == [
        ("The clinic never answers.", "problem", 0),
        ("", None, 1),
        ("They say the jab makes you ill.", "rumour", 0),
    ]
    assert {one.event_id for one in kept} == {1}
    for reference in ("H-1 ·", "H-2 ·", "H-3 ·"):
        assert "From an event: A coffee morning, Mon 2 Mar, about 30 people" in tom.sees(reference, room).text
    report = tom.sees("Event report", room).text
    assert "H-1, H-2 and H-3" in report and "“3 people to stop smoking”" in report and "Samina" not in report


async def test_an_event_where_nothing_came_up_is_kept_too(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await begin(samina)
    await samina.taps("Nothing came up")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    samina.hears("Your report is with the team")
    assert "Nothing came up." in tom.sees("Event report", room).text
    assert len(await town.all(Event)) == 1 and await town.all(Insight) == []


async def test_another_kind_a_group_and_an_unknown_number(town: Town, tom: Phone, room: int) -> None:
    nadia = await town.champion("Nadia")
    circle = await town.group("Women's circle")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.says("/event")
    await nadia.taps("Something else")
    await nadia.says("Iftar")
    await nadia.says("1.3.")
    await nadia.taps("I do not know")
    await nadia.taps("Women's circle")
    await nadia.says("The lift is broken.")
    await nadia.taps("Leave it out")
    await nadia.taps("That was all")
    await nadia.taps("Nobody")
    await nadia.taps("Send it")
    assert "Iftar, Sun 1 Mar" in tom.sees("Event report", room).text
    assert "With the group Women's circle" in tom.sees("Event report", room).text
    [_door, lift] = await town.all(Insight)
    assert lift.in_private and lift.group_id == 1
    assert "told in private, about the group Women's circle" in tom.sees("H-2 ·", room).text


async def test_somebody_who_needs_help_gets_a_holder_here_too(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    """No wrong way in."""
    await begin(samina)
    await samina.says("A family has no heating.")
    await samina.taps("Somebody needs help")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    assert len(await town.all(Referral)) == 1
    assert tom.sees("Nobody holds it yet.", room).button("I take it")


async def test_ten_things_are_the_most(town: Town, samina: Phone) -> None:
    await begin(samina)
    for number in range(1, 11):
        await samina.says(f"Thing {number}")
        await samina.taps("Leave it out")
    samina.hears("Did you tell anybody of a service?")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    assert len(await town.all(Insight)) == 10


async def test_dropped_in_the_middle_it_keeps_nothing_and_says_so(town: Town, samina: Phone) -> None:
    await begin(samina)
    await samina.says("The clinic never answers.")
    await samina.says("/cancel")
    samina.hears("All that you wrote for this report is thrown away.")
    await begin(samina)
    await samina.says("The clinic never answers.")
    await samina.taps("Leave it out")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Do not send it")
    samina.hears("All that you wrote for this report is thrown away.")
    assert "The clinic never answers" not in str([row.what for row in await outbox_rows(town)])
    assert await town.all(Event) == []
    assert await town.all(Insight) == []


async def test_a_half_finished_report_is_asked_for_again(town: Town, samina: Phone) -> None:
    await begin(samina)
    await samina.says("The clinic never answers.")
    await town.later(days=1)
    samina.hears("You had started: reporting an event.")
    await samina.taps("Leave it out")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    assert [one.words for one in await town.all(Insight)] == ["The clinic never answers."]


async def test_taking_one_back_empties_what_the_preview_held(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await begin(samina)
    await samina.says("CANARY never answers.")
    await samina.taps("Leave it out")
    await samina.says("The lift is broken.")
    await samina.taps("Leave it out")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    await samina.taps("H-1")
    await samina.taps("Take it back")
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])
    assert [one.words for one in await town.all(Insight)] == ["", "The lift is broken."]


async def test_reports_are_seen_again_and_their_number_is_put_right(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await begin(samina)
    await samina.says("The clinic never answers.")
    await samina.taps("Leave it out")
    await samina.taps("That was all")
    await samina.taps("Nobody")
    await samina.taps("Send it")
    await samina.says("/mine")
    await samina.taps("My event reports")
    shown = samina.hears("Your event reports.").text.replace("\u2068", "").replace("\u2069", "")
    assert "A coffee morning, Mon 2 Mar, about 30 people. What came up: H-1" in shown
    await samina.taps("1")
    samina.hears("About how many people came?")
    await samina.says("45")
    samina.hears("I have changed the number.")
    assert [event.how_many for event in await town.all(Event)] == [45]
    assert "about 45 people" in tom.sees("H-1 ·", room).text
    tom.sees("An event report was put right", room)
    ania = await town.champion("Ania")
    said = await ania.presses("event:1:count", samina.sees("Your event reports."))
    assert said == "Only the person who told this can do that."
