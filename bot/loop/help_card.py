"""How somebody's need for help reads: on the card that staff see, and in the question whether the help came."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.language import Text, _, p_
from bot.loop import people, promises
from bot.store import referrals
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.referrals import Referral
from bot.store.session import Work
from bot.words import Came, Kind, Need, ReferralState

DID_IT_COME = _("Did they get the help? Please tap one. I keep it open until you say so.")
_OPEN = select(Referral.id).where(Referral.insight_id == sa.bindparam("insight"), col(Referral.closed_at).is_(None))
ENDS = {
    ReferralState.GOT: _("They got the help: so says the person who told it."),
    ReferralState.NOT_NEEDED: _("The help is not needed any more: so says the person who told it."),
    ReferralState.TELLER_LEFT: _("The person who told it takes no more messages."),
    ReferralState.TAKEN_BACK: _("Nobody has to help any more: it was taken back."),
}


def of(work: Work, insight: Insight) -> Referral | None:
    """The help that an insight asks for, open or not."""
    return referrals.find(work.session, insight.number) if insight.kind == Kind.HELP else None


def lines(work: Work, insight: Insight) -> list[Text]:
    """What the card says of it: which help, how urgent, who holds it, whether it came."""
    referral = of(work, insight)
    if referral is None:
        return []
    said = [_("Somebody is in danger now, the teller says.")] if referral.is_danger else []
    if referral.need:
        said.append(_("Help with: {need}", need=labels.NEEDS[Need(referral.need)]))
    said.append(standing(work, referral))
    if referral.handed_to:
        said.append(_("Handed on to: {whom}", whom=referral.handed_to))
    if referral.closed_at is None and referral.word_by is not None:
        said.append(_("The next word is promised by {day}.", day=promises.day_of(work, referral.word_by)))
    return said


def standing(work: Work, referral: Referral) -> Text:
    """Who holds it, by name and role; or how it ended."""
    if referral.closed_at is not None:
        return ENDS[ReferralState(referral.state)]
    who = people.by_number(work, referral.holder_id)
    return _("{who} holds it.", who=people.name_and_title(who)) if who else _("Nobody holds it yet.")


def is_open(work: Work, insight: Insight) -> bool:
    """Whether somebody still needs help there."""
    referral = of(work, insight)
    return referral is not None and referral.closed_at is None


def holder(work: Work, insight: Insight) -> Person | None:
    """Who of the team holds it, while it is open."""
    referral = of(work, insight)
    return people.serving(work, referral.holder_id) if referral is not None and referral.closed_at is None else None


def is_held(work: Work, insight: Insight) -> bool:
    """Whether somebody has taken it into their hands, or nobody has to any more."""
    referral = of(work, insight)
    return referral is not None and referral.state != ReferralState.WAITING


def card_buttons(work: Work, insight: Insight) -> tuple[tuple[Button, ...], ...]:
    """What staff may do with it while it is open."""
    referral = of(work, insight)
    if referral is None or referral.closed_at is not None:
        return ()
    return ((take_button(insight.number), Button(p_("button", "Handed on to …"), f"e:{insight.number}:hand")),)


def take_button(insight_id: int) -> Button:
    """By which a staff member takes it into their hands."""
    return Button(p_("button", "I take it"), f"e:{insight_id}:take")


def came_buttons(insight_id: int) -> tuple[tuple[Button, ...], ...]:
    """The three answers to whether the help came."""
    yes, not_yet, no_need = (Button(labels.CAME[came], f"e:{insight_id}:{came}") for came in Came)
    return ((yes, not_yet), (no_need,))


def is_asked(work: Work, insight_id: int | None) -> bool:
    """Whether the one who told an insight is to be asked if the help came."""
    return work.session.execute(_OPEN, {"insight": insight_id}).first() is not None
