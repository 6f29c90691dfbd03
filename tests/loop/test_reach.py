"""Chats that cannot be reached: the debt is seen, settled by a name, and live again when they come back."""

from __future__ import annotations

from bot.store.chats import Chat
from bot.store.issues import Raiser
from bot.store.updates import Telling
from tests.handlers.desk import answer, news, states, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def test_who_blocked_the_bot_is_shown_as_a_debt_and_told_after_coming_back(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 6: a raiser who cannot be reached is a debt, shown and counted."""
    await samina.says("The clinic is shut.")
    town.telegram.blocked.add(samina.id)
    await samina.removes_bot(samina.id)
    await take_up(tom, room, "H-1")
    assert states(await town.all(Telling)) == ["failed"]
    await town.ticks()
    assert len(tom.all_with("did not reach", room)) == 1
    await town.ticks()
    assert len(tom.all_with("did not reach", room)) == 1
    town.telegram.blocked.clear()
    await samina.adds_bot(samina.id, before="kicked", after="member")
    samina.sees("We look into it.")
    assert states(await town.all(Telling)) == ["sent"]
    assert "settled already" in str(await tom.taps("Settle it", room))


async def test_who_writes_again_can_be_reached_again(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    town.telegram.blocked.add(samina.id)
    await answer(tom, room, "H-1", "We look into it.")
    town.telegram.blocked.clear()
    await samina.says("Hello?")
    samina.hears("H-2"), samina.hears("We look into it.")
    assert all(chat.unreachable_at is None for chat in await town.all(Chat))


async def test_who_was_written_off_and_comes_back_is_owed_word_again(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    town.telegram.blocked.add(samina.id)
    await take_up(tom, room, "H-1")
    await town.ticks()
    await tom.taps("Settle it", room)
    await tom.says("Has moved away.")
    assert (await town.all(Raiser))[0].settled_why == "Has moved away."
    assert "All of them have heard the news" in tom.sees("M-1 ·", room).text
    await news(tom, room, "M-1", words="It is open again.")
    town.telegram.blocked.clear()
    await samina.adds_bot(samina.id, before="kicked", after="member")
    samina.sees("It is open again.")
    assert (await town.all(Raiser))[0].settled_at is None


async def test_a_group_that_threw_the_bot_out_is_shown_and_told_after_it_is_back(
    town: Town, tom: Phone, room: int
) -> None:
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    town.telegram.blocked.add(circle)
    await nadia.removes_bot(circle)
    tom.sees("I was removed from the group", room)
    await take_up(tom, room, "H-1")
    assert states(await town.all(Telling)) == ["failed"]
    town.telegram.blocked.clear()
    await nadia.adds_bot(circle)
    nadia.sees("We look into it.", circle)
    assert not tom.all_with("Until you say what it is"), "it is known already"


async def test_rights_given_back_in_a_group_make_it_reachable(town: Town, tom: Phone, room: int) -> None:
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    town.telegram.blocked.add(circle)
    await answer(tom, room, "H-1", "We measure it.")
    town.telegram.blocked.clear()
    await nadia.adds_bot(circle, before="member", after="member")
    nadia.sees("We measure it.", circle)
