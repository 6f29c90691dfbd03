"""Three of the team, two groups in two languages, five champions: twenty things become four matters.

Every raiser is told exactly once of each update, and the audit log explains every state.
"""

from __future__ import annotations

from collections import Counter

from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.updates import Telling, Update
from bot.words import HEARD, Role, UpdateKind
from tests.handlers import replaying
from tests.handlers.desk import news, take_up
from tests.handlers.matters import joins, merges
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NAMES = (("Samina", "en"), ("Ania", "pl"), ("Omar", "en"), ("Nadia", "en"), ("Ewa", "pl"))
PL = {"pl": "Po polsku."}


async def test_twenty_things_become_four_matters(town: Town) -> None:
    room = await town.room()
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    tom, grace = await town.staff("Tom Reed"), await town.staff("Grace Obi")
    champions = [await town.champion(name, language) for name, language in NAMES]
    circle, mamy = await town.group("Circle"), await town.group("Mamy", "pl")
    await twenty_are_told(champions, circle, mamy)
    await five_are_taken_up(priya, tom, grace, room)
    await fifteen_are_joined(town, priya, tom, grace, room)
    await split_merge_and_not_meant(town, priya, tom, grace, champions, room)
    await what_changed(town, tom, priya, room)
    await everyone_was_told_once(town)
    await town.later(days=16)
    assert [one.state for one in await town.all(Issue) if one.merged_into is None] == ["closed_not_judged"] * 4
    await town.does(replaying.must_agree)


async def twenty_are_told(champions: list[Phone], circle: int, mamy: int) -> None:
    samina, ania, omar, nadia, ewa = champions
    for phone in champions:
        for what in ("phone", "door", "bus"):
            await phone.says(f"The {what}, says {phone.name}")
    for phone, group in ((samina, circle), (omar, circle), (nadia, circle), (ania, mamy), (ewa, mamy)):
        await phone.says(f"/tell The ramp, says {phone.name}", group)


async def five_are_taken_up(priya: Phone, tom: Phone, grace: Phone, room: int) -> None:
    """The phone (H-1), the door (H-2), the bus (H-3), the ramp (H-16), and the phone once more (H-4, in Polish)."""
    await take_up(tom, room, "H-1 ·", title="The phone", words="We ring them.")
    await take_up(grace, room, "H-2 ·", title="The door", words="We measure it.")
    await take_up(priya, room, "H-3 ·", title="The bus", words="We ask them.")
    await take_up(tom, room, "H-16 ·", title="The ramp", words="We draw it.")
    await take_up(grace, room, "H-4 ·", title="The line", words="We count calls.", others=PL)


async def fifteen_are_joined(town: Town, priya: Phone, tom: Phone, grace: Phone, room: int) -> None:
    phones, doors, buses, ramps = (7, 10, 13), (5, 8, 11, 14), (6, 9, 12, 15), (17, 18, 19, 20)
    for number in phones:
        await joins(tom, room, f"H-{number} ·", "M-1 · The phone")
    for number in doors:
        await joins(grace, room, f"H-{number} ·", "M-2 · The door")
    for number in buses:
        await joins(priya, room, f"H-{number} ·", "M-2 · The door")
    for number in ramps:
        await joins(tom, room, f"H-{number} ·", "M-4 · The ramp")
    await polish_is_written(town, tom, room)
    assert all(one.issue_id for one in await town.all(Insight))


async def split_merge_and_not_meant(
    town: Town, priya: Phone, tom: Phone, grace: Phone, champions: list[Phone], room: int
) -> None:
    """The buses are split from the doors again and made one with the bus; the line with the phone."""
    buses = [
        f"H-{3 * number} · The bus, says {name}" for number, (name, _language) in enumerate(NAMES, 1) if number > 1
    ]
    await priya.taps("Split", room, under="M-2 ·")
    for words in buses:
        await priya.taps(words)
    await priya.taps("Done")
    await priya.says("Buses")
    await priya.says("They do not come.")
    await priya.says("Autobusy nie jeżdżą.")
    await priya.taps_first("Who answers for it?")
    await priya.taps_first("When will they hear more")
    await priya.taps("Split it")
    await merges(priya, room, "M-6 ·", "M-3 · The bus")
    await merges(grace, room, "M-5 ·", "M-1 · The phone")
    await polish_is_written(town, tom, room)
    samina = champions[0]
    await samina.taps("That's not what I meant", under="The door")
    await samina.taps("No more to say")
    await joins(tom, room, "H-2 ·", "M-2 · The door")
    live = [one.number for one in await town.all(Issue) if one.merged_into is None]
    assert live == [1, 2, 3, 4]
    assert Counter(one.issue_id for one in await town.all(Insight)) == {1: 5, 2: 5, 3: 5, 4: 5}
    raised = Counter(one.issue_id for one in await town.all(Raiser) if one.settled_at is None)
    assert raised == {1: 5, 2: 5, 3: 5, 4: 2}


async def what_changed(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    for number in (1, 2, 3, 4):
        words = (PL, PL)
        await news(tom, room, f"M-{number} ·", words=f"Done {number}.", others=words)


async def polish_is_written(town: Town, by: Phone, room: int) -> None:
    """Every text that waits for Polish is written, until nothing waits."""
    for line in by.all_with("", room):
        data = line.button("Write them")
        if data is None:
            continue
        await by.presses(data, line)
        while by.all_with("Please write this in") and "Please write this in" in by.all_with("")[-1].text:
            await by.says("Po polsku.")
        if by.all_with("")[-1].button("Send it"):
            await by.taps("Send it")
    assert not [one for one in await town.all(Telling) if one.state == "owed"]


async def everyone_was_told_once(town: Town) -> None:
    tellings, updates = await town.all(Telling), {one.id: one for one in await town.all(Update)}
    assert {one.state for one in tellings} <= HEARD
    once = Counter((one.update_id, one.chat_id) for one in tellings)
    assert set(once.values()) == {1}
    for raiser in await town.all(Raiser):
        if raiser.settled_at is None:
            mine = [updates[one.update_id] for one in tellings if one.raiser_id == raiser.id]
            changed = [one for one in mine if one.kind == UpdateKind.CHANGED]
            assert len(changed) == 1 and changed[0].issue_id == raiser.issue_id
            assert max(Counter(one.id for one in mine).values()) == 1
    for chat, number in {(chat.chat_id, issue) for chat in await town.all(Raiser) for issue in (1, 2, 3, 4)}:
        said = [one for one in tellings if one.chat_id == chat and updates[one.update_id].issue_id == number]
        assert len([one for one in said if updates[one.update_id].kind == UpdateKind.MERGED]) <= 1
    await town.does(replaying.must_agree)
