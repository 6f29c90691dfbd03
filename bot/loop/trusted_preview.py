"""A trusted message as each group will read it, in each of its languages; with direction and length."""

from __future__ import annotations

from bot.language import Text, _, own_words
from bot.language_names import english_name, locale
from bot.loop import personal, saying, trusted, trusted_files, trusted_lines
from bot.message_words import Attached, MessageState
from bot.store.outbox import Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Attachment, TrustedMessage
from bot.store.updates import Version

LONG = 900


def show(work: Work, by: Person, message: TrustedMessage) -> None:
    """Show it to one of the team in private: every language by itself, as the courier will say it."""
    easy = trusted.written(work, message, trusted.EASY)
    for code, version in trusted.written(work, message).items():
        heading = [_heading(code, version), *([_STALE] if trusted.is_stale(work, message, version) else [])]
        saying.to_person(work, by, heading)
        _say(work, by, message, version, is_easy=code in easy)
    for one in trusted.attachments(work, message):
        _bring(work, by, message, one)


_STALE = _("These words were made from older ones. They are not sent like this.")


def _heading(code: str, version: Version) -> Text:
    way = _("right to left") if locale(code).text_direction == "rtl" else _("left to right")
    told = {"language": english_name(code), "way": way, "n": len(version.text)}
    if len(version.text) > LONG:
        return _("In {language}, read {way}. {n} letters: that is long for a telephone.", **told)
    return _("In {language}, read {way}. {n} letters.", **told)


def _say(work: Work, by: Person, message: TrustedMessage, version: Version, *, is_easy: bool) -> None:
    words: Text | None = None
    if message.state == MessageState.PROPOSED:
        words = own_words(personal.masked(version.text))
    by_one = version.language in trusted.read_by_one(work, message)
    said = trusted_lines.parts(work, message, is_easy=is_easy, read_by_one=by_one, words=words)
    whose = message.proposed_by if message.adopted_by is None else None
    said += trusted_lines.named(trusted_lines.buttons(message, version.text))
    saying.to_person(work, by, said, language=version.language, words_of=whose)


def _bring(work: Work, by: Person, message: TrustedMessage, one: Attachment) -> None:
    shows = trusted.written(work, message, trusted.PICTURE)
    is_told = one.kind == Attached.PICTURE and one.language in shows
    parts: list[saying.Part] = [Versions(trusted.PICTURE, message.number)] if is_told else [own_words(message.title)]
    saying.to_person(work, by, parts, media=trusted_files.medium(one), language=one.language)
