"""Groups without a Telegram chat: their champion gets words to pass on, and says whether the group was told."""

from __future__ import annotations

import pytest

from bot.store.chats import Group
from bot.store.issues import Issue, Raiser
from bot.store.updates import Telling
from bot.words import Role, TellingState
from tests.handlers.desk import news, states, take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line, plain
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """A champion who stands for a coffee morning that reads Polish."""
    return await stands_for_a_group(town, tom, room)


async def stands_for_a_group(town: Town, tom: Phone, room: int) -> Phone:
    champion = await town.champion("Samina")
    await champion.says("/newgroup")
    await champion.says("Coffee morning")
    await champion.says("The library")
    await champion.says("Carers")
    await champion.taps("Polski")
    await champion.says("12")
    await champion.taps("Ask the team")
    await tom.taps("Take the group in", room)
    champion.sees("“Coffee morning” is in now, and you stand for it.")
    return champion


async def tells_for_the_group(samina: Phone, words: str = "Nobody answers the phone.") -> None:
    await samina.says(words)
    await samina.taps("Say more about it")
    for _question in range(4):
        await samina.taps("Leave it out")
    await samina.taps("Coffee morning")
    await samina.taps("Leave it out")
    assert await samina.taps("The whole group did") == "Noted. The news on it is for the group too."


async def of_group(town: Town) -> list[Telling]:
    return [telling for telling in await town.all(Telling) if telling.for_group_id is not None]


def to_pass_on(samina: Phone) -> Line:
    """The newest words that are to be passed on, alone in their message."""
    return [line for line in samina.town.telegram.said_in(samina.id) if line.button("I told them")][-1]


async def test_staff_are_asked_and_may_say_no(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/newgroup")
    for typed in ("Coffee morning", "The library", "Carers"):
        await samina.says(typed)
    await samina.taps("English")
    await samina.says("12")
    await samina.taps("Ask the team")
    asked = tom.sees("A champion wants to stand for a group", room).text
    assert all(words in asked for words in ("Coffee morning", "The library", "Carers", "about 12 people", "English"))
    assert (
        await samina.presses("r:1:in", tom.sees("A champion wants", room)) == "Only staff of the programme can do this."
    )
    await tom.taps("Do not take it in", room)
    samina.sees("The team cannot take “Coffee morning” in now.")
    assert await tom.taps("Take the group in", room) == "That is settled already."
    assert await town.all(Group) == []
    nadia = town.phone("Nadia")
    await nadia.says("/newgroup")
    nadia.hears("Before I keep anything I need your yes.")


async def test_each_telling_comes_with_words_to_pass_on_in_the_groups_language(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 6: the champion is told as one who raised it, and the group by its champion; each is owed once."""
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy to."})
    raisers = await town.all(Raiser)
    assert [(one.person_id is not None, one.group_id is not None) for one in raisers] == [(True, False), (False, True)]
    samina.sees("We look into it.")
    above = samina.sees("There is news on M-1 for Coffee morning. Please pass it on or read it out.").text
    assert "It is about what you told me as H-1." in above
    words = to_pass_on(samina)
    assert "Sprawdzamy to." in words.text and "Nobody answers" not in words.text and "H-1" not in words.text
    assert plain(str(words.button("Copy the words"))) == words.text, "one tap copies them all"
    assert states(await of_group(town)) == [TellingState.WITH_CHAMPION]
    await town.later(minutes=1)
    assert "With their champion, not passed on yet: Coffee morning" in tom.sees("M-1 ·", room).text
    assert "1 has still to hear the news" in tom.sees("M-1 ·", room).text
    assert await samina.taps("I told them") == "Thank you for passing it on."
    assert await samina.taps("I told them") == "You told me so already. Thank you."
    await town.later(hours=1)
    assert "All of them have heard the news" in tom.sees("M-1 ·", room).text
    assert "not passed on yet" not in tom.sees("M-1 ·", room).text


async def test_the_champion_judges_for_the_group(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.taps("I told them")
    await news(tom, room, "M-1", others=({"pl": "Zadzwoniliśmy."}, {"pl": "Teraz odbierają."}))
    await samina.taps("Yes, it is better", under="They answer now.")
    await samina.taps("I told them", under="Teraz odbierają.")
    samina.hears("What does the group say: is it better now?")
    judging = samina.sees("What does the group say")
    mallory = await town.champion("Mallory")
    assert await mallory.presses(str(judging.button("No")), judging) == "Only the champion of that group can do this."
    assert await samina.taps("No", under="What does the group say") == "Thank you for saying so. It is open again."
    await samina.says("They say it rings for an hour.")
    tom.sees("They say it rings for an hour.", room)


async def test_an_issue_does_not_close_before_the_group_has_heard(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.taps("I told them")
    await news(tom, room, "M-1", others=({"pl": "Zadzwoniliśmy."}, {"pl": "Odbierają."}))
    await town.later(days=16)
    [issue] = await town.all(Issue)
    assert issue.state == "open"
    await samina.taps("I told them", under="Odbierają.")
    await town.later(days=1)
    [issue] = await town.all(Issue)
    assert issue.state == "closed_not_judged"


async def test_a_champion_is_reminded_and_then_staff_are_shown(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await town.later(days=2)
    assert not samina.all_with("Have you told them?")
    await town.later(days=1)
    samina.sees("Have you told them?")
    await town.later(days=3)
    assert not tom.all_with("has been with the champion of Coffee morning", room)
    await town.later(days=1)
    tom.sees("has been with the champion of Coffee morning", room)
    await town.later(days=1)
    assert len(samina.all_with("Have you told them?")) == 1
    assert len(tom.all_with("has been with the champion of Coffee morning", room)) == 1
    await samina.taps("I told them", under="Have you told them?")
    assert states(await of_group(town))[0] == TellingState.PASSED_ON


@pytest.mark.parametrize("why", ["I was ill.", None])
async def test_a_champion_could_not_and_another_one_does(
    town: Town, samina: Phone, tom: Phone, room: int, why: str | None
) -> None:
    ania = await town.champion("Ania")
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.taps("I could not")
    await (samina.says(why) if why else samina.taps("No, that is all"))
    told = tom.sees("The champion of Coffee morning could not pass on the news on M-1.", room).text
    assert ("They say:\n\nI was ill." in told) is bool(why)
    assert states(await of_group(town)) == [TellingState.FAILED]
    await town.later(days=1)
    assert len(tom.all_with("did not reach", room)) == 0, "staff were told once"
    await tom.taps("Ask another champion", room)
    await tom.taps("Champion 3")
    assert await samina.presses("r:2:stand", ania.sees("will you stand for “Coffee morning”?")) == (
        "Only the champion who was asked can answer this."
    )
    await ania.taps("Yes, I will")
    assert "Sprawdzamy." in to_pass_on(ania).text
    assert await samina.taps("I told them") == "Only the champion of that group can do this."
    await ania.taps("I told them")
    assert states(await of_group(town)) == [TellingState.PASSED_ON]


async def test_another_champion_would_rather_not_and_staff_settle_it(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.taps("I could not")
    await samina.taps("No, that is all")
    await tom.taps("Ask another champion", room)
    await tom.taps("Champion 3")
    assert await ania.taps("I would rather not") == "That is fine. Thank you for saying so."
    tom.sees("would rather not stand for Coffee morning", room)
    await tom.taps("Settle it", room)
    await tom.says("Told by telephone.")
    [telling] = await of_group(town)
    assert (telling.state, telling.settled_why) == (TellingState.SETTLED, "Told by telephone.")


async def test_a_champion_who_stops_leaves_nothing_owed_unseen(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.says("/stop")
    await samina.taps("Yes, stop")
    tom.sees("The champion of Coffee morning has stopped.", room)
    await town.later(days=1)
    tom.sees("did not reach a person or group", room)
    await tom.taps("Ask another champion", room)
    await tom.taps("Champion 3")
    await ania.taps("Yes, I will")
    assert "Sprawdzamy." in to_pass_on(ania).text


async def test_words_that_are_missing_are_asked_of_staff(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": ""})
    samina.sees("It is being put into the language of Coffee morning.")
    assert not [line for line in town.telegram.said_in(samina.id) if line.button("I told them")]
    await tom.taps("Write them", room)
    await tom.says("Telefon w przychodni.")
    await tom.says("Sprawdzamy.")
    await tom.taps("Send it")
    assert "Sprawdzamy." in to_pass_on(samina).text


async def test_in_another_language_the_group_need_not_wait(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": ""})
    await samina.says("/group")
    await samina.taps("Languages")
    await samina.taps("English")
    await samina.taps("Done")
    assert "We look into it." in to_pass_on(samina).text


async def test_only_its_champion_may_say_that_a_whole_group_raised_it(town: Town, samina: Phone, tom: Phone) -> None:
    await samina.says("Nobody answers the phone.")
    line = samina.sees("H-1")
    assert await samina.presses("r:1:whole", line) == "Only the champion of that group can do this."
    mallory = await town.champion("Mallory")
    assert await mallory.presses("r:1:whole", line) == "Only the person who told this can do that."
    assert await mallory.presses("r:1:told", line) == "I cannot find that any more."


async def test_taken_back_the_group_is_owed_nothing(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.taps("Take it back", under="H-1")
    assert states(await of_group(town)) == [TellingState.SETTLED]
    assert [raiser.settled_at is not None for raiser in await town.all(Raiser)] == [True, True]


async def test_a_week_in_a_champions_hands_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    room, tom = await town.room(), await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina = await stands_for_a_group(town, tom, room)
    await town.phone("Nadia").adds_bot(-1000000009999)
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await town.later(days=8)
    samina.sees("Have you told them?")
    tom.sees("has been with the champion of Coffee morning", room)
    tom.sees("Nobody said in a day what", room)
    await samina.taps("I could not")
    await samina.taps("No, that is all")
    await town.later(days=1)
    assert TellingState.FAILED in states(await of_group(town))


async def test_staff_choose_a_champion_by_group_and_number_and_read_nobodys_name(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    await ania.says("/settings")
    await ania.taps("My name: none")
    await ania.says("Ania Nowak")
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1", others={"pl": "Sprawdzamy."})
    await samina.taps("I could not")
    await samina.says("Ring 020 7946 0018")
    assert "Ring [phone number]" in tom.sees("could not pass on the news", room).text
    await tom.taps("Ask another champion", room)
    assert "Ania" not in str(town.telegram.said_in(tom.id)[-1].buttons)
    await tom.taps("Champion 3")
    ania.sees("will you stand for “Coffee morning”?")
