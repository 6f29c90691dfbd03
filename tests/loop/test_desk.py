"""What staff do about what was told: answer, ask back, take up, join, news, translate."""

from __future__ import annotations

import pytest

from bot.language import p_
from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.updates import Telling
from tests.handlers.desk import LATER, answer, begin_answer, news, outbox_rows, states, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

BUTTON_YES = p_("button", "Yes, keep it")
PROGRESS, NOTHING = "Something moved", "Nothing yet, because …"


async def test_an_answer_by_reply_carries_name_role_and_what_was_said(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await answer(tom, room, "H-1", "We look into it.")
    told = samina.sees("We look into it.").text
    assert "Tom Reed, Engagement worker answers:" in told and "“The clinic is shut.”" in told
    assert all(promise.kept_at for promise in await town.all(Promise)), "the first word was given"


async def test_a_reply_to_the_answer_is_added_and_reaches_staff(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await answer(tom, room, "H-1", "Which clinic?")
    await samina.says("The one in Mare Street.", reply_to=samina.sees("Which clinic?"))
    samina.hears("I have added that to H-1")
    assert "The one in Mare Street." in tom.sees("More on H-1", room).text


async def test_asking_back_and_answering(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await tom.taps("Ask back", room)
    await tom.says("Which one?")
    await tom.taps("Ask it")
    asked = samina.sees("Which one?")
    assert "Tom Reed, Engagement worker asks you about H-1" in asked.text
    await samina.taps("Answer this", under="Which one?")
    await samina.says("Mare Street.")
    tom.sees("Mare Street.", room)


async def test_what_was_asked_of_a_group_is_asked_there(town: Town, tom: Phone, room: int) -> None:
    """Rule 8 turned round: what was said in the group is answered in the group."""
    circle, nadia = await town.group("Women's circle"), town.phone("Nadia")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await tom.taps("Ask back", room)
    await tom.says("Which door?")
    await tom.taps("Ask it")
    await nadia.says("The back door.", circle, reply_to=nadia.sees("Which door?", circle))
    tom.sees("The back door.", room)


async def test_taking_up_tells_who_answers_for_it_and_when_more_comes(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", scope="We can change it", words="We add two lines.")
    told = samina.sees("We add two lines.").text
    assert "Tom Reed, Engagement worker has taken this up" in told and "You will hear more by Mon 9 Mar" in told
    card = tom.sees("M-1", room).text
    assert "Two more lines (measure: Calls are answered)" in card and "still to hear the news" in card
    assert "It belongs to M-1" in tom.sees("H-1", room).text
    assert [telling.state for telling in await town.all(Telling)] == ["sent"]


@pytest.mark.parametrize("scope", ["It is somebody else's", "It cannot be changed", "We do not know yet"])
async def test_every_scope_leaves_a_next_date(town: Town, samina: Phone, tom: Phone, room: int, scope: str) -> None:
    """Rule 6: whatever the answer, the raiser knows when more comes."""
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", scope=scope)
    [raiser] = await town.all(Raiser)
    assert raiser.next_news_by is not None
    assert "It belongs to the landlord." in tom.sees("M-1", room).text


async def test_thinking_better_of_it_sends_nothing(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await tom.taps("Answer", room)
    await tom.says("Words in haste.")
    await tom.taps("Do not send it")
    tom.hears("Nothing was sent.")
    assert await town.all(Telling) == [] and not samina.all_with("haste")


async def test_joining_owes_the_newest_word_to_the_newcomer_alone(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", words="We look into it.")
    await ania.says("Nobody answers at the clinic.")
    assert await tom.taps("Join to a matter", room) == "I have asked you in our private chat."
    await tom.taps("M-1 · The clinic's phone")
    told = ania.sees("We look into it.").text
    assert "“Nobody answers at the clinic.”" in told and "You will hear more by" in told
    assert len(samina.all_with("We look into it.")) == 1
    assert len(await town.all(Raiser)) == 2


async def test_what_the_same_person_tells_again_is_joined_and_they_are_told_so(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 6: nobody's second insight disappears without a word, and nobody is told the same twice."""
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", words="We look into it.")
    await samina.says("The clinic is still shut.")
    await tom.taps("Join to a matter", room, under="H-2")
    await tom.taps("M-1 · The clinic's phone")
    assert "M-1" in samina.sees("H-2 is about").text
    assert len(samina.all_with("We look into it.")) == 1
    assert len(await town.all(Raiser)) == 1


async def test_joining_after_the_date_passed_names_a_date_to_come(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await town.champion("Ania")
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", words="We look into it.")
    await town.later(days=8)
    await ania.says("Nobody answers at the clinic.")
    await tom.taps("Join to a matter", room)
    await tom.taps("M-1 · The clinic's phone")
    assert "by Mon 9 Mar" not in ania.sees("We look into it.").text
    assert all(one.next_news_by and one.next_news_by > town.clock.now() for one in await town.all(Raiser))


async def test_joining_when_there_is_nothing_to_join_to(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    assert await tom.taps("Join to a matter", room) == "There is no open matter to join it to. Take it up first."


async def test_each_update_owes_each_raiser_one_telling(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    """The heart of it: one update, one telling a raiser; groups and people alike, each in their language."""
    circle, nadia = await town.group("خواتین کا حلقہ", "ur"), town.phone("Nadia", "ur")
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", words="We look into it.")
    await nadia.says("/tell کلینک بند ہے", circle)
    await nadia.taps(town.reads(BUTTON_YES, "ur"), circle)
    await tom.taps("Join to a matter", room, under="H-2")
    await tom.taps("M-1 · The clinic's phone")
    await tom.taps("Write them", room)
    await tom.says("Telefon w przychodni.")
    await tom.says("ہم دیکھ رہے ہیں۔")
    await tom.taps("Send it")
    nadia.sees("ہم دیکھ رہے ہیں۔", circle)
    await news(tom, room, "M-1", others=({"ur": "ہم نے فون کیا۔"}, {"ur": "اب کھلا ہے۔"}))
    assert "ہم نے فون کیا۔" in nadia.sees("اب کھلا ہے۔", circle).text
    assert "We called them." in samina.sees("They answer now.").text
    tellings = await town.all(Telling)
    assert len(tellings) == len({(one.update_id, one.raiser_id) for one in tellings}) == 4
    assert set(states(tellings)) == {"sent"}


async def test_what_waits_for_translation_says_so_and_goes_out_when_written(town: Town, tom: Phone, room: int) -> None:
    """Rule 4: no silent English; the raiser hears that it comes, by a date, and then it comes."""
    ewa = await town.champion("Ewa", "pl")
    await ewa.says("Przychodnia jest zamknięta.")
    await take_up(tom, room, "H-1", words="We look into it.", others={"pl": ""})
    assert not ewa.all_with("We look into it.")
    waiting = (await town.all(Telling))[0]
    assert (waiting.state, waiting.waits_for) == ("owed", "pl")
    assert any(promise.kind == "translation" and not promise.kept_at for promise in await town.all(Promise))
    said_before = len(town.telegram.said_in(ewa.id))
    assert town.telegram.said_in(ewa.id)[-1].text.count("M-1") == 1, "a holding line in her language"
    await tom.taps("Write them", room)
    await tom.says("Telefon w przychodni.")
    await tom.says("Sprawdzamy.")
    await tom.taps("Send it")
    assert "Sprawdzamy." in ewa.sees("Sprawdzamy.").text
    assert len(town.telegram.said_in(ewa.id)) == said_before + 1
    assert not [one for one in await town.all(Promise) if one.kind == "translation" and not one.kept_at]
    assert "Those words are there already." in str(await tom.taps("Write them", room))


async def test_whoever_changes_language_while_waiting_gets_what_is_there(town: Town, tom: Phone, room: int) -> None:
    """Rule 4: the receiver's language of that moment."""
    ewa = await town.champion("Ewa", "pl")
    await ewa.says("The clinic is shut.")
    await take_up(tom, room, "H-1", words="We look into it.", others={"pl": ""})
    await ewa.says("/language")
    await ewa.taps("English")
    ewa.sees("We look into it.")
    assert (await town.all(Telling))[0].state == "sent"


async def test_a_change_of_language_on_the_way_asks_staff_for_the_words(town: Town, tom: Phone, room: int) -> None:
    """A telling that has no words in the language of the moment it is said in is not forgotten."""
    ewa = await town.champion("Ewa", "en")
    await ewa.says("The clinic is shut.")
    town.telegram.moved[0] = 0
    await begin_answer(tom, room, "H-1", "We look into it.")
    speaks, town.speaks = town.speaks, silence  # type: ignore[method-assign]
    await tom.taps("Send it")
    await ewa.says("/language")
    del town.speaks
    await speaks()
    ewa.sees("We look into it.")
    await ewa.taps("Polski")
    await answer(tom, room, "H-1", "It is open again.")
    assert not ewa.all_with("It is open again.")
    await town.ticks()
    tom.sees("not there yet in: Polish", room)


async def silence() -> None:
    """The courier is away."""


async def test_later_is_offered_for_every_language_that_is_read(town: Town, tom: Phone, room: int) -> None:
    ewa = await town.champion("Ewa", "pl")
    await ewa.says("Przychodnia jest zamknięta.")
    await tom.taps("Answer", room)
    await tom.says("We look into it.")
    tom.hears("Do you have the same words in Polski?")
    await tom.taps(LATER)
    tom.hears("No words yet in: Polski.")


async def test_news_that_nothing_moved_carries_its_reason_and_a_date(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1", kind=NOTHING, words="The landlord does not answer.")
    told = samina.sees("The landlord does not answer.").text
    assert "There is nothing new yet." in told and "You will hear more by" in told


async def test_news_keeps_the_promise_of_news(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await town.later(days=2)
    await news(tom, room, "M-1", kind=PROGRESS, words="They have called back.")
    await town.later(days=6)
    assert not tom.all_with("Late since", room), "the older date was overtaken by news"
    await town.later(days=2)
    tom.sees("Late since Wed 11 Mar: news on M-1", room)


async def test_issue_references_are_unique_and_cards_are_edited_in_place(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    for words in ("One.", "Two.", "Three."):
        await samina.says(words)
    await take_up(tom, room, "H-1")
    await take_up(tom, room, "H-3")
    assert [issue.reference for issue in await town.all(Issue)] == ["M-1", "M-2"]
    assert len(tom.all_with("H-1 ·", room)) == 1 and len(tom.all_with("M-1 ·", room)) == 1
    assert len({row.key for row in await outbox_rows(town) if row.key}) == len(
        [row for row in await outbox_rows(town) if row.key]
    )
