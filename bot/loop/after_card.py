"""What came after a trusted message, as its card shows it, and what staff can do then."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import col, func, select

from bot.language import Code, Text, _, n_, p_
from bot.loop import people, promises, trusted_copies, withdrawn_words
from bot.message_words import GONE_OUT, MessageState
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import Clear, TrustedMessage

SHOWN = 5
GOES = (MessageState.SENDING, MessageState.SENT)
Rows = tuple[tuple[Button, ...], ...]


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """What came after it, for its card: corrected, withdrawn, expired; how clear it was; what people wrote back."""
    said = [*_corrected(work, message), *_withdrawn(work, message), *_expired(message)]
    if message.state not in GONE_OUT:
        return said
    counts = dict(
        work.session.exec(
            select(Clear.is_clear, func.count()).where(Clear.message_id == message.number).group_by(col(Clear.is_clear))
        ).all()
    )
    if counts:
        said.append(_("Was it clear? Yes: {yes}. No: {no}.", yes=counts.get(True, 0), no=counts.get(False, 0)))
    return [*said, *_wrote_back(work, message)]


def card_buttons(work: Work, message: TrustedMessage) -> Rows:
    """What staff can do with it once it has gone out, the likeliest first."""
    number = message.number
    copies = Button(p_("button", "Copies"), f"tm:{number}:copies:0")
    if message.state == MessageState.APPROVED:
        return ((Button(p_("button", "Withdraw it"), f"tm:{number}:withdraw"),),)
    if message.state == MessageState.WITHDRAWN:
        return ((copies,),)
    if message.state not in GONE_OUT:
        return ()
    correct = Button(p_("button", "Correct it"), f"tm:{number}:correct")
    withdraw = Button(p_("button", "Withdraw it"), f"tm:{number}:withdraw")
    acts = (withdraw,) if trusted_copies.following(work, message) is not None else (correct, withdraw)
    return (acts, (copies,))


def _corrected(work: Work, message: TrustedMessage) -> list[Text]:
    said = []
    if message.corrects_id is not None:
        old = work.session.get_one(TrustedMessage, message.corrects_id)
        said.append(_("It corrects {old}. Those who had that one hear so.", old=Code(old.reference)))
        if message.state in GOES:
            said.append(_("Every copy is corrected.") if message.carried_at else _("Not every copy is corrected yet."))
    other = trusted_copies.following(work, message)
    if other is not None:
        text = _("Corrected by {other}.") if other.state in GOES else _("To be corrected by {other}.")
        said.append(replace(text, values={"other": Code(other.reference)}))
    return said


def _withdrawn(work: Work, message: TrustedMessage) -> list[Text]:
    if message.withdrawn_at is None:
        return []
    who = people.by_number(work, message.withdrawn_by)
    day = promises.day_of(work, message.withdrawn_at)
    by = people.name_and_title(who) if who else _("somebody of the team")
    said = [
        _("Withdrawn on {day} by {who}.", day=day, who=by),
        *withdrawn_words.reason(work, message, message.language),
    ]
    if message.is_taken_away:
        said.append(_("Copies younger than two days are deleted."))
    return said if message.carried_at else [*said, _("Not every copy says so yet.")]


def _expired(message: TrustedMessage) -> list[Text]:
    return [_("It has expired, and its copies say so.")] if message.expiry_said_at else []


def _wrote_back(work: Work, message: TrustedMessage) -> list[Text]:
    """The newest things told about it, and how many there are."""
    about = (Insight.trusted_id == message.number, col(Insight.taken_back_at).is_(None))
    total = work.session.exec(select(func.count()).select_from(Insight).where(*about)).one()
    if not total:
        return []
    newest = work.session.exec(select(Insight).where(*about).order_by(col(Insight.id).desc()).limit(SHOWN)).all()
    named = [Code(one.reference) for one in newest]
    text = n_("{n} thing was told about it: {named}", "{n} things were told about it: {named}", total, named=named)
    return [text]
