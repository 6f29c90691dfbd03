"""A message as it would go, for the writer's eyes or the staff room's; marked as a test."""

from __future__ import annotations

from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.language_names import english_name
from bot.loop import record, saying, trusted, trusted_files, trusted_lines
from bot.loop.saying import Part
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage


def to_oneself(work: Work, by: Person, message_id: int | None) -> None:
    """Whoever asks gets it in private, in every language that it has words in."""
    message = trusted.for_staff(work, by, message_id, held=False)
    for language, parts, media in _copies(work, message):
        for medium in [*media, None]:
            saying.to_person(work, by, [_test(message, language)], media=medium)
        saying.to_person(work, by, parts, trusted_lines.to_try(message), language=language)
    record.act(work, by, "try_message", trusted.ABOUT, message.number, where="private")


def to_room(work: Work, by: Person, message_id: int | None) -> None:
    """The staff room gets it, in every language that it has words in."""
    message = trusted.for_staff(work, by, message_id, held=False)
    for language, parts, media in _copies(work, message):
        for medium in [*media, None]:
            saying.to_room(work, [_test(message, language)], topic=Topic.SENT, media=medium)
        saying.to_room(work, parts, trusted_lines.to_try(message), topic=Topic.SENT, language=language)
    record.act(work, by, "try_message", trusted.ABOUT, message.number, where="room")


def _copies(work: Work, message: TrustedMessage) -> list[tuple[str, list[Part], list[dict[str, str]]]]:
    easy, files = trusted.written(work, message, trusted.EASY), trusted.attachments(work, message)
    by_one = trusted.read_by_one(work, message)
    found: list[tuple[str, list[Part], list[dict[str, str]]]] = []
    for language in trusted.written(work, message):
        parts = trusted_lines.parts(work, message, is_easy=language in easy, read_by_one=language in by_one)
        found.append((language, list(parts), trusted_files.with_copy(files, language)))
    return found


def _test(message: TrustedMessage, language: str) -> Text:
    return _(
        "This is a test of {reference} in {language}. Nobody else has it.",
        reference=Code(message.reference),
        language=english_name(language),
    )
