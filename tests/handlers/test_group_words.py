"""Rule 8: of what was told in private, a group hears one sentence of staff that its teller has seen and allowed."""

from __future__ import annotations

import pytest

from bot.loop import people
from bot.store.chats import Group
from bot.store.issues import Raiser
from bot.store.session import Work
from bot.words import Role
from tests.handlers.desk import news, take_up, unfold
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, seen_before
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

CANARY = "CANARY-7391"
SENTENCE = "The clinic's phone is often not answered."


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def circle(town: Town, tom: Phone) -> int:
    return await town.group("Women's circle")


@pytest.fixture
async def samina(town: Town, room: int, circle: int) -> Phone:
    """A champion who belongs to the group, and has told something about it in private."""
    champion = await town.champion("Samina")

    def belongs(work: Work) -> None:
        person = people.known(work, champion.id)
        assert person is not None
        people.belongs(work, person, work.session.get_one(Group, 1))

    await town.does(belongs)
    await champion.says(f"{CANARY} my sister cannot get through")
    await champion.taps("Say more about it")
    await champion.taps("Something is wrong")
    for _question in range(3):
        await champion.taps("Leave it out")
    await champion.taps("Women's circle")
    await champion.taps("Leave it out")
    return champion


async def asks(tom: Phone, room: int, sentence: str = SENTENCE) -> None:
    await tom.taps("Let the group know", room, under="H-1 ·")
    await tom.says(sentence)
    tom.hears(sentence, tom.id)
    await tom.taps("Ask them")


async def test_what_is_not_allowed_yet_does_not_reach_the_group(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int
) -> None:
    await unfold(tom, room, "H-1 ·")
    assert await tom.taps("Let the group know", room, under="H-1 ·") == (
        "Take it up or join it to a matter first. Then the group can be let know."
    )
    await take_up(tom, room, "H-1")
    await asks(tom, room)
    asked = samina.sees("may Women's circle hear one sentence")
    seen_before(asked, on_screen(tom, "Ask them"))
    assert f"“{SENTENCE}”" in asked.text and "Tom Reed, Engagement worker" in asked.text
    await news(tom, room, "M-1")
    assert not town.telegram.said_in(circle)[1:], "only the greeting so far"
    assert await tom.taps("Let the group know", room, under="H-1 ·") == "The one who told this has been asked already."


async def test_after_a_yes_the_group_hears_the_sentence_and_the_news_and_judges(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int
) -> None:
    await take_up(tom, room, "H-1")
    await asks(tom, room)
    assert await town.phone("Mallory").presses("r:1:yes", samina.sees("may Women's circle")) != (
        "Thank you. It will be said in just those words."
    )
    assert await samina.taps("Yes, it may be said") == "Thank you. It will be said in just those words."
    told = tom.sees("About M-1", circle).text
    assert f"This is about: “{SENTENCE}”" in told and "We look into it." in told
    tom.sees("the sentence may be said in Women's circle", room)
    await news(tom, room, "M-1")
    nadia = town.phone("Nadia")
    await nadia.taps("No", circle)
    tom.sees("said by someone who raised M-1", room)
    said = "\n".join(line.text for line in town.telegram.said_in(circle))
    assert CANARY not in said and "sister" not in said and "H-1" not in said
    assert "has answered that" not in str(await samina.taps("Yes, it may be said"))
    assert len(await town.all(Raiser)) == 2


async def test_a_no_needs_no_reason_and_staff_learn_only_that(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int
) -> None:
    await take_up(tom, room, "H-1")
    await asks(tom, room)
    assert await samina.taps("No") == "That is fine. The group does not hear of it."
    tom.hears("H-1: it may not be said in Women's circle.", room)
    assert await tom.taps("Let the group know", room, under="H-1 ·") == (
        "The one who told this does not want it said in the group."
    )
    await news(tom, room, "M-1")
    await town.later(days=20)
    assert not town.telegram.said_in(circle)[1:]


@pytest.mark.parametrize("how", ["Take it back", "Change it"])
async def test_changed_or_taken_back_the_permission_ends(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int, how: str
) -> None:
    """What has not been said there is not said, and the group is owed nothing more."""
    await take_up(tom, room, "H-1")
    await asks(tom, room)
    await samina.taps("Yes, it may be said")
    before = len(town.telegram.said_in(circle))
    await samina.taps(how, under="H-1")
    if how == "Change it":
        await samina.says("It is something else.")
    assert [raiser.settled_why for raiser in await town.all(Raiser) if raiser.group_id] == [
        "the teller's word for it ended"
    ]
    if how == "Change it":
        await news(tom, room, "M-1")
    await town.later(days=20)
    assert len(town.telegram.said_in(circle)) == before


async def test_asked_and_taken_back_before_the_answer(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int
) -> None:
    await take_up(tom, room, "H-1")
    await asks(tom, room)
    await samina.taps("Change it", under="H-1")
    await samina.says("It is something else.")
    assert await samina.taps("Yes, it may be said") == (
        "That question has ended. Nothing was said in the group because of it."
    )
    assert not town.telegram.said_in(circle)[1:]


async def test_a_group_that_also_said_it_itself_goes_on_hearing(
    town: Town, samina: Phone, tom: Phone, room: int, circle: int
) -> None:
    await take_up(tom, room, "H-1")
    await asks(tom, room)
    await samina.taps("Yes, it may be said")
    nadia = town.phone("Nadia")
    await nadia.says("/tell nobody answers the phone", circle)
    await nadia.taps("Yes, keep it", circle)
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps("M-1 · The clinic's phone")
    await samina.taps("Take it back", under="H-1")
    await news(tom, room, "M-1")
    assert "In this group it was said: “nobody answers the phone”" in nadia.sees("They answer now.", circle).text


async def test_the_sentence_is_written_in_the_groups_language_and_understood_by_its_teller(town: Town) -> None:
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    room, circle = await town.room(), await town.group("Mamy", "pl")
    ania = await town.champion("Ania")

    def belongs(work: Work) -> None:
        person = people.known(work, ania.id)
        assert person is not None
        people.belongs(work, person, work.session.get_one(Group, 1))

    await town.does(belongs)
    await ania.says("Nobody answers.")
    await ania.taps("Say more about it")
    for _question in ("kind", "how many", "where", "when"):
        await ania.taps("Leave it out")
    await ania.taps("Mamy")
    await ania.taps("Leave it out")
    await take_up(tom, room, "H-1")
    await tom.taps("Let the group know", room, under="H-1 ·")
    await tom.says(SENTENCE)
    await tom.says("Nikt nie odbiera telefonu.")
    await tom.taps("Ask them")
    asked = ania.sees("may Mamy hear one sentence").text
    assert "“Nikt nie odbiera telefonu.”" in asked and f"That means:\n\n“{SENTENCE}”" in asked
    await ania.taps("Yes, it may be said")
    await tom.taps("Write them", room)
    await tom.says("Telefon w przychodni.")
    await tom.says("Sprawdzamy.")
    await tom.taps("Send it")
    assert "Nikt nie odbiera telefonu." in ania.sees("Sprawdzamy.", circle).text
