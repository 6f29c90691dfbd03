"""Rule 7: a "no" has teeth. Rule 6: what closes, when, and what never does."""

from __future__ import annotations

import pytest

from bot.store.issues import Issue, Raiser
from bot.store.promises import Promise
from bot.store.updates import Judgement, Telling
from tests.handlers.desk import news, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

YES, BIT, NO, GONE = "Yes, it is better", "A bit", "No", "No longer needed"
OPEN_AGAIN = "Thank you for saying so. It is open again."


@pytest.fixture(autouse=True)
async def raised(samina: Phone, tom: Phone, room: int) -> None:
    """Samina has raised M-1, and was told what changed."""
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await news(tom, room, "M-1")


async def joined(town: Town, tom: Phone, room: int, name: str) -> Phone:
    """One more who raised M-1."""
    other = await town.champion(name)
    await other.says("Nobody answers there.")
    await tom.taps("Join to a matter", room)
    await tom.taps("M-1 · The clinic's phone")
    return other


async def issue(town: Town) -> Issue:
    return (await town.all(Issue))[0]


async def open_promises(town: Town) -> list[Promise]:
    return [one for one in await town.all(Promise) if one.kept_at is None]


async def test_all_yes_closes_at_once_as_judged(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await joined(town, tom, room, "Ania")
    assert await samina.taps(YES) == "Thank you. That is noted."
    assert (await issue(town)).state == "open"
    await ania.taps(GONE)
    assert (await issue(town)).state == "closed_judged"
    samina.sees("This is closed now"), ania.sees("This is closed now")
    assert "Closed." in tom.sees("M-1 ·", room).text


async def test_silence_is_never_better(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await joined(town, tom, room, "Ania")
    await samina.taps(YES)
    await town.later(days=13)
    assert (await issue(town)).state == "open"
    await town.later(days=2)
    assert (await issue(town)).state == "closed_not_judged"
    ania.sees("This is closed now")


async def test_it_does_not_close_while_a_raiser_has_not_heard(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    """Rule 6: not by time alone; a named person settles it, with a reason, and only then it closes."""
    ania = await joined(town, tom, room, "Ania")
    town.telegram.blocked.add(ania.id)
    await news(tom, room, "M-1", words="It is open every day.")
    await town.later(days=40)
    assert (await issue(town)).state == "open"
    await tom.taps("Settle it", room)
    await tom.says("Told by telephone.")
    tom.hears("It is settled in your name.")
    settled = [one for one in await town.all(Telling) if one.state == "settled"]
    assert [one.settled_why for one in settled] == ["Told by telephone."] and settled[0].settled_by is not None
    await town.later(days=1)
    assert (await issue(town)).state == "closed_not_judged"
    assert await tom.taps("Settle it", room) == "That is settled already."


@pytest.mark.parametrize("verdict", [NO, BIT])
async def test_a_no_reopens_with_a_new_date_asks_why_and_reaches_the_owner(
    town: Town, samina: Phone, tom: Phone, room: int, verdict: str
) -> None:
    ania = await joined(town, tom, room, "Ania")
    assert await samina.taps(verdict) == OPEN_AGAIN
    samina.hears("What is still wrong?")
    told = samina.sees("has it again and owes you").text
    assert "You will hear more by Mon 9 Mar" in told and "Tom Reed" in told
    assert not ania.all_with("owes you")
    tom.sees("said by someone who raised M-1"), tom.sees("said by someone who raised M-1", room)
    await samina.says("They hang up on us.")
    assert "They hang up on us." in tom.sees("What is still wrong (M-1)").text
    tom.sees("They hang up on us.", room)
    assert [one.kind for one in await open_promises(town)] == ["next_news"]
    await town.later(days=30)
    assert (await issue(town)).state == "open", "one reasoned no outweighs time and any yes"
    tom.sees("Late since Mon 9 Mar: news on M-1", room)


async def test_whoever_has_not_judged_hears_what_comes_of_anothers_no(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania = await joined(town, tom, room, "Ania")
    await samina.taps(NO)
    assert all(raiser.next_news_by is not None for raiser in await town.all(Raiser))
    await town.later(days=8)
    ania.sees("I have reminded the team.")


async def test_a_judgement_pressed_twice_counts_once(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    assert await samina.taps(NO) == OPEN_AGAIN
    assert await samina.taps(NO) == "That is what you said already."
    assert len(await town.all(Judgement)) == 1
    assert len(samina.all_with("owes you")) == 1 and len(tom.all_with("said by someone", room)) == 1


async def test_the_last_word_counts(town: Town, samina: Phone) -> None:
    await samina.taps(NO)
    await samina.taps(YES)
    [judgement] = await town.all(Judgement)
    assert judgement.verdict == "yes"
    assert (await issue(town)).state == "open", "what was opened again needs news"


async def test_a_second_no_is_not_lost(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    """A "no" to the second change is as good as one to the first, and gets its own date."""
    await samina.taps(NO)
    await samina.says("They hang up on us.")
    await news(tom, room, "M-1", words="They do not hang up any more.")
    assert [one.kind for one in await open_promises(town)] == ["update"]
    assert await samina.taps(NO) == OPEN_AGAIN
    assert len(samina.all_with("owes you")) == 2
    assert [one.kind for one in await open_promises(town)] == ["next_news"]
    assert len(tom.all_with("said by someone", room)) == 2


async def test_an_earlier_no_does_not_hold_a_mended_matter_open_for_ever(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """What was said of the first change says nothing of the second: silence to that is "not judged"."""
    await samina.taps(NO)
    await samina.says("They hang up on us.")
    await news(tom, room, "M-1", words="They do not hang up any more.")
    await town.later(days=15)
    assert (await issue(town)).state == "closed_not_judged"


async def test_each_who_says_no_is_given_a_date(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await joined(town, tom, room, "Ania")
    await samina.taps(NO)
    await ania.taps(NO)
    ania.sees("owes you")
    assert all(one.next_news_by for one in await town.all(Raiser))


async def test_a_no_after_closing_opens_it_again(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.taps(YES)
    assert (await issue(town)).state == "closed_judged"
    await samina.taps("It is not better", under="This is closed now")
    assert (await issue(town)).state == "open"
    samina.hears("What is still wrong?")
    assert await open_promises(town)
    assert await samina.taps("It is not better", under="This is closed now") == "That is what you said already."


async def test_the_reason_may_come_as_a_reply(samina: Phone, tom: Phone, room: int) -> None:
    await samina.taps(NO)
    await samina.says("/cancel")
    await samina.says("They hang up on us.", reply_to=samina.sees("They answer now."))
    samina.hears("I have passed your words")
    tom.sees("What is still wrong (M-1)", room)


async def test_a_no_in_the_middle_of_something_else_can_be_explained_by_a_reply(
    samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("/language")
    assert "What is still wrong?" in str(await samina.taps(NO))
    await samina.says("They hang up on us.", reply_to=samina.sees("They answer now."))
    tom.sees("They hang up on us.", room)
    await samina.taps("Polski")


async def test_a_reply_to_news_reaches_the_owner(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("Since when?", reply_to=samina.sees("They answer now."))
    tom.sees("A reply on M-1", room)
    assert "Since when?" in tom.sees("A reply on M-1").text


async def test_somebody_else_cannot_judge_what_a_person_raised(town: Town, samina: Phone) -> None:
    ania = await town.champion("Ania")
    asked = samina.sees("They answer now.")
    assert await ania.presses(str(asked.button(YES)), asked) == "Only the person who raised this can judge it."
    assert await town.all(Judgement) == []


async def test_in_a_group_everyone_may_judge_and_one_no_opens_it(town: Town, tom: Phone, room: int) -> None:
    circle, nadia, ania = await town.group("Women's circle"), town.phone("Nadia"), town.phone("Ania")
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await take_up(tom, room, "H-2", title="The door")
    await town.later(hours=1)
    await news(tom, room, "M-2", words="It is wider.")
    assert await nadia.taps(YES, circle) == "Thank you. 1 person here has answered so far."
    assert await ania.taps(YES, circle) == "Thank you. 2 people here have answered so far."
    omar = town.phone("Omar")
    assert "What is still wrong?" in str(await omar.taps(NO, circle))
    await omar.says("Not for my wheelchair.", circle, reply_to=omar.sees("It is wider.", circle))
    await omar.taps("Yes, keep it", circle)
    tom.sees("Not for my wheelchair.", room)
    assert await ania.taps(NO, circle) != "That is what you said already."
    await town.later(hours=1)
    assert len(omar.all_with("owes you", circle)) == 1, "the group is given one date"
    await town.later(days=30)
    assert (await town.all(Issue))[1].state == "open"


async def test_pressing_a_button_of_an_uncertain_telling_shows_that_it_arrived(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 3: evidence settles it."""
    town.telegram.answers_lost.add(samina.id)
    await news(tom, room, "M-1", words="Every day now.")
    town.telegram.answers_lost.clear()
    assert (await town.all(Telling))[-1].state == "uncertain"
    await samina.taps(YES, under="Every day now.")
    await town.later(days=2)
    assert len(samina.all_with("Every day now.")) == 1


async def test_a_telling_that_stays_uncertain_is_said_again_after_a_day(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 3: never blindly repeated; after a day once more, marked as perhaps a repeat."""
    town.telegram.requests_lost.add(samina.id)
    await news(tom, room, "M-1", words="Every day now.")
    town.telegram.requests_lost.clear()
    await town.later(hours=23)
    assert not samina.all_with("Every day now.")
    await town.later(hours=2)
    assert "You may have had this already." in samina.sees("Every day now.").text
    await town.later(days=3)
    assert len(samina.all_with("Every day now.")) == 1


async def test_joining_shortly_before_the_closing_date_leaves_time_to_judge(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 6: it closes when every raiser has heard and been asked, the last one too."""
    await town.later(days=13)
    ania = await joined(town, tom, room, "Ania")
    ania.sees("They answer now.")
    await town.later(days=2)
    assert (await issue(town)).state == "open"
    await town.later(days=14)
    assert (await issue(town)).state == "closed_not_judged"
