"""Whether a champion has read a question before it goes out: the very words that are there now, in their language."""

from __future__ import annotations

from bot.language import SOURCE, Text, _
from bot.language_names import english_name
from bot.loop import circles, people, trusted, trusted_words
from bot.message_words import LanguageState
from bot.store.consult import Consultation
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage


def reader(work: Work, consultation: Consultation) -> Person | None:
    """The champion who reads it first, while they can."""
    found = people.by_number(work, consultation.reader_id)
    return found if found is not None and found.left_at is None and found.chat_id is not None else None


def language(person: Person) -> str:
    """In which language they read it."""
    return person.language or SOURCE


def has_words(work: Work, message: TrustedMessage, person: Person) -> bool:
    """Whether all of it is there, and of now, in their language."""
    wants = {LanguageState.MISSING, LanguageState.STALE, LanguageState.DIFFERS, LanguageState.LEFT_OUT}
    return trusted_words.state(work, message, language(person)) not in wants


def shown(work: Work, message: TrustedMessage, person: Person) -> str:
    """By which words are known: those in their language and those that these were made from."""
    return trusted_words.fingerprint(work, message, language(person))


def is_read(work: Work, consultation: Consultation, message: TrustedMessage) -> bool:
    """Whether they have read the words that are there now, and found them clear."""
    who = reader(work, consultation)
    if who is None or not consultation.is_clear:
        return False
    return consultation.read_shown == shown(work, message, who)


def standing(work: Work, consultation: Consultation, message: TrustedMessage) -> Text:
    """How far the reading is, in a line."""
    who = reader(work, consultation)
    if who is None:
        return _("Missing: a champion who reads it first. The one who was asked cannot.")
    named = {"who": circles.called(work, who)}
    if not has_words(work, message, who):
        reads = english_name(language(who))
        return _("Missing: words in {language}, for {who} who reads it first.", language=reads, **named)
    if consultation.read_shown != shown(work, message, who):
        return _("Missing: {who} has not read these words yet.", **named)
    if not consultation.is_clear:
        return _("Missing: clear words. {who} has read these and they were not clear.", **named)
    return _("{who} has read it first. It is clear.", **named)


def source(work: Work, message: TrustedMessage) -> str:
    """The words that all others are made from."""
    return next(iter(trusted.written(work, message).values())).text
