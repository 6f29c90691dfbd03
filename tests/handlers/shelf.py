"""What is done with the library again and again in tests, by typing and tapping as people would."""

from __future__ import annotations

from tests.handlers.phone import Phone

QUESTION = "When does the walk-in clinic open on Saturdays?"
ASKED = "What time does the walk-in clinic open on a Saturday?"
WORDS = "The walk-in clinic opens at nine on Saturdays."
SOURCE = "https://example.org/clinic"
LATER = "Leave it for later"


async def writes_answer(
    by: Phone, *, topic: str = "Opening times", question: str = QUESTION, words: str = WORDS, source: str = SOURCE
) -> None:
    """A new answer for the library, from its page."""
    await by.says("/library")
    await by.taps("A new answer")
    for typed in (topic, question, words, source):
        await by.says(typed)
    await by.taps_first("By when do you look at it again?")
    await by.taps("Keep it")


async def approved(by: Phone, second: Phone, room: int, **more: str) -> None:
    """A new answer, for which a second person stands."""
    await writes_answer(by, **more)
    await second.taps("I stand for it: en", room)


async def puts_into(by: Phone, second: Phone, room: int, language: str, words: str, reference: str = "L-1") -> None:
    """The answer's words in one more language, for which a second person stands."""
    await by.says("/library")
    await by.taps(f"See {reference}")
    await by.taps("New words")
    await by.taps({"en": "English", "pl": "Polski", "ur": "اردو"}[language])
    await by.says(words)
    await by.taps("Keep it")
    await second.taps(f"I stand for it: {language}", room, under=words)
