"""What champions and staff do for groups: news passed on, a sentence allowed, a group taken in."""

from __future__ import annotations

from bot.loop import people
from bot.store.chats import Group
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town
from tests.whole.efforts import Count, Job, into

JOBS: list[Job] = []
job = into(JOBS)

NEW = -1000000009999
SENTENCE = "Some of us cannot get through to the clinic."


async def _desk(town: Town) -> tuple[Phone, int]:
    return await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR), await town.room()


async def _says_more(samina: Phone, group: str) -> None:
    """A champion says of which group it is, and leaves out all else."""
    await samina.says("Nobody answers the phone.")
    await samina.taps("Say more about it")
    for _question in range(4):
        await samina.taps("Leave it out")
    await samina.taps(group)
    await samina.taps("Leave it out")


async def _stands_for_a_group(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/newgroup")
    for typed in ("Coffee morning", "The library", "Carers"):
        await samina.says(typed)
    await samina.taps("English")
    await samina.says("12")
    await samina.taps("Ask the team")
    await tom.taps("Take the group in", room)


@job("Pass news on to a group without a chat", 1)
async def _pass_on(town: Town, count: Count) -> None:
    (tom, room), samina = await _desk(town), await town.champion("Samina")
    await _stands_for_a_group(samina, tom, room)
    await _says_more(samina, "Coffee morning")
    await samina.taps("The whole group did")
    await take_up(tom, room, "H-1")
    assert await count.of(samina).taps("I told them") == "Thank you for passing it on."


@job("Allow a sentence for the group", 1)
async def _allow(town: Town, count: Count) -> None:
    (tom, room), samina = await _desk(town), await town.champion("Samina")
    circle = await town.group("Circle")

    def belongs(work: Work) -> None:
        person = people.known(work, samina.id)
        assert person is not None
        people.belongs(work, person, work.session.get_one(Group, 1))

    await town.does(belongs)
    await _says_more(samina, "Circle")
    await take_up(tom, room, "H-1")
    await tom.taps("Let the group know", room, under="H-1 ·")
    await tom.says(SENTENCE)
    await tom.taps("Ask them")
    await count.of(samina).taps("Yes, it may be said")
    tom.sees(SENTENCE, circle)


@job("Staff: accept a group", 1)
async def _accept(town: Town, count: Count) -> None:
    (tom, room), samina = await _desk(town), await town.champion("Samina")
    await samina.adds_bot(NEW)
    await count.of(tom).taps("Accept as a group", room)
    samina.sees("You are the host of")
