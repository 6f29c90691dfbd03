"""Staff see, find and change what stands about the people of the programme; roles end at the next act."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.loop import people
from bot.store.audit import Audit
from bot.store.chats import Chat, Membership
from bot.store.inductions import Induction
from bot.store.outbox import Outbox
from bot.store.people import Grant, Person
from bot.words import Role
from tests.handlers.desk import answer
from tests.handlers.phone import Phone
from tests.handlers.town import Town
from tests.store.test_looks import statements


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


@pytest.fixture
async def tom(town: Town, priya: Phone) -> Phone:
    return await town.staff("Tom Reed")


async def number(town: Town, phone: Phone) -> int:
    person = await town.does(lambda work: people.known(work, phone.id))
    assert person is not None
    return person.number


async def opens_card(town: Town, by: Phone, of: Phone) -> None:
    """By the list and its button."""
    await by.says(f"/people {await number(town, of)}")
    await by.taps_first("in it.")
    by.hears("Roles:")


async def test_the_list_pages_and_finds_people_by_the_name_that_staff_gave(town: Town, tom: Phone) -> None:
    champions = [await town.champion(f"C{number}") for number in range(10)]
    await tom.says("/people")
    tom.hears("Everybody: 12")
    assert len([row for row in tom.sees("Everybody: 12").buttons if row[0][1].removeprefix("who:").isdecimal()]) == 8
    await tom.taps("More")
    tom.hears("Everybody: 12")
    await opens_card(town, tom, champions[3])
    await tom.taps("Edit")
    await tom.says("Samina of Mare Street")
    await tom.says("/people mare")
    tom.hears("1 person has “mare” in it.")
    await tom.taps("Samina of Mare Street")
    tom.hears("Samina of Mare Street · number")
    await tom.says("/people c3")
    tom.hears("0 people have “c3” in it.")


async def test_a_champions_own_name_is_not_shown(town: Town, tom: Phone) -> None:
    """They were told that staff see it only with things where they say so."""
    samina = await town.champion("Samina")
    await samina.says("/settings")
    await samina.taps("My name: none")
    await samina.says("CANARY")
    await opens_card(town, tom, samina)
    assert "CANARY" not in "\n".join(line.text for line in town.telegram.said_in(tom.id))


async def test_a_card_says_who_it_is_without_what_they_told(town: Town, tom: Phone) -> None:
    samina = await town.champion("Samina", "ur")
    await samina.says("CANARY")
    await opens_card(town, tom, samina)
    card = tom.hears("Roles:").text
    for part in ("Roles: champion", "Reads: Urdu", "In since Mon 2 Mar", "Last heard: in the last seven days"):
        assert part in card
    assert "CANARY" not in card and "Induction: none noted" in card


async def test_lists_of_those_about_whom_something_is_to_be_done(town: Town, tom: Phone) -> None:
    samina, ania, omar = [await town.champion(name) for name in ("Samina", "Ania", "Omar")]
    await omar.removes_bot(omar.id)
    await ania.says("/settings")
    await ania.taps("Take a pause")
    await ania.taps("For a week")
    await tom.says("/people")
    assert tom.sees("Everybody: 5").button("Not reached (1)")
    await tom.taps("Not reached (1)")
    assert tom.hears("Cannot be reached: 1").button(f"Number {await number(town, omar)}")
    await tom.taps("Paused (1)")
    assert tom.hears("On a pause: 1").button(f"Number {await number(town, ania)}")
    await town.later(days=80)
    await samina.says("The clinic is shut.")
    await town.later(days=11)
    await tom.says("/people")
    await tom.taps("Silent (2)")
    assert not tom.hears("Nothing heard for 90 days: 2").button(f"Number {await number(town, samina)}")


async def test_an_induction_is_noted_with_its_day_and_who_held_it(town: Town, tom: Phone, priya: Phone) -> None:
    samina = await town.champion("Samina")
    await tom.says("/people")
    tom.sees("").button("No induction (1)")
    await opens_card(town, tom, samina)
    await tom.taps("Note the induction")
    await tom.taps_first("When did")
    await tom.taps("Priya Shah, Manager")
    tom.hears("That is noted.")
    [induction] = await town.all(Induction)
    assert (induction.by_id, induction.noted_by) == (await number(town, priya), await number(town, tom))
    await opens_card(town, tom, samina)
    tom.hears("Induction: Mon 2 Mar, by Priya Shah, Manager")
    await tom.says("/people")
    assert tom.sees("Everybody").button("No induction (1)") is None


async def test_into_a_group_and_out_of_it(town: Town, tom: Phone) -> None:
    samina, _circle = await town.champion("Samina"), await town.group("Women's circle")
    await opens_card(town, tom, samina)
    await tom.taps("Groups")
    await tom.taps("Women's circle")
    samina.hears("Tom Reed, Health officer has noted that you belong to “Women's circle”.")
    assert len(await town.all(Membership)) == 1
    await opens_card(town, tom, samina)
    await tom.taps("Groups")
    await tom.taps("✓ Women's circle")
    samina.hears("has taken you out of “Women's circle”")
    assert await town.all(Membership) == []


async def test_a_pause_that_was_asked_for_by_telephone(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await opens_card(town, tom, samina)
    await tom.taps("Pause")
    await tom.taps("For a week")
    samina.sees("Tom Reed, Health officer has noted that you want a pause.")
    await answer(tom, room, "H-1", "It opens on Monday.")
    assert not samina.all_with("It opens on Monday.")
    await opens_card(town, tom, samina)
    tom.hears("On a pause until")
    await tom.taps("End the pause")
    samina.sees("It opens on Monday.")


async def test_a_new_link_brings_somebody_back_with_their_groups(town: Town, tom: Phone, room: int) -> None:
    samina, _circle = await town.champion("Samina"), await town.group("Women's circle")
    await opens_card(town, tom, samina)
    await tom.taps("Edit")
    await tom.says("Samina A.")
    await opens_card(town, tom, samina)
    await tom.taps("Groups")
    await tom.taps("Women's circle")
    await opens_card(town, tom, samina)
    await tom.taps("New link")
    secret = tom.hears("Give this link to nobody but that person.").text.rpartition("start=")[2].split()[0]
    again = town.phone("Samina")
    await again.opens(secret)
    await again.taps("English")
    await again.taps("Read on")
    await again.taps("Yes, I want to take part")
    tom.sees("Samina A. came in again, from another account", room)
    [membership] = await town.all(Membership)
    assert membership.person_id == await number(town, again)
    before = [one for one in await town.all(Grant) if one.person_id == await number(town, samina)]
    assert all(one.revoked_at for one in before)


async def test_roles_are_given_and_taken_by_an_administrator(town: Town, tom: Phone, priya: Phone) -> None:
    await opens_card(town, priya, tom)
    await priya.taps("Give a role")
    await priya.taps("administrator")
    tom.sees("Priya Shah, Manager has given you a role: administrator.")
    await opens_card(town, tom, priya)
    for role in ("administrator",):
        await tom.taps("Take a role away")
        await tom.taps(role)
        tom.hears("will not be administrator any more")
        await tom.taps("Take it away")
    priya.sees("Tom Reed, Health officer has ended your role: administrator.")
    await priya.says("/people")
    priya.hears("Only staff of the programme can do this.")
    acts = await town.does(lambda work: work.session.exec(select(Audit.act, Audit.detail)).all())
    assert ("revoke_role", {"role": "administrator", "before": "administrator", "after": None}) in acts


async def test_the_last_administrator_stays(town: Town, priya: Phone) -> None:
    await opens_card(town, priya, priya)
    await priya.taps("Take a role away")
    await priya.taps("administrator")
    await priya.taps("Take it away")
    priya.hears("They are the last one who can let people in.")
    await opens_card(town, priya, priya)
    await priya.taps("They want to stop")
    await priya.taps("Yes, they asked")
    priya.hears("They are the last one who can let people in.")


async def test_a_role_taken_away_in_the_middle_of_something(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    """Revoked staff are refused at their next act, also in a conversation that they had open."""
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await tom.taps("Answer", room)
    await tom.says("We look into it.")
    await opens_card(town, priya, tom)
    await priya.taps("Take a role away")
    await priya.taps("staff")
    await priya.taps("Take it away")
    await tom.taps("Send it")
    tom.hears("Only staff of the programme can do this.")
    assert not samina.all_with("We look into it.")


async def test_staff_cannot_change_each_other(town: Town, tom: Phone, priya: Phone) -> None:
    await opens_card(town, tom, priya)
    card = tom.sees("Roles:")
    for label in ("Edit", "Give a role", "Take a role away", "They want to stop", "New link"):
        assert card.button(label) is None
    their = await number(town, priya)
    for act in ("edit", "give", "take", "leave", "link"):
        said = await tom.presses(f"who:{their}:{act}", card)
        assert said == "Only an administrator of the programme can do this.", act


async def test_somebody_who_asked_to_stop(town: Town, tom: Phone) -> None:
    samina = await town.champion("Samina")
    await opens_card(town, tom, samina)
    await tom.taps("They want to stop")
    await tom.taps("Yes, they asked")
    samina.hears("You get no more messages from me.")
    await tom.says("/people")
    await tom.taps("Stopped (1)")
    await tom.taps_first("Stopped: 1")
    assert tom.hears("Stopped on Mon 2 Mar").button("New link")


async def test_erasing_takes_the_name_out_of_lists_and_cards(town: Town, tom: Phone) -> None:
    samina = await town.champion("Samina")
    await opens_card(town, tom, samina)
    await tom.taps("Edit")
    await tom.says("CANARY")
    await tom.says("/people canary")
    await tom.taps("CANARY")
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    await town.later(minutes=5)
    seen = "\n".join(line.text for line in town.telegram.said_in(tom.id))
    assert "CANARY" not in seen.replace("“canary”", "")
    assert "CANARY" not in str([row.what for row in await town.all(Outbox)])
    assert [one.known_as for one in await town.all(Person)].count(None) == len(await town.all(Person))
    assert len(await town.all(Chat))


async def test_looking_for_somebody_asks_no_more_of_the_database_however_many_there_are(town: Town, tom: Phone) -> None:
    counts = []
    for more in range(2):
        for at in range(4):
            await town.champion(f"C{more}{at}")
        with statements(town.store) as asked:
            await tom.says("/people nobody is called so")
        tom.hears("0 people have")
        counts.append(len(asked))
    assert counts[0] == counts[1]
