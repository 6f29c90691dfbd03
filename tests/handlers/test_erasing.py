"""Rule 10: everything about a person can be erased, cards, copies and outbox included; nothing is owed to them then."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import SQLModel

from bot import build
from bot.handlers.unit import Reception
from bot.loop import emptying, erasing, people
from bot.store.chats import Chat
from bot.store.erasures import Erasure
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Store, Work
from bot.store.updates import Telling
from bot.words import OWED, Role
from tests.handlers.desk import answer, news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

CANARY = "CANARY"
OTHERS_WORDS = {
    "community_group.communities": "the community's own words for itself",
    "community_group.hears_through": "a champion or body, as the team named it to the group",
    "community_group.name": "a group's name",
    "community_group.area": "a group's area",
    "closing.short_notice": "staff's words",
    "closing.turn_to": "whom people can turn to afterwards, as the team wrote it",
    "closing_debt.reach": "as the name beside it",
    "closing_debt.to_name": "who takes over what is owed, as the team wrote it; told to others as such",
    "catch_up.costs": "staff's words",
    "catch_up.languages": "codes of languages",
    "catch_up.where": "staff's words",
    "community.name": "staff's words for a community",
    "chat.title": "a group's title; emptied for a private chat",
    "consultation.question": "staff's words",
    "consultation.choices": "staff's words",
    "consultation.still_open": "staff's words",
    "consultation.decided": "staff's words",
    "consultation.decided_why": "staff's words",
    "consultation.can_change": "staff's words",
    "consultation.closed_why": "staff's words",
    "chat.unreachable_why": "Telegram's words",
    "conversation.state": "the row is deleted",
    "community_group.meets": "where a group meets",
    "community_group.also_reads": "codes of languages",
    "feeling_round.words": "staff's words",
    "groupword.words": "staff's words; emptied with what they are about",
    "help_line.labels": "the team's",
    "insight_translation.words": "emptied with what was told",
    "insight_wording.words": "emptied with what was told",
    "insight_wording.media": "emptied with what was told",
    "issue.shown_title": "staff's words",
    "reading_hours.days": "weekdays",
    "referral.handed_to": "staff's words; emptied with what they are about",
    "trusted_message.title": "staff's words; a proposal that nobody took up is emptied",
    "trusted_message.why_now": "as the title",
    "trusted_message.source": "a public source",
    "trusted_message.urgent_why": "staff's words",
    "trusted_message.audience": "codes and numbers",
    "trusted_message.buttons": "staff's words",
    "trusted_message.left_out": "codes of languages",
    "trusted_message.read_by_one": "codes of languages",
    "trusted_message.asked_in": "numbers of the outbox",
    "trusted_draft.text": "made by a machine of staff's words",
    "trusted_attachment.file_id": "Telegram's name for a file that was made to be public",
    "update_recording.file_id": "as the file of a trusted message",
    "trusted_attachment.unique_id": "as the file's name",
    "trusted_approval.why": "staff's words",
    "signature.reviewer": "who vouches for a list or a language; part of the record of it",
    "letter.name": "who stands for the team's letter, as the team wrote it",
    "letter.title": "who stands for the team's letter, as the team wrote it",
    "preferences.also_reads": "the row is deleted",
    "rota_turn.days": "the row is deleted",
    "promise_rules.days": "weekdays",
    "promise_rules.senior_name": "who the team names in its letter of promise; emptied when they are erased",
    "promise_rules.senior_role": "as the name",
    "promise_rules.senior_address": "as the name",
    "live_hour.who": "who the team names; told to others as such",
    "live_hour.role": "who the team names; told to others as such",
    "issue.title": "staff's words",
    "issue.summary": "staff's words",
    "decision.reason": "staff's words",
    "decision.body": "staff's words",
    "decision.contact": "staff's words",
    "issue.scope_reason": "staff's words",
    "action.what": "staff's words",
    "action.measure": "staff's words",
    "action.blocked_why": "staff's words",
    "action.outside_name": "somebody outside who answers for it, as staff wrote them; no person of the bot",
    "action.outside_body": "where they work",
    "action.outside_email": "where staff write to them at work",
    "action_note.words": "staff's words",
    "issue_version.text": "staff's words; emptied for a private answer",
    "outside_person.note": "staff's note, without a name, by which they find somebody outside again",
    "issue_update.also": "numbers",
    "outbox.what": "emptied by chat, by insight, by talk and by whose words they are",
    "outbox.why": "Telegram's words",
    "person.blocked_why": "emptied with the person",
    "person.known_as": "emptied with the person",
    "person.name": "emptied with the person",
    "person.title": "emptied with the person",
    "answer.source": "staff's words",
    "answer.topic": "staff's words, without anything personal",
    "heardsummary.community": "staff's words, without anything personal",
    "heardsummary.summary": "staff's words: nothing personal, and nothing as it was told",
    "heardsummary.topic": "staff's words, without anything personal",
    "place.address": "a place's",
    "place.hours": "a place's",
    "place.languages": "codes of languages",
    "place.name": "a place's",
    "place.telephone": "a place's",
    "place.what": "staff's words",
    "questionform.words": "staff's words, without anything personal",
    "programme.name": "the team's",
    "programme.username": "the team's",
    "programme.time_zone": "the team's",
    "set_aside.body": "emptied where it holds the person's number",
    "set_aside.why": "an error's type",
    "telling.days": "numbers, days and our own code for why",
    "telling.settled_why": "staff's words",
    "version.text": "staff's words; emptied for a private answer",
}


async def erases(phone: Phone) -> None:
    await phone.says("/mydata")
    await phone.taps("Erase everything")
    await phone.taps("Yes, erase it")


async def a_life(town: Town, samina: Phone, tom: Phone, room: int, circle: int) -> None:
    """Everything that somebody can leave behind: told in private and in a group, judged, complained, talked, named."""
    await samina.says(f"{CANARY} the clinic never answers.")
    await samina.sends("voice", f"{CANARY} on a voice note")
    await samina.says(f"/tell {CANARY} in the group", circle)
    await samina.says(f"{CANARY} added", reply_to=samina.sees("as H-1"))
    await take_up(tom, room, "H-1", scope="We can change it")
    await answer(tom, room, "H-3 ·", "We answer the group.")
    await answer(tom, room, "H-2 ·", f"Dear {CANARY}, we heard you.")
    await news(tom, room, "M-1")
    await samina.taps("No")
    await samina.says(f"{CANARY} still rings out.")
    await samina.says(f"{CANARY} a reply", reply_to=samina.sees("has taken this up"))
    await samina.says("/person")
    await samina.says(f"{CANARY} my rent")
    await tom.taps("I take it", room)
    await tom.says("Hello.", reply_to=tom.sees("You have P-1 now"))
    await samina.says(f"{CANARY} in the talk", reply_to=samina.sees("Hello."))
    await samina.says("/complain")
    await samina.says(f"{CANARY} was shouted at")
    await samina.taps("No, or leave it out")
    await samina.says(f"{CANARY} the front desk")
    await samina.says(f"{CANARY} an apology")
    await samina.taps("Send it")
    await samina.taps("Add to it", under="as H-1")


async def all_text(town: Town) -> str:
    """Every column of every table that is text or JSON."""

    def read(work: Work) -> str:
        tables = SQLModel.metadata.sorted_tables
        rows = [row for table in tables for row in work.session.execute(sa.select(table)).mappings()]
        return "\n".join(json.dumps(dict(row), default=str, ensure_ascii=False) for row in rows)

    return await town.does(read)


def files_of(store: Store) -> bytes:
    path = Path(store.url.database or "")
    return b"".join(one.read_bytes() for one in (path, path.with_name(path.name + "-wal")) if one.exists())


async def test_nothing_that_was_told_is_left_in_any_table(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    circle = await town.group("Women's circle")
    await a_life(town, samina, tom, room, circle)
    assert (await all_text(town)).count(CANARY) > 20
    await samina.taps("Cancel")
    await erases(samina)
    samina.hears("All you told is erased")
    assert CANARY not in await all_text(town)
    await town.later(minutes=1)
    samina.hears("All is done")
    await town.later(minutes=1)
    assert str(samina.id) not in await all_text(town)
    assert not tom.all_with(CANARY, room) and not tom.all_with(CANARY, circle) and not tom.all_with(CANARY)
    assert CANARY not in await all_text(town)


async def test_what_can_still_be_edited_is_and_relayed_media_is_deleted(town: Town, tom: Phone, room: int) -> None:
    samina, circle = await town.champion("Samina"), await town.group("Women's circle")
    await a_life(town, samina, tom, room, circle)
    await samina.taps("Cancel")
    await erases(samina)
    assert not [line for line in town.telegram.said_in(room) if line.medium], "voice notes are deleted"
    assert "We answer the group." in tom.sees("answers:", circle).text, "what staff said in the group stands"
    tom.sees("H-3 was taken back", circle)
    tom.hears("P-1 is over")


async def test_the_database_files_hold_none_of_it_either(town: Town, tom: Phone, room: int) -> None:
    samina, circle = await town.champion("Samina"), await town.group("Women's circle")
    await a_life(town, samina, tom, room, circle)
    await samina.taps("Cancel")
    assert CANARY.encode() in files_of(town.store)
    await erases(samina)
    scrub = build.scrubbing(town.reception)
    assert await scrub() == 1
    assert CANARY.encode() not in files_of(town.store)
    await town.later(minutes=2)
    await town.later(minutes=2)
    assert await scrub() == 1 and await scrub() == 0
    assert CANARY.encode() not in files_of(town.store)
    with sqlite3.connect(town.store.url.database or "") as fresh:
        assert fresh.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_it_says_first_what_goes_and_what_stays_and_no_keeps_all(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    asked = samina.hears("It cannot be undone").text
    assert "I erase:" in asked and "What stays" in asked
    await samina.taps("No, keep it")
    samina.hears("Everything stays as it was.")
    assert (await town.all(Insight))[0].words == "The lift is broken."


async def test_counts_stay_and_the_debt_ends(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1")
    await erases(samina)
    assert len(await town.all(Insight)) == 1
    [raiser] = await town.all(Raiser)
    assert (raiser.settled_why, raiser.quote) == ("erased", "")
    assert not [one for one in await town.all(Telling) if one.state in OWED]
    await town.later(days=40)
    assert len(samina.all_with("nothing new")) == 0


async def test_what_telegram_does_not_let_go_is_counted_and_asked_for(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.sends("voice")
    await samina.sends("photo")
    town.telegram.too_old_to_delete.add(room)
    await erases(samina)
    await town.later(minutes=1)
    samina.hears("Telegram did not let me remove 2")
    assert len(tom.all_with("Please delete", room)) == 2


async def test_whoever_comes_back_is_somebody_new(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await erases(samina)
    await samina.says("Hello?")
    samina.hears("I can only take in people who were invited")
    await town.later(minutes=1)
    await town.later(minutes=1)
    assert all(one.sealed_at for one in await town.all(Erasure))
    await samina.opens(await town.link(Role.CHAMPION))
    await samina.taps("English")
    await samina.taps("Read on")
    await samina.says("yes")
    await samina.says("The lift is mended.")
    samina.hears("H-2")
    line = samina.sees("as H-1")
    assert await samina.presses("i:1:back", line) == "Only the person who told this can do that."
    await erases(samina)
    await town.later(minutes=1)
    await town.later(minutes=1)
    assert str(samina.id) not in await all_text(town), "erased twice, nothing is left of either time"


async def test_the_number_is_gone_once_the_last_message_is_out(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await erases(samina)
    assert samina.id not in [one.telegram_id for one in await town.all(Person)]
    await town.later(minutes=1)
    await town.later(minutes=1)
    assert samina.id not in [one.telegram_id for one in await town.all(Chat)]


async def test_a_restored_copy_is_cleaned_by_the_marks(
    town: Town, samina: Phone, tom: Phone, room: int, tmp_path: Path, open_store: Callable[[str], Store]
) -> None:
    await samina.says(f"{CANARY} the lift is broken.")
    ania = await town.champion("Ania")
    await ania.says("The door is heavy.")
    copy = tmp_path / "backup.db"
    with sqlite3.connect(town.store.url.database or "") as running, sqlite3.connect(copy) as backup:
        running.backup(backup)
    await town.later(minutes=1)
    await erases(samina)
    marks = await town.does(erasing.listed)
    assert str(samina.id) not in str(marks)
    restored = Town(open_store(f"sqlite:///{copy}"), programme="another")
    restored.reception = Reception(restored.store, town.programme, town.clock, town.languages)
    restored.programme, restored.clock = town.programme, town.clock
    assert CANARY in await all_text(restored)
    assert await restored.does(lambda work: erasing.erase_again(work, marks)) == 1
    await restored.ticks()
    text = await all_text(restored)
    assert CANARY not in text and str(samina.id) not in text
    assert "The door is heavy." in text
    assert await restored.does(lambda work: erasing.erase_again(work, marks)) == 0


async def test_the_only_administrator_must_let_another_in_first(town: Town, tom: Phone) -> None:
    await tom.says("/mydata")
    assert await tom.taps("Erase everything") == "You are the only administrator. Please let another one in first."


async def test_what_staff_had_in_hand_is_put_before_the_others(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    grace = await town.staff("Grace Obi")
    await samina.says("The lift is broken.")
    await grace.taps("Take up", room, under="H-1")
    for typed in ("The lift", "It does not go.", "It cannot be changed", "The landlord's", "Grace Obi, Health officer"):
        await grace.says(typed)
    await grace.says("We asked them.")
    await grace.taps_first("When will they hear more")
    await grace.taps("No, keep it here")
    await grace.taps("Tell them")
    await samina.says("/person")
    await samina.taps("I tell them myself")
    await grace.taps("I take it", room)
    await erases(grace)
    tom.sees("has now what a colleague who has left had: 1 matter, 2 promises and 1 talk.", room)
    assert not tom.all_with("Taken by Grace Obi", room)
    person = await town.does(lambda work: people.known(work, tom.id))
    assert person is not None and [one.owner_id for one in await town.all(Issue)] == [person.id]
    await town.later(minutes=1)
    await news(tom, room, "M-1")
    samina.sees("They answer now.")


def test_every_column_that_can_hold_words_is_emptied_or_has_a_reason() -> None:
    """A new table's words are either in a row with a `person_id`, or somebody says here whose they are."""
    about = set(emptying.about_somebody())
    wordy = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if emptying.holds_words(column) and not (table in about and table.name not in emptying.DELETED)
    }
    assert wordy <= set(OTHERS_WORDS), "whose words are these, and how are they erased?"


async def test_outbox_rows_to_the_person_are_empty_and_nothing_waits(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    person = await town.does(lambda work: people.known(work, samina.id))
    assert person is not None
    await erases(samina)
    await town.later(minutes=1)
    await town.later(minutes=1)
    rows = [row for row in await outbox_rows(town) if row.chat_id == person.chat_id]
    assert rows and all(row.what["parts"] == [] and row.telegram_chat is None for row in rows)


async def test_a_last_message_that_cannot_arrive_does_not_keep_the_number(town: Town, samina: Phone) -> None:
    await samina.says("The lift is broken.")
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    town.telegram.blocked.add(samina.id)
    await samina.taps("Yes, erase it")
    await town.later(days=2, step=timedelta(hours=12))
    assert all(one.sealed_at for one in await town.all(Erasure))
