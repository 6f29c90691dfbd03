"""What is sensitive stays with the leads wherever else the desk shows what was told; and a lead owes what is owed."""

from __future__ import annotations

from bot.loop import people
from bot.store.promises import Promise
from bot.store.session import Work
from tests.handlers.desk import take_up
from tests.handlers.matters import joins
from tests.handlers.phone import Phone
from tests.handlers.test_card_sensitive import CANARY, grace, priya, read_by, tom
from tests.handlers.town import Town
from tests.loop.test_live_hour import announced

__all__ = ("grace", "priya", "tom")


async def shuts(by: Phone, room: int) -> None:
    await by.taps("More …", room, under="H-1 ·")
    await by.taps("It is sensitive", room, under="H-1 ·")


async def test_the_list_of_a_live_hour_leaves_it_to_the_lead(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await announced(tom)
    await town.later(days=2, hours=9)
    await samina.says(f"/ask {CANARY} at home?")
    await shuts(tom, room)
    await tom.says("/live")
    assert CANARY not in read_by(town, tom.id)
    await grace.says("/live")
    assert len(grace.all_with(CANARY)) == 2, "the card, and the list"


async def test_what_goes_round_does_not_quote_it(town: Town, tom: Phone, grace: Phone, priya: Phone, room: int) -> None:
    for name, words in (("Women's circle", CANARY), ("Parents", ""), ("Mosque", "")):
        circle, nadia = await town.group(name), town.phone("Nadia")
        await nadia.says(
            f"/check The clinic in Mare Street is closing for good in June, and the next one is far {words}", circle
        )
        await nadia.taps("Yes, keep it", circle)
        if words:
            await shuts(tom, room)
    tom.sees("The same is going round in", room)
    assert not any(CANARY in read_by(town, chat) for chat in (room, tom.id, priya.id))


async def test_splitting_names_it_without_its_words(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says(f"{CANARY} at home")
    await take_up(tom, room, "H-1 ·")
    ewa = await town.champion("Ewa")
    await ewa.says("The lift is broken.")
    await joins(tom, room, "H-2 ·", "M-1 · The clinic's phone")
    await shuts(tom, room)
    await tom.taps("Split", room, under="M-1 ·")
    assert "H-1" in str(tom.sees("Which of these are about something else").buttons)
    assert CANARY not in str(tom.sees("Which of these are about something else").buttons)


async def test_its_history_is_for_the_leads(town: Town, samina: Phone, tom: Phone, grace: Phone, room: int) -> None:
    await samina.says(f"{CANARY} at home")
    await shuts(tom, room)
    await tom.says("/history H-1")
    assert not tom.all_with("What was done with H-1")
    tom.hears("This is sensitive.")
    await grace.says("/history H-1")
    grace.hears("What was done with H-1")


async def test_whoever_may_see_it_owes_the_first_word(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says(f"{CANARY} at home")
    await tom.taps("I take it", room, under="H-1 ·")
    await shuts(tom, room)
    assert await owners(town) == ["Grace Obi"]
    await town.later(days=9)
    assert set(await owners(town)) == {"Grace Obi"}, "what is promised again is theirs as well"


async def owners(town: Town) -> list[str]:
    def of(work: Work) -> list[str]:
        return [getattr(people.by_number(work, one), "name", "nobody") for one in numbers]

    numbers = [one.owner_id for one in await town.all(Promise) if one.kept_at is None]
    return await town.does(of)
