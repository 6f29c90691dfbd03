"""The words of an ending that are not there yet in a language: the team is asked for them, with a day."""

from __future__ import annotations

from bot.card_words import Topic
from bot.language import _, p_
from bot.language_names import english_name
from bot.loop import closing, promises, saying
from bot.store.closing import Closing
from bot.store.outbox import Button
from bot.store.session import Work
from bot.words import PromiseKind


def ask_staff(work: Work, found: Closing, language: str) -> None:
    """Ask the staff room for the words in a language; asked again it changes nothing."""
    about = f"{closing.ABOUT}:{language}"
    if promises.due_next(work, PromiseKind.FAREWELL, about, found.number) is not None:
        return
    due = promises.translated_by(work)
    promises.make(work, PromiseKind.FAREWELL, about, found.number, due, found.begun_by)
    text = _(
        "The words of the ending are not there yet in: {language}. Somebody is waiting for them.",
        language=english_name(language),
    )
    button = Button(p_("button", "Write them"), f"close:{found.number}:words")
    saying.to_staff(work, [text], ((button,),), key=f"{about}:{found.number}", topic=Topic.OWED)
