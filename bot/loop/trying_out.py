"""A message as it would go, for the writer's eyes or the staff room's; marked as a test."""

from __future__ import annotations

from bot.card_words import Topic
from bot.language import Code, Text, _, english_name
from bot.loop import record, saying, trusted, trusted_lines
from bot.loop.saying import Part
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

ANY_LANGUAGE = ""


def to_oneself(work: Work, by: Person, message_id: int | None) -> None:
    """Whoever asks gets it in private, in every language that it has words in."""
    message = trusted.for_staff(work, by, message_id, held=False)
    for language, parts, media in _copies(work, message):
        saying.to_person(work, by, [_test(message, language)])
        saying.to_person(work, by, parts, _buttons(message), language=language, media=media)
    record.act(work, by, "try_message", trusted.ABOUT, message.number, where="private")


def to_room(work: Work, by: Person, message_id: int | None) -> None:
    """The staff room gets it, in every language that it has words in."""
    message = trusted.for_staff(work, by, message_id, held=False)
    for language, parts, media in _copies(work, message):
        saying.to_room(work, [_test(message, language)], topic=Topic.SENT)
        saying.to_room(work, parts, _buttons(message), topic=Topic.SENT, language=language, media=media)
    record.act(work, by, "try_message", trusted.ABOUT, message.number, where="room")


def _copies(work: Work, message: TrustedMessage) -> list[tuple[str, list[Part], dict[str, str] | None]]:
    easy, files = trusted.written(work, message, trusted.EASY), trusted.attachments(work, message)
    found = []
    for language, version in trusted.written(work, message).items():
        by_one = language != message.language and version.read_by_id is None
        parts = trusted_lines.parts(work, message, is_easy=language in easy, read_by_one=by_one)
        mine = [one for one in files if one.language in (language, ANY_LANGUAGE)]
        media = {"kind": mine[0].kind, "file_id": mine[0].file_id} if mine else None
        found.append((language, list(parts), media))
    return found


def _test(message: TrustedMessage, language: str) -> Text:
    return _(
        "This is a test of {reference} in {language}. Nobody else has it.",
        reference=Code(message.reference),
        language=english_name(language),
    )


def _buttons(message: TrustedMessage) -> list[list[Button]]:
    """Those that lead somewhere; the others are about a copy, and this is none."""
    rows = [[button for button in row if button.url] for row in trusted_lines.buttons(message)]
    return [row for row in rows if row]
