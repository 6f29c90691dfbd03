"""Rule 8: what is told in private stays private, and no name goes with it."""

from __future__ import annotations

from bot.store.audit import Audit
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

CANARY = "CANARY-7391"


async def test_what_is_told_in_private_never_reaches_a_group(town: Town, tom: Phone, room: int) -> None:
    """Told, asked back, answered, joined to a group's matter, judged, explained: no group hears a word of it."""
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    samina = await town.champion("Fatima Canary-Name")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await take_up(tom, room, "H-1", title="The door")
    await samina.says(f"{CANARY} in private")
    await samina.taps("Add to it")
    await samina.says(f"{CANARY} added")
    await tom.taps("Ask back", room, under="H-2")
    await tom.says("Which door?")
    await tom.taps("Ask it")
    await samina.says(f"{CANARY} answered", reply_to=samina.sees("Which door?"))
    await answer(tom, room, "H-2 ·", "We measure it.")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps("M-1 · The door")
    await news(tom, room, "M-1")
    await samina.taps("No", under="They answer now.")
    await samina.says(f"{CANARY} why")
    await samina.says(f"{CANARY} reply", reply_to=samina.sees("They answer now."))
    await town.later(days=30)
    in_group = "\n".join(line.text for line in town.telegram.said_in(circle))
    assert "CANARY" not in in_group.upper()
    assert "too narrow" in in_group, "what was said there is quoted there"
    in_room = "\n".join(line.text for line in town.telegram.said_in(room))
    assert f"{CANARY} why" in in_room and "Canary-Name" not in in_room and "Fatima" not in in_room
    to_nadia = "\n".join(line.text for line in town.telegram.said_in(nadia.id))
    assert "CANARY" not in to_nadia.upper()
    assert "CANARY" not in str([row.detail for row in await town.all(Audit)]).upper()


async def test_what_is_said_in_a_group_is_answered_there_and_not_in_private(town: Town, tom: Phone, room: int) -> None:
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await answer(tom, room, "H-1", "We measure it.")
    nadia.sees("We measure it.", circle)
    assert town.telegram.said_in(nadia.id) == []


async def test_two_people_who_raised_the_same_hear_nothing_of_each_other(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    await samina.says(f"{CANARY} of Samina")
    await take_up(tom, room, "H-1")
    await ania.says("Something alike.")
    await tom.taps("Join to a matter", room)
    await tom.taps("M-1 · The clinic's phone")
    await news(tom, room, "M-1")
    await samina.taps("No")
    await samina.says(f"{CANARY} why")
    await town.later(days=20)
    assert not ania.all_with(CANARY)
