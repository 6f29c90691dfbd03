"""Champions propose messages: the team takes one up or says why not; people ask about one that came."""

from __future__ import annotations

from typing import Any

import pytest

from bot.message_words import MessageState
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.store.updates import Version
from tests.handlers.messages import WORDS, writes_message
from tests.handlers.phone import Phone
from tests.handlers.sendings import person
from tests.handlers.town import Town

PROPOSED = "There is a free clinic on Friday. Call 020 7946 0018."


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


async def proposes(by: Phone) -> None:
    await by.says("/propose")
    for text in ("Free clinic", PROPOSED, "Many children are ill."):
        await by.says(text)
    await by.taps("Leave it out")
    await by.taps("Propose it")


async def test_a_proposal_is_owed_a_word_by_a_day(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    await proposes(samina)
    samina.hears("The team has it as T-1. By Tue 3 Mar they tell you whether they send it, or why not.")
    card = tom.sees("T-1 · Free clinic · proposed by a champion", room)
    assert "Samina" not in card.text and PROPOSED not in card.text
    assert card.buttons[0][0][0] == "Take it up"
    assert not card.button("Who it is for"), "nothing is chosen before it is taken up"
    owed = [one for one in await town.all(Promise) if one.kind == "proposal"]
    assert len(owed) == 1 and owed[0].kept_at is None
    await tom.says("/promises")
    assert "a word on T-1, which a champion proposed" in town.said_anywhere()
    await tom.taps("As it will be read", room)
    assert "0018" not in tom.sees("There is a free clinic on Friday").text, "a proposal is shown masked"


async def test_one_that_is_taken_up_is_a_draft_with_the_champion_as_its_author(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    await proposes(samina)
    await tom.taps("Take it up", room)
    samina.hears("Tom Reed, Health officer takes up what you proposed, T-1.")
    message = (await town.all(TrustedMessage))[0]
    assert message.state == "draft" and message.author_id == message.proposed_by != message.adopted_by
    assert "Proposed by a champion, taken up by Tom Reed" in tom.sees("T-1 · Free clinic · draft", room).text
    assert [one.kept_at is None for one in await town.all(Promise) if one.kind == "proposal"] == [False]
    priya = await town.staff("Priya Shah", "Nurse")
    old = tom.sees("T-1", room)
    assert "T-1 is answered already" in str(await priya.presses("tm:1:decline", old))
    assert "T-1 is answered already" in str(await priya.presses("tm:1:adopt", old))


async def test_one_that_is_not_sent_is_answered_with_the_reason(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina", "ur")
    await proposes_in_urdu(town, samina)
    await tom.taps("Say why not", room)
    await tom.says("The clinic has moved.")
    await tom.says("کلینک منتقل ہو گیا ہے۔")
    read = tom.sees("This is how they will read it").text
    assert "The clinic has moved." in read and "کلینک منتقل ہو گیا ہے۔" in read
    await tom.taps("Tell them")
    heard = samina.sees("کلینک منتقل ہو گیا ہے۔").text
    assert "Tom Reed" in heard and "The clinic has moved." not in heard
    assert (await town.all(TrustedMessage))[0].state == "dropped"


async def proposes_in_urdu(town: Town, by: Phone) -> None:
    await by.says("/propose")
    for text in ("کلینک", "جمعہ کو مفت کلینک ہے۔", "بچے بیمار ہیں۔"):
        await by.says(text)
    await by.presses(by.town.telegram.said_in(by.id)[-1].buttons[0][0][1], by.town.telegram.said_in(by.id)[-1])
    await by.taps_first("جمعہ کو مفت کلینک ہے۔")


async def test_a_proposal_is_changed_only_once_it_is_taken_up(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    await proposes(samina)
    card = tom.sees("T-1", room)
    for act in ("change", "whom", "when"):
        assert "A champion proposed T-1. Take it up first" in str(await tom.presses(f"tm:1:{act}", card)), act
    assert (await town.all(TrustedMessage))[0].title == "Free clinic"


async def test_a_proposer_hears_when_it_is_dropped_after_all(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    await proposes(samina)
    await tom.taps("Take it up", room)
    await tom.taps("More …", room)
    await tom.taps("Drop it", room)
    await tom.says("Too late.")
    await tom.taps("Drop it")
    samina.hears("What you proposed, T-1, is not sent after all. Tom Reed, Health officer decided so.")


@pytest.mark.parametrize("is_taken_up", [False, True])
async def test_who_is_erased_takes_a_proposal_along_that_nobody_took_up(
    town: Town, tom: Phone, samina: Phone, room: int, is_taken_up: bool
) -> None:
    await proposes(samina)
    if is_taken_up:
        await tom.taps("Take it up", room)
    else:
        await tom.taps("As it will be read", room)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    message = (await town.all(TrustedMessage))[0]
    told = [one.text for one in await town.all(Version) if one.of == "message"]
    held = "".join(str(one.what) for one in await town.all(Outbox))
    if is_taken_up:
        assert message.state == "draft" and told == [PROPOSED], "it is the team's"
        assert "Free clinic" in tom.sees("T-1", room).text
    else:
        assert (message.state, message.title, message.why_now, told) == ("dropped", "", "", [])
        assert "Free clinic" not in held and "free clinic" not in held and "Many children" not in held


async def test_a_question_about_a_message_is_kept_with_it(town: Town, tom: Phone, samina: Phone, room: int) -> None:
    await writes_message(tom)
    await tom.taps("Change it")
    await tom.taps("The buttons under it")
    await tom.taps("Ask about this")
    await tom.taps("Done")
    await tom.taps("As it will be read")
    assert "I cannot find that any more" in str(await samina.presses("tc:1:ask", tom.sees(WORDS)))

    def send(work: Work) -> None:
        work.session.get_one(TrustedMessage, 1).state = MessageState.SENT
        there = person(work, samina)
        copy: dict[str, Any] = {"message_id": 1, "chat_id": there.chat_id, "person_id": there.id, "language": "en"}
        work.session.add(Copy(programme_id=work.programme_id, **copy))

    await town.does(send)
    await samina.presses("tc:1:ask", tom.sees(WORDS))
    await samina.says("Is it really free?")
    asked = (await town.all(Insight))[0]
    assert (asked.trusted_id, asked.kind, asked.words) == (1, "question", "Is it really free?")
    assert "H-1 is about the message T-1: Measles clinic" in tom.sees("is about the message", room).text
    stranger = town.phone("Nadia")
    assert "I am Hearback" in str(await stranger.presses("tc:1:ask", tom.sees(WORDS)))


async def test_of_two_who_answer_at_once_the_second_sees_what_the_first_did(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom, priya = await town.staff("Tom Reed"), await town.staff("Priya Shah", "Nurse")
    samina = await town.champion("Samina")
    await proposes(samina)
    card = tom.sees("T-1", room)
    await tom.presses("tm:1:decline", card)
    await tom.says("It is old.")
    await priya.taps("Take it up", room)
    await tom.taps("Tell them")
    tom.hears("T-1 is answered already.")
    assert not samina.all_with("It is old.") and samina.all_with("takes up what you proposed")
    await writes_message(tom)
    await priya.says("/messages")
    await priya.taps("draft (2)")
    assert "T-2 ·" in priya.sees("T-1 ·").text
    await tom.says("/messages")
    await tom.taps("draft (2)")
    await tom.taps("See T-2")
    await tom.taps("Drop it")
    await tom.says("Twice.")
    await tom.taps("Drop it")
    states = [one.state for one in await town.all(TrustedMessage)]
    assert states == ["draft", "dropped"]
