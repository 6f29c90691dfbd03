"""What stands on a trusted message's card about its approval, and what can be done there."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Text, _, p_
from bot.loop import people
from bot.message_words import MessageState
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Approval, TrustedMessage

Row = tuple[Button, ...]


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """Who asked, who approved or sent it back and why; whether it is urgent."""
    said: list[Text] = []
    if message.is_urgent:
        said.append(_("Urgent: {why}", why=message.urgent_why or "–"))
    if message.is_for_life:
        said.append(_("Danger to life: it goes through quiet hours."))
    if message.state == MessageState.ASKED:
        asker = people.by_number(work, message.asked_by)
        said.append(_("{who} asks another person of the team to approve it.", who=_named(asker)))
    last = _last(work, message)
    if last is None:
        return said
    who = _named(people.by_number(work, last.by_id))
    if last.is_yes and last.binding == message.binding:
        said.append(_("{who} approved it, on {at}.", who=who, at=last.at))
    elif not last.is_yes and message.state == MessageState.DRAFT:
        said.append(_("{who} sent it back, because: {why}", who=who, why=last.why or "–"))
    return said


def card_buttons(work: Work, message: TrustedMessage) -> list[Row]:
    """Ask for approval; look at it as its groups will; give it back."""
    number = message.number
    see = Button(p_("button", "As its readers see it"), f"tm:{number}:read")
    if message.state == MessageState.DRAFT:
        ask = Button(p_("button", "Ask for approval"), f"tm:{number}:ask")
        return [(ask, urgent(message))]
    if message.state == MessageState.ASKED:
        return [(see, Button(p_("button", "Send it back"), f"tm:{number}:back"))]
    return []


def urgent(message: TrustedMessage) -> Button:
    """The way to those who can approve it at once."""
    return Button(p_("button", "It is urgent"), f"tm:{message.number}:urgent")


def _last(work: Work, message: TrustedMessage) -> Approval | None:
    said = select(Approval).where(Approval.message_id == message.number)
    return work.session.exec(said.order_by(col(Approval.at).desc(), col(Approval.id).desc())).first()


def _named(who: Person | None) -> Text:
    return people.name_and_title(who) if who else _("Somebody")
