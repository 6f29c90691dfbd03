"""Telephone numbers and the like: the teller is asked, staff read a mask until they may, groups never read them."""

from __future__ import annotations

import pytest

from bot.store.audit import Audit
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.wordings import Wording
from bot.words import Role
from tests.handlers.desk import answer, news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

NUMBER = "020 7946 0018"
TOLD = f"Ring Aisha on {NUMBER} about the clinic."


@pytest.fixture
async def tom(town: Town, samina: Phone) -> Phone:
    phone = await town.staff("Tom Reed")
    await phone.says("/help")
    return phone


def read_by_staff(town: Town, room: int) -> str:
    return "\n".join(line.text for line in town.telegram.said_in(room))


async def test_it_is_pointed_out_and_masked_until_it_may_stay(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says(TOLD)
    assert "a phone number" in samina.hears("something personal in H-1").text
    assert "[phone number]" in tom.sees("told in private", room).text
    assert NUMBER not in read_by_staff(town, room)
    await tom.taps("Answer", room)
    assert not tom.all_with(NUMBER)
    await samina.taps("It may stay")
    assert NUMBER in tom.sees("told in private", room).text
    assert tom.sees("told in private", room).button("Show what is hidden") is None


async def test_taken_out_it_is_gone_everywhere(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    line = await samina.says("Ring Aisha.")
    await samina.edits(line, TOLD)
    await take_up(tom, room, "H-1")
    await samina.taps("Take it out")
    kept = [row.model_dump() for table in (Insight, Wording, Raiser, Audit) for row in await town.all(table)]
    assert NUMBER not in str(kept)
    assert NUMBER not in str([row.what for row in await outbox_rows(town)])
    assert "Ring Aisha on [phone number]" in samina.sees("kept this as H-1").text
    assert "Ring Aisha on [phone number]" in tom.sees("told in private", room).text
    assert await samina.taps("Take it out") == "There is nothing personal in it any more."


async def test_whoever_handles_it_may_look_and_that_is_written_down(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says(TOLD)
    assert await tom.taps("Show what is hidden", room) == "I have sent it to you in private."
    assert NUMBER in tom.sees("as it was told").text
    assert NUMBER not in read_by_staff(town, room)
    [looked] = [row for row in await town.all(Audit) if row.act == "show_hidden"]
    assert looked.about_id == 1 and looked.detail == {}
    card = tom.sees("told in private", room)
    assert await samina.presses("h:1:show", card) == "Only staff of the programme can do this."
    await samina.taps("Take it back")
    assert not tom.all_with(NUMBER), "what was shown goes with what was told"


async def test_only_the_teller_says_whether_it_may_stay(town: Town, samina: Phone) -> None:
    await samina.says(TOLD)
    ania = await town.champion("Ania")
    for act in ("stay", "out"):
        assert await ania.presses(f"h:1:{act}", samina.sees("H-1")) == "Only the person who told this can do that."


async def test_each_message_is_asked_about_anew(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says(TOLD)
    await samina.taps("It may stay")
    await samina.says("Or write to aisha@example.org.", reply_to=samina.sees("H-1"))
    assert "an e-mail address" in samina.hears("something personal").text
    assert "aisha@example.org" not in read_by_staff(town, room)
    assert NUMBER not in tom.sees("told in private", room).text
    await samina.taps("Say more about it")
    for _question in ("kind", "how many"):
        await samina.taps("Leave it out")
    await samina.says("At E8 1AA")
    for _question in ("when", "name"):
        await samina.taps("Leave it out")
    assert "a postcode" in samina.hears("something personal").text
    assert "Where: At [postcode]" in tom.sees("told in private", room).text


async def test_why_it_is_not_better_is_masked_but_for_the_owner(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic never answers.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")
    await samina.taps("No", under="They answer now.")
    await samina.says(f"Ring me on {NUMBER}.")
    await samina.says(f"Again: {NUMBER}.", reply_to=samina.sees("They answer now."))
    assert NUMBER not in read_by_staff(town, room)
    assert tom.sees(f"Ring me on {NUMBER}.", tom.id) and tom.sees(f"Again: {NUMBER}.", tom.id)


async def test_no_group_ever_reads_it(town: Town, room: int) -> None:
    """Said back, quoted in an answer and in what changed: the group that it was said in reads the mask."""
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says(f"/tell {TOLD}", circle)
    await nadia.taps("Yes, keep it", circle)
    await nadia.taps("It may stay", circle)
    assert NUMBER in priya.sees("H-1", room).text
    await answer(priya, room, "H-1", "Thank you.")
    await priya.says("/help")
    await take_up(priya, room, "H-1 ·")
    await news(priya, room, "M-1")
    in_group = "\n".join(line.text for line in town.telegram.said_in(circle))
    assert NUMBER not in in_group and "They answer now." in in_group
