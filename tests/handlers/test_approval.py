"""Rule 5: nothing trusted goes out on one person's word, and what goes out is what the second person saw."""

from __future__ import annotations

import pytest

from bot.loop import people, trusted
from bot.store.audit import Audit
from bot.store.session import Work
from bot.store.trusted import Approval, Copy, TrustedMessage
from bot.words import Role
from tests.handlers.approving import WHY, WORDS, approves, person, rewrites, the_message, writes
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    priya = await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    await town.group("Women's circle")
    return priya


@pytest.fixture
async def jo(town: Town, room: int) -> Phone:
    return await town.staff("Jo Bell", "Doctor")


async def test_a_second_person_sees_all_that_groups_will_see_and_approves_exactly_that(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    assert await tom.taps("Ask for approval", room) == "Your colleagues are asked."
    assert "Tom Reed, Health officer asks another person" in priya.sees("to approve T-1", room).text
    await priya.taps("As its readers see it", room)
    copy = priya.sees("— English · 1 —").text
    message = await the_message(town)
    code = f"{message.code[:4]}-{message.code[4:]}"
    assert WORDS in copy and "From Mare Street health team." in copy and f"/check {code}" in copy
    told = priya.sees("T-1 · Opening times").text
    for part in ("It goes to 1 chat: English: 1", "Women's circle", "As soon as it is approved", code, WHY, "Tom Reed"):
        assert part in told
    assert await town.all(Copy) == []
    assert await priya.taps("Approve it") == "Thank you. You have approved T-1."
    message = await the_message(town)
    bound = await town.does(lambda work: trusted.binding(work, message))
    assert message.state == "approved" and message.binding == bound and message.approved_at == town.clock.at
    assert len(await town.all(Copy)) == 1
    assert "Priya Shah, Nurse has approved T-1." in tom.sees("approved T-1").text
    asked = priya.sees("to approve T-1", room)
    assert not asked.buttons and "Priya Shah, Nurse has approved T-1." in asked.text
    acts = {one.act: one for one in await town.all(Audit)}
    assert acts["ask_approval"].detail["after"] == "asked"
    assert acts["approve_message"].detail == {
        "before": "asked",
        "after": "approved",
        "hash": message.binding,
        "asked_by": message.author_id,
    }


async def test_its_author_cannot_approve_it_through_any_role(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    await writes(town, tom)
    await priya.taps("Ask for approval", room)
    await priya.taps("As its readers see it", room)
    assert priya.sees("T-1 · Opening times", priya.id).buttons == []
    shown = (await town.does(lambda work: trusted.binding(work, work.session.get_one(TrustedMessage, 1))))[:16]
    await town.does(
        lambda work: people.grant(work, person(work, tom), Role.ADMINISTRATOR, allowed_by=None, allowed=True)
    )
    card = tom.sees("T-1", room)
    for somebody in (tom, priya):
        refused = await somebody.presses(f"tm:1:approve:{shown}", card)
        assert "Another person of the team approves it" in str(refused)
    assert (await the_message(town)).state == "asked" and await town.all(Approval) == []


async def test_who_took_a_proposal_up_or_wrote_its_words_cannot_approve_it(
    town: Town, tom: Phone, priya: Phone, jo: Phone, room: int
) -> None:
    await writes(town, tom)
    await rewrites(town, priya, f"{WORDS} Come in.")

    def take_up(work: Work) -> None:
        message = work.session.get_one(TrustedMessage, 1)
        message.adopted_by = person(work, jo).number

    await town.does(take_up)
    await tom.taps("Ask for approval", room)
    shown = (await town.does(lambda work: trusted.binding(work, work.session.get_one(TrustedMessage, 1))))[:16]
    for somebody in (tom, priya, jo):
        refused = await somebody.presses(f"tm:1:approve:{shown}", somebody.sees("T-1", room))
        assert "Another person of the team approves it" in str(refused)
    assert await town.all(Copy) == []


async def test_of_two_who_approve_one_wins_and_the_other_hears_who(
    town: Town, tom: Phone, priya: Phone, jo: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for approval", room)
    await jo.taps("As its readers see it", room)
    assert "You have approved" in str(await approves(priya, room))
    assert await jo.taps("Approve it") == "Priya Shah, Nurse has approved it already."
    assert [one.is_yes for one in await town.all(Approval)] == [True]


async def test_what_changed_since_it_was_on_screen_is_not_approved(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for approval", room)
    await priya.taps("As its readers see it", room)
    old = priya.sees("T-1 · Opening times")
    await rewrites(town, tom, WORDS.replace("9am", "8am"))
    assert "does not wait for that any more" in str(await priya.presses(str(old.button("Approve it")), old))
    await tom.taps("Ask for approval", room)
    assert "It has changed since" in str(await priya.presses(str(old.button("Approve it")), old))
    assert await priya.presses("tm:1:approve:", old) == "This button is no longer in use."
    assert (await the_message(town)).state == "asked" and await town.all(Copy) == []


async def test_a_change_after_the_approval_undoes_it_and_nothing_goes_out(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    approved = (await the_message(town)).binding
    await rewrites(town, tom, f"{WORDS} Bring a coat.")
    message = await the_message(town)
    assert (message.state, message.binding, message.approved_at) == ("draft", None, None)
    assert await town.all(Copy) == []
    assert (await town.all(Audit))[-1].detail["undone"] == approved


async def test_it_comes_back_with_a_reason(town: Town, tom: Phone, priya: Phone, jo: Phone, room: int) -> None:
    await writes(town, tom)
    await tom.taps("Ask for approval", room)
    await priya.taps("Send it back", room)
    await priya.says("Nine is too early.")
    assert "Priya Shah, Nurse sends T-1 back, because: Nine is too early." in tom.sees("T-1 back").text
    tom.sees("sent it back, because: Nine is too early.", room)
    shown = (await town.does(lambda work: trusted.binding(work, work.session.get_one(TrustedMessage, 1))))[:16]
    late = await jo.presses(f"tm:1:approve:{shown}", jo.sees("T-1", room))
    assert late == "Priya Shah, Nurse has sent it back."
    await tom.taps("Ask for approval", room)
    await approves(priya, room)
    said = await town.all(Approval)
    assert (await the_message(town)).state == "approved" and [one.is_yes for one in said] == [True]


async def test_somebody_whose_role_was_ended_is_refused(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    await writes(town, tom)
    await tom.taps("Ask for approval", room)
    await priya.taps("As its readers see it", room)

    def ended(work: Work) -> None:
        grant = people.grant(work, person(work, priya), Role.ADMINISTRATOR, allowed_by=None, allowed=True)
        grant.revoked_at = work.now

    await town.does(ended)
    assert await priya.taps("Approve it") == "Only staff of the programme can do this."
    champion = await town.champion("Samina")
    assert "Only staff" in str(await champion.presses("tm:1:ask", champion.sees("T-1", room)))
    assert (await the_message(town)).state == "asked"


async def test_urgent_both_at_once_but_still_two(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    await town.group("Koło kobiet", "pl")
    await writes(town, tom)
    card = tom.sees("T-1 · ", room)
    assert card.text.count("Polish") == 1 and "0 people" not in card.text
    await tom.taps("It is urgent", room)
    await tom.says("The water is not safe.")
    await tom.taps("Yes: it goes at any hour")
    told = tom.hears("Not ready, and so left out: Polish").text
    assert "Koło kobiet" in told
    await tom.taps("Ask them now")
    read = priya.sees("Urgent. Tom Reed, Health officer asks you to approve T-1 now").text
    assert "The water is not safe." in read and WORDS in read and "through quiet hours" in read and "Koło" in read
    assert not tom.all_with("Urgent. Tom Reed"), "who asked is not asked"
    await priya.taps("Approve it")
    assert not priya.sees("Urgent. Tom Reed").buttons, "it is done"
    message = await the_message(town)
    assert message.state == "approved" and message.is_urgent and message.is_for_life and message.left_out == ["pl"]
    approved = (await town.all(Audit))[-1].detail
    assert approved["urgent_why"] == "The water is not safe." and approved["is_for_life"] is True
    assert [one.language for one in await town.all(Copy)] == ["en"]


async def test_urgent_without_danger_to_life_waits_for_the_morning(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    await writes(town, tom)
    await tom.taps("It is urgent", room)
    await tom.says("The clinic is shut today.")
    await tom.taps("No: it waits for the morning")
    await tom.taps("Ask them now")
    assert "At once, outside quiet hours." in priya.sees("Urgent. Tom Reed").text
    assert (await the_message(town)).is_for_life is False


async def test_nobody_else_there_is_said(town: Town, tom: Phone, room: int) -> None:
    await writes(town, tom)
    assert "is for nobody yet" in str(await tom.taps("Ask for approval", room))
    await town.staff("Ada", role=Role.ADMINISTRATOR)
    await town.group("Women's circle")

    def ended(work: Work) -> None:
        ada = people.holding(work, frozenset({Role.ADMINISTRATOR}))[0]
        people.grant(work, ada, Role.ADMINISTRATOR, allowed_by=None, allowed=True).revoked_at = work.now

    await town.does(ended)
    await tom.taps("Ask for approval", room)
    tom.sees("Nobody else of the team can approve it yet.")


async def test_what_has_expired_is_not_approved(town: Town, tom: Phone, priya: Phone, room: int) -> None:
    await writes(town, tom)
    await tom.taps("Ask for approval", room)
    await priya.taps("As its readers see it", room)
    await town.later(days=92)
    assert "was right until" in str(await priya.taps("Approve it"))
    assert await town.all(Copy) == []
