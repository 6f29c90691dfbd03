"""A trusted message on its way: when it goes, pausing and stopping it, what its card shows, what people settle."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.loop import audience, sending
from bot.message_words import MessageState
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import OutboxState, Role
from tests.handlers.phone import Phone
from tests.handlers.sendings import a_message, approved, change, circle, unfolds
from tests.handlers.town import Town


class Desk:
    """A staff room, somebody who sends, and a message for three groups."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def opened(self) -> Desk:
        town = self.town
        town.unfolds = False
        self.priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
        self.room = await town.room()
        self.groups = [await town.group(f"Group {number}") for number in range(1, 4)]
        self.message = await a_message(town, self.priya)
        return self

    async def begins(self, **values: object) -> None:
        await approved(self.town, self.message, **{"audience": {"all": True}, **values})
        await self.town.ticks()

    async def state(self) -> str:
        return (await self.town.all(TrustedMessage))[0].state

    def card(self) -> str:
        return self.priya.sees("Opening hours", self.room).text

    async def moves(self, state: OutboxState, at: int = 0, why: str | None = None) -> None:
        """One of the copies came to this."""

        def move(work: Work) -> None:
            found = select(Outbox).where(col(Outbox.copy_id).is_not(None)).order_by(col(Outbox.id))
            row = work.session.exec(found).all()[at]
            row.state, row.why, row.state_at = state, why, work.now

        await self.town.does(move)


@pytest.fixture
async def desk(town: Town) -> Desk:
    return await Desk(town).opened()


@pytest.fixture
async def desk_on_both(town_on_both: Town) -> Desk:
    return await Desk(town_on_both).opened()


def has(phone: Phone, chat: int) -> int:
    return len(phone.all_with("The clinic opens at eight.", chat))


async def test_now_and_done(desk_on_both: Desk) -> None:
    """It begins with the next look, and is over when every copy has gone; its card says so in place."""
    desk = desk_on_both
    await desk.begins()
    assert await desk.state() == MessageState.SENDING
    assert "Waiting: 3" in desk.card()
    await unfolds(desk.town)
    assert [has(desk.priya, group) for group in desk.groups] == [1, 1, 1]
    await desk.town.later(minutes=1)
    assert await desk.state() == MessageState.SENT
    assert "Sent" in desk.card() and "Waiting" not in desk.card()
    heard = desk.priya.sees("T-1 has been sent: 3 copies")
    assert "Sent: 3" in heard.text, "whoever wrote it hears it in private"
    assert len([one for one in desk.priya.all_with("T-1", desk.room) if "Opening hours" in one.text]) == 1


async def test_not_before_its_hour_and_not_when_changed(desk: Desk) -> None:
    """What is to go on a day waits for it; what is another than was approved does not go at all."""
    await desk.begins(send_at=desk.town.clock.at + timedelta(hours=3))
    assert await desk.state() == MessageState.APPROVED
    await desk.town.later(hours=3)
    assert await desk.state() == MessageState.SENDING
    await desk.town.does(lambda work: setattr(work.session.get_one(TrustedMessage, 1), "state", "approved"))
    await desk.town.does(lambda work: setattr(work.session.get_one(TrustedMessage, 1), "source", "forged"))
    await desk.town.ticks()
    assert await desk.state() == MessageState.DRAFT
    desk.priya.hears("is not as it was approved", desk.room)
    assert await desk.town.all(Copy) == []


async def test_pause_go_on_stop(desk: Desk) -> None:
    """Each by a button on the card; stopping asks first, and the second who presses hears what the first did."""
    tom = await desk.town.staff("Tom Reed")
    await desk.begins()
    await unfolds(desk.town, at_most=1)
    await desk.priya.taps("Pause", desk.room, under="Opening hours")
    assert await tom.presses("tm:1:pause", tom.sees("Opening hours", desk.room)) == "It is paused."
    await unfolds(desk.town)
    assert sum(has(tom, group) for group in desk.groups) == 1
    await tom.taps("Go on", desk.room, under="Opening hours")
    await unfolds(desk.town, at_most=1)
    await tom.taps("Stop …", desk.room, under="Opening hours")
    tom.hears("Stop T-1?")
    assert await desk.state() == MessageState.SENDING
    await tom.taps("Yes, stop it")
    await unfolds(desk.town)
    assert await desk.state() == MessageState.STOPPED
    assert sum(has(tom, group) for group in desk.groups) == 2
    assert await tom.presses("tm:1:stop_yes", tom.sees("Stop")) == "It was stopped."
    champion = await desk.town.champion("Samina")
    assert "staff" in str(await champion.presses("tm:1:resume", tom.sees("Opening hours", desk.room)))
    assert await desk.state() == MessageState.STOPPED


async def test_uncertain_copies_wait_for_a_person(desk_on_both: Desk) -> None:
    """Nothing uncertain is said again by itself; one says it again, one leaves it, and each only once."""
    desk = desk_on_both
    await desk.begins()
    await unfolds(desk.town)
    await desk.moves(OutboxState.UNCERTAIN, 0, "timed out")
    await desk.moves(OutboxState.FAILED, 1, "chat not found")
    await desk.town.later(2)
    assert await desk.state() == MessageState.SENDING
    assert "Uncertain" in desk.card() and "chat not found" in desk.card()
    await desk.priya.taps("Decide about copies", desk.room, under="Opening hours")
    line = desk.priya.hears("I could not see whether it arrived")
    await desk.priya.taps("Say it again", under="I could not see")
    assert has(desk.priya, desk.groups[0]) == 2
    desk.priya.hears("You may have had this already", desk.groups[0])
    assert "decided about this one already" in str(await desk.priya.presses(line.buttons[0][0][1], line))
    await desk.priya.taps("Leave it as it is", under="it failed")
    await desk.town.later(minutes=2)
    assert await desk.state() == MessageState.SENT
    assert "Left, not sent" in desk.card()


async def test_another_language_since(desk: Desk) -> None:
    """A group that reads another language now has no words in it: it is held, seen, and sent as a person says."""
    await approved(desk.town, desk.message, audience={"all": True})
    await change(desk.town, "Group 2", language="ur")
    await desk.town.ticks()
    assert "Held, now reading Urdu" in desk.card()
    await unfolds(desk.town)
    assert [has(desk.priya, group) for group in desk.groups] == [1, 0, 1]
    await desk.priya.taps("Decide about copies", desk.room, under="Opening hours")
    await desk.priya.taps("Send it in English", under="Urdu")
    assert [has(desk.priya, group) for group in desk.groups] == [1, 1, 1]


async def test_a_group_without_a_chat(desk: Desk) -> None:
    """Its champion has the words alone, with their code, and says that the group was told."""
    jan = await desk.town.champion("Jan", "pl")
    await circle(desk.town, "Coffee morning", jan, "en")
    await desk.begins()
    await unfolds(desk.town)
    words = jan.sees("The clinic opens at eight.")
    assert "/check" in words.text
    await desk.town.later(minutes=1)
    assert "With a champion, to pass on: 1" in desk.card()
    other = await desk.town.champion("Olu")
    assert "Only the champion" in str(await other.presses(words.buttons[-1][0][1], words))
    await desk.town.later(3)
    jan.hears("Coffee morning")
    assert await jan.presses(words.buttons[-1][0][1], words)
    assert "Passed on by champions: 1" in desk.card()
    assert "Ju\u017c" in str(await jan.presses(words.buttons[-1][1][1], words))


async def test_expired_meanwhile(desk: Desk) -> None:
    """What still waits on the day after its last is not said."""
    await desk.begins()
    await unfolds(desk.town, at_most=1)
    desk.town.clock.at += timedelta(days=31)
    await desk.town.does(sending.finish)
    assert await desk.state() == MessageState.STOPPED
    await unfolds(desk.town)
    assert sum(has(desk.priya, group) for group in desk.groups) == 1
    assert await desk.town.does(lambda work: sending.progress(work, work.session.get_one(TrustedMessage, 1)).total) == 3
    assert await desk.town.does(lambda work: audience.all_groups(work)) == 3
