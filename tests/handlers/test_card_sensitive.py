"""What is sensitive leaves the room: its words go from there, and only the safeguarding leads have it, in private."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.audit import Audit
from bot.words import Role
from tests.handlers.desk import answer
from tests.handlers.phone import Phone
from tests.handlers.test_erasing import erases
from tests.handlers.town import Town

CANARY = "CANARY-4127"
ONLY_LEAD = "This is sensitive. Only the safeguarding lead can do that."


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", "Manager", role=Role.ADMINISTRATOR)


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Nurse")


@pytest.fixture
async def grace(town: Town, priya: Phone) -> Phone:
    """The safeguarding lead."""
    made = await town.staff("Grace Obi", "Safeguarding")
    await priya.says("/lead")
    priya.hears("There is no safeguarding lead yet.")
    await priya.taps("Grace Obi")
    priya.sees("What is sensitive goes to Grace Obi, Safeguarding, and to nobody else.")
    return made


def read_by(town: Town, chat: int) -> str:
    return "\n".join(line.text for line in town.telegram.said_in(chat))


async def test_its_words_leave_the_room_and_go_to_the_lead(
    town: Town, samina: Phone, tom: Phone, grace: Phone, priya: Phone, room: int
) -> None:
    await samina.says(f"{CANARY} at home")
    await samina.sends("voice", f"{CANARY} a note", reply_to=samina.sees("as H-1"))
    await tom.says("/card H-1")
    assert CANARY in read_by(town, tom.id) and "a-voice" in str([one.medium for one in town.telegram.said_in(room)])
    await tom.taps("More …", room)
    said = await tom.taps("It is sensitive", room)
    assert said == "It has left the room. The safeguarding lead has it."
    assert CANARY not in read_by(town, room) and CANARY not in read_by(town, tom.id)
    assert "a-voice" not in str([one.medium for one in town.telegram.said_in(room)])
    assert tom.sees("H-1 is sensitive. The safeguarding lead has it now.", room).buttons == []
    card = grace.sees("Tom Reed, Nurse says that this is sensitive.")
    assert CANARY in card.text and card.button("Answer")
    assert CANARY not in read_by(town, priya.id), "an administrator is no lead"
    assert ("sensitive", {"before": False, "after": True}) in [(a.act, a.detail) for a in await town.all(Audit)]
    await town.later(minutes=1)
    assert not tom.all_with("was taken back", room)


async def test_nobody_else_acts_on_it_and_the_lead_does_so_in_private(
    town: Town, samina: Phone, tom: Phone, grace: Phone, priya: Phone, room: int
) -> None:
    await samina.says(f"{CANARY} at home. Ring 020 7946 0018.")
    line = tom.sees("H-1 ·", room)
    await tom.presses("card:1:sensitive", line)
    for data in ("c:1:answer", "c:1:take_up", "card:1:claim", "card:1:words", "h:1:show", "card:1:open_to_all",
                 "u:1:alert", "f:1:block"):  # fmt: skip
        for other in (tom, priya):
            assert await other.presses(data, line) == ONLY_LEAD, data
    await tom.says("We look.", room, reply_to=line)
    tom.hears(ONLY_LEAD, room)
    await tom.says("/card H-1")
    tom.hears(ONLY_LEAD, tom.id)
    await grace.taps("I take it")
    assert "Grace Obi, Safeguarding works on it." in grace.sees("H-1 ·").text
    assert "works on it" not in read_by(town, room)
    await grace.taps("Answer")
    await grace.says("We come today.")
    await grace.taps("Send it")
    samina.sees("We come today.")


async def test_what_is_added_goes_to_the_lead_alone_even_in_another_room(
    town: Town, samina: Phone, tom: Phone, grace: Phone, priya: Phone, room: int
) -> None:
    await samina.says("At home.")
    await tom.presses("card:1:sensitive", tom.sees("H-1 ·", room))
    await samina.says(f"{CANARY} again", reply_to=samina.sees("as H-1"))
    assert CANARY in grace.sees("More on H-1:").text
    assert CANARY not in read_by(town, room) and CANARY not in read_by(town, tom.id)
    await town.later(days=10)
    assert CANARY not in read_by(town, room)
    other = await town.chat()
    await tom.says("/tell it", other)
    await priya.taps("It is the staff room")
    assert "H-1 is sensitive." in read_by(town, other) and CANARY not in read_by(town, other)
    await erases(samina)
    assert CANARY not in read_by(town, grace.id)


async def test_what_is_said_to_be_a_thing_of_its_own_stays_as_sensitive(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    town.between = timedelta(seconds=20)
    await samina.says("At home.")
    await tom.presses("card:1:sensitive", tom.sees("H-1 ·", room))
    await samina.says(f"{CANARY} he hits her")
    await samina.taps("These are separate")
    assert CANARY in grace.sees("H-2 ·").text and tom.sees("H-2 is sensitive.", room)
    assert CANARY not in read_by(town, room)


async def test_without_a_lead_the_administrators_have_it_and_a_new_lead_takes_over(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await samina.says(f"{CANARY} at home")
    await tom.presses("card:1:sensitive", tom.sees("H-1 ·", room))
    assert CANARY in priya.sees("says that this is sensitive").text
    await priya.says("/lead")
    await priya.taps("Tom Reed")
    assert CANARY in tom.sees("H-1 ·").text and CANARY not in read_by(town, priya.id)
    assert await priya.presses("c:1:answer", tom.sees("H-1 ·")) == ONLY_LEAD
    await priya.taps("✓ Tom Reed")
    assert CANARY in priya.sees("H-1 ·").text and CANARY not in read_by(town, tom.id)


async def test_a_lead_can_let_the_team_see_it_after_all(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await tom.presses("card:1:sensitive", tom.sees("H-1 ·", room))
    await grace.taps("More …")
    assert await grace.taps("Not sensitive after all") == "All of the team can see it now."
    assert "The clinic is shut." in tom.sees("H-1 ·", room).text
    await answer(tom, room, "H-1 ·", "It opens on Monday.")
    samina.sees("It opens on Monday.")


async def test_handed_on_only_to_another_lead(
    town: Town, samina: Phone, tom: Phone, grace: Phone, priya: Phone, room: int
) -> None:
    await samina.says("At home.")
    line = tom.sees("H-1 ·", room)
    await tom.presses("card:1:sensitive", line)
    assert await grace.presses("card:1:hand", line) == "There is nobody else who could have it."
    assert await grace.presses("card:1:to:2", line) in (
        "This is sensitive. Only a safeguarding lead can have it.",
        "They do not belong to the team any more.",
    )
