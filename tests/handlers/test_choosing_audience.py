"""Staff say by buttons whom a message is for and when it goes, with a look at who that is."""

from __future__ import annotations

import pytest

from bot.handlers import sending_errands
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.sendings import a_message, approved, belongs, change, group, person
from tests.handlers.town import Town


@pytest.fixture
async def priya(town: Town) -> Phone:
    phone = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    for name in ("Mothers", "Polish school", "Gardeners", "Chess", "Choir"):
        await town.group(name)
    await change(town, "Mothers", communities=["Somali"], area="Hackney")
    await change(town, "Polish school", communities=["Polish"], area="Hackney", language="pl")
    olu = await town.champion("Olu")
    await town.champion("Samina", "ur")
    await town.does(lambda work: belongs(work, person(work, olu), group(work, "Mothers")))
    await a_message(town, phone)
    await phone.says("/late")
    return phone


async def begins(priya: Phone, what: str) -> None:
    assert "private" in str(await priya.presses(f"tm:1:{what}", priya.sees("You owe")))


async def message(town: Town) -> TrustedMessage:
    return (await town.all(TrustedMessage))[0]


async def test_by_community_and_champions(town: Town, priya: Phone) -> None:
    """Ticked, told in the group, seen by name, and chosen; who plans sees who has no words."""
    await begins(priya, "whom")
    for tick in ("By community", "Champions", "Done", "Somali", "Done", "All champions"):
        await priya.taps(tick)
    priya.hears("1 of these champions is in a chosen group")
    await priya.taps("In the group is enough")
    priya.hears("No words yet in: Urdu (1)")
    await priya.taps("See who, or choose again")
    await priya.taps("Show me who that is")
    priya.hears("Mothers")
    await priya.taps("For these")
    priya.hears("T-1 is for 2 groups and people.")
    assert (await message(town)).audience == {"communities": ["Somali"], "champions": "all", "private_too": False}
    await priya.presses("tm:1:list:0", priya.sees("You owe"))
    priya.hears("in private · Urdu")


async def test_nobody_and_everybody_are_asked_about(town: Town, priya: Phone) -> None:
    """An empty one says 0 and asks again; all groups say their number and ask whether that is meant."""
    await begins(priya, "whom")
    for tick in ("By area", "By language", "Done", "Hackney", "Done", "Polish", "Done", "All of it must fit"):
        await priya.taps(tick)
    await change(town, "Polish school", language="en")
    await priya.taps("For these")
    priya.hears("Groups that read which languages?")
    await priya.says("/cancel")
    await begins(priya, "whom")
    for tick in ("All groups", "Done"):
        await priya.taps(tick)
    priya.hears("That is 5 of all 5 groups.")
    await priya.taps("No, choose again")
    for tick in ("Groups by name", "Done", "Chess", "Done", "For these"):
        await priya.taps(tick)
    chess = await town.does(lambda work: group(work, "Chess").number)
    assert (await message(town)).audience == {"groups": [chess]}


async def test_some_of_many_groups_are_found_by_parts_of_their_names(
    town: Town, priya: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_errands, "LISTED_AT_MOST", 1)
    await begins(priya, "whom")
    for tick in ("Groups by name", "Done"):
        await priya.taps(tick)
    await priya.says("nothing like it")
    priya.hears("No group has that in its name.")
    await priya.says("che, SCHOOL")
    for tick in ("Chess", "Polish school", "Done", "That is all", "For these"):
        await priya.taps(tick)
    names = ("Chess", "Polish school")
    wanted = await town.does(lambda work: [group(work, name).number for name in names])
    assert (await message(town)).audience == {"groups": wanted}


async def test_when_it_goes(town: Town, priya: Phone) -> None:
    """A day and an hour; groups that have had enough that week are counted and decided about."""
    room = await town.room()
    other = await a_message(town, priya)
    await begins_rules(priya)
    await approved(town, other, audience={"communities": ["Somali"]})
    await town.does(lambda work: setattr(work.session.get_one(TrustedMessage, 1), "audience", {"all": True}))
    await begins(priya, "when")
    priya.hears("T-2 · Opening hours")
    await priya.taps("On a day, at an hour")
    await priya.taps_first("On which day?")
    await priya.taps("12:00")
    priya.hears("1 group has had 1 thing from me in that week")
    await priya.taps("Leave these groups out")
    await priya.taps("That is right")
    found = await message(town)
    assert (found.audience["over"], found.send_at is not None and found.send_at.hour) == ("leave_out", 12)
    priya.sees("It goes on", room)
    assert await approved(town, found) == 4


async def begins_rules(priya: Phone) -> None:
    """An administrator changes in the chat how much the bot starts in a group."""
    await priya.says("/promise_rules")
    await priya.taps("How often I write to a group")
    await priya.says("1")
    await priya.taps("Yes, from now on")
    priya.hears("I start 1 thing in a group in a week at most.")


async def test_changing_it_undoes_the_approval(town: Town, priya: Phone) -> None:
    """Its copies are let go, and it is a draft again; what has gone out cannot be changed."""
    await approved(town, await message(town), audience={"all": True})
    await begins(priya, "whom")
    for tick in ("By community", "Done", "Somali", "Done", "For these"):
        await priya.taps(tick)
    assert ((await message(town)).state, await town.all(Copy)) == ("draft", [])
    await approved(town, await message(town))
    await town.ticks()
    assert "has gone out" in str(await priya.presses("tm:1:when", priya.sees("You owe")))


async def test_where_a_group_lives(town: Town, priya: Phone) -> None:
    """Staff name a city; that is by whose clock the group has what goes at an hour."""
    chess = await town.does(lambda work: group(work, "Chess").number)
    await priya.presses(f"grp:{chess}:zone", priya.sees("You owe"))
    await priya.says("Atlantis")
    await priya.says("warsaw")
    assert await town.does(lambda work: group(work, "Chess").time_zone) == "Europe/Warsaw"


async def test_trying_it(town: Town, priya: Phone) -> None:
    """In each language, to oneself and in the room, marked as a test; nobody else has it."""
    room = await town.room()
    await priya.presses("tm:1:try", priya.sees("You owe"))
    priya.hears("This is a test of T-1 in Polish")
    priya.hears("Przychodnia otwiera")
    await priya.presses("tm:1:try_room", priya.sees("You owe"))
    priya.sees("The clinic opens at eight.", room)
    assert await town.all(Copy) == []
