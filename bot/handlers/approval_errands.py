"""What the conversations about a trusted message's approval and its languages know, and what comes of them."""

from __future__ import annotations

from functools import partial

from bot import errors
from bot.flows import message_approval, message_words
from bot.flows.message_approval import Hurried, Hurry, Waiting
from bot.flows.message_words import Source, Wanted
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.language_names import english_name
from bot.loop import (
    machine_drafts,
    people,
    promises,
    saying,
    translation_preview,
    trusted,
    trusted_approval,
    trusted_readers,
    trusted_translations,
    trusted_words,
)
from bot.message_words import MessageState
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    known = partial(source, languages)
    return (
        errand("message_words", message_words.message_words, _("putting a message into a language"), known, written),
        errand("message_back", message_approval.send_back, _("sending a message back"), waiting, sent_back),
        errand("message_urgent", message_approval.urgent, _("sending a message in a hurry"), hurried, asked_urgently),
    )


def source(languages: Languages, work: Work, person: Person, message_id: int | None) -> Source:
    """A message's own words, and the languages that this person may put them into."""
    message = trusted_translations.any_to_write(work, person, message_id)
    readers = trusted_words.by_language(work, message)
    texts = [(of, trusted_readers.HEADINGS.get(of), one.text) for of, one in trusted_words.texts(work, message).items()]
    wanted = {
        language: _wanted(work, message, language, readers.get(language, 0))
        for language in trusted_translations.writable(work, person, message)
    }
    return Source(message.reference, texts, wanted, partial(translation_preview.shown, work, languages, message))


def written(work: Work, by: Person, message_id: int | None, value: tuple[str, dict[str, str]] | None) -> None:
    """Words in a language, for a second person to read."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    if trusted_translations.write(work, by, message_id, *value):
        saying.to_person(work, by, [_("Thank you. Now another person reads it.")])
        return
    saying.to_person(work, by, [_("Thank you. I know of nobody else who reads it. The team decides what to do.")])


def waiting(work: Work, person: Person, message_id: int | None) -> Waiting:
    """A message that waits for a second person."""
    message = trusted.for_staff(work, person, message_id)
    if message.state != MessageState.ASKED:
        raise errors.NoLongerThere(_("{reference} does not wait for that any more.", reference=Code(message.reference)))
    return Waiting(message.reference)


def sent_back(work: Work, by: Person, message_id: int | None, value: str) -> None:
    """It goes back with a reason."""
    message = trusted_approval.send_back(work, by, message_id, value)
    text = _("{reference} is a draft again. Who wrote it knows why.", reference=Code(message.reference))
    saying.to_person(work, by, [text])


def hurried(work: Work, person: Person, message_id: int | None) -> Hurried:
    """A draft, and what of it is not ready."""
    message = trusted.for_staff(work, person, message_id)
    out = [one for one in trusted_words.undecided(work, message) if one != message.language]
    groups = [name for _language, name in trusted_words.groups_reading(work, message, out)]
    return Hurried(message.reference, [english_name(one) for one in out], groups)


def asked_urgently(work: Work, by: Person, message_id: int | None, value: Hurry | None) -> None:
    """Every colleague is asked at once."""
    if value is None:
        saying.to_person(work, by, [_("It waits. Nothing was sent.")])
        return
    trusted_approval.ask_urgently(work, by, message_id, value.why, is_for_life=value.is_for_life)
    saying.to_person(work, by, [_("Your colleagues have it. I tell you at once when one of them has approved it.")])


def _wanted(work: Work, message: TrustedMessage, language: str, chats: int) -> Wanted:
    due = promises.due_next(work, trusted_readers.KIND, trusted_readers.about(language), message.number)
    there = trusted_words.texts(work, message, language)
    writer = people.by_number(work, next((one.by_id for one in there.values()), None))
    return Wanted(
        english_name(language),
        chats,
        promises.day_of(work, due) if due else None,
        {of: one.text for of, one in there.items()},
        _name(writer),
        machine_drafts.of(work, message, language),
    )


def _name(writer: Person | None) -> Text | None:
    return people.name_and_title(writer) if writer else None
