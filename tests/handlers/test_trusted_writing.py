"""Writing trusted messages: by staff, from templates, with hints; changed part by part, previewed, listed, dropped."""

from __future__ import annotations

from functools import partial

import pytest

from bot.language import _
from bot.loop import codes, trusted
from bot.message_words import MessageState
from bot.store.audit import Audit
from bot.store.session import Work
from bot.store.trusted import Attachment, TrustedMessage
from bot.store.updates import Version
from tests.handlers.messages import EASY, POLISH, SOURCE, TITLE, URDU, WHY, WORDS, writes_message
from tests.handlers.phone import Phone
from tests.handlers.town import Town

PHOTO = [{"file_id": "a-photo", "file_unique_id": "p1", "width": 1, "height": 1}]


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


async def approved(town: Town) -> None:
    """As if another person had approved it."""

    def approve(work: Work) -> None:
        message = work.session.get_one(TrustedMessage, 1)
        message.state, message.approved_at = MessageState.APPROVED, work.now
        message.binding = trusted.binding(work, message)

    await town.does(approve)


async def versions(town: Town) -> list[Version]:
    """What was written of messages."""
    return [one for one in await town.all(Version) if one.of in (trusted.WORDS, trusted.EASY, trusted.PICTURE)]


async def changes(by: Phone, label: str) -> None:
    """Choose what of the first message is changed."""
    await by.says("/messages")
    await by.taps_first("Trusted messages:")
    await by.taps("See T-1")
    await by.taps("Change it")
    await by.taps(label)


async def test_a_message_is_written_and_stands_on_its_card(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, easy=EASY, others={"ur": URDU, "pl": POLISH})
    message = (await town.all(TrustedMessage))[0]
    assert (message.state, message.title, message.why_now, message.source) == ("draft", TITLE, WHY, SOURCE)
    assert codes.read(message.code) == message.code and message.review_on == message.expires_on
    told = tom.hears("It is T-1 now, a draft").text
    assert codes.shown(message.code) in told
    card = tom.sees(f"T-1 · {TITLE} · draft", room)
    for line in (
        "Written by Tom Reed, Health officer",
        f"Why now: {WHY}",
        "Words in: English, Polish and Urdu",
        "Easy words in: English",
        "Missing: whom it is for",
        "No easy words yet in Polish and Urdu",
        "Next: put in what is missing",
    ):
        assert line in card.text
    assert [[label for label, _data in row] for row in card.buttons] == [
        ["Who it is for", "When it goes"],
        ["As it will be read", "Change it"],
        ["More …"],
    ]
    await tom.taps("More …", room)
    assert "Drop it" in str(tom.sees("T-1", room).buttons)
    await tom.taps("Less", room)
    assert "Drop it" not in str(tom.sees("T-1", room).buttons)


async def test_before_it_is_kept_it_is_shown_as_each_language_will_read_it(town: Town, tom: Phone) -> None:
    await writes_message(tom, easy=EASY, others={"ur": URDU})
    shown = tom.sees("Nothing goes out before another person approves it").text
    for part in (WORDS, EASY, URDU, "in Urdu", SOURCE, "No words yet in: Polski"):
        assert part in shown


async def test_hints_name_hard_words_and_the_reading_age_and_stop_nobody(town: Town, tom: Phone) -> None:
    hard = (
        "Stakeholders are requested to utilise additional immunisation appointments prior to commencement of the "
        "subsequent academic term, notwithstanding previously communicated eligibility considerations."
    )
    await writes_message(tom, words=hard)
    hint = tom.sees("Reading age: about").text
    assert "Aim for 11" in hint
    assert "“utilise”: say “use”" in hint and "“prior to”: say “before”" in hint
    assert "One sentence has" in hint
    assert [one.text for one in await versions(town)] == [hard]


async def test_easy_words_are_asked_again_until_they_are_easy(town: Town, tom: Phone) -> None:
    await tom.says("/message")
    await tom.taps("Start with nothing")
    await tom.says(TITLE)
    await tom.says(WORDS)
    await tom.says("The clinic is free. Come on Friday.")
    assert "each idea on a line of its own" in tom.sees("The same in easy words").text
    await tom.says("On Friday there is a free clinic in the library and everybody who wants to may come to it.")
    assert "At most 12 words each" in tom.sees("The same in easy words").text
    await tom.says(EASY)
    tom.hears("In which other languages")


@pytest.mark.parametrize("link", ["nhs.uk", "javascript:alert(1)", "https://x", "see https://nhs.uk", "https://a@b.uk"])
async def test_what_is_no_link_is_asked_again(town: Town, tom: Phone, link: str) -> None:
    await tom.says("/message")
    await tom.taps("Start with nothing")
    for text in (TITLE, WORDS):
        await tom.says(text)
    await tom.taps("Leave it out")
    await tom.taps("Done")
    await tom.says(WHY)
    await tom.says(link)
    assert "That is no link" in tom.sees("Where does it come from?").text
    await tom.says(SOURCE)
    tom.hears("Until which day is it right?")


async def test_a_template_brings_words_to_start_from_and_its_gaps_are_named(town: Town, tom: Phone, room: int) -> None:
    await tom.says("/message")
    await tom.taps("A clinic comes to people")
    await tom.says(TITLE)
    start = tom.sees("Words to start from").text
    assert "A free clinic comes to [place] on [day]" in start
    await tom.says("A free clinic comes to the library on [day].")
    await tom.taps("Leave it out")
    await tom.taps("Done")
    await tom.says(WHY)
    await tom.taps("Leave it out")
    await tom.taps_first("Until which day is it right?")
    await tom.taps("On its last day")
    await tom.taps("Keep it as a draft")
    assert "Missing: words for [day]" in tom.sees("T-1", room).text


async def test_a_holding_line_is_there_in_every_language_and_is_one_until_it_is_reworded(
    town: Town, tom: Phone, room: int
) -> None:
    await tom.says("/message")
    await tom.taps("We heard this; news by …")
    await tom.says("What goes round")
    await tom.taps_first("By which day do people hear more?")
    await tom.says(WHY)
    await tom.taps("Leave it out")
    await tom.taps_first("Until which day is it right?")
    await tom.taps("On its last day")
    await tom.taps("Keep it as a draft")
    there = {one.language: one for one in await versions(town)}
    assert set(there) == set(town.languages.offered)
    assert not there["en"].by_machine and there["ur"].by_machine, "nobody has read the Urdu catalog yet"
    assert {one.by_id for one in there.values()} == {None}
    await changes(tom, "The words")
    await tom.taps("English")
    await tom.says("Wait for us.")
    await tom.taps("Keep it")
    assert (await town.all(TrustedMessage))[0].template == "empty"


async def test_every_change_undoes_the_approval_and_is_written_down(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, others={"ur": URDU})
    seen = set()

    async def is_a_draft_again(act: str) -> None:
        message = (await town.all(TrustedMessage))[0]
        assert (message.state, message.binding, message.approved_at) == ("draft", None, None), act
        done = (await town.all(Audit))[-1]
        assert done.act == act and done.detail["before"] == "approved" and done.detail["undone"]
        seen.add(done.detail["hash"])
        assert "· draft" in tom.sees("T-1", room).text

    await approved(town)
    await changes(tom, "The words")
    assert "undoes what was asked for and approved" in tom.sees("what do you want to change?").text
    await tom.taps("English")
    assert WORDS in tom.sees("It reads now").text
    await tom.says("The clinic is on Saturday.")
    assert "In place of:" in tom.sees("This is how it will be read").text
    await tom.taps("Keep it")
    await is_a_draft_again("reword_message")
    assert "Made from older words: Urdu" in tom.sees("T-1", room).text
    for label, act, typed in (
        ("Where it comes from", "cite_message", ("https://example.org/new",)),
        ("Why now", "explain_message", ("More cases.",)),
        ("The title", "retitle_message", ("Measles",)),
    ):
        await approved(town)
        await changes(tom, label)
        for text in typed:
            await tom.says(text)
        await is_a_draft_again(act)
    await approved(town)
    await changes(tom, "Until when it is right")
    await tom.says("01.04.2026")
    await tom.taps("On its last day")
    await is_a_draft_again("redate_message")
    await approved(town)
    await changes(tom, "The easy words")
    await tom.taps("English")
    await tom.says(EASY)
    await tom.taps("Keep it")
    await is_a_draft_again("reword_message")
    assert len(seen) == 4, "title and why-now are not part of what is approved; all else is"


async def test_buttons_stand_under_it(town: Town, tom: Phone) -> None:
    await writes_message(tom)
    await changes(tom, "The buttons under it")
    for label in ("Learn more", "Ask about this", "Book"):
        await tom.taps(label)
    await tom.taps("Done")
    await tom.says("not a link")
    assert "That is no link" in tom.sees("Which link does").text
    await tom.says("https://example.org/more")
    await tom.says("https://example.org/book")
    assert (await town.all(TrustedMessage))[0].buttons == [
        {"kind": "more", "url": "https://example.org/more"},
        {"kind": "ask"},
        {"kind": "book", "url": "https://example.org/book"},
    ]
    await tom.taps("As it will be read")
    shown = tom.sees(WORDS)
    assert not shown.buttons, "there is no copy yet that they could be about"
    assert [line for line in shown.text.split("\n") if line.startswith("[")] == [
        "[ Learn more ]", "[ Ask about this ]", "[ Book ]", "[ It is clear ]", "[ Not clear to me ]",
    ]  # fmt: skip


async def test_a_picture_is_small_and_has_words_for_who_cannot_see_it(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, others={"ur": URDU})
    await changes(tom, "A picture")
    await tom.sends("photo", photo=[PHOTO[0] | {"file_size": 100_000}])
    assert "It has 100 kB" in tom.sees("Please send the picture").text
    await tom.sends("photo", photo=[PHOTO[0] | {"file_size": 99_999}])
    await tom.says("A nurse and a child.")
    kept = (await town.all(Attachment))[0]
    assert (kept.kind, kept.unique_id, kept.size, kept.language) == ("picture", "p1", 99_999, "en")
    assert "Missing: what the picture shows, in Urdu" in tom.sees("T-1", room).text
    await changes(tom, "What the picture shows")
    await tom.taps("اردو")
    await tom.says("ایک نرس")
    assert "what the picture shows" not in tom.sees("T-1", room).text
    await tom.taps("As it will be read")
    assert "What the picture shows:\n\nA nurse and a child." in tom.sees(WORDS).text
    assert "ایک نرس" in tom.sees(URDU).text
    await changes(tom, "Take something off it")
    await tom.taps("picture in English")
    assert await town.all(Attachment) == [] and len(await versions(town)) == 2


async def test_a_recording_and_a_document_go_with_a_language(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, others={"ur": URDU})
    before = await town.does(lambda work: trusted.binding(work, work.session.get_one(TrustedMessage, 1)))
    await changes(tom, "A recording")
    await tom.taps("اردو")
    assert URDU in tom.sees("Please read these words out").text
    await tom.sends("voice")
    await changes(tom, "The words")
    await tom.taps("English")
    await tom.says("The clinic is on Saturday.")
    await tom.taps("Keep it")
    assert len(await town.all(Attachment)) == 1, "the recording is of words that still stand"
    await changes(tom, "The words")
    await tom.taps("اردو")
    await tom.says("ہفتہ کو مفت کلینک ہے۔")
    await tom.taps("Keep it")
    tom.hears("The recording in Urdu was of the old words. It is taken off")
    assert await town.all(Attachment) == []
    await changes(tom, "A recording")
    await tom.taps("اردو")
    await tom.sends("voice")
    await changes(tom, "A document")
    await tom.taps("English")
    await tom.sends("document", document={"file_id": "d", "file_unique_id": "d1", "mime_type": "application/pdf"})
    kept = {(one.kind, one.language) for one in await town.all(Attachment)}
    assert kept == {("recording", "ur"), ("document", "en")}
    assert "With it: recording in Urdu and document in English" in tom.sees("T-1", room).text
    after = await town.does(lambda work: trusted.binding(work, work.session.get_one(TrustedMessage, 1)))
    assert before != after


async def test_a_preview_shows_each_language_with_its_direction_and_length(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom, others={"ur": URDU})
    await tom.taps("As it will be read", room)
    tom.hears(f"In English, read left to right. {len(WORDS)} letters.")
    tom.hears(f"In Urdu, read right to left. {len(URDU)} letters.")
    code = codes.shown((await town.all(TrustedMessage))[0].code)
    for words in (WORDS, URDU):
        assert code in tom.sees(words).text
    by_one = town.reads(_("The words in your language were read by one person only."), "ur")
    assert by_one in tom.sees(URDU).text and "read by one person" not in tom.sees(WORDS).text


async def test_the_list_has_pages_by_state(town: Town, tom: Phone) -> None:
    await writes_message(tom)

    def more(work: Work) -> None:
        first = work.session.get_one(TrustedMessage, 1)
        for place in range(9):
            copied = first.model_dump(exclude={"id", "code"})
            work.session.add(TrustedMessage(**copied, code=f"{place:08}"))

    await town.does(more)
    await tom.says("/messages")
    await tom.taps("draft (10)")
    assert "T-10" in tom.sees("T-10 ·").text and "T-2 ·" not in tom.sees("T-10 ·").text
    await tom.taps("Next ▶")
    assert "T-2 ·" in tom.sees("T-2 ·").text and "T-1 ·" in tom.sees("T-2 ·").text


async def test_a_dropped_message_is_changed_no_more(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom)
    await tom.taps("Change it")
    priya = await town.staff("Priya Shah", "Nurse")
    await priya.taps("More …", room)
    await priya.taps("Drop it", room)
    await priya.says("Not needed.")
    await priya.taps("Drop it")
    assert (await town.all(TrustedMessage))[0].state == "dropped"
    await tom.taps("The title")
    tom.hears("T-1 was dropped.")
    assert [one.act for one in await town.all(Audit)].count("drop_message") == 1


async def test_only_staff_write_see_and_change_messages(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom)
    samina = await town.champion("Samina")
    for command in ("/message", "/messages"):
        await samina.says(command)
        samina.hears("Only staff of the programme can do this")
    card = tom.sees("T-1", room)
    for act in ("see", "preview", "change", "drop", "page", "open:more", "adopt", "decline", "page:en"):
        assert "Only staff" in str(await samina.presses(f"tm:1:{act}", card)), act


async def test_two_change_the_same_words_and_the_second_sees_it(town: Town, tom: Phone, room: int) -> None:
    await writes_message(tom)
    priya = await town.staff("Priya Shah", "Nurse")
    begin = partial(changes, label="The words")
    for one in (tom, priya):
        await begin(one)
        await one.taps("English")
        await one.says(f"The words of {one.name}.")
    await priya.taps("Keep it")
    await tom.taps("Keep it")
    assert [one.text for one in await versions(town)] == ["The words of Priya Shah."], "his yes was to other words"
    assert "The words of Priya Shah." in tom.sees("In place of:").text
    await tom.taps("Keep it")
    assert [one.text for one in await versions(town)] == ["The words of Tom Reed."]


async def test_a_telephone_number_reads_the_right_way_round_in_urdu(town: Town, tom: Phone, room: int) -> None:
    """Else 020 7946 0018 is shown as 0018 7946 020."""
    await writes_message(tom, others={"ur": f"{URDU} 020 7946 0018"})
    await tom.taps("As it will be read", room)
    sent = [getattr(call, "text", "") or "" for call in town.telegram.calls]
    assert "\u2066020 7946 0018\u2069" in "".join(sent[-4:])
    kept = [one.text for one in await versions(town)]
    assert kept == [WORDS, f"{URDU} 020 7946 0018"], "what is kept is what was written"
