"""Joining, telling, a trusted message, a follow-up and judging, on a phone in each language.

What a whole Hearback says in process is shown by the practice page in a real browser. All languages where
`EVERY_LANGUAGE` is set; pictures of each stand in `build/screenshots`.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from bot.store.chats import Group
from bot.store.session import Store
from bot.words import Role, UpdateKind
from tests.handlers import gone_out
from tests.handlers.followed import matters, tells
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town as Whole
from tests.languages import EVERY_LANGUAGE, SHIPPED
from tests.practice_page.hand import PICTURES
from tests.practice_page.phones import message, opened, phone_of
from tests.practice_page.town import ASMA, Town

pytestmark = pytest.mark.browser

SCRIPTS = ("ar", "ur", "bn", "pa", "gu")
LANGUAGES = SHIPPED if os.environ.get("EVERY_LANGUAGE") else SCRIPTS
THURSDAY = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
SAID = {
    "en": "The clinic's door opens by itself now.",
    "pl": "Drzwi przychodni otwierają się teraz same.",
    "ro": "Ușa clinicii se deschide acum singură.",
    "bn": "ক্লিনিকের দরজা এখন নিজেই খোলে।",
    "ur": "کلینک کا دروازہ اب خود کھلتا ہے۔",
    "pa": "ਕਲੀਨਿਕ ਦਾ ਦਰਵਾਜ਼ਾ ਹੁਣ ਆਪੇ ਖੁੱਲ੍ਹਦਾ ਹੈ।",
    "ar": "باب العيادة يفتح الآن من تلقاء نفسه.",
    "so": "Albaabka rugta hadda iskiis ayuu u furmaa.",
    "tr": "Kliniğin kapısı artık kendiliğinden açılıyor.",
    "pt": "A porta da clínica agora abre sozinha.",
    "es": "La puerta de la clínica ahora se abre sola.",
    "gu": "ક્લિનિકનો દરવાજો હવે જાતે ખૂલે છે.",
    "ta": "மருத்துவமனையின் கதவு இப்போது தானாகத் திறக்கிறது.",
    "fr": "La porte de la clinique s'ouvre maintenant toute seule.",
    "uk": "Двері клініки тепер відчиняються самі.",
    "sq": "Dera e klinikës tani hapet vetë.",
    "fa": "درِ درمانگاه حالا خودش باز می‌شود.",
    "zh_Hans": "诊所的门现在会自动打开。",
    "it": "La porta della clinica ora si apre da sola.",
    "yo": "Ilẹ̀kùn ilé ìwòsàn náà ń ṣí fúnra rẹ̀ báyìí.",
}
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid="words"], .bubble button')]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""
Step = tuple[str, list[Line]]


async def walked(store: Store, language: str) -> list[Step]:
    """What somebody with a phone in this language reads at each step, in private and in their group."""
    town = Whole(store, EVERY_LANGUAGE)
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    await town.room()
    circle = await town.group("Circle", language)
    await town.does(lambda work: work.session.execute(sa.update(Group).values(rhythm_days=7)))
    samina = town.phone("Samina", language)
    await samina.opens(await town.link(Role.CHAMPION))
    steps = [("join", _new(town, samina, samina.id))]
    member = await town.champion("Member", language)
    await member.says(SAID[language])
    steps.append(("tell", _new(town, member, member.id)))
    words = {"en": SAID["en"], language: SAID[language]}
    before = len(town.telegram.said_in(circle))
    await gone_out.sends(town, tom, [circle], words=words)
    steps.append(("message", town.telegram.said_in(circle)[before:]))
    await matters(town, tom, 3, group=circle)
    for number in (1, 2):
        await tells(town, tom, number, words=SAID["en"], others={language: SAID[language]})
    before = len(town.telegram.said_in(circle))
    town.clock.at = THURSDAY
    await town.ticks()
    steps.append(("follow-up", town.telegram.said_in(circle)[before:]))
    await tells(town, tom, 3, UpdateKind.TAKEN_UP, SAID["en"], others={language: SAID[language]})
    town.clock.at = THURSDAY + timedelta(days=5)
    await town.ticks()
    before = len(town.telegram.said_in(circle))
    await tells(town, tom, 3, UpdateKind.CHANGED, SAID["en"], others={language: SAID[language]})
    await town.later(hours=2)
    steps.append(("judge", town.telegram.said_in(circle)[before:]))
    return steps


def _new(town: Whole, phone: Phone, chat: int) -> list[Line]:
    return [line for line in town.telegram.said_in(chat) if line.by is None]


@pytest.mark.parametrize("size", [(360, 1500)], ids=["phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_somebody_reads_fits_their_phone_and_runs_their_way(
    page: Page, lively: Town, sqlite_url: str, open_store: Callable[[str], Store], language: str
) -> None:
    with ThreadPoolExecutor(1) as beside:  # the browser has this thread's event loop
        steps = beside.submit(lambda: asyncio.run(walked(open_store(sqlite_url), language))).result()
    phone = phone_of(opened(page, lively), ASMA)
    for name, lines in steps:
        assert lines, name
        for line in lines:
            rows = [[{"text": label, "callback_data": "x"} for label, _data in row] for row in line.buttons]
            lively.writes(ASMA, line.text, reply_markup={"inline_keyboard": rows})
        last = lines[-1].text.split("\n")[0]
        expect(message(phone, last[:20])).to_be_visible()
        assert page.evaluate(TOO_WIDE) == [], name
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-{language}.png")
        if EVERY_LANGUAGE.is_right_to_left(language):
            words = phone.get_by_test_id("words").last
            assert words.evaluate("element => getComputedStyle(element).direction") == "rtl", name
