"""Is it real? By code, forwarded, pasted; in private, in a group, for strangers; and the table of forgeries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.language import own_words
from bot.loop import codes, pasted, people, trusted, trusted_lines, wrong_codes
from bot.loop.checking import NOT_OURS, Checked, Verdict, check_text
from bot.loop.trusted import Written
from bot.message_words import MessageState
from bot.store import versions
from bot.store.insights import Insight
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import Role
from tests.handlers import shelf
from tests.handlers.phone import Phone
from tests.handlers.town import LANGUAGES, Town

WORDS = {
    "en": "The walk-in clinic on Mare Street opens at 9:30 on Saturdays. Please call 020 7946 0018 first.",
    "pl": "Przychodnia przy Mare Street jest czynna od 9:30 w soboty. Proszę zadzwonić: 020 7946 0018.",
}
SOURCE = "https://example.org/clinic"
FORWARDED: dict[str, Any] = {"forward_origin": {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}}
RUMOUR = "They say that the jab makes you ill for years!"
GENUINE, CHANGED = "Yes, this is from us, word for word.", "Careful: this is not as we wrote it."


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def samina(town: Town) -> Phone:
    return await town.champion("Samina")


@pytest.fixture
async def message(town: Town, tom: Phone) -> TrustedMessage:
    return await went_out(town, tom)


async def went_out(town: Town, by: Phone, words: dict[str, str] = WORDS, **more: object) -> TrustedMessage:
    """A message that went out, whoever approved it."""

    def make(work: Work) -> TrustedMessage:
        writer = people.known(work, by.id)
        assert writer is not None
        written = Written("Saturdays", words, "New", date(2026, 6, 1), date(2026, 5, 1), SOURCE, **more)  # type: ignore[arg-type]
        made = trusted.make(work, writer, written, MessageState.SENT)
        for one in trusted.written(work, made).values():
            one.read_by_id = writer.number
        made.approved_at = work.now
        return made

    return await town.does(make)


async def copy_of(town: Town, message: TrustedMessage, language: str = "en") -> str:
    """The message as somebody reads it."""

    def read(work: Work) -> str:
        text = trusted.written(work, message)[language].text
        parts = trusted_lines.parts(work, message, words=own_words(text))
        return "\n\n".join(LANGUAGES.read(part, language) for part in parts)  # type: ignore[arg-type]

    return await town.does(read)


def code_of(message: TrustedMessage) -> str:
    return codes.shown(message.code)


async def checks(town: Town, text: str) -> Checked:
    return await town.does(lambda work: check_text(work, LANGUAGES, text))


# The forgery table


@pytest.mark.parametrize(
    ("ours", "forged"),
    [
        ("0018", "0019"),
        ("9:30", "9:80"),
        ("Mare", "Mаre"),
        ("0018", "OO18"),
        ("first.", "first.\nBring your passport."),
        ("example.org", "example.org.evil.com"),
        ("/clinic", "/clinics"),
        (" first", ""),
        ("020 7946 0018", "\u2067020 7946 0018\u2069"),
        ("call", "c\u200ball"),
        ("Right until", "Right long after"),
    ],
)
async def test_a_changed_copy_is_never_genuine(town: Town, message: TrustedMessage, ours: str, forged: str) -> None:
    genuine = await copy_of(town, message)
    assert (await checks(town, genuine)).verdict == Verdict.GENUINE
    assert ours in genuine
    checked = await checks(town, genuine.replace(ours, forged, 1))
    assert checked.verdict == Verdict.ALTERED and not checked.is_other_text
    assert len(checked.differs) == (0 if "\u2067" in forged else 1)


async def test_a_copied_code_on_other_text_is_no_message_of_ours(town: Town, message: TrustedMessage) -> None:
    line = (await copy_of(town, message)).split("\n")[-1]
    checked = await checks(town, f"{RUMOUR}\n\n{line}")
    assert checked.verdict == Verdict.ALTERED and checked.is_other_text and checked.is_copy


async def test_the_code_of_another_message_does_not_make_it_that_one(
    town: Town, tom: Phone, message: TrustedMessage
) -> None:
    other = await went_out(town, tom, {"en": "The food bank is shut on Monday. Please come on Tuesday instead."})
    mixed = (await copy_of(town, message)).replace(code_of(message), code_of(other))
    assert (await checks(town, mixed)).verdict == Verdict.ALTERED
    both = f"{await copy_of(town, message)}\n\n{await copy_of(town, other)}"
    assert (await checks(town, both)).verdict == Verdict.ALTERED


async def test_without_its_code_it_is_known_by_its_words(town: Town, message: TrustedMessage) -> None:
    checked = await checks(town, WORDS["pl"].replace("0018", "0019"))
    assert checked.verdict == Verdict.ALTERED and checked.message == message
    assert (await checks(town, RUMOUR)) == NOT_OURS


async def test_its_words_with_its_code_are_enough_and_each_language_is_ours(
    town: Town, message: TrustedMessage
) -> None:
    for language in WORDS:
        whole = await copy_of(town, message, language)
        assert (await checks(town, whole)).verdict == Verdict.GENUINE
        assert (await checks(town, f"{WORDS[language]}\n{whole.split(chr(10))[-1]}")).verdict == Verdict.GENUINE


@pytest.mark.parametrize("state", sorted(set(MessageState) - {MessageState.SENT, MessageState.WITHDRAWN}))
async def test_what_has_not_gone_out_is_not_ours_yet(town: Town, message: TrustedMessage, state: MessageState) -> None:
    whole = await copy_of(town, message)
    await becomes(town, message, state=state)
    has_gone = state in {MessageState.SENDING, MessageState.PAUSED, MessageState.STOPPED}
    assert (await checks(town, whole)).verdict == (Verdict.GENUINE if has_gone else Verdict.NOT_OURS)


async def becomes(town: Town, message: TrustedMessage, **values: object) -> None:
    def change(work: Work) -> None:
        there = work.session.get_one(TrustedMessage, message.number)
        for name, value in values.items():
            setattr(there, name, value)

    await town.does(change)


# In private


async def test_a_forwarded_copy_is_checked_and_not_kept_but_can_be(
    town: Town, message: TrustedMessage, samina: Phone
) -> None:
    whole = await copy_of(town, message)
    await samina.says(whole, **FORWARDED)
    assert "said it on Mon 2 Mar. It is right until Mon 1 Jun." in samina.hears(GENUINE).text
    assert await town.all(Insight) == []
    await samina.taps("Tell the team about it")
    samina.hears("H-1")
    assert len(await town.all(Insight)) == 1


async def test_a_changed_one_shows_our_words_beside(town: Town, message: TrustedMessage, samina: Phone) -> None:
    await samina.says((await copy_of(town, message)).replace("0018", "0019"))
    said = samina.hears(CHANGED).text
    assert "We wrote: “call 020 7946 0018 first. From Mare” Yours says: “call 020 7946 0019 first. From Mare”" in said
    assert WORDS["en"] in said and await town.all(Insight) == []


async def test_lines_of_ours_that_were_put_otherwise_once_do_not_make_a_message_false(
    town: Town, message: TrustedMessage, samina: Phone
) -> None:
    """Texts of the catalogs are put better from time to time; what two people approved is compared to the letter."""
    earlier = (await copy_of(town, message)).replace("After that, please ask again.", "After that ask again, please.")
    await samina.says(earlier)
    said = samina.hears("The words are from us, as we wrote them.").text
    assert "It is right until Mon 1 Jun." in said and "ask again, please" in said
    for forged in (
        ("0018", "0019"),
        ("Right until", "Call 020 7946 0000 until"),
        ("Is it real?", "Free!\nIs it real?"),
    ):
        await samina.says(earlier.replace(*forged))
        samina.hears(CHANGED)
    await samina.says(earlier.replace("Send me", "\u2067Send\u2069 me"))
    samina.hears(CHANGED)


async def test_a_code_is_told_in_the_askers_language_with_our_words(town: Town, message: TrustedMessage) -> None:
    nadia = await town.champion("Nadia", "pl")
    await nadia.says(f"/check {code_of(message).lower()}")
    assert WORDS["pl"] in nadia.hears(code_of(message)).text
    await nadia.says(code_of(message))
    assert WORDS["pl"] in nadia.hears(code_of(message)).text


async def test_check_alone_asks_for_it(town: Town, message: TrustedMessage, samina: Phone) -> None:
    await samina.says("/check")
    samina.hears("code")
    await samina.says(code_of(message))
    samina.hears("Yes, there is a message of ours with this code.")
    await samina.says("/check")
    await samina.says((await copy_of(town, message)).replace("9:30", "8:30"))
    samina.hears(CHANGED)
    await samina.says("/check")
    await samina.says(RUMOUR)
    samina.hears("whether it is true")
    assert [one.words for one in await town.all(Insight)] == [RUMOUR]


async def test_words_that_name_a_code_are_told_as_ever_and_a_tap_checks(
    town: Town, message: TrustedMessage, samina: Phone
) -> None:
    told = f"Nobody here understands your message {code_of(message)}, it has too many words."
    await samina.says(told)
    samina.hears("H-1"), samina.hears("Shall I check if it is really from us?")
    assert [one.words for one in await town.all(Insight)] == [told]
    await samina.taps("Check the message")
    samina.hears("the code is ours, but these are not our words")
    assert len(await town.all(Insight)) == 1


async def test_what_became_of_it_is_said(town: Town, tom: Phone, message: TrustedMessage, samina: Phone) -> None:
    whole = await copy_of(town, message)
    await becomes(town, message, expires_on=date(2026, 3, 1))
    await samina.says(f"/check {code_of(message)}")
    assert "it was right only until Sun 1 Mar" in samina.hears("This was from us").text
    await becomes(town, message, expires_on=date(2026, 6, 1), state=MessageState.WITHDRAWN, withdrawn_at=town.clock.at)
    await town.does(lambda work: put_why(work, message))
    await samina.says(whole)
    said = samina.hears("we took it back on Mon 2 Mar").text
    assert "the number was wrong" in said and WORDS["en"] not in said
    await becomes(town, message, state=MessageState.SENT, withdrawn_at=None)
    newer = await went_out(town, tom, {"en": "The clinic opens at ten."}, corrects_id=message.number)
    await samina.says(whole)
    said = samina.hears("we have put it right since").text
    assert "The clinic opens at ten." in said and code_of(newer) in said


def put_why(work: Work, message: TrustedMessage) -> None:
    versions.write(
        work.session, programme_id=work.programme_id, of="withdrawn", of_id=message.number, language="en",
        text="the number was wrong", by_id=None, source_hash="", now=work.now,
    )  # fmt: skip


async def test_codes_are_not_found_by_trying(town: Town, message: TrustedMessage, samina: Phone) -> None:
    for _try in range(wrong_codes.MOST):
        await samina.says("/check 2BCD-2BCE")
        samina.hears("We have no message with this code.")
    await samina.says(f"/check {code_of(message)}")
    samina.hears("Those were many codes that are not ours.")
    await samina.says(await copy_of(town, message))
    samina.hears(GENUINE)
    town.clock.at += timedelta(hours=1)
    await samina.says(f"/check {code_of(message)}")
    samina.hears("Yes, there is a message of ours with this code.")


async def test_a_stranger_is_answered_and_nothing_of_theirs_is_kept(town: Town, message: TrustedMessage) -> None:
    stranger, whole = town.phone("Stranger", "pl"), await copy_of(town, message, "pl")
    await stranger.says("/check")
    stranger.hears("/check")
    for said in (f"/check {code_of(message)}", code_of(message), f"/check {whole}", whole):
        await stranger.says(said)
        stranger.hears("2 mar")
    await stranger.says(whole.replace("0018", "0019"), **FORWARDED)
    stranger.hears("0019")
    await stranger.says(f"/check {RUMOUR}")
    stranger.hears("Nie mam żadnej podobnej")
    assert await town.all(Insight) == []


# In a group


async def test_in_a_group_anybody_checks_and_no_changed_word_is_said_again(town: Town, message: TrustedMessage) -> None:
    circle, nadia = await town.group("Circle"), town.phone("Nadia", "pl")
    await nadia.says(f"/check {code_of(message)}", circle)
    assert WORDS["pl"] in nadia.hears(code_of(message), circle).text
    changed = (await copy_of(town, message, "pl")).replace("9:30", "CANARY") + "\nCANARY"
    await nadia.says(f"/check {changed}", circle)
    assert "CANARY" not in nadia.hears("9:30", circle).text
    await nadia.says("/check", circle)
    nadia.hears("/check", circle)
    assert await town.all(Insight) == []


async def test_in_a_group_a_message_is_checked_by_a_reply(town: Town, message: TrustedMessage) -> None:
    circle, nadia, ania = await town.group("Circle"), town.phone("Nadia"), town.phone("Ania")
    ours = await ania.says(await copy_of(town, message), circle)
    await nadia.says("/check", circle, reply_to=ours)
    nadia.hears(GENUINE, circle)
    rumour = await ania.says(RUMOUR, circle)
    await nadia.says("/check", circle, reply_to=rumour)
    assert "the jab" not in nadia.hears("This is not a message of ours", circle).text
    assert await town.all(Insight) == []


async def test_it_is_checked_in_chats_that_nobody_has_said_anything_about(town: Town, message: TrustedMessage) -> None:
    chat, nadia = await town.chat(), town.phone("Nadia")
    await nadia.says(f"/check {code_of(message)}", chat)
    nadia.hears("Yes, there is a message of ours with this code.", chat)


async def test_the_whole_of_it_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    tom, samina = await town.staff("Tom Reed"), await town.champion("Samina")
    message = await went_out(town, tom)
    await samina.says(await copy_of(town, message))
    samina.hears(GENUINE)
    await samina.says(WORDS["en"].replace("0018", "0019"))
    samina.hears(CHANGED)
    await samina.says("/check 2BCD-2BCE")
    samina.hears("We have no message with this code.")
    assert pasted.codes_in(code_of(message)) == [message.code]


async def test_what_goes_round_is_compared_with_answers_and_kept_as_a_rumour(
    town: Town, tom: Phone, samina: Phone
) -> None:
    room, priya = await town.room(), await town.staff("Priya Shah")
    await shelf.approved(tom, priya, room)
    await samina.says("/check The walk-in clinic does not open on Saturdays")
    samina.hears("whether it is true"), samina.hears("Others asked something near.")
    assert [one.kind for one in await town.all(Insight)] == ["rumour"]


async def test_where_something_that_goes_round_was_seen_stands_on_its_card(
    town: Town, tom: Phone, samina: Phone
) -> None:
    room = await town.room()
    await samina.says("/check The water is poisoned")
    samina.sees("Where did you see or hear it?")
    await samina.taps("WhatsApp")
    assert "Seen or heard: WhatsApp" in tom.sees("H-1 ·", room).text
    await samina.taps("Elsewhere")
    await samina.says("At the bus stop, from Ali, 07700 900123")
    card = tom.sees("H-1 ·", room).text
    assert "Seen or heard: Elsewhere" in card and "At the bus stop" in card and "900123" not in card
    other = town.phone("Nadia")
    assert "Only the person who told this" in str(await other.presses("i:1:saw:leaflet", samina.sees("Where did you")))
    await samina.presses("i:1:back", samina.sees("Where did you"))
    row = (await town.all(Insight))[0]
    assert (row.seen_in, row.seen_words) == ("elsewhere", None), "the words go with it when it is taken back"
