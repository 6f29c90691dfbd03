"""What staff heard by telephone, e-mail or at a meeting: for a group or for somebody outside, with the same debt."""

from __future__ import annotations

import pytest

from bot.loop import leaving, passed_on, people
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import IssueState, Role
from tests.handlers.desk import news, states, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)


async def heard(by: Phone, how: str, whom: str, words: str, *, note: str = "", kind: str = "Leave it out") -> None:
    await by.says("/heard")
    await by.taps(how)
    await by.taps(whom)
    if note:
        await by.says(note)
    await by.says(words)
    await by.taps(kind)
    await by.taps("Leave it out")
    await by.taps("They know: keep it")


async def test_for_a_group_that_group_is_owed_every_telling(town: Town, tom: Phone, room: int) -> None:
    circle = await town.group("Women's circle")
    await heard(tom, "At a meeting", "Women's circle", "The phone at the clinic rings out.", kind="Something is wrong")
    tom.hears("Kept as H-1. A first word is promised by")
    said = tom.sees("Tom Reed, Engagement worker has written down what was heard from this group.", circle).text
    assert "kept as H-1" in said and "rings out" not in said, "without the words"
    card = tom.sees("H-1 ·", room).text
    assert "said in Women's circle" in card and "At a meeting: written down by Tom Reed, Engagement worker." in card
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    told = tom.sees("We look into it.", circle).text
    assert "Heard from this group: “The phone at the clinic rings out.”" in told
    await news(tom, room, "M-1")
    assert tom.sees("They answer now.", circle).button("Yes, it is better")
    assert states(await town.all(Telling)) == ["sent", "sent"]
    [insight] = await town.all(Insight)
    assert insight.person_id is None and insight.entered_by and insight.heard_by == "meeting"


async def test_an_answer_goes_to_the_group_too(town: Town, tom: Phone, room: int) -> None:
    circle = await town.group("Women's circle")
    await heard(tom, "By telephone", "Women's circle", "When does it open?", kind="A question")
    await tom.taps("Answer", room)
    await tom.says("At nine.")
    await tom.taps("Send it")
    tom.sees("At nine.", circle)
    assert await tom.taps("Ask back", room) == "I have asked you in our private chat."


async def test_for_a_group_without_a_chat_its_champion_gets_words_to_pass_on(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await town.does(lambda work: stands_for_a_group(work, samina))
    await heard(tom, "By e-mail", "Coffee morning", "The lift is out of order.")
    assert "pass this on to your group" in samina.sees("written down what was heard").text
    await tom.taps("Answer", room)
    await tom.says("It is mended.")
    await tom.taps("Send it")
    samina.sees("There is news on H-1 for Coffee morning.")
    assert states(await town.all(Telling)) == ["with_champion"]
    await samina.taps("I told them")
    assert states(await town.all(Telling)) == ["passed_on"]
    await heard(tom, "By e-mail", "Coffee morning", "The ramp is steep.")
    await take_up(tom, room, "H-2 ·")
    samina.sees("There is news on M-1 for Coffee morning.")
    samina.sees("We look into it.")


async def test_somebody_outside_is_told_by_a_named_staff_member_in_one_tap(town: Town, tom: Phone, room: int) -> None:
    grace = await town.staff("Grace Obi")
    note = "My notebook, page 12"
    await heard(grace, "By telephone", "Somebody outside Telegram", "Nobody answers.", note=note)
    assert "Grace Obi, Health officer tells them what becomes of it." in grace.sees("H-1 ·", room).text
    assert "notebook" not in grace.sees("H-1 ·", room).text
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    grace.sees("Please tell this to the person outside who told H-1")
    grace.sees("How you find them: My notebook, page 12")
    assert states(await town.all(Telling)) == ["with_champion"], "owed until they were told"
    await tom.says("/owed")
    assert (
        "M-1, to somebody outside: it is with somebody who passes it on"
        in tom.hears("1 piece of news has not arrived.").text
    )
    await grace.says("/promises")
    assert "bringing the news to somebody outside" in grace.hears("What you owe").text
    assert await grace.taps("By telephone", under="We look into it.") == "Noted: told in your name."
    assert states(await town.all(Telling)) == ["passed_on"]
    await grace.says("/promises")
    grace.hears("Nothing is promised in your name.")
    await news(tom, room, "M-1")
    line = grace.sees("They answer now.")
    assert await grace.taps("By letter", under="They answer now.") == "Noted: told in your name."
    assert await grace.presses("told:2:letter", line) == "Somebody has told them already."
    await grace.taps("Yes, it is better")
    assert [one.state for one in await town.all(Issue)] == [IssueState.CLOSED_JUDGED]


async def test_a_matter_of_somebody_outside_never_closes_untold(town: Town, tom: Phone, room: int) -> None:
    grace = await town.staff("Grace Obi")
    await heard(grace, "By letter", "Somebody outside Telegram", "Nobody answers.", note="The blue folder")
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    await grace.taps("By letter", under="We look into it.")
    await news(tom, room, "M-1")
    await town.later(days=20)
    assert [one.state for one in await town.all(Issue)] == [IssueState.OPEN]
    await grace.taps("I could not", under="They answer now.")
    await town.ticks()
    await tom.taps("Settle it", room)
    await tom.says("The letter came back.")
    await town.later(days=2)
    assert [one.state for one in await town.all(Issue)] == [IssueState.CLOSED_NOT_JUDGED]


async def test_two_outside_on_one_matter_are_told_each(town: Town, tom: Phone, room: int) -> None:
    for words in ("Nobody answers.", "It rings out."):
        await heard(tom, "By telephone", "Somebody outside Telegram", words, note="My notebook")
    await take_up(tom, room, "H-1 ·")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps("M-1 · The clinic's phone")
    assert len(tom.all_with("You said: “Nobody answers.”")) and len(tom.all_with("You said: “It rings out.”"))
    assert states(await town.all(Telling)) == ["with_champion", "with_champion"]


async def test_when_the_staff_member_stops_a_colleague_tells_them(town: Town, tom: Phone, room: int) -> None:
    grace = await town.staff("Grace Obi")
    await heard(grace, "By telephone", "Somebody outside Telegram", "Nobody answers.", note="My notebook")
    await take_up(tom, room, "H-1 ·")

    def leave(work: Work) -> None:
        leaving.leave(work, people.meet(work, people.Sender(grace.id, grace.name)))

    await town.does(leave)
    await town.ticks()
    tom.sees("Grace Obi, Health officer has stopped. You tell those outside now who told: H-1.")
    assert states(await town.all(Telling)) == ["with_champion"]
    await tom.taps("At a meeting", under="We look into it.")
    assert states(await town.all(Telling)) == ["passed_on"]


async def test_thinking_better_of_it_keeps_nothing_and_only_staff_may(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("/heard")
    samina.hears("Only staff of the programme can do this.")
    await tom.says("/heard")
    await tom.taps("By telephone")
    await tom.taps("Somebody outside Telegram")
    await tom.taps("Leave it out")
    await tom.says("Call me on 020 7946 0000.")
    await tom.taps("A question")
    await tom.taps("Leave it out")
    assert "that they can have it taken out again" in tom.hears("Do they know").text
    await tom.taps("Do not keep it")
    assert await town.all(Insight) == []
    await heard(tom, "By telephone", "Somebody outside Telegram", "Call me on 020 7946 0000.", note="My notebook")
    assert "[phone number]" in tom.sees("H-1 ·", room).text
    assert await samina.presses("told:1:letter", tom.sees("H-1 ·", room)) == "Only staff of the programme can do this."


async def test_a_late_first_word_is_said_to_the_group(town: Town, tom: Phone, room: int) -> None:
    circle = await town.group("Women's circle")
    await heard(tom, "At a meeting", "Women's circle", "The phone rings out.")
    await town.later(days=8)
    tom.sees("You should have had a first answer on H-1", circle)


def stands_for_a_group(work: Work, samina: Phone) -> None:
    """A group on WhatsApp, for which she stands."""
    group = Group(programme_id=work.programme_id, name="Coffee morning", language="en", communities=[], meets="Library")
    work.session.add(group)
    work.session.flush()
    passed_on.hand_to(work, group, people.meet(work, people.Sender(samina.id, samina.name)))
