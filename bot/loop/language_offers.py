"""Somebody writes in another language than they chose: they are asked once whether they would rather read that."""

from __future__ import annotations

from sqlmodel import select

from bot.language import Languages, _, own_words
from bot.loop import saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.wordings import LanguageOffer


def offer(work: Work, person: Person, language: str | None, languages: Languages) -> None:
    """Offer the language in which they wrote, in one tap. Never asked twice, never switched unasked."""
    if language is None or language == person.language or language not in languages.offered:
        return
    if person.consented_at is None:
        return
    asked = select(LanguageOffer.id).where(LanguageOffer.person_id == person.id, LanguageOffer.language == language)
    if work.session.exec(asked).first() is not None:
        return
    work.session.add(
        LanguageOffer(programme_id=work.programme_id, person_id=person.number, language=language, at=work.now)
    )
    name = own_words(languages.name(language))
    text = _("Shall I write to you in {language} from now on? If not, just go on.", language=name)
    saying.to_person(work, person, [text], ((Button(name, f"w:{language}"),),))
