"""Words that are wanted in a language: staff are asked for them."""

from __future__ import annotations

from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Text, _, p_
from bot.language_names import english_name
from bot.loop import promises, saying, wording
from bot.store.outbox import Button, Outbox
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import Lane, PromiseKind, TellingState


def ask_staff(work: Work, update: Update, language: str) -> bool:
    """Ask the staff room for words in a language, once for each update; whether it was asked now."""
    key = f"words:{update.number}:{language}"
    asked = select(Outbox.id).where(Outbox.programme_id == work.programme_id, Outbox.key == key)
    if work.session.exec(asked).first() is not None:
        return False
    text: list[Text] = [
        _(
            "The words on {reference} are not there yet in: {language}. Somebody is waiting for them.",
            reference=wording.reference(update),
            language=english_name(language),
        )
    ]
    button = Button(p_("button", "Write them"), f"v:{update.number}:{language}")
    saying.to_staff(work, text, ((button,),), key=key, topic=Topic.OWED)
    return True


def say_late(work: Work, update_id: int, language: str) -> None:
    """Words in a language did not come by the day promised: those who wait are told so, with a new date."""
    update = work.session.get_one(Update, update_id)
    due = promises.translated_by(work)
    waiting = select(Telling).where(
        Telling.update_id == update_id, Telling.state == TellingState.OWED, Telling.waits_for == language
    )
    found = work.session.exec(waiting.where(col(Telling.joins_at).is_(None))).all()
    text = _(
        "The news on {reference} should be in your language by now. It is not, and I am sorry. "
        "I have told the team again. You will have it by {day}.",
        reference=wording.reference(update),
        day=promises.day_of(work, due),
    )
    for telling in found:
        saying.to_chat(work, telling.chat_id, [text], lane=Lane.TELLING)
    if found:
        promises.make(work, PromiseKind.TRANSLATION, f"update:{language}", update_id, due)
