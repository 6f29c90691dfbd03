"""Asking back: staff ask the one who told, with name and role, no more often than that person wants to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import Code, Text, _, n_
from bot.language_names import english_name
from bot.loop import (
    asked_back,
    cards,
    finding,
    leads,
    people,
    personal,
    preferences,
    quiet,
    record,
    relaying,
    saying,
    tellings,
    updates,
)
from bot.store.asks import Asked, AskedBack
from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
Words = Mapping[str, str]


def ask(work: Work, by: Person, insight: Insight, words: Words, media: relaying.Media = ()) -> None:
    """Put a staff member's question to the teller, or to the group where it was said. At most twice."""
    leads.must_be_let_see(work, by, insight)
    must_be_welcome(work, insight)
    before = asked_back.open_of(work, insight.id)
    if before is not None:
        before.ended_at = work.now
    teller = people.by_number(work, insight.person_id)
    asked = count(work, by, teller, insight.number) if insight.in_private and teller is not None else None
    talk = AskedBack(
        programme_id=work.programme_id,
        insight_id=insight.number,
        by_id=by.number,
        asked_id=asked.id if asked else None,
        at=work.now,
    )
    work.session.add(talk)
    work.session.flush()
    record.act(work, by, "ask_back", "insight", insight.number)
    _send(work, by, insight, talk, words, media)
    cards.show_insight(work, insight)


def say(work: Work, by: Person, talk_id: int, words: Words, media: relaying.Media = ()) -> None:
    """Whoever asked writes back to what was answered."""
    talk = of_asker(work, by, talk_id)
    record.act(work, by, "write_back", "insight", talk.insight_id)
    _send(work, by, work.session.get_one(Insight, talk.insight_id), talk, words, media)


def heard(
    work: Work, person: Person, insight: Insight, words: str, media: relaying.Media, language: str | None
) -> list[Text]:
    """What the teller added while they are being asked goes to whoever asked; returns what the teller hears of it.

    Where whoever asked cannot have it any more, the talk is over, and it stands on the card alone.
    """
    talk = asked_back.open_of(work, insight.id)
    asker = people.serving(work, talk.by_id) if talk is not None else None
    if talk is None or not (words or media):
        return []
    if asker is None or not leads.may_see(work, asker, insight):
        talk.ended_at = work.now
        return []
    heading = _(
        "{reference}: they answer you, in {language}:",
        reference=Code(insight.reference),
        language=english_name(language or insight.language),
    )
    about: dict[str, Any] = {"insight_id": insight.number, "words_of": person.number}
    shown, rows = personal.shown(words, insight.may_stay), asked_back.for_asker(talk)
    relaying.bring(work, asker.chat_id, heading, shown, media, rows, lane=Lane.ALERT, **about)
    return [_("I have passed it on to {who}.", who=people.name_and_title(asker))]


def end(work: Work, by: Person, talk_id: int) -> None:
    """Either side says that this is all; both hear so. The answer is owed all the same."""
    talk, insight = _open_one(work, talk_id)
    if by.id not in (talk.by_id, insight.person_id):
        raise errors.NotAllowed(_("Somebody else has this."))
    talk.ended_at = work.now
    record.act(work, by, "end_asking", "insight", insight.number)
    reference = Code(insight.reference)
    asker, teller = people.serving(work, talk.by_id), people.by_number(work, insight.person_id)
    if by.id == talk.by_id:
        people.must_be_staff(work, by)
        text = _("{who} has no more questions about {reference}. Thank you for your help.")
        said = [Text(text.message, {"who": people.name_and_title(by), "reference": reference})]
        if insight.in_private and teller is not None and teller.left_at is None:
            saying.to_person(work, teller, said, lane=Lane.ANSWER, insight_id=insight.number)
        elif not insight.in_private and insight.source_chat_id is not None:
            saying.to_chat(work, insight.source_chat_id, said, lane=Lane.ANSWER, insight_id=insight.number)
    elif asker is not None:
        text = _("{reference}: they say that this is all.", reference=reference)
        saying.to_person(work, asker, [text], lane=Lane.ALERT, insight_id=insight.number)
    cards.show_insight(work, insight)


def of_asker(work: Work, by: Person, talk_id: int | None) -> AskedBack:
    """A talk, for whoever asked. Raises `errors.NoLongerThere` once it is over."""
    people.must_be_staff(work, by)
    talk, insight = _open_one(work, talk_id)
    if talk.by_id != by.id:
        raise errors.NotAllowed(_("Somebody else has this."))
    leads.must_be_let_see(work, by, insight)
    return talk


def asked_by(work: Work, person: Person, insight_id: int | None) -> AskedBack | None:
    """The open talk about something told that this person began; nothing for those who told it."""
    talk = asked_back.open_of(work, insight_id) if insight_id else None
    return talk if talk is not None and talk.by_id == person.id and people.is_staff(work, person) else None


def waits_for(work: Work, insight: Insight, words: Words) -> str | None:
    """The language that the teller, or the group, reads and that there are no words in."""
    teller = people.by_number(work, insight.person_id)
    chat_id = teller.chat_id if insight.in_private and teller else insight.source_chat_id
    language = saying.language_in(work, chat_id) if chat_id else insight.language
    return language if words and language not in words else None


def must_be_welcome(work: Work, insight: Insight) -> None:
    """Raises `errors.NotAllowed` where it was asked back twice, or its teller has been asked enough this week."""
    if len(asked_back.all_of(work, insight.id)) >= asked_back.MOST:
        raise errors.NotAllowed(
            _(
                "{reference} was asked back twice already. Please answer it now, or take it up.",
                reference=Code(insight.reference),
            )
        )
    teller = people.by_number(work, insight.person_id)
    if insight.entered_by is not None and insight.source_chat_id is None:
        by = people.by_number(work, insight.entered_by)
        text = _(
            "This was not told here. Please ask {who}, who wrote it down.", who=people.name_and_title(by) if by else "–"
        )
        raise errors.NotAllowed(text)
    if insight.in_private and teller is not None:
        must_not_be_too_much(work, teller)


def must_not_be_too_much(work: Work, person: Person) -> None:
    """Raises `errors.NotAllowed` where a person has been asked as many things as they want to be in a week."""
    if is_enough(work, person):
        raise errors.NotAllowed(_too_much(preferences.asks_a_week(work, person)))


def is_enough(work: Work, person: Person) -> bool:
    """Whether a person has been asked as many things this week as they want to be."""
    recent = sa.select(sa.func.count()).where(
        col(Asked.person_id) == person.id, col(Asked.asked_at) > work.now - A_WEEK
    )
    return int(work.session.execute(recent).scalar_one()) >= preferences.asks_a_week(work, person)


def free_at(work: Work, person: Person) -> datetime | None:
    """When a person who is spoken with in private may be asked something by the clock: now, or looked at again then.

    Nothing where they cannot be asked any more.
    """
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    if chat is None or person.left_at is not None or chat.unreachable_at is not None:
        return None
    if quiet.is_paused(work, chat):
        return min(chat.paused_until or work.now, work.now + A_WEEK)
    return work.now + A_DAY if is_enough(work, person) else work.now


def count(work: Work, by: Person | None, person: Person, insight_id: int | None = None) -> Asked:
    """Note that something is asked of a person, by somebody or by the clock."""
    asked = Asked(
        programme_id=work.programme_id,
        person_id=person.number,
        by_id=by.number if by is not None else None,
        insight_id=insight_id,
        asked_at=work.now,
    )
    work.session.add(asked)
    work.session.flush()
    return asked


def decline(work: Work, person: Person, asked_id: int) -> None:
    """The one who was asked would rather not. That is all that staff hear."""
    asked = finding.one(work, Asked, asked_id, held=True)
    if asked.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who was asked can do that."))
    if asked.declined_at is not None:
        return
    asked.declined_at = work.now
    over = sa.update(AskedBack).where(col(AskedBack.asked_id) == asked.id, col(AskedBack.ended_at).is_(None))
    work.session.execute(over.values(ended_at=work.now))
    insight = work.session.get(Insight, asked.insight_id) if asked.insight_id else None
    if insight is not None:
        text = _("{reference}: they would rather not answer the question.", reference=Code(insight.reference))
        saying.to_staff(work, [text], insight_id=insight.number)


def _send(work: Work, by: Person, insight: Insight, talk: AskedBack, words: Words, media: relaying.Media) -> None:
    """Words wait, where they must, until somebody has put them into the teller's language; the teller hears so."""
    relaying.must_be_something("".join(words.values()), media)
    if words and not media:
        talk_began = talk.update_id is None
        update = updates.ask(work, by, insight, words)
        if talk_began:
            talk.update_id = update.number
            work.session.flush()
        tellings.owe_teller(work, update, insight)
        return
    teller = people.by_number(work, insight.person_id)
    chat_id = teller.chat_id if insight.in_private and teller else insight.source_chat_id
    heading = _(
        "{who} sends you this about {reference}. To answer, hold this message and choose Reply.",
        who=people.name_and_title(by),
        reference=Code(insight.reference),
    )
    row = ((Button(asked_back.THAT_IS_ALL, f"back:{talk.number}:done"),),) if insight.in_private else ()
    caption = words.get(updates.SOURCE, "")
    relaying.bring(work, chat_id, heading, caption, media, row, lane=Lane.ANSWER, insight_id=insight.number)


def _open_one(work: Work, talk_id: int | None) -> tuple[AskedBack, Insight]:
    talk = finding.one(work, AskedBack, talk_id, held=True)
    insight = work.session.get_one(Insight, talk.insight_id)
    if talk.ended_at is not None or insight.taken_back_at is not None:
        raise errors.NoLongerThere(_("That talk is over."))
    return talk, insight


def _too_much(most: int) -> Text:
    if most == 0:
        return _("This person does not want to be asked anything for now. You can still answer what they told.")
    return n_(
        "This person wants to be asked {n} thing a week at most, and was. Please wait a few days. "
        "You can still answer what they told.",
        "This person wants to be asked {n} things a week at most, and was. Please wait a few days. "
        "You can still answer what they told.",
        most,
    )
