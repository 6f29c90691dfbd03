"""What is done with trusted messages again and again in tests, by typing and tapping as people would."""

from __future__ import annotations

from tests.handlers.phone import Phone

TITLE, WHY, SOURCE = "Measles clinic", "Cases in two schools.", "https://www.nhs.uk/measles"
WORDS = "A free clinic comes to the library on Friday. Bring your children. You need no papers."
EASY = "The clinic is free.\nCome on Friday."
URDU, POLISH = "جمعہ کو لائبریری میں مفت کلینک ہے۔", "W piątek w bibliotece jest bezpłatna przychodnia."


async def writes_message(
    by: Phone,
    *,
    title: str = TITLE,
    words: str = WORDS,
    easy: str = "",
    others: dict[str, str] | None = None,
    source: str = SOURCE,
) -> None:
    """A new message, by the command, from nothing, kept as a draft."""
    await by.says("/message")
    await by.taps("Start with nothing")
    await by.says(title)
    await by.says(words)
    await (by.says(easy) if easy else by.taps("Leave it out"))
    names = {"ur": "اردو", "pl": "Polski"}
    for code in others or {}:
        await by.taps(names[code])
    await by.taps("Done")
    for text in (others or {}).values():
        await by.says(text)
    await by.says(WHY)
    await (by.says(source) if source else by.taps("Leave it out"))
    await by.taps_first("Until which day is it right?")
    await by.taps("On its last day")
    await by.taps("Keep it as a draft")
