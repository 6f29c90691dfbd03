"""What a question to groups must have before it may go out. Nobody can send one without."""

from __future__ import annotations

from bot import errors
from bot.language import Text, _
from bot.language_names import english_name
from bot.loop import consult, consult_reading, consult_words, trusted_words
from bot.message_words import LanguageState
from bot.store.session import Work
from bot.store.trusted import TrustedMessage


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """What is missing, a line each; nothing for messages that ask nothing."""
    if message.choices is None:
        return []
    found = _choices(work, message)
    consultation = consult.of(work, message)
    if consultation is None or message.corrects_id is not None:
        return found
    lacks = consult_words.lacks(consult.asked_in(consultation), consult_reading.source(work, message))
    if lacks:
        found.append(_("Missing in the words: {what}.", what=lacks))
    if message.expires_on != consultation.last_day:
        found.append(_("Missing: the same last day in the words. Choose “Change the question”."))
    if consultation.last_day < consult.earliest(work, consult.day_of_sending(work, message)):
        found.append(_("Missing: 14 days to answer. The last day is {day}.", day=consultation.last_day))
    if not consult_reading.is_read(work, consultation, message):
        found.append(consult_reading.standing(work, consultation, message))
    return found


def must_be_whole(work: Work, message: TrustedMessage) -> None:
    """Raises `errors.Mistake` with the first thing that is missing."""
    if missing := lines(work, message):
        raise errors.Mistake(missing[0])


def must_hold_answers(message: TrustedMessage, words: str) -> None:
    """Raises `errors.Mistake` where words in some language lack the answers that are tapped."""
    if message.choices and not consult_words.are_right(words, message.choices):
        text = _(
            "Keep the answers as lines of their own, with their numbers: 1. to {n}. Each has at most 30 letters.",
            n=message.choices,
        )
        raise errors.Mistake(text)


def _choices(work: Work, message: TrustedMessage) -> list[Text]:
    if not message.choices:
        return []
    states = trusted_words.states(work, message) or {message.language: LanguageState.SOURCE}
    there = [code for code, how in states.items() if how not in (LanguageState.LEFT_OUT, LanguageState.MISSING)]
    wrong = [english_name(code) for code in consult.words_lack(work, message, there)]
    return [_("Missing: the answers as lines “1. …”, in {languages}.", languages=wrong)] if wrong else []
