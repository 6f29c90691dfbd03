"""News that has no words yet in the language of whoever it is for: staff are asked for them, the receiver is told."""

from __future__ import annotations

from datetime import datetime

from bot.language import Text, _
from bot.loop import passing, preferences, promises, wording, words_wanted
from bot.store import versions
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import PromiseKind


def lacks(work: Work, telling: Telling, update: Update) -> str | None:
    """The language in which an update has no words yet for whoever a telling is for; nothing where it can be said."""
    language = passing.language_of(work, telling)
    written = [versions.languages(work.session, of, update.number) for of in wording.written(work, update)]
    also = () if telling.for_group_id else preferences.also_read_in(work, telling.chat_id)
    can_be_read = any(all(one in there for there in written) for one in (language, *also))
    return None if can_be_read else language


def say_so(work: Work, telling: Telling, update: Update, language: str) -> list[Text] | None:
    """That there is news without words in a language yet, and by when; nothing where its receiver knows already.

    Staff are asked for the words by that date.
    """
    telling.waits_for, telling.joins_at = language, None
    due = ask_for_words(work, update, language)
    if telling.waiting_said_at is not None:
        return None
    telling.waiting_said_at = work.now
    return [
        _("There is news on {reference}.", reference=wording.reference(update)),
        passing.being_translated(work, telling, promises.day_of(work, due)),
    ]


def ask_for_words(work: Work, update: Update, language: str) -> datetime:
    """Staff are asked for an update's words in a language, once; returns by when they owe them."""
    due = promises.translated_by(work)
    if words_wanted.ask_staff(work, update, language):
        promises.make(work, PromiseKind.TRANSLATION, f"update:{language}", update.number, due)
    return due
