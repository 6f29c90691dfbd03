"""Another language than the chosen one: it is offered once, in one tap, and never switched unasked."""

from __future__ import annotations

import asyncio

import pytest

from bot.detection import Detection
from bot.store.insights import Insight
from bot.store.people import Person
from tests.handlers.phone import Phone
from tests.handlers.town import Town

OFFERED = ("en", "ur", "pl", "zh_Hans", "en_XA")


@pytest.fixture
async def samina(town: Town) -> Phone:
    return await town.champion("Samina")


async def test_it_is_offered_once_and_staff_see_it(town: Town, samina: Phone) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed")
    await samina.says("ہمارے کلینک میں فون کوئی نہیں اٹھاتا")
    samina.hears("Shall I write to you in اردو")
    assert "Urdu" in tom.sees("told in private", room).text
    assert [one.language for one in await town.all(Insight)] == ["ur"]
    assert (await town.all(Person))[0].language == "en", "never switched silently"
    await samina.says("کلینک بند ہے اور کوئی نہیں ہے")
    assert len(samina.all_with("Shall I write to you in")) == 1
    await samina.taps("اردو")
    assert (await town.all(Person))[0].language == "ur"


async def test_ones_own_language_and_unsure_words_bring_no_offer(samina: Phone) -> None:
    for words in ("The clinic is shut.", "ok", "12", "🎉", "Covid"):
        await samina.says(words)
    assert not samina.all_with("Shall I write to you in")


async def test_strangers_are_not_asked(town: Town) -> None:
    stranger = town.phone("Stranger")
    await stranger.says("ہمارے کلینک میں فون کوئی نہیں اٹھاتا")
    assert not stranger.all_with("Shall I write")


@pytest.mark.parametrize(
    ("words", "own", "language"),
    [
        ("ہمارے کلینک میں فون کوئی نہیں اٹھاتا", "en", "ur"),
        ("আমাদের ক্লিনিক বন্ধ", "en", "bn"),
        ("ਕਲੀਨਿਕ ਬੰਦ ਹੈ", "en", "pa"),
        ("क्लिनिक बंद है", "en", "hi"),
        ("क्लिनिक बंद आहे", "mr", "mr"),
        ("诊所关门了", "en", "zh_Hans"),
        ("診所關門了", "yue", "yue"),
        ("Клініка зачинена, і ніхто не відповідає", "en", "uk"),
        ("Клиника закрыта, трубку никто не берёт", "en", "ru"),
        ("Ilé ìwòsàn ti pa, kò sí ẹni tó ń dáhùn, ẹ ṣeun", "en", "yo"),
        ("Przychodnia jest zamknięta, proszę", "en", "pl"),
        ("The clinic is shut and nobody is there", "pl", "en"),
        ("hamare clinic mein phone koi nahi uthata", "ur", "ur-Latn"),
        ("GP closed", "pl", None),
        ("بند", "en", None),
        ("", "en", None),
        ("12345", None, None),
    ],
)
def test_letters_and_small_words_tell_much_without_a_model(words: str, own: str | None, language: str | None) -> None:
    assert Detection().language(words, OFFERED, own) == language


async def test_the_model_is_loaded_beside_the_work_and_tells_latin_languages_apart() -> None:
    words, detection = "Przychodnia jest dzisiaj otwarta do wieczora", Detection(may_load=True)
    assert detection.language(words, OFFERED, "en") is None, "nobody waits for it"
    for _look in range(600):
        if detection.language(words, OFFERED, "en") is not None:
            break
        await asyncio.sleep(0.1)
    assert detection.language(words, OFFERED, "en") == "pl"
    assert detection.language("Surgery closes early on Friday afternoon, again", OFFERED, "en") == "en"
    assert detection.language("Surgery closes early on Friday afternoon, again", OFFERED, "pl") == "en"


def test_without_leave_it_is_never_loaded() -> None:
    detection = Detection()
    assert detection.language("Przychodnia jest dzisiaj otwarta do wieczora", OFFERED, "en") is None
    assert detection._model is None and not detection._loading.locked()
