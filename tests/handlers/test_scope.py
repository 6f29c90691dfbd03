"""Can it be changed? Decided on the card, with a reason, told; what is not ours is owed until the others answered."""

from __future__ import annotations

import pytest

from bot.store.audit import Audit
from bot.store.decisions import Decision
from bot.store.issues import Issue
from bot.store.promises import Promise
from tests.handlers.desk import news, take_up
from tests.handlers.matters import decides
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    """Samina raised M-1, of which it is not known yet whether it can be changed."""
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1 ·", title="The lift", scope="We do not know yet")
    return samina


async def open_promises(town: Town) -> dict[str, Promise]:
    return {one.kind: one for one in await town.all(Promise) if one.kept_at is None}


async def test_not_known_yet_has_a_date_and_an_owner(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    assert "We do not know yet" in samina.sees("has taken this up").text
    assert "To be known by Mon 16 Mar" in tom.sees("M-1 ·", room).text, "ten working days"
    assert (await open_promises(town))["scope"].owner_id is not None
    await town.later(days=15)
    assert len(tom.all_with("you promised to say by Mon 16 Mar")) == 1
    await town.later(days=8)
    assert len(tom.all_with("you promised to say by")) == 2, "again until it is said"


async def test_cannot_carries_its_reason(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await decides(tom, room, "M-1 ·", "It cannot be changed", "The shaft is listed.")
    told = samina.hears("Can this be changed? Tom Reed, Health officer says:").text
    assert "It cannot be changed" in told and "The shaft is listed." in told and "You will hear more by" in told
    assert "The shaft is listed." in tom.sees("M-1 ·", room).text
    assert "scope" not in await open_promises(town), "it is said now"
    [first, second] = [one for one in await town.all(Audit) if (one.act, one.about) == ("scope", "issue")]
    assert first.detail == {"before": None, "after": "not_known_yet"}
    assert second.detail == {"before": "not_known_yet", "after": "cannot"}


async def test_not_ours_says_whose_and_comes_with_words_to_hand_over(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await decides(tom, room, "M-1 ·", "It is somebody else's", "The house is theirs.")
    told = samina.hears("It is for The landlord to change. We bring it to them").text
    assert "The house is theirs." in told and "Mr Hall" not in told
    letter = tom.hears("Dear Mr Hall,")
    assert "told us this: The lift." in letter.text and "It is hard to get through." in letter.text
    assert "Tom Reed, Health officer, Mare Street health team" in letter.text
    assert "Samina" not in letter.text and "broken" not in letter.text
    assert (
        "It is with The landlord (Mr Hall). Their first answer is awaited by Mon 9 Mar." in tom.sees("M-1 ·", room).text
    )
    await tom.taps("Words for them", room)
    tom.hears("Dear Mr Hall,")


async def test_it_stays_owed_until_their_first_answer_is_told(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await decides(tom, room, "M-1 ·", "It is somebody else's", "The house is theirs.")
    await town.later(days=8)
    assert "The landlord was to answer by Mon 9 Mar" in tom.sees("M-1 (The lift)").text
    await news(tom, room, "M-1 ·", words="They look at it.")
    await samina.taps("Yes, it is better")
    await town.later(days=30)
    assert [one.state for one in await town.all(Issue)] == ["open"], "it cannot close before"
    assert len(tom.all_with("The landlord was to answer by")) > 2
    await tom.taps("They have answered", room)
    await tom.says("They mend it in May.")
    await tom.taps_first("When will they hear more")
    await tom.taps("Tell them")
    told = samina.hears("The landlord has answered. Tom Reed, Health officer tells you what they say:").text
    assert "They mend it in May." in told
    assert "their_answer" not in await open_promises(town)
    await town.later(days=20)
    assert [one.state for one in await town.all(Issue)] == ["closed_judged"]
    assert all(one.ended_at for one in await town.all(Decision))


async def test_their_answer_is_recorded_once(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await decides(tom, room, "M-1 ·", "It is somebody else's", "The house is theirs.")
    await tom.taps("They have answered", room)
    await tom.says("They mend it in May.")
    await tom.taps_first("When will they hear more")
    await tom.taps("Tell them")
    toast = await tom.presses("m:1:answer", tom.sees("M-1 ·", room))
    assert toast == "Their first answer is there already, or it is not with others any more."
    assert len(samina.all_with("They mend it in May.")) == 1


async def test_taken_up_as_not_ours_owes_their_answer_too(town: Town, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    await ania.says("The lift is broken.")
    await take_up(tom, room, "H-1 ·", scope="It is somebody else's")
    assert "It is for The landlord to change." in ania.sees("has taken this up").text
    assert set(await open_promises(town)) == {"next_news", "their_answer"}


async def test_decided_while_it_is_judged_it_does_not_close_by_itself(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await news(tom, room, "M-1 ·")
    await decides(tom, room, "M-1 ·", "We can change it", "We have the money now.")
    samina.hears("We can change it")
    await town.later(days=20)
    assert [one.state for one in await town.all(Issue)] == ["open"]
