"""What a staff member told somebody outside, or could not; and who tells them when that staff member stops."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Code, Text, _
from bot.loop import elsewhere, finding, people, promises, record, saying, tellings, wording
from bot.store.issues import Raiser
from bot.store.outside import OutsidePerson
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import DESK, HEARD, OWED, HowHeard, Lane, PromiseKind, TellingState


def told(work: Work, by: Person, telling_id: int, how: HowHeard) -> Text:
    """A staff member told them. After a change they are asked what was said to it."""
    people.must_be_staff(work, by)
    telling = finding.one(work, Telling, telling_id, held=True)
    if telling.state in HEARD:
        return _("Somebody has told them already.")
    arrived(work, by, telling, how)
    update = work.session.get_one(Update, telling.update_id)
    rows = wording.buttons(work, update, telling)
    if rows and telling.raiser_id is not None:
        asked = _("Thank you. What do they say: is it better now? Tap it when you know.")
        saying.to_person(work, by, [asked], rows, telling_id=telling.number)
    return _("Noted: told in your name.")


def arrived(work: Work, by: Person, telling: Telling, how: HowHeard | None) -> None:
    """Somebody outside has heard it."""
    if telling.state not in HEARD:
        tellings.heard(work, telling)
        tellings.move(work, telling, TellingState.PASSED_ON)
        promises.keep(work, PromiseKind.TELL, elsewhere.ABOUT, telling.number)
        record.act(work, by, "tell_outside", "telling", telling.number, how=how)


def could_not(work: Work, by: Person, telling_id: int) -> Text:
    """It could not be told: it stays owed, and the staff room sees it until somebody settles it."""
    people.must_be_staff(work, by)
    telling = finding.one(work, Telling, telling_id, held=True)
    if telling.state in HEARD:
        return _("Somebody has told them already.")
    tellings.heard(work, telling)
    tellings.move(work, telling, TellingState.FAILED)
    telling.failure_said_at = None
    record.act(work, by, "could_not_tell", "telling", telling.number)
    return _("Noted. It stays owed; the staff room sees it.")


def give_up(work: Work, person: Person) -> None:
    """A staff member stops: a colleague tells those outside from now on, and hears so."""
    held = list(work.session.exec(select(OutsidePerson).where(OutsidePerson.holder_id == person.id)).all())
    if not held:
        return
    others = [one for one in people.holding(work, DESK) if one.id != person.id and one.chat_id is not None]
    other = others[0] if others else None
    for outside in held:
        outside.holder_id = other.id if other else None
        raised = select(Raiser).where(Raiser.outside_id == outside.insight_id)
        for raiser in work.session.exec(raised).all():
            raiser.chat_id = other.chat_id if other else raiser.chat_id
        _move(work, outside.insight_id, other)
    text = _(
        "{who} has stopped. You tell those outside now who told: {references}.",
        who=people.name_and_title(person),
        references=[Code(f"H-{outside.insight_id}") for outside in held],
    )
    if other is not None:
        saying.to_person(work, other, [text], lane=Lane.ALERT)
    work.session.flush()


def _move(work: Work, insight_id: int, other: Person | None) -> None:
    owed = select(Telling).where(Telling.for_outside_id == insight_id, col(Telling.state).in_(OWED))
    for telling in work.session.exec(owed).all():
        telling.failure_said_at = None
        if other is not None and other.chat_id is not None:
            telling.chat_id = other.chat_id
            tellings.queue_again(work, telling)
        else:
            tellings.move(work, telling, TellingState.FAILED)
