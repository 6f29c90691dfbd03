"""Who reads a language: readers, else the team. They are asked in private for words, and to read those of others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.language import Code, Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import people, preferences, promise_rules, promises, saying, trusted, trusted_lines, trusted_words
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.store.updates import Version
from bot.words import DESK, Lane, PromiseKind, Role

READERS = DESK | {Role.READER}
KIND = PromiseKind.MESSAGE_WORDS


def reads(work: Work, person: Person, language: str) -> bool:
    """Whether somebody set a language as their own, or as one that they read too."""
    chosen = preferences.of(work, person.number)
    return language in (person.language, *(chosen.also_reads if chosen else ()))


def of(work: Work, language: str, *, but: Iterable[int | None] = ()) -> list[Person]:
    """Readers of a language whom the bot can write to, else staff who read it; all but some."""
    for roles in (frozenset({Role.READER}), DESK):
        found = [
            one
            for one in people.holding(work, roles)
            if one.id not in set(but) and one.left_at is None and one.chat_id is not None and reads(work, one, language)
        ]
        if found:
            return found
    return []


def about(language: str) -> str:
    """What a promise of words in a language is about."""
    return f"{trusted.ABOUT}:{language}"


def due(work: Work, message: TrustedMessage) -> datetime:
    """By when words are to be there: as the programme promises, and before it is sent."""
    rules = promise_rules.of(work)
    usual = promises.translated_by(work)
    soon = promises.working_hours_on(work, rules.urgent_hours) if message.is_urgent else usual
    return min(soon, message.send_at) if message.send_at and message.send_at > work.now else soon


def ask_for_words(work: Work, message: TrustedMessage, language: str) -> list[Person]:
    """Ask everybody who reads a language for its words, once for each source; whoever asked for them owes them."""
    asked, by = of(work, language), due(work, message)
    owner = next((one.number for one in asked if people.is_staff(work, one)), None)
    if owner is None and people.serving(work, message.author_id) is not None:
        owner = message.author_id
    promises.keep(work, KIND, about(language), message.number)
    promises.make(work, KIND, about(language), message.number, by, owner)
    chats = trusted_words.by_language(work, message).get(language, 0)
    parts: list[Text] = [
        _(
            "{team} asks you: please put this into {language}. It is {reference}.",
            team=work.programme.name,
            language=english_name(language),
            reference=Code(message.reference),
        ),
        n_("It is for {n} chat that reads it.", "It is for {n} chats that read it.", chats),
        _("Please send it by {day}.", day=promises.day_of(work, by)),
        *_texts(trusted_words.texts(work, message).values()),
        _("Another person who reads it looks at it before it goes out."),
    ]
    rows = (
        (Button(p_("button", "Write it"), f"tm:{message.number}:words:{language}"),),
        (Button(p_("button", "I cannot do it"), f"tm:{message.number}:cannot:{language}"),),
    )
    for one in asked:
        key = f"tm:{message.number}:{language}:{_mark(work, message)}:{one.number}"
        saying.to_person(work, one, parts, rows, lane=Lane.ALERT if message.is_urgent else Lane.ANSWER, key=key)
    return asked


def ask_to_read(work: Work, message: TrustedMessage, language: str) -> list[Person]:
    """Ask everybody else who reads a language whether words in it are right."""
    there = trusted_words.texts(work, message, language)
    writers = {one.by_id for one in there.values()}
    asked = of(work, language, but=writers)
    writer = people.by_number(work, next(iter(writers), None))
    shown = trusted_words.fingerprint(work, message, language)
    parts: list[Text] = [
        _(
            "{who} has put {reference} into {language}. Please read both. Does it say the same?",
            who=people.name_and_title(writer) if writer else _("Somebody"),
            reference=Code(message.reference),
            language=english_name(language),
        ),
        *_texts(trusted_words.texts(work, message).values()),
        *_texts(there.values()),
    ]
    rows = (
        (Button(p_("button", "Yes, it is right"), f"tm:{message.number}:vouch:{language}:{shown}"),),
        (Button(p_("button", "I would write it differently"), f"tm:{message.number}:words:{language}"),),
    )
    for one in asked:
        saying.to_person(work, one, parts, rows, lane=Lane.ALERT if message.is_urgent else Lane.ANSWER)
    return asked


def settled(work: Work, message: TrustedMessage, language: str) -> None:
    """Nothing more is owed in a language."""
    promises.keep(work, KIND, about(language), message.number)


def _mark(work: Work, message: TrustedMessage) -> str:
    return trusted_words.fingerprint(work, message, message.language)


def _texts(there: Iterable[Version]) -> list[Text]:
    said: list[Text] = []
    for one in there:
        said += [HEADINGS[one.of]] if one.of in HEADINGS else []
        said.append(own_words(one.text))
    return said


HEADINGS = {trusted.EASY: _("In easy words:"), trusted.PICTURE: trusted_lines.PICTURE_SHOWS}
