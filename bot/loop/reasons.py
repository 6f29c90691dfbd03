"""Why it is not better, and other words on a matter: brought to the one who answers for it."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _, own_words
from bot.loop import finding, merged, people, personal, record, relaying, saying
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement, Telling
from bot.words import UNSATISFIED


def say_why(work: Work, person: Person, judgement_id: int, why: str, media: relaying.Media = ()) -> None:
    """The reason behind "a bit" or "no", written or said; it reaches the owner and the staff room."""
    relaying.must_be_something(why, media)
    judgement = finding.one(work, Judgement, judgement_id, held=True)
    if judgement.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who said this can do that."))
    judgement.why = why
    raiser = work.session.get_one(Raiser, judgement.raiser_id)
    issue = merged.present(work, work.session.get_one(Issue, raiser.issue_id))
    text = _("What is still wrong ({reference}):", reference=Code(issue.reference))
    record.act(work, person, "say_why", "raiser", raiser.number)
    bring(work, person, issue, text, why, media)


def pass_on(work: Work, person: Person, issue_id: int, heading: Text, words: str) -> None:
    """Bring somebody's words on a matter to the one who answers for it."""
    bring(work, person, merged.present(work, work.session.get_one(Issue, issue_id)), heading, words)


def unexplained(work: Work, person: Person, telling: Telling) -> Judgement | None:
    """This person's "a bit" or "no" on what a telling is about, while they have not said why."""
    return work.session.exec(
        select(Judgement).where(
            Judgement.raiser_id == telling.raiser_id,
            Judgement.person_id == person.id,
            col(Judgement.verdict).in_(UNSATISFIED),
            col(Judgement.why).is_(None),
        )
    ).first()


def bring(
    work: Work,
    person: Person,
    issue: Issue,
    heading: Text,
    words: str,
    media: relaying.Media = (),
    rows: saying.Buttons = (),
) -> None:
    """The staff room reads the words without what is personal in them; the owner, who handles it, reads them all.

    What is said in a voice note, or shown, goes to the owner; to the room where nobody can be given it.
    """
    owner = people.serving(work, issue.owner_id)
    about: dict[str, Any] = {"issue_id": issue.number, "words_of": person.number}
    room = [heading, own_words(personal.masked(words))] if words else [heading]
    if owner is None or owner.chat_id is None:
        for medium in media or (None,):
            saying.to_staff(work, room, rows, topic=Topic.OWED, media=medium, **about)
        return
    if media:
        room.append(_("{who} has the voice note or picture.", who=people.name_and_title(owner)))
    saying.to_staff(work, room, rows, topic=Topic.OWED, **about)
    relaying.bring(work, owner.chat_id, heading, words, media, rows, words_of=person.number)
