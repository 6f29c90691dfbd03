"""Somebody needs help: a named staff member holds it until the one who told it says that the help came."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.loop import cards, finding, help_card, help_owed, in_bin, leads, people, promises, record, saying
from bot.store import referrals
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.referrals import Referral
from bot.store.session import Work
from bot.words import Came, Kind, Need, PromiseKind, ReferralState

ASKED_AFTER_WORKING_DAYS = 3


def begin(work: Work, insight: Insight, need: Need | None = None, *, is_danger: bool = False) -> Referral:
    """An insight says that somebody needs help: from now on it wants a holder. Said again, it changes nothing more."""
    insight.kind = Kind.HELP
    referral = referrals.find(work.session, insight.number)
    if referral is None:
        referral = Referral(
            programme_id=work.programme_id,
            insight_id=insight.number,
            state=ReferralState.WAITING,
            opened_at=work.now,
        )
        help_owed.want_holder(work, insight)
    referral.need = need or referral.need
    referral.is_danger = referral.is_danger or is_danger
    work.session.add(referral)
    work.session.flush()
    if is_danger:
        help_owed.tell_administrators(
            work, insight, _("{reference}: somebody is in danger now.", reference=Code(insight.reference))
        )
    return referral


def turn_to(work: Work, insight: Insight, need: Need | None = None, *, is_danger: bool = False) -> None:
    """`begin`, for something that was told before: staff are told, since an edited card makes no sound.

    Where it lay in the bin, it is out of it.
    """
    is_new = help_card.of(work, insight) is None
    in_bin.restore(work, insight)
    referral = begin(work, insight, need, is_danger=is_danger)
    if is_new:
        text = _("{reference}: somebody needs help. Please take it.", reference=Code(insight.reference))
        saying.to_staff(work, [text], help_owed.take_row(insight), insight_id=referral.insight_id, topic=Topic.URGENT)


def take(work: Work, by: Person, insight_id: int) -> None:
    """A staff member holds it: the one who told it hears who that is, and by when they will hear more."""
    people.must_be_staff(work, by)
    referral, insight = open_one(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    if referral.holder_id == by.id:
        raise errors.Mistake(_("You hold it already."))
    _hold(work, referral, by)
    due = help_owed.owe_word(work, referral)
    record.act(work, by, "hold", help_owed.ABOUT, insight.number)
    cards.show_insight(work, insight)
    _say_who_holds(work, insight, by, due)


def pass_to(work: Work, insight: Insight, to: Person) -> None:
    """A colleague holds it from now on, and its teller hears so. The day by which they hear more stays."""
    referral = help_card.of(work, insight)
    if referral is None or referral.closed_at is not None or referral.holder_id == to.id:
        return
    if referral.holder_id is None:
        _hold(work, referral, to)
        help_owed.owe_word(work, referral)
    referral.holder_id = to.number
    due = referral.word_by
    _say_who_holds(work, insight, to, promises.day_of(work, due) if due else None)


def hand_on(work: Work, by: Person, insight_id: int, whom: str) -> None:
    """It is with another service now; whoever handed it on still holds it. What the teller hears is an answer."""
    people.must_be_staff(work, by)
    referral, insight = open_one(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    referral.handed_to = whom
    record.act(work, by, "hand_on", help_owed.ABOUT, insight.number)


def answered(work: Work, by: Person, insight: Insight) -> None:
    """Staff answered an insight: where it asks for help, its teller will be asked whether that came."""
    referral = help_card.of(work, insight)
    if referral is None or referral.closed_at is not None:
        return
    if referral.holder_id is None:
        _hold(work, referral, by)
    promises.keep(work, PromiseKind.HELP, help_owed.ABOUT, insight.number)
    referral.word_by = None
    referral.ask_at = promises.working_days_on(work, ASKED_AFTER_WORKING_DAYS)


def said(work: Work, person: Person, insight_id: int, came: Came) -> Text:
    """The teller says whether the help came; "not yet" goes back to the holder, with a new date."""
    insight = finding.one(work, Insight, insight_id)
    if insight.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    referral, insight = open_one(work, insight_id)
    record.act(work, person, "came", help_owed.ABOUT, insight.number, came=came)
    if came is Came.NOT_YET:
        return _go_on(work, referral, insight)
    end(work, insight, ReferralState.GOT if came is Came.GOT else ReferralState.NOT_NEEDED)
    cards.show_insight(work, insight)
    closing = help_card.ENDS[ReferralState(referral.state)]
    help_owed.tell_holder(
        work, referral, insight, [_("{reference}: {what}", reference=Code(insight.reference), what=closing)]
    )
    help_owed.to_teller(
        work, insight, [_("Thank you for saying so. {reference} is closed now.", reference=Code(insight.reference))]
    )
    return _("Thank you. That is noted.")


def end(work: Work, insight: Insight, state: ReferralState) -> None:
    """Nobody has to help any more. Where it asks for none, nothing happens."""
    referral = help_card.of(work, insight)
    if referral is None or referral.closed_at is not None:
        return
    referral.state, referral.closed_at, referral.ask_at, referral.word_by = state, work.now, None, None
    if state is ReferralState.TAKEN_BACK:
        referral.handed_to = ""
    help_owed.nothing(work, insight.number)


def teller_left(work: Work, person: Person) -> None:
    """The teller stops: nobody will say whether the help came, so it ends with whoever holds it, and staff hear so."""
    mine = select(Referral, Insight).join(Insight, col(Insight.id) == Referral.insight_id)
    for referral, insight in work.session.exec(
        mine.where(Insight.person_id == person.id, col(Referral.closed_at).is_(None))
    ).all():
        end(work, insight, ReferralState.TELLER_LEFT)
        cards.show_insight(work, insight)
        text = _(
            "{reference}: the person who told it takes no more messages. Somebody may still need help. "
            "It ends with you now.",
            reference=Code(insight.reference),
        )
        help_owed.tell_holder(work, referral, insight, [text])


def open_one(work: Work, insight_id: int) -> tuple[Referral, Insight]:
    """What is still open, with its insight. Raises `errors.NoLongerThere` once the help came or is not needed."""
    insight = finding.one(work, Insight, insight_id, held=True)
    referral = help_card.of(work, insight)
    if referral is None or referral.closed_at is not None:
        raise errors.NoLongerThere(_("That is closed already. Thank you."))
    return referral, insight


def _go_on(work: Work, referral: Referral, insight: Insight) -> Text:
    """The help has not come: the holder has it again, or somebody is asked to hold it."""
    referral.ask_at = None
    due = help_owed.owe_word(work, referral)
    if referral.holder_id is None:
        help_owed.want_holder(work, insight)
    text = _("{reference}: they have not got the help yet. It is open.", reference=Code(insight.reference))
    help_owed.tell_holder(work, referral, insight, [text])
    cards.show_insight(work, insight)
    thanks = _("Thank you for saying so. It is with the team again. You will hear more by {day}.", day=due)
    help_owed.to_teller(work, insight, [thanks])
    return _("Thank you. That is noted.")


def _say_who_holds(work: Work, insight: Insight, who: Person, due: date | None) -> None:
    values = {"who": people.name_and_title(who), "reference": Code(insight.reference)}
    if due is None:
        text = _("{who} holds {reference} now, until you say that they got the help.", **values)
    else:
        text = _(
            "{who} holds {reference} now, until you say that they got the help. You will hear more by {day}.",
            **values,
            day=due,
        )
    help_owed.to_teller(work, insight, [text])


def _hold(work: Work, referral: Referral, by: Person) -> None:
    referral.holder_id, referral.state = by.number, ReferralState.HELD
    help_owed.nothing(work, referral.insight_id)
