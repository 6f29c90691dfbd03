"""Words that are wanted in a language: staff are asked for them."""

from __future__ import annotations

from sqlmodel import select

from bot.language import Text, _, english_name, p_
from bot.loop import saying, wording
from bot.store.outbox import Button, Outbox
from bot.store.session import Work
from bot.store.updates import Update


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
    saying.to_staff(work, text, ((button,),), key=key)
    return True
