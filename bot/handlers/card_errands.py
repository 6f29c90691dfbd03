"""What the conversation of a card's translation knows, and what happens when it is done."""

from __future__ import annotations

from bot.flows import told_translation
from bot.flows.desk import Desk
from bot.handlers.conversation import Errand, errand
from bot.language import _
from bot.loop import handling, personal, promises, saying, told_translations
from bot.store.people import Person
from bot.store.session import Work


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand(
            "translate_told",
            told_translation.told_translation,
            _("putting what was told into English"),
            told,
            translated,
            of_insight=True,
        ),
    )


def told(work: Work, person: Person, insight_id: int | None) -> Desk:
    """What was told."""
    found = handling.to_act_on(work, person, insight_id)
    return Desk(found.reference, personal.shown(found.words, found.may_stay), promises.today(work))


def translated(work: Work, by: Person, insight_id: int | None, value: str) -> None:
    """It stands on the card."""
    saying.to_person(work, by, [told_translations.write(work, by, insight_id, value)])
