"""Alerts: somebody may be in danger. They pass along the rota until a named person takes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _, own_words, p_
from bot.loop import due, finding, first_words, people, personal, record, rota, saying
from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.safety import Alert
from bot.store.session import Work
from bot.words import AlertCause, Lane, Role

TO_ANSWER = timedelta(minutes=15)
AN_ANSWER_IS_AWAITED, MORE_IS_AWAITED = timedelta(days=1), timedelta(hours=1)
_TALKING = (
    select(Alert)
    .where(Alert.person_id == sa.bindparam("person"), col(Alert.talk_until) > sa.bindparam("now"))
    .order_by(col(Alert.talk_until).desc())
)
CAUSES = {
    AlertCause.ASKED: _("Somebody asks for a person now: they pressed “Tell a person now”."),
    AlertCause.SAID_YES: _("Somebody used urgent words. They say: yes, someone is in danger now."),
    AlertCause.STAFF: _("A colleague sees danger in what somebody told."),
}
CALL = _("If someone is in danger, do not wait: call {emergency}.", emergency=Code("999"))
_UNTAKEN = due.rows(
    Alert,
    col(Alert.taken_at).is_(None),
    col(Alert.ended_at).is_(None),
    Alert.next_at <= due.NOW,
    order=(col(Alert.next_at),),
)


def ask_for_a_person(work: Work, person: Person, cause: AlertCause, insight: Insight | None = None) -> None:
    """Somebody asks for a person: raise an alert, and say what happens next. Without a rota nothing is promised.

    Whoever says that someone is in danger now is brought to those in charge even then.
    """
    if not rota.turns(work) and cause is not AlertCause.SAID_YES:
        saying.to_person(work, person, [_("This team has nobody who is called at once. I can promise none."), CALL])
    elif open_of(work, person) is not None:
        saying.to_person(work, person, [_("I have called for a person already, and I go on calling."), CALL])
    else:
        _raise(work, person, cause, insight, by=None)


def raise_by_staff(work: Work, by: Person, insight: Insight) -> None:
    """A staff member sees danger in what was told. Raises `errors.Mistake` where nobody would hear of it."""
    people.must_be_staff(work, by)
    teller = people.by_number(work, insight.person_id)
    if teller is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if not rota.turns(work):
        raise errors.Mistake(_("There is no rota: nobody would be called. An administrator makes one with /rota."))
    if open_of(work, teller) is not None:
        raise errors.NoLongerThere(_("There is an alert already, and it is on its way along the rota."))
    _raise(work, teller, AlertCause.STAFF, insight, by=by)


def take(work: Work, by: Person, alert_id: int) -> None:
    """A staff member takes an alert: the one in need, and all who were asked, hear who it is.

    Raises `errors.NoLongerThere` where somebody has taken it already.
    """
    people.must_be_staff(work, by)
    alert = finding.one(work, Alert, alert_id, held=True)
    if alert.taken_by is not None:
        who = people.name_and_title(work.session.get_one(Person, alert.taken_by))
        raise errors.NoLongerThere(_("{who} has taken it already.", who=who))
    _must_reach(work, alert)
    alert.taken_by, alert.taken_at = by.number, work.now
    record.act(work, by, "take_alert", "alert", alert.number)
    who = people.name_and_title(by)
    _tell_the_one_in_need(work, alert, [_("{who} has taken it and will write to you here.", who=who), CALL])
    taken = [_("{who} has taken alert {reference}.", who=who, reference=code(alert))]
    for colleague in asked(work, alert):
        if colleague.id != by.id:
            saying.to_person(work, colleague, taken, lane=Lane.ALERT)
    saying.to_staff(work, taken, topic=Topic.URGENT)
    parts = [_("Thank you. Alert {reference} is yours. Write to them now; they see your name.", reference=code(alert))]
    saying.to_person(work, by, parts, ((_write_button(alert),),), lane=Lane.ALERT)


def pass_on(work: Work) -> int:
    """Alerts that nobody took in time go to the next on duty, after the last to every administrator."""
    found = due.claimed(work, _UNTAKEN)
    for alert in found:
        _go_on(work, alert)
    return len(found)


def taken_by(work: Work, by: Person, alert_id: int | None) -> Alert:
    """An alert, for the one who took it. Raises `errors.NotAllowed` for others.

    Raises `errors.NoLongerThere` where the one in need cannot be written to any more.
    """
    alert = finding.one(work, Alert, alert_id)
    if alert.taken_by != by.id:
        raise errors.NotAllowed(_("Only the person who took this alert can do that."))
    _must_reach(work, alert)
    return alert


def of_the_one_in_need(work: Work, person: Person, alert_id: int | None) -> Alert:
    """An alert, for the one whom it is about, once somebody took it. Raises `errors.NotAllowed` for others."""
    alert = finding.one(work, Alert, alert_id)
    if alert.person_id != person.id:
        raise errors.NotAllowed(_("Only the person whom this was written to can do that."))
    if alert.taken_by is None:
        raise errors.NoLongerThere(_("I am calling another person now. They will write to you here."))
    return alert


def write(work: Work, by: Person, alert_id: int | None, words: str) -> None:
    """Whoever took an alert writes to the one in need, with name and role."""
    people.must_be_staff(work, by)
    alert = taken_by(work, by, alert_id)
    alert.talk_until = work.now + AN_ANSWER_IS_AWAITED
    record.act(work, by, "write_on_alert", "alert", alert.number)
    parts = [
        _("{who} writes to you:", who=people.name_and_title(by)),
        own_words(words),
        _("What you write here now goes to them."),
    ]
    answer = Button(p_("button", "Write back"), f"z:{alert.number}:answer")
    _tell_the_one_in_need(work, alert, parts, ((answer,),))


def awaiting_words(work: Work, person: Person) -> Alert | None:
    """The alert on which somebody is being spoken with: what they write in private goes there."""
    return work.session.execute(_TALKING, {"person": person.id, "now": work.now}).scalars().first()


def answer(work: Work, person: Person, alert_id: int | None, words: str, media: dict[str, str] | None = None) -> None:
    """The one in need writes back to whoever took the alert, who is named to them."""
    alert = of_the_one_in_need(work, person, alert_id)
    alert.talk_until = work.now + MORE_IS_AWAITED
    parts = [_("Alert {reference}, they write:", reference=code(alert)), *([own_words(words)] if words else [])]
    more = {"media": media, "words_of": person.number}
    taker = people.serving(work, alert.taken_by)
    if taker is None:
        put_back(work, alert)
        for colleague in asked(work, alert):
            saying.to_person(work, colleague, parts, _take_row(alert), lane=Lane.ALERT, **more)
        return
    saying.to_person(work, taker, parts, ((_write_button(alert),),), lane=Lane.ALERT, **more)
    text = _(
        "I have passed that to {who}. To tell the team something else, write /tell and then your words.",
        who=people.name_and_title(taker),
    )
    saying.to_person(work, person, [text, CALL], lane=Lane.ALERT)


def code(alert: Alert) -> Code:
    """How staff name an alert."""
    return Code(f"A-{alert.number}")


def put_back(work: Work, alert: Alert) -> None:
    """Whoever took an alert is gone: it goes along the rota from the start again, and the one in need hears so."""
    gone, alert.taken_by, alert.taken_at, alert.talk_until = alert.taken_by, None, None, None
    alert.asked, alert.everyone_at = [gone] if gone else [], None
    text = _("The person who spoke with you here has left the team. I am calling another one now.")
    _tell_the_one_in_need(work, alert, [text, CALL])
    told = _("Whoever took alert {reference} has left. It goes on along the rota.", reference=code(alert))
    saying.to_staff(work, [told], topic=Topic.URGENT)
    _go_on(work, alert)


def asked(work: Work, alert: Alert) -> list[Person]:
    """Whoever of the team knows of an alert: those who were asked, and the one who took it."""
    known = (people.serving(work, number) for number in dict.fromkeys([*alert.asked, alert.taken_by]))
    return [person for person in known if person is not None]


def _must_reach(work: Work, alert: Alert) -> None:
    """Raises `errors.NoLongerThere` where the one in need cannot be written to any more."""
    person = work.session.get_one(Person, alert.person_id)
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    if alert.ended_at is not None or chat is None or chat.unreachable_at is not None:
        raise errors.NoLongerThere(
            _("I cannot write to them any more: they have stopped me, or had all of theirs erased.")
        )


def open_of(work: Work, person: Person) -> Alert | None:
    """The alert about somebody that nobody has taken yet."""
    mine = select(Alert).where(
        Alert.person_id == person.id, col(Alert.taken_at).is_(None), col(Alert.ended_at).is_(None)
    )
    return work.session.exec(mine.with_for_update()).first()


def _raise(work: Work, person: Person, cause: AlertCause, insight: Insight | None, *, by: Person | None) -> None:
    alert = Alert(
        programme_id=work.programme_id,
        person_id=person.number,
        insight_id=insight.number if insight else None,
        cause=cause,
        raised_by=by.number if by else None,
        raised_at=work.now,
        asked=[],
        next_at=work.now,
    )
    work.session.add(alert)
    work.session.flush()
    first_words.hurry(work, insight)
    record.act(work, by or person, "raise_alert", "alert", alert.number, cause=cause)
    way = [_("It is on its way along the rota.")] if rota.turns(work) else []
    saying.to_staff(work, [*_parts(alert), *way], insight_id=alert.insight_id, topic=Topic.URGENT)
    _go_on(work, alert)


def _go_on(work: Work, alert: Alert) -> None:
    """One step: the next on duty who was not asked yet; where there is none, every administrator, once."""
    alert.next_at = work.now + TO_ANSWER
    duty = [(person, until) for person, until in rota.on_duty(work) if person.id not in alert.asked]
    if duty:
        _ask_next(work, alert, duty[0][0])
    elif alert.everyone_at is None:
        _ask_everyone(work, alert)


def _ask_next(work: Work, alert: Alert, colleague: Person) -> None:
    who = people.name_and_title(colleague)
    if alert.asked or alert.everyone_at is not None:
        said = _("Nobody has taken it yet. Now I have told {who}.", who=who)
    else:
        said = _("I have told {who}. Who takes it writes to you here. After 15 minutes I tell the next one.", who=who)
    _ask(work, alert, colleague)
    _say_where_it_stands(work, alert, said)


def _ask_everyone(work: Work, alert: Alert) -> None:
    alert.everyone_at = work.now
    nobody_was_on_duty = not alert.asked
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        if administrator.id not in alert.asked:
            _ask(work, alert, administrator)
    nobody = _("Nobody on the rota has taken alert {reference}. Who can?", reference=code(alert))
    saying.to_staff(work, [nobody], _take_row(alert), topic=Topic.URGENT)
    if nobody_was_on_duty:
        said = _("Nobody is on duty now. I have told those in charge, but I cannot promise that they see it soon.")
    else:
        said = _("Nobody has taken it yet. I have told those in charge as well, but I cannot promise that they see it.")
    _say_where_it_stands(work, alert, said)


def _ask(work: Work, alert: Alert, colleague: Person) -> None:
    alert.asked = [*alert.asked, colleague.number]
    parts = [*_parts(alert), *_what_was_told(work, alert, colleague)]
    about: dict[str, Any] = {"insight_id": alert.insight_id, "words_of": alert.person_id}
    saying.to_person(work, colleague, parts, _take_row(alert), lane=Lane.ALERT, **about)


def _say_where_it_stands(work: Work, alert: Alert, said: Text) -> None:
    """To the one in need, if they asked for it themselves; a colleague's worry is told by the one who takes it."""
    if alert.cause != AlertCause.STAFF:
        _tell_the_one_in_need(work, alert, [said, CALL])


def _parts(alert: Alert) -> list[Text]:
    parts = [_("ALERT {reference}", reference=code(alert)), CAUSES[AlertCause(alert.cause)]]
    if alert.insight_id is not None:
        parts.append(_("It is about {reference}.", reference=Code(f"H-{alert.insight_id}")))
    return parts


def _what_was_told(work: Work, alert: Alert, colleague: Person) -> list[Text]:
    """The words as they were told, for the one who may take it; where that looks behind a mask, it is written down."""
    insight = work.session.get(Insight, alert.insight_id) if alert.insight_id else None
    if insight is None or not insight.words:
        return []
    if personal.shown(insight.words, insight.may_stay) != insight.words:
        record.act(work, colleague, "show_hidden", "insight", insight.number, alert=alert.number)
    return [own_words(f"“{insight.words}”")]


def _tell_the_one_in_need(work: Work, alert: Alert, parts: list[Text], rows: saying.Buttons = ()) -> None:
    person = work.session.get_one(Person, alert.person_id)
    saying.to_person(work, person, parts, rows, lane=Lane.ALERT)


def _take_row(alert: Alert) -> tuple[tuple[Button, ...], ...]:
    return ((Button(p_("button", "I take it"), f"z:{alert.number}:take"),),)


def _write_button(alert: Alert) -> Button:
    return Button(p_("button", "Write to them"), f"z:{alert.number}:write")
