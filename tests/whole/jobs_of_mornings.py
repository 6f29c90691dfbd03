"""A Monday morning at the desk: twenty mixed cards, worked through from the digest's Start."""

from __future__ import annotations

from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town
from tests.whole.efforts import Count, Job, into

JOBS: list[Job] = []
job = into(JOBS)
CARDS = 20
TOLD = (
    "/ask When does the clinic open on Saturday?",
    "The clinic's phone was not answered all morning.",
    "/check They say the vaccine clinic is closing.",
    "Nobody answered the clinic's phone again.",
    "/ask Does the clinic open on Saturday, and when?",
    "The women at the desk were so kind to my mother.",
    "The lift at the health centre is out of order.",
    "I rang the clinic's phone forty times, not answered.",
    "/check Is it true that the vaccine clinic is closing?",
    "Clinic phone not answered, I walked there instead.",
    "The sign at the gate points the wrong way.",
    "/ask Is the clinic open on a Saturday?",
    "You could put the opening hours in the window.",
    "The lift in the health centre does not work, my father is stuck at home.",
    "The desk women were kind and found my mother a chair.",
    "/ask Which bus goes to the new surgery?",
    "/check They say you have to pay for the flu jab.",
    "The clinic phone: not answered, cut off after an hour.",
    "/ask Can I bring my daughter to translate?",
)
ANSWERS = {
    "clinic open on Saturday": "On Saturdays from ten to two.",
    "vaccine clinic is closing": "It is not closing.",
    "so kind": "Thank you. I have told them.",
    "Which bus": "The 38, to the last stop.",
    "pay for the flu jab": "No. It is free.",
    "my daughter": "You can. We can also find you an interpreter.",
}
ALIKE = {
    "clinic open on Saturday": ("H-6", "H-13"),
    "vaccine clinic is closing": ("H-10",),
    "so kind": ("H-16",),
}


async def _twenty(town: Town) -> tuple[int, list[Phone]]:
    """A matter that is known, and twenty cards on it and on other things, one of them a need for help."""
    room, tom = await town.room(), await town.staff("Priya Shah", "Manager", Role.ADMINISTRATOR)
    tellers = [await town.champion(name) for name in ("Samina", "Ania", "Rosa", "Fatuma")]
    await tellers[0].says("The clinic's phone is never answered.")
    await take_up(tom, room, "H-1 ·", title="The clinic's phone is not answered")
    for place, told in enumerate(TOLD):
        await tellers[place % len(tellers)].says(told)
    await tellers[0].says("/refer")
    await tellers[0].taps("No, not now")
    await tellers[0].says("She has no heating.")
    await tellers[0].taps("A home")
    return room, tellers


def _open_card(by: Phone) -> Line | None:
    lines = [line for line in by.town.telegram.said_in(by.id) if line.button("Later")]
    return lines[-1] if lines else None


@job("Staff: twenty mixed cards, from the digest’s Start to the last one", 45)
async def _monday_morning(town: Town, count: Count) -> None:
    room, tellers = await _twenty(town)
    tom = await town.staff("Tom Reed", "Engagement worker")
    await town.ticks()
    await count.of(tom).taps("Start", room)
    while (card := _open_card(tom)) is not None:
        await _work_on(tom, card)
    done = tom.sees("Nothing else waits. Thank you.").text
    assert f"You have done {CARDS} cards." in done
    for words in (*ANSWERS.values(), "I turned it round.", "The engineer comes on Friday."):
        assert any(teller.all_with(words) for teller in tellers), words


async def _work_on(by: Phone, card: Line) -> None:
    """What a staff member does with a card: the likeliest thing, and all that is alike at once."""
    for about, words in ANSWERS.items():
        if about in card.text:
            await _answer(by, words, ALIKE.get(about, ()))
            return
    if "no heating" in card.text:
        await by.taps("I take it")
    elif "phone" in card.text.casefold():
        await _join_the_rest(by)
    elif "sign at the gate" in card.text:
        await by.taps("Right today")
        await by.says("I turned it round.")
        await by.taps("It is done: tell them")
    elif "lift" in card.text and "Perhaps M-" in card.text:
        await by.taps(card.buttons[0][0][0])
        await by.taps("Yes, join it")
    elif "lift" in card.text:
        await _take_up(by)
    else:
        await _answer(by, "Good idea. I bring it to the team on Thursday.", ())


async def _answer(by: Phone, words: str, others: tuple[str, ...]) -> None:
    await _ticked(by, others)
    await by.taps("Answer them all" if others else "Answer")
    await by.says(words)
    await by.taps("Send it to all" if others else "Send it")


async def _join_the_rest(by: Phone) -> None:
    """All that is about the phone to the matter that is known."""
    await _ticked(by, ("H-5", "H-9", "H-11", "H-19"))
    await by.taps("Join them all")
    await by.taps("M-1 · The clinic's phone is not answered")
    await by.taps("Yes, join them")


async def _ticked(by: Phone, others: tuple[str, ...]) -> None:
    if others:
        await by.taps("Several at once")
    for reference in others:
        screen = by.sees("Tick what is about the same")
        offered = [row[0][0] for row in screen.buttons]
        await by.taps(next(label for label in offered if label.startswith(f"☐ {reference} ")))


async def _take_up(by: Phone) -> None:
    await by.taps("Take up")
    await by.says("The lift at the health centre")
    await by.taps("The title says it all")
    await by.taps("We can change it")
    await by.taps_first("Who answers for it?")
    await by.says("Mend the lift")
    await by.says("It runs")
    await by.taps_first("By when?")
    await by.says("The engineer comes on Friday.")
    await by.taps_first("When will they hear more")
    await by.taps("No, keep it here")
    await by.taps("Tell them")
