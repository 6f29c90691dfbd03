"""Rights are read at each press; forged, stale and doubled presses do nothing, and say so."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.store.insights import Insight
from bot.store.intake import SetAside
from bot.store.issues import Issue
from bot.store.people import Grant
from bot.store.updates import Telling, Update
from bot.words import Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed")


STATE = ("insight", "issue", "raiser", "telling", "judgement", "grant", "chat", "community_group", "issue_update")


async def state(town: Town) -> str:
    """What the loop knows, without what is said and without half-finished talks."""
    return await town.does(
        lambda work: str([work.session.execute(sa.text(f'SELECT * FROM "{name}"')).all() for name in STATE])
    )


async def revoke(town: Town) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    taken = sa.update(Grant).where(sa.column("role") == "staff").values(revoked_at=now)
    await town.does(lambda work: work.session.execute(taken))


@pytest.mark.parametrize("label", ["Answer", "Ask back", "Take up", "Join to a matter"])
async def test_a_champion_cannot_press_the_buttons_of_a_card(
    town: Town, samina: Phone, tom: Phone, room: int, label: str
) -> None:
    await samina.says("The clinic is shut.")
    before = await state(town)
    assert await samina.taps(label, room) == "Only staff of the programme can do this."
    assert await state(town) == before


async def test_a_staff_member_who_was_revoked_can_do_nothing_any_more(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await tom.taps("Answer", room)
    await tom.says("We look into it.")
    await revoke(town)
    before = await state(town)
    await tom.taps("Send it")
    tom.hears("Only staff of the programme can do this.")
    assert await tom.taps("Take up", room) == "Only staff of the programme can do this."
    await tom.says("We look into it.", room, reply_to=tom.sees("H-1", room))
    tom.hears("Only staff of the programme can do this.", room)
    assert await state(town) == before
    await tom.says("/language")
    tom.hears("Which language")


async def test_two_take_up_the_same_and_the_second_is_told_so(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    """Rule 9: what somebody else settled meanwhile is said kindly, and nobody is left stuck in a conversation."""
    omar = await town.staff("Omar Ali")
    await samina.says("The clinic is shut.")
    await omar.taps("Take up", room)
    await take_up(tom, room, "H-1")
    await omar.says("The clinic")
    await omar.taps("The title says it all")
    await omar.taps("It cannot be changed")
    await omar.says("It is the landlord's.")
    await omar.taps_first("Who answers for it?")
    await omar.says("Words.")
    await omar.taps_first("When will they hear more")
    await omar.taps("No, keep it here")
    await omar.taps("Tell them")
    omar.hears("Somebody has this already.")
    assert len(await town.all(Issue)) == 1
    await omar.taps("Answer", room)
    omar.hears("What is your answer", omar.id)


async def test_an_answer_to_what_was_taken_back_meanwhile_is_not_sent(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await tom.taps("Answer", room)
    await samina.taps("Take it back")
    await tom.says("We look into it.")
    tom.hears("has taken it back")
    assert await town.all(Update) == []


async def test_a_confirmation_pressed_twice_sends_once(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await tom.taps("Answer", room)
    await tom.says("We look into it.")
    await tom.taps("Send it")
    assert await tom.taps("Send it") == "This button is no longer in use."
    assert len(samina.all_with("We look into it.")) == 1


async def test_buttons_of_a_closed_or_settled_matter_say_so(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    stale = str(tom.sees("M-1", room).button("Say what is new"))
    await news(tom, room, "M-1")
    await samina.taps("Yes, it is better")
    assert "This matter is closed" in str(await tom.presses(stale, tom.sees("M-1", room)))
    [*_earlier, telling] = await town.all(Telling)
    assert await tom.presses(f"s:{telling.id}", tom.sees("M-1", room)) == "That is settled already."
    assert await tom.presses("v:1:ur", tom.sees("M-1", room)) != "Those words are there already."
    await tom.says("/cancel")
    assert await tom.presses("v:1:en", tom.sees("M-1", room)) == "Those words are there already."
    assert await tom.presses("v:1:xx", tom.sees("M-1", room)) == "Those words are there already."


def forged(seed: int, real: list[str]) -> str:
    """A made-up or bent piece of callback data."""
    draw = random.Random(seed)
    if draw.random() < 0.3:
        return "".join(draw.choice("tkicmvsjgb:0123456789-_ayés\x00\u202e") for _ in range(draw.randrange(0, 30)))
    data = draw.choice(real)
    if draw.random() < 0.5:
        parts = data.split(":")
        at = draw.randrange(len(parts))
        parts[at] = draw.choice(["", "0", "-1", "1", "99", "9" * 25, "٣", "x", "yes", "no", "back", "allow", "\u0000"])
        return ":".join(parts)
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.choice("x:9\n") + data[at + draw.randrange(2) :]


CARDS = ("c:1:answer", "c:1:take_up", "c:1:ask")
REAL = [
    "i:1:back", "i:1:add", "i:1:change", "i:1:more", "c:1:answer", "c:2:take_up", "c:2:join", "c:1:ask", "m:1:update",
    "v:1:ur", "s:1", "g:2:staff:allow", "g:2:administrator:allow", "g:2:staff:refuse", "b:1:settings", "b:3:settings",
    "a:1:group", "a:1:room", "a:1:leave", "r:1:know", "r:1:whole", "r:1:yes", "r:1:told", "r:1:not", "r:1:other",
    "r:1:in", "r:1:stand", "k:yes", "k:no", "j:CODE:no", "j:CODE:yes", "t:TOKEN:y", "t:TOKEN:o0",
]  # fmt: skip


@pytest.mark.parametrize("who", ["stranger", "champion", "revoked"])
async def test_forged_presses_change_nothing_and_never_break(
    town: Town, samina: Phone, tom: Phone, room: int, who: str
) -> None:
    """Callback data is what anybody may send: without the right, nothing happens; with nonsense, it says so."""
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await samina.says("The lift is broken.")
    code = (await town.all(Telling))[-1].code
    if who == "revoked":
        await revoke(town)
    presser = {"stranger": town.phone("Mallory"), "champion": await town.champion("Ania"), "revoked": tom}[who]
    line = samina.sees("H-1")
    before = await state(town)
    for seed in range(80):
        data = forged(seed, REAL).replace("CODE", code)
        assert await presser.presses(data, line) or data.startswith("t:")
    assert await state(town) == before
    assert await town.all(SetAside) == []


async def test_forged_presses_of_staff_never_break(town: Town, samina: Phone, room: int) -> None:
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await samina.says("The clinic is shut.")
    await answer(priya, room, "H-1", "We look into it.")
    for seed in range(80):
        await priya.presses(forged(seed, REAL), priya.sees("H-1", room))
    assert await town.all(SetAside) == []
    assert len(await town.all(Insight)) == 1


async def test_another_programmes_rows_are_out_of_reach(town: Town, samina: Phone, room: int) -> None:
    """Every table has its programme: a forged number does not reach into another's."""
    await samina.says("CANARY")
    other = Town(town.store, programme="Another team")
    mallory = await other.staff("Mallory", role=Role.ADMINISTRATOR)
    theirs = await other.room()
    line = await mallory.says("hello", theirs)
    for data in (
        "c:1:answer",
        "c:1:take_up",
        "c:1:ask",
        "m:1:update",
        "v:1:ur",
        "s:1",
        "b:1:settings",
        "a:1:group",
        "r:1:know",
    ):
        assert await mallory.presses(data, line)
    assert "CANARY" not in other.said_anywhere()
    assert (await town.all(Insight))[0].taken_back_at is None
