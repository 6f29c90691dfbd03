"""Two matters become one: all who raised either hear of both, each is told once, and nothing owed is lost."""

from __future__ import annotations

from bot.store.conversations import Talking
from bot.store.issues import Action, Issue, Raiser
from bot.store.promises import Promise
from bot.store.updates import Telling, Update
from bot.words import HEARD
from tests.handlers.desk import news, take_up
from tests.handlers.matters import decides, joins, merges, two_matters
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def test_all_who_raised_it_move_and_are_told_once(town: Town, tom: Phone, room: int) -> None:
    samina, ania = await two_matters(town, tom, room)
    heard = len(samina.all_with(""))
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    told = ania.sees("M-1 and M-2 are the same matter, as Tom Reed, Health officer sees it").text
    assert "You said: “The line is always busy.”" in told and "The phone – It is hard to get through." in told
    assert "You will hear more by" in told
    assert len(samina.all_with("")) == heard, "nothing changed for her"
    assert "It is part of M-1 now." in tom.sees("M-2 · The line", room).text
    assert tom.sees("M-2 · The line", room).buttons == []
    assert "2 people or groups raised it" in tom.sees("M-1 · The phone", room).text
    await news(tom, room, "M-1 ·")
    for phone in (samina, ania):
        assert len(phone.all_with("They answer now.")) == 1


async def test_its_reference_its_actions_and_promises_go_along(town: Town, tom: Phone, room: int) -> None:
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("Nobody picks up.")
    await take_up(tom, room, "H-1 ·", title="The phone")
    await ania.says("The line is busy.")
    await take_up(tom, room, "H-2 ·", title="The line", scope="We can change it", words="We add lines.")
    first_word = ania.sees("We add lines.")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    [action] = await town.all(Action)
    assert action.issue_id == 1 and "Two more lines" in tom.sees("M-1 ·", room).text
    open_ones = [one for one in await town.all(Promise) if one.kept_at is None]
    assert {(one.kind, one.about_id) for one in open_ones} == {("action", 1), ("next_news", 1)}
    assert all(one.owner_id for one in open_ones)
    await ania.says("It is worse now.", reply_to=first_word)
    assert "A reply on M-1:" in tom.sees("It is worse now.").text
    assert {one.moved_from_id for one in await town.all(Update) if one.issue_id == 1} == {None, 2}
    await ania.says("/mine")
    await ania.taps("H-2")
    assert "We add lines." in ania.hears("It belongs to M-1.").text


async def test_who_raised_both_raises_it_once_and_hears_once(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("Nobody picks up.")
    await take_up(tom, room, "H-1 ·", title="The phone")
    await samina.says("The line is busy.")
    await take_up(tom, room, "H-2 ·", title="The line", words="We look at the line.")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    assert len(samina.all_with("are the same matter")) == 1
    assert "1 person or group raised it" in tom.sees("M-1 ·", room).text
    await news(tom, room, "M-1 ·")
    assert len(samina.all_with("They answer now.")) == 1
    await samina.taps("Yes, it is better")
    assert [one.state for one in await town.all(Issue)] == ["closed_judged", "merged"]


async def test_a_closed_one_can_become_part_of_an_open_one(town: Town, tom: Phone, room: int) -> None:
    _samina, ania = await two_matters(town, tom, room)
    await news(tom, room, "M-2 ·")
    await ania.taps("Yes, it is better")
    assert [one.state for one in await town.all(Issue)] == ["open", "closed_judged"]
    await tom.presses("m:2:merge", tom.sees("M-2 ·", room))
    await tom.taps("M-1 · The phone")
    await tom.taps("Make them one")
    ania.sees("are the same matter")
    assert len([one for one in await town.all(Raiser) if one.issue_id == 1 and one.settled_at is None]) == 2


async def test_whoever_was_being_asked_is_told_that_it_is_open_again(town: Town, tom: Phone, room: int) -> None:
    samina, ania = await two_matters(town, tom, room)
    await news(tom, room, "M-1 ·")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    samina.sees("are the same matter")
    ania.sees("are the same matter")
    await town.later(days=20)
    assert [one.state for one in await town.all(Issue)] == ["open", "merged"], "nobody closes it on the old question"
    await samina.taps("No", under="They answer now.")
    assert [one.state for one in await town.all(Issue)] == ["open", "merged"]


async def test_groups_and_those_without_a_chat_move_too(town: Town, tom: Phone, room: int) -> None:
    circle, nadia = await town.group("Circle"), town.phone("Nadia")
    samina = await town.champion("Samina")
    await samina.says("Nobody picks up.")
    await take_up(tom, room, "H-1 ·", title="The phone")
    await nadia.says("/tell the line is busy", circle)
    await nadia.taps("Yes, keep it", circle)
    await take_up(tom, room, "H-2 ·", title="The line")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    await town.later(days=14)
    assert "In this group it was said" in nadia.sees("are the same matter", circle).text
    assert {one.state for one in await town.all(Telling)} <= HEARD


async def test_what_others_owe_an_answer_on_stays_owed(town: Town, tom: Phone, room: int) -> None:
    samina, _ania = await two_matters(town, tom, room)
    await decides(tom, room, "M-2 ·", "It is somebody else's", "It is his line.")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    assert "It is with The landlord (Mr Hall)." in tom.sees("M-1 ·", room).text
    await news(tom, room, "M-1 ·")
    await samina.taps("Yes, it is better")
    await town.later(days=20)
    assert [one.state for one in await town.all(Issue)] == ["open", "merged"]


async def test_the_other_way_round_the_second_is_told(town: Town, tom: Phone, room: int) -> None:
    await two_matters(town, tom, room)
    omar = await town.staff("Omar Ali")
    await omar.taps("Merge", room, under="M-1 ·")
    await omar.taps("M-2 · The line")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    await omar.taps("Make them one")
    omar.hears("M-2 is part of M-1 now.")
    assert await omar.presses("m:2:update", tom.sees("M-2 ·", room)) == "M-2 is part of M-1 now."


async def test_what_is_told_later_joins_the_whole(town: Town, tom: Phone, room: int) -> None:
    await two_matters(town, tom, room)
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    omar = await town.champion("Omar")
    await omar.says("I never get through.")
    await joins(tom, room, "H-3 ·", "M-1 · The phone")
    omar.sees("We look into the phone.")


async def test_only_staff_and_only_with_another(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("Nobody picks up.")
    await take_up(tom, room, "H-1 ·")
    assert await tom.taps("Merge", room) == "There is no other open matter that it could be part of."
    card = tom.sees("M-1 ·", room)
    for act in ("merge", "split", "give", "scope", "title", "answer", "letter"):
        assert await samina.presses(f"m:1:{act}", card) == "Only staff of the programme can do this."


async def test_whoever_chose_a_matter_that_went_meanwhile_reads_where_it_went(
    town: Town, tom: Phone, room: int
) -> None:
    await two_matters(town, tom, room)
    omar, nadia = await town.staff("Omar Ali"), await town.champion("Nadia")
    await nadia.says("The door is too narrow.")
    await take_up(tom, room, "H-3 ·", title="The door")
    await omar.taps("Merge", room, under="M-1 ·")
    await omar.taps("M-2 · The line")
    await merges(tom, room, "M-2 ·", "M-1 · The phone")
    await omar.taps("Make them one")
    assert omar.hears("M-2 is part of M-1 now.").buttons == []
    assert [one.person_id for one in await town.all(Talking)] == []
