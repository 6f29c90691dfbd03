"""What news says: you said, we did (who), what changed by the measure, what did not and why, what comes next, when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.loop import people, preferences, too_sure, updates
from bot.store.issues import Action, Issue
from bot.store.session import Work
from bot.words import Role, UpdateKind
from tests.handlers.desk import LATER, news, take_up
from tests.handlers.phone import Phone
from tests.handlers.previews import on_screen, paragraphs, seen_before
from tests.handlers.test_group_passing import stands_for_a_group, tells_for_the_group
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("each_by_itself")

FIGURE = ("Calls are answered", "2 of 10 calls.", "9 of 10 calls.")
EIGHT_DAYS = timedelta(days=8)
LATE = "We said that you would hear by Mon 9 Mar. You did not, and we are sorry."
IN_URDU = "ہم نے لائنیں مانگیں۔"
WHOLE = (
    "What we did (Tom Reed, Engagement worker):",
    "We added two lines.",
    "What changed, says Tom Reed, Engagement worker:",
    "Most calls are answered.",
    "We said that we would know by this:",
    "Calls are answered",
    "How it was:",
    "2 of 10 calls.",
    "How it is now:",
    "9 of 10 calls.",
    "What did not change, and why:",
    "Not at night. Nobody works then.",
    "What comes next:",
    "We ask for a night line.",
    "You will hear more by Mon 9 Mar.",
    "Is it better now? Only you can say.",
    "Please say so by Mon 16 Mar. Then it is closed. If it comes back, tell me: it opens again.",
)


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker")


async def raised(by: Phone, tom: Phone, room: int, **how: str) -> None:
    """M-1 is taken up, and people know by what it will show."""
    await by.says("Nobody picks up the phone.")
    await take_up(tom, room, "H-1 ·", scope="We can change it", **how)


async def says_the_figures(by: Phone, room: int) -> None:
    """The news itself, with the figures of the measure."""
    await by.taps("Say what is new", room, under="M-1 ·")
    await by.taps("It is done: what changed")
    await by.says("We added two lines.")
    await by.says("Most calls are answered.")
    by.hears("People were told that they would know by this: Calls are answered. How was it before?")
    await by.says("2 of 10 calls.")
    await by.says("9 of 10 calls.")


async def says_the_rest(by: Phone) -> None:
    """What stayed as it was, and what comes next."""
    for also in ("What did not change, and why", "What comes next", "Done"):
        await by.taps(also)
    await by.says("Not at night. Nobody works then.")
    await by.says("We ask for a night line.")
    await by.taps_first("When will they hear more")


async def wants(town: Town, phone: Phone, **what: bool) -> None:
    """Somebody set how they want to be spoken to."""

    def set_so(work: Work) -> None:
        person = people.known(work, phone.id)
        assert person is not None
        kept = preferences.held(work, person)
        for name, value in what.items():
            setattr(kept, name, value)

    await town.does(set_so)


async def test_news_is_read_from_what_was_said_to_what_comes_next(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await raised(samina, tom, room)
    await says_the_figures(tom, room)
    await says_the_rest(tom)
    shown = on_screen(tom, "Tell them")
    await tom.taps("Tell them")
    told = samina.sees("We added two lines.")
    assert paragraphs(told.text)[:2] == ["About M-1", "You said: “Nobody picks up the phone.”"]
    assert tuple(paragraphs(told.text)[2:]) == WHOLE
    seen_before(told, shown, but=("Nobody picks up",))
    await town.later(days=8, step=EIGHT_DAYS)
    samina.sees("There should be news by today"), "what comes next is owed by its day"


async def test_a_figure_is_asked_for_each_action_that_has_a_measure(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await raised(samina, tom, room)
    for measure in ("Fewer people ring twice", ""):
        await planned(town, tom, measure)
    await says_the_figures(tom, room)
    tom.hears("People were told that they would know by this: Fewer people ring twice. How was it before?")
    await tom.taps("There is no figure")
    await tom.says("We have not counted since.")
    await tom.taps("Done")
    shown = on_screen(tom, "Tell them")
    await tom.taps("Tell them")
    told = samina.sees("We added two lines.")
    seen_before(told, shown, but=("Nobody picks up",))
    said = paragraphs(told.text)
    at = said.index("We said that we would know by this:")
    assert said[at : at + 10] == [
        *("We said that we would know by this:", "Calls are answered"),
        *("How it was:", "2 of 10 calls.", "How it is now:", "9 of 10 calls."),
        *("We said that we would know by this:", "Fewer people ring twice"),
        *("There is no figure for it. Why:", "We have not counted since."),
    ]


async def planned(town: Town, by: Phone, measure: str) -> None:
    """One thing more is to be done on M-1."""

    def plan(work: Work) -> None:
        owner = people.known(work, by.id)
        assert owner is not None
        due = work.now.date()
        action = Action(programme_id=work.programme_id, issue_id=1, owner_id=owner.number, what="More", due=due)
        action.measure = measure
        work.session.add(action)

    await town.does(plan)


async def test_no_figure_says_why(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await raised(samina, tom, room)
    await news(tom, room, "M-1 ·", did="We added lines.", words="They answer.")
    said = paragraphs(samina.sees("We added lines.").text)
    assert said[said.index("There is no figure for it. Why:") + 1] == "Nobody counted."
    assert "How it was:" not in said


async def test_who_did_it_is_named_where_others_did(town: Town, tom: Phone, room: int) -> None:
    priya, samina = await town.staff("Priya Shah"), await town.champion("Samina")
    await raised(samina, tom, room)
    await priya.taps("Say what is new", room, under="M-1 ·")
    await priya.taps("It is done: what changed")
    await priya.says("Two lines more.")
    await priya.says("They answer.")
    await priya.taps("There is no figure")
    await priya.says("Nobody counted.")
    await priya.taps("Done")
    await priya.taps("Tell them")
    told = samina.sees("Two lines more.").text
    assert "What we did (Tom Reed, Engagement worker):" in told and "says Priya Shah, Health officer:" in told


async def test_what_is_not_in_a_language_yet_waits_as_a_whole(town: Town, tom: Phone, room: int) -> None:
    ewa = await town.champion("Ewa", "pl")
    await ewa.says("Nikt nie odbiera.")
    await take_up(tom, room, "H-1 ·", others={"pl": "Sprawdzamy."})
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("Something moved")
    await tom.says("We asked for lines.")
    await tom.taps(LATER)
    for also in ("What comes next", "Done"):
        await tom.taps(also)
    await tom.says("They answer in May.")
    await tom.taps_first("When will they hear more")
    await tom.taps("Tell them")
    assert not ewa.all_with("They answer in May.")
    await tom.taps("Write them", room)
    for words in ("W maju odpowiedzą.", "Prosiliśmy o linie."):
        await tom.says(words)
    assert "W maju odpowiedzą." in on_screen(tom, "Send it")
    assert not ewa.all_with("W maju odpowiedzą.")
    await tom.taps("Send it")
    assert "W maju odpowiedzą." in ewa.sees("Prosiliśmy o linie.").text


async def test_easy_words_go_beside_to_those_who_asked(town: Town, tom: Phone, room: int) -> None:
    """Chosen when it is said; easy words that are not easy are asked again."""
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("Nobody picks up the phone.")
    await take_up(tom, room, "H-1 ·")
    await ania.says("The phone is dead.")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps("M-1 · The clinic's phone")
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("Something moved")
    await tom.says("We asked for lines.")
    for also in ("Easy words", "Done"):
        await tom.taps(also)
    await tom.says("We asked for more lines. They will say yes or no soon.")
    tom.hears("Please put each idea on a line of its own.")
    await tom.says("We asked.\nWe wait.")
    await tom.taps_first("When will they hear more")
    assert "The easy words go to those who asked for them." in on_screen(tom, "Tell them")
    speaks, town.speaks = town.speaks, silence  # type: ignore[method-assign]
    await tom.taps("Tell them")
    await wants(town, ania, easy_read=True)
    del town.speaks
    await speaks()
    both = paragraphs(ania.sees("We asked for lines.").text)
    assert both[both.index("In easy words:") + 1 :][:2] == ["We asked.", "We wait."]
    assert "In easy words:" not in samina.sees("We asked for lines.").text


async def test_a_voice_note_goes_to_groups_and_to_those_who_want_it(town: Town, tom: Phone, room: int) -> None:
    """Each in their own language, as far as there is one; the words stand last, with their buttons."""
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    circle = await town.group("Women's circle", "ur")
    await wants(town, ania, voice=True)
    await samina.says("/tell فون کوئی نہیں اٹھاتا۔", circle)
    await take_up(tom, room, "H-1 ·", others={"ur": "ہم دیکھتے ہیں۔"})
    for place, one in enumerate((samina, ania), 2):
        await one.says("The phone is dead.")
        await tom.taps("Join to a matter", room, under=f"H-{place} ·")
        await tom.taps("M-1 · The clinic's phone")
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("Something moved")
    await tom.says("We asked for lines.")
    await tom.says(IN_URDU)
    for also in ("A voice note", "Done"):
        await tom.taps(also)
    await tom.sends("voice")
    await tom.sends("voice", voice={"file_id": "in-urdu", "file_unique_id": "v", "duration": 3})
    await tom.taps_first("When will they hear more")
    assert "A voice note goes to groups and to those who want one, in: English and" in on_screen(tom, "Tell them")
    await tom.taps("Tell them")
    assert not any(line.medium for line in town.telegram.said_in(samina.id))
    for chat, file_id, said in ((ania.id, "a-voice", "We asked for lines."), (circle, "in-urdu", IN_URDU)):
        await town.later(days=14 if chat == circle else 0)
        lines = town.telegram.said_in(chat)
        [at] = [place for place, line in enumerate(lines) if line.medium]
        assert lines[at].medium["voice"]["file_id"] == file_id and said in lines[at + 1].text


async def test_words_to_pass_on_say_the_same(town: Town, tom: Phone, room: int) -> None:
    """A group without a chat hears all of it from its champion; the easy words that she asked for are hers alone."""
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    samina = await stands_for_a_group(town, tom, room)
    await wants(town, samina, easy_read=True)
    await tells_for_the_group(samina)
    await take_up(tom, room, "H-1 ·", others={"pl": "Sprawdzamy."})
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("It is done: what changed")
    for words in ("We called.", "Zadzwonilismy.", "They answer.", "Odbieraja."):
        await tom.says(words)
    for also in ("What did not change, and why", "Easy words", "Done"):
        await tom.taps(also)
    for words in ("Not at night.", "Nie w nocy.", "They answer.", "Dzwon smialo."):
        await tom.says(words)
    await tom.taps("Tell them")
    told = next(line for line in samina.all_with("Nie w nocy.") if line.button("I told them"))
    said = paragraphs(told.text)
    assert said.index("Zadzwonilismy.") < said.index("Odbieraja.") < said.index("Nie w nocy.")
    assert "Dzwon smialo." not in told.text


@pytest.mark.parametrize(("days", "is_late"), [(6, False), (8, True)])
async def test_what_is_said_after_the_day_that_was_promised_says_so(
    town: Town, tom: Phone, room: int, days: int, is_late: bool
) -> None:
    """Written in time, said late: Telegram could not be reached meanwhile."""
    samina = await town.champion("Samina")
    await samina.says("Nobody picks up the phone.")
    await take_up(tom, room, "H-1 ·")
    assert "You will hear more by Mon 9 Mar." in samina.sees("We look into it.").text
    await town.later(days=1)
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("Something moved")
    await tom.says("We asked for lines.")
    await tom.taps("Done")
    await tom.taps_first("When will they hear more")
    speaks, town.speaks = town.speaks, silence  # type: ignore[method-assign]
    await tom.taps("Tell them")
    await town.later(days=days, step=EIGHT_DAYS)
    del town.speaks
    await speaks()
    assert (LATE in samina.sees("We asked for lines.").text) is is_late


async def test_that_it_came_late_stays_where_words_are_taken_out_of_it(town: Town, tom: Phone, room: int) -> None:
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    circle, nadia = await town.group("Circle"), town.phone("Nadia")
    await nadia.says("/tell Nobody picks up the phone.", circle)
    await nadia.presses("k:yes", nadia.sees("", circle))
    await take_up(tom, room, "H-1 ·")
    await town.later(days=1)
    speaks, town.speaks = town.speaks, silence  # type: ignore[method-assign]
    await town.does(lambda work: changed(work, tom))
    town.clock.at += EIGHT_DAYS
    del town.speaks
    await speaks()
    told = nadia.sees("We asked for lines.", circle)
    assert "Nobody picks up" in told.text and LATE in told.text
    await nadia.taps("Take it back", circle)
    assert "Nobody picks up" not in told.text and LATE in told.text and "We asked for lines." in told.text


def changed(work: Work, by: Phone) -> None:
    """What changed on M-1."""
    who, issue, did = people.known(work, by.id), work.session.get_one(Issue, 1), {"en": "We rang them."}
    updates.tell_raisers(work, who, issue, UpdateKind.CHANGED, words={"en": "We asked for lines."}, did=did)


async def test_words_that_claim_too_much_get_a_hint_and_go_as_they_are(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await samina.says("Nobody picks up the phone.")
    await take_up(tom, room, "H-1 ·")
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("It is done: what changed")
    await tom.says("We called them prior to the holidays.")
    await tom.says("The phone is fixed now.")
    await tom.taps("Done")
    shown = on_screen(tom, "Tell them")
    assert "You write “is fixed”. Only those who raised it can say so." in shown
    assert "Hard words: “prior to”: say “before”." in shown and "Reading age: about" not in shown
    await tom.taps("Tell them")
    samina.sees("The phone is fixed now.")


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("All problems are solved.", ["are solved"]),
        ("It has been sorted out, and was fully resolved.", ["has been sorted out", "was fully resolved"]),
        ("There is no longer a problem.", ["no longer a problem"]),
        ("A fixed line costs more. We have not solved it.", []),
        ("We sorted the letters by day.", []),
    ],
)
def test_only_what_says_that_it_is_put_right_is_too_sure(words: str, claims: list[str]) -> None:
    assert too_sure.claims(words) == claims


async def test_its_story_tells_the_whole_of_it(town: Town, tom: Phone, room: int) -> None:
    samina = await town.champion("Samina")
    await raised(samina, tom, room)
    await says_the_figures(tom, room)
    await says_the_rest(tom)
    await tom.taps("Tell them")
    await samina.says("/mine")
    await samina.taps("H-1")
    story = samina.sees("H-1, told on").text
    for words in (*FIGURE, "Not at night. Nobody works then.", "We ask for a night line."):
        assert words in story


async def silence() -> None:
    """The courier is away."""
