"""What became of it: everything somebody raised, its news, its story; and ending what is owed."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.updates import Telling
from bot.words import Role
from tests.handlers.desk import answer, news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", role=Role.ADMINISTRATOR)


async def test_before_anything_was_told_it_says_so(samina: Phone) -> None:
    await samina.says("/mine")
    samina.hears("There is nothing here yet.")


async def test_strangers_are_shown_the_door(town: Town) -> None:
    stranger = town.phone("Stranger")
    for command in ("/mine", "/refer", "/event", "/try"):
        await stranger.says(command)
        stranger.hears("I can only take in people who were invited")


async def test_each_thing_with_its_last_and_next_news_the_newest_change_first(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic never answers its phone.")
    await samina.says("The lift is broken.")
    await town.later(hours=1)
    await answer(tom, room, "H-2 ·", "It is mended on Friday.")
    await town.later(hours=1)
    await take_up(tom, room, "H-1 ·")
    await samina.says("The bus is late.")
    await samina.says("/mine")
    shown = samina.hears("What became of what you told")
    paragraphs = shown.text.split("\n\n")[1:]
    assert paragraphs[0] == "H-3 · “The bus is late.”\nNo answer yet.\nYou will hear more by Tue 3 Mar."
    assert paragraphs[1] == (
        "H-1 · “The clinic never answers its phone.”\nTaken up on Mon 2 Mar.\nYou will hear more by Mon 9 Mar."
    )
    assert paragraphs[2] == "H-2 · “The lift is broken.”\nAnswered on Mon 2 Mar."
    assert shown.button("Urgent help") == "u:now"


async def test_five_at_a_time(samina: Phone) -> None:
    for number in range(1, 8):
        await samina.says(f"Thing {number}")
    await samina.says("/mine")
    assert len(samina.hears("What became").text.split("\n\n")) == 6
    await samina.taps("More")
    more = samina.hears("What became")
    assert "H-2 · “Thing 2”" in more.text and "H-1 · “Thing 1”" in more.text and more.button("More") is None


async def test_the_story_of_one_thing_from_told_to_judged(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic never answers its phone.")
    await take_up(tom, room, "H-1 ·", words="We look into it.")
    await news(tom, room, "M-1", did="Two more people.", words="Calls are answered.")
    await samina.says("/mine")
    await samina.taps("H-1")
    story = samina.hears("H-1, told on Mon 2 Mar")
    assert "You said: “The clinic never answers its phone.”" in story.text
    assert "It belongs to M-1. Tom Reed, Engagement worker answers for it." in story.text
    assert "“We look into it.”" in story.text and "“Two more people.”" in story.text
    assert "“Calls are answered.”" in story.text and "Is it better now? Only you can say." in story.text
    assert story.button("Add to it") and story.button("Take it back") and story.button("Urgent help")
    await samina.taps("No", under="H-1, told on")
    samina.hears("What is still wrong?")
    await samina.says("Only before ten.")
    await samina.says("/mine")
    await samina.taps("H-1")
    assert "You said: No" in samina.hears("H-1, told on").text


async def test_nobody_else_sees_the_story(town: Town, samina: Phone) -> None:
    await samina.says("CANARY never answers.")
    mallory = await town.champion("Mallory")
    line = samina.hears("H-1")
    assert await mallory.presses("n:1:story", line) == "Only those who raised this can see that."
    assert await mallory.presses("n:1:unneeded", line) == "Only the person who told this can do that."
    await mallory.says("/mine")
    mallory.hears("There is nothing here yet.")


async def test_members_see_their_groups_matters_without_who_or_what(town: Town, tom: Phone, room: int) -> None:
    circle, other = await town.group("Women's circle"), await town.group("Men's shed")
    nadia, ania, jan = town.phone("Nadia"), town.phone("Ania"), town.phone("Jan")
    for who, where, words in ((nadia, circle, "CANARY one"), (ania, circle, "two"), (jan, other, "three")):
        await who.says(f"/tell {words}", where)
        await who.taps("Yes, keep it", where)
    await answer(tom, room, "H-1 ·", "It is mended on Friday.")
    await ania.says("/mine")
    shown = ania.hears("What became").text
    assert "H-1 · said in Women's circle\nAnswered on Mon 2 Mar." in shown and "“two”" in shown
    assert "CANARY" not in shown and "H-3" not in shown
    await ania.taps("H-1")
    story = ania.hears("H-1, told on")
    assert "“It is mended on Friday.”" in story.text and "CANARY" not in story.text
    assert [label for row in story.buttons for label, _data in row] == ["Urgent help"]
    assert await jan.presses("n:1:story", story) == "Only those who raised this can see that."


async def test_no_longer_needed_before_an_answer(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await samina.says("/mine")
    await samina.taps("H-1")
    await samina.taps("No longer needed")
    samina.hears("You get no more news on H-1")
    assert "needs no answer any more" in tom.sees("H-1 ·", room).text
    tom.sees("H-1: the person who told it needs no answer any more.", room)
    assert all(promise.kept_at for promise in await town.all(Promise))
    await town.later(days=10)
    assert not samina.all_with("It has not come")
    assert await samina.taps("No longer needed") == "That is settled already."
    await take_up(tom, room, "H-1 ·", words="We look into it.")
    assert not samina.all_with("We look into it."), "nothing is owed to somebody who needs no more"
    [insight] = await town.all(Insight)
    assert insight.words, "what was told stays"


async def test_no_longer_needed_once_it_was_taken_up(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    await samina.says("The lift is broken.")
    await ania.says("The lift again.")
    await take_up(tom, room, "H-1 ·")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps("M-1 · The clinic's phone")
    await samina.says("/mine")
    await samina.taps("H-1")
    await samina.taps("No longer needed")
    [hers, other] = await town.all(Raiser)
    assert hers.settled_why == "not needed" and other.settled_at is None
    await news(tom, room, "M-1", words="It is mended.")
    assert not samina.all_with("It is mended.")
    ania.sees("It is mended.")
    await ania.taps("Yes, it is better")
    await town.later(days=20)
    assert (await town.all(Issue))[0].closed_at is not None, "whoever needs no more holds nobody up"
    assert {telling.state for telling in await town.all(Telling)} == {"sent"}


async def test_who_holds_a_need_for_help_and_whether_it_came_stand_there_too(
    samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("/refer")
    await samina.taps("No, not now")
    await samina.says("A family has no heating.")
    await samina.taps("A home")
    await samina.says("/mine")
    assert "Nobody holds it yet.\nYou will hear more by Tue 3 Mar." in samina.hears("What became").text
    await tom.taps("I take it", room)
    await samina.says("/mine")
    assert "Tom Reed, Engagement worker holds it." in samina.hears("What became").text
    await samina.taps("H-1")
    await samina.taps("Yes, they got it", under="H-1, told on")
    await samina.says("/mine")
    assert "They got the help" in samina.hears("What became").text


async def test_taking_it_back_empties_what_the_list_held(town: Town, samina: Phone) -> None:
    await samina.says("CANARY never answers.")
    await samina.says("/mine")
    await samina.taps("H-1")
    await samina.taps("Take it back")
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])
    await samina.says("/mine")
    samina.hears("There is nothing here yet.")


async def test_words_in_another_language_than_the_readers_are_shown_as_they_were_said(
    town: Town, tom: Phone, room: int
) -> None:
    circle = await town.group("Mamy", "pl")
    nadia = town.phone("Nadia", "en")
    await nadia.says("/tell winda nie działa", circle)
    await nadia.presses("k:yes", nadia.sees("", circle))
    await tom.taps("Answer", room, under="H-1 ·")
    await tom.says("It is mended.")
    await tom.says("Naprawiona.")
    await tom.taps("Send it")
    await nadia.says("/mine")
    await nadia.taps("H-1")
    assert "“It is mended.”" in nadia.hears("H-1, told on").text
    await nadia.says("/language")
    await nadia.taps("اردو")
    await nadia.presses("n:1:story", nadia.sees("H-1"))
    assert "“Naprawiona.”" in nadia.sees("Naprawiona.").text


async def test_a_member_takes_back_only_what_is_theirs_under_a_public_answer(town: Town, tom: Phone, room: int) -> None:
    circle = await town.group("Women's circle")
    nadia, ania = town.phone("Nadia"), town.phone("Ania")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    assert "Please write to me in private first" in (await nadia.presses("e:1:help", nadia.sees("H-1", circle)) or "")
    for data in ("i:1:back", "i:1:change", "i:1:add", "e:1:help", "n:1:unneeded"):
        pressed = await ania.presses(data, nadia.sees("H-1", circle))
        assert pressed == "Only the person who told this can do that."
    assert await nadia.taps("Take it back", circle) is None
    assert [one.words for one in await town.all(Insight)] == [""]


async def test_it_reads_the_same_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await answer(tom, room, "H-1 ·", "It is mended.")
    await samina.says("/mine")
    samina.hears("Answered on Mon 2 Mar.")
    await samina.taps("H-1")
    await samina.taps("No longer needed")
    samina.hears("You get no more news on H-1")
    await samina.taps("Take it back")
    await samina.says("/mine")
    samina.hears("There is nothing here yet.")
