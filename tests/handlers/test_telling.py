"""What people tell in private: taken in, said back, edited, added to, changed, taken back."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot import errors
from bot.loop import insights
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from tests.handlers.desk import news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed")


async def test_words_get_a_reference_are_said_back_and_get_a_date(samina: Phone, tom: Phone, room: int) -> None:
    """Rule 6: acknowledged at once with a reference and the date of the next news."""
    await samina.says("The clinic never answers its phone.")
    said = samina.hears("H-1")
    assert "“The clinic never answers its phone.”" in said.text
    assert "by Tue 3 Mar" in said.text
    card = tom.sees("H-1", room)
    assert "told in private" in card.text and "“The clinic never answers its phone.”" in card.text
    assert "Samina" not in card.text, "rule 8: no name goes with it"


@pytest.mark.parametrize(("kind", "said"), [("voice", "You sent a voice note"), ("photo", "You sent a picture")])
async def test_a_voice_note_or_picture_is_kept_and_shown(
    samina: Phone, tom: Phone, room: int, kind: str, said: str
) -> None:
    await samina.sends(kind)
    assert said in samina.hears("H-1").text
    tom.sees("see below", room)
    assert tom.sees("with H-1", room).medium, "the voice note itself goes to the staff room"


async def test_a_picture_with_words_keeps_both(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.sends("photo", "The step at the door")
    [insight] = await town.all(Insight)
    assert insight.words == "The step at the door" and len(insight.media) == 1
    assert "The step at the door" in tom.sees("told in private", room).text


async def test_an_edited_message_changes_what_is_kept(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    line = await samina.says("The clinic is shut on Fridays.")
    await samina.edits(line, "The clinic is shut on Thursdays.")
    assert "Thursdays" in samina.hears("I have changed H-1").text
    assert "Thursdays" in tom.sees("told in private", room).text
    assert len(await town.all(Insight)) == 1


async def test_an_edit_that_changes_no_words_says_nothing(samina: Phone) -> None:
    line = await samina.says("The clinic is shut on Fridays.")
    await samina.edits(line, "The clinic is shut on Fridays.")
    samina.hears_nothing()


async def test_an_edit_of_something_else_changes_nothing(town: Town, samina: Phone) -> None:
    line = await samina.says("/help")
    await samina.edits(line, "The clinic is shut.")
    assert await town.all(Insight) == []


async def test_adding_and_changing_by_button(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    assert await samina.taps("Add to it") == "I have asked you in our private chat."
    await samina.says("Since March.")
    samina.hears("I have added that to H-1")
    tom.hears("More on H-1", room)
    assert "Since March." in tom.sees("told in private", room).text
    await samina.taps("Change it", under="I have added")
    await samina.says("Both lifts are broken.")
    samina.hears("I have changed H-1")
    [insight] = await town.all(Insight)
    assert insight.words == "Both lifts are broken."


async def test_a_reply_to_what_the_bot_said_about_it_is_added(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await samina.says("Since March.", reply_to=samina.hears("H-1"))
    samina.hears("I have added that to H-1")
    await samina.sends("voice", reply_to=samina.hears("H-1"))
    samina.hears("I have added that to H-1")
    [insight] = await town.all(Insight)
    assert insight.words == "The lift is broken.\nSince March." and len(insight.media) == 1


async def test_saying_more_about_it(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("They say the jab makes you ill.")
    await samina.taps("Say more about it")
    await samina.taps("Going round: is it true?")
    await samina.says("about twelve")
    await samina.says("12")
    await samina.says("At the clinic")
    await samina.taps("Leave it out")
    await samina.taps("No, without my name")
    samina.hears("I have noted that with H-1")
    [insight] = await town.all(Insight)
    assert (insight.kind, insight.how_many, insight.group_id) == ("rumour", 12, None)
    card = tom.sees("told in private", room).text
    assert "about 12 people" in card and "Where: At the clinic" in card


async def test_taking_back_empties_it_everywhere(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    """Rule 10: what is taken back is gone: kept words, cards, what was added, what the outbox held; nothing is owed."""
    await samina.says("CANARY is what I heard.")
    await samina.says("CANARY again.", reply_to=samina.hears("H-1"))
    await samina.taps("Take it back")
    samina.hears("I have taken H-1 back")
    [insight] = await town.all(Insight)
    assert (insight.words, insight.media) == ("", [])
    assert "was taken back" in tom.sees("H-1", room).text
    assert not tom.all_with("CANARY", room)
    assert not tom.sees("was taken back", room).buttons
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])
    assert all(promise.kept_at for promise in await town.all(Promise))


async def test_what_was_taken_back_cannot_be_touched_any_more(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    line = await samina.says("Something.")
    await samina.taps("Take it back")
    assert await samina.taps("Take it back") == "You took this back already. Nothing of it is kept."
    assert await samina.taps("Add to it") == "You took this back already. Nothing of it is kept."
    await samina.edits(line, "Something else.")
    samina.hears_nothing()
    assert (await town.all(Insight))[0].words == ""


async def test_taking_back_what_was_taken_up_empties_the_quote_too(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("CANARY is what I heard.")
    await take_up(tom, room, "H-1")
    await samina.taps("Take it back")
    await news(tom, room, "M-1")
    await town.later(days=30)
    assert [one.quote for one in await town.all(Raiser)] == [""]
    assert not samina.all_with("They answer now.")


async def test_others_cannot_take_it_back(town: Town, samina: Phone) -> None:
    await samina.says("Something.")
    ania = await town.champion("Ania")
    assert await ania.presses("i:1:back", samina.hears("H-1")) == "Only the person who told this can do that."
    assert (await town.all(Insight))[0].taken_back_at is None


async def test_nothing_is_kept_before_consent(town: Town, room: int) -> None:
    """Rule 10: consent before the first insight is kept."""
    stranger = town.phone("Stranger")
    await stranger.says("The clinic is shut.")
    stranger.hears("I can only take in people who were invited")
    await stranger.says("/tell the clinic is shut")
    stranger.hears("I can only take in people who were invited")
    await stranger.sends("voice")
    stranger.hears("I can only take in people who were invited")
    assert await town.all(Insight) == []
    assert "The clinic is shut" not in str([row.what for row in await outbox_rows(town)])


async def test_tell_by_command(town: Town, samina: Phone) -> None:
    await samina.says("/tell The clinic is shut.")
    samina.hears("“The clinic is shut.”")
    await samina.says("/tell")
    samina.hears("in the same message")
    assert len(await town.all(Insight)) == 1


async def test_the_rule_itself_keeps_nothing_without_a_yes(town: Town) -> None:
    """Rule 10, whichever way something is told."""
    stranger = town.phone("Stranger")
    await stranger.says("hello")

    def tell(work: Work) -> None:
        insights.tell(work, work.session.exec(select(Person)).one(), insights.Told("The clinic is shut."))

    with pytest.raises(errors.NotAllowed):
        await town.does(tell)
    assert await town.all(Insight) == []
