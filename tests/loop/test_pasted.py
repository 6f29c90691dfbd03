"""Ours, word for word, whatever Telegram and WhatsApp do to it; and none of ours once anybody changed a sign of it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from bot.courier.render import Renderer, Where
from bot.loop import codes, pasted, trusted, trusted_lines
from bot.loop.pasted import Difference
from bot.loop.readings import Readings
from bot.store import outbox
from bot.store.programme import Programme
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from tests.handlers.town import LANGUAGES

GENUINE, MUTANTS, MESSAGES = 1_000, 10_000, 10
WORDS = {
    "en": "The walk-in clinic on *Mare Street* opens at 9:30 on Saturdays. Please call 020 7946 0018 first.",
    "pl": "Przychodnia przy Mare Street jest czynna od 9:30 w soboty. Proszę najpierw zadzwonić: 020 7946 0018.",
    "ur": "کلینک ہفتے کو صبح ۹:۳۰ بجے کھلتا ہے۔ پہلے 020 7946 0018 پر فون کریں۔",
    "ar": "تفتح العيادة يوم السبت الساعة 9:30. اتصلوا أولاً بالرقم 020 7946 0018.",
    "bn": "ক্লিনিক শনিবার সকাল ৯:৩০ টায় খোলে। আগে 020 7946 0018 নম্বরে ফোন করুন।",
    "pa": "ਕਲੀਨਿਕ ਸ਼ਨੀਵਾਰ ਨੂੰ 9:30 ਵਜੇ ਖੁੱਲ੍ਹਦਾ ਹੈ। ਪਹਿਲਾਂ 020 7946 0018 'ਤੇ ਫ਼ੋਨ ਕਰੋ।",
    "fa": "درمانگاه شنبه‌ها ساعت ۹:۳۰ باز می‌شود. اول به 020 7946 0018 زنگ بزنید.",
    "zh": "诊所星期六上午九点半开门。请先致电 020 7946 0018。",
    "vi": "Phòng khám mở cửa lúc 9:30 thứ Bảy. Xin gọi 020 7946 0018 trước.",
    "so": "Rugta caafimaadku waxay furantaa 9:30 Sabtida. Fadlan marka hore wac 020 7946 0018.",
    "ta": "மருத்துவமனை சனிக்கிழமை 9:30 மணிக்குத் திறக்கும். முதலில் 020 7946 0018 ஐ அழைக்கவும்.",
}
ALSO = (
    "Bring a friend 👨‍👩‍👧 – it is free.",
    "See https://example.org/a_b_c?day=6&x=1",
    "• five minutes\n• no papers",
    "“It did not hurt,” says Asha (61).",
    "Cost: £0.00 > nothing",
    "Stretford café, naïve, ﬁve ½ ①",
)
HEADS = (
    "[12:30, 02/03/2026] Asha: ",
    "[02/03/2026, 12:30:11] ~ Asha: ",
    "Asha Begum, [02.03.26 12:30]\n",
    "Forwarded from Mare Street\n",
)


class Sent(NamedTuple):
    """What the bot sent, in what language, and how the message reads."""

    text: str
    read: Readings


def telegram_brings(text: str) -> str:
    """tdlib's `clean_input_string` and `replace_offending_characters`, as they are written there."""
    kept: list[str] = []
    for letter in text:
        if letter == "\r" or letter in "\u030a\u0333\u033f" or "\u2028" <= letter <= "\u202e":
            continue
        kept.append(" " if letter < " " and letter != "\n" else letter)
    for at in range(len(kept) - 1):
        if kept[at] in "\u200e\u200f" and kept[at + 1] in "\u200e\u200f":
            kept[at] = "\u200c"
    return "".join(kept).strip()


def in_whatsapp(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n\n", "\n")


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def in_bold(text: str) -> str:
    first, _space, rest = text.partition(" ")
    return text if first[0] in "*_" else f"*{first}* {rest}"


WAYS: tuple[Callable[[str], str], ...] = (
    str,
    in_whatsapp,
    quoted,
    in_bold,
    pasted.without_isolates,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", " \t\n"),
    lambda text: f"\n {text} \n\n",
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: text.replace(" ", "\u2003"),
)


class NoRows:
    """A session that knows of nothing: no picture goes with these messages."""

    def execute(self, _statement: object, _values: object) -> NoRows:
        return self

    def scalars(self) -> list[str]:
        return []


def message(chance: random.Random) -> Readings:
    made = TrustedMessage(
        id=1,
        programme_id=1,
        code=codes.make(),
        language="en",
        source="https://example.org/s",
        expires_on=date(2026, 5, 1),
        review_on=date(2026, 4, 1),
        title="",
        state="sent",
        why_now="",
    )
    programme = Programme(id=1, name="Mare Street *health* team", bot_key="1")
    work = Work(NoRows(), programme, datetime(2026, 3, 2, tzinfo=UTC))  # type: ignore[arg-type]
    also = chance.sample(ALSO, 2)
    texts = {code: "\n\n".join((words, *also)) for code, words in WORDS.items()}
    easy = {code: words for code, words in WORDS.items() if chance.random() < 0.5}
    return Readings(
        LANGUAGES,
        made.code,
        {trusted.WORDS: texts, trusted.EASY: easy, trusted.PICTURE: {}},
        frozenset({"ur", "bn"}),
        lambda is_easy, by_one: trusted_lines.parts(work, made, is_easy=is_easy, read_by_one=by_one),
    )


def sent(chance: random.Random, read: Readings) -> Sent:
    """A copy as the courier says it, or its words with its code."""
    language, interface = chance.choice(list(WORDS)), chance.choice(LANGUAGES.offered)
    is_easy = language in read.texts[trusted.EASY] and chance.random() < 0.5
    parts = list(read.parts(is_easy, language in read.read_by_one))
    if chance.random() < 0.3:
        parts = [parts[0], parts[-1]]
    versions = {(of, 1, interface): texts[language] for of, texts in read.texts.items() if language in texts}
    what = outbox.shown(parts, ())
    [call] = Renderer(LANGUAGES, versions).say(what, Where(1, interface), is_repeat=False).calls
    return Sent(call.text, read)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def copies() -> list[Sent]:
    chance = random.Random(1)
    messages = [message(chance) for _number in range(MESSAGES)]
    return [sent(chance, chance.choice(messages)) for _number in range(GENUINE)]


def test_a_thousand_genuine_texts_are_genuine_after_telegrams_cleaning(copies: list[Sent]) -> None:
    chance = random.Random(2)
    for one in copies:
        arrived = telegram_brings(chance.choice(WAYS)(telegram_brings(one.text)))
        assert one.read.is_one(arrived), arrived


def test_lines_above_that_say_who_sent_it_are_known(copies: list[Sent]) -> None:
    for one in copies[:100]:
        for head in HEADS:
            assert not one.read.is_one(head + one.text)
            assert one.read.is_one(pasted.without_header(head + one.text)), head


def test_of_ten_thousand_texts_with_one_edit_none_is_genuine(copies: list[Sent]) -> None:
    chance, said = random.Random(3), 0
    edits, brought = one_edit(chance), [(telegram_brings(one.text), one) for one in copies]
    while said < MUTANTS:
        text, one = chance.choice(brought)
        mutant = next(edits)(text)
        if seen(mutant) == seen(text):
            continue
        said += 1
        assert not one.read.is_one(mutant), (text, mutant)
        assert pasted.without_header(mutant) == mutant


def seen(text: str) -> str:
    """What is left of a text without spaces between its words; an edit of those alone changes nothing."""
    return re.sub(r"\s+", " ", text).strip()


LOOKALIKES = {
    "a": "а",
    "e": "е",
    "o": "ο",
    "i": "і",
    "c": "ϲ",
    "0": "O",
    "1": "l",
    "l": "I",
    "ک": "ك",
    "ی": "ي",
    "।": "|",
}
HIDDEN = "\u200b\u200d\u00ad\u2060\u2067\u2066\u0301"


def one_edit(chance: random.Random) -> Iterator[Callable[[str], str]]:
    def at(text: str, wanted: Callable[[str], bool] = lambda letter: not letter.isspace()) -> int:
        for _try in range(1_000):
            place = chance.randrange(len(text))
            if wanted(text[place]):
                return place
        return 0

    def put(text: str, letters: str, place: int, instead: int = 0) -> str:
        return text[:place] + letters + text[place + instead :]

    def digit(text: str) -> str:
        place = at(text, str.isdigit)
        return put(text, chance.choice("0123456789".replace(text[place], "")), place, 1)

    def letter(text: str) -> str:
        return put(text, chance.choice("aqzжqبক"), at(text), 1)

    def lookalike(text: str) -> str:
        place = at(text, LOOKALIKES.__contains__)
        return put(text, LOOKALIKES.get(text[place], "Ɩ"), place, 1)

    def gone(text: str) -> str:
        return put(text, "", at(text), 1)

    def more(text: str) -> str:
        return put(text, chance.choice("x7.!*_>~жب"), at(text))

    def swapped(text: str) -> str:
        place = at(text[:-1])
        return put(text, text[place + 1] + text[place], place, 2)

    def added_line(text: str) -> str:
        lines = text.split("\n")
        lines.insert(
            chance.randint(0, len(lines)), chance.choice(("Do not go.", "> no", "Forwarded by me", "01", "x: y"))
        )
        return "\n".join(lines)

    def lost_line(text: str) -> str:
        lines = [line for line in text.split("\n") if line.strip()]
        lines.pop(chance.randrange(len(lines)))
        return "\n".join(lines)

    def other_link(text: str) -> str:
        return text.replace("example.org", chance.choice(("examp1e.org", "example.org.uk", "example.co")), 1)

    def hidden(text: str) -> str:
        return put(text, chance.choice(HIDDEN), at(text))

    def split(text: str) -> str:
        return put(text, " ", 1 + at(text[1:-1], str.isalnum))

    every = (digit, letter, lookalike, gone, more, swapped, added_line, lost_line, other_link, hidden, split)
    while True:
        yield from every


@pytest.mark.parametrize(
    ("theirs", "differs"),
    [
        ("Call 020 7946 0019 first.", Difference("Call 020 7946 0018 first.", "Call 020 7946 0019 first.")),
        ("Call 020 7946 0018 first. Bring gold.", Difference("", "Bring gold.")),
        ("Call first.", Difference("Call 020 7946 0018 first.", "")),
    ],
)
def test_what_differs_is_shown_with_some_words_around_it(theirs: str, differs: Difference) -> None:
    [found] = pasted.differences(theirs, "Call 020 7946 0018 first.")
    assert found == differs


def test_letters_of_another_alphabet_are_seen() -> None:
    [found] = pasted.differences("Call us tоday.", "Call us today.")
    assert found.only_looks_alike


@pytest.mark.parametrize(
    "written", ["abcd-efg2", "ABCD EFG2", "ABCDEFG2", "2bcdefgh", "\u2066ABCD‑EFGH\u2069", "> ABCD-EFGH"]
)
def test_a_code_alone_is_one(written: str) -> None:
    assert pasted.is_written_as_code(written)


@pytest.mark.parametrize(
    "written", ["that they", "diabetes", "part-time", "2020-2021", "the jab", "", "ABCD-EFGH is it true"]
)
def test_other_words_are_no_code(written: str) -> None:
    assert not pasted.is_written_as_code(written)
