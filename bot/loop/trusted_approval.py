"""Nothing trusted goes out on one person's word: asked for by one, approved by another as it stood on screen.

Neither who wrote its words, took a proposal up or put something with it, nor who asked, can approve it; whatever else
they are in the programme. Any change undoes the approval (`trusted.was_changed`).
"""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words
from bot.language_names import english_name
from bot.loop import (
    approval_notices,
    approval_screen,
    approvers,
    audience,
    consult_missing,
    correcting,
    people,
    promises,
    record,
    trusted,
    trusted_card,
    trusted_standing,
    trusted_words,
)
from bot.message_words import GONE_OUT, MessageState
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Approval, TrustedMessage


def ask(work: Work, by: Person, message_id: int | None) -> TrustedMessage:
    """One of the team says that it can go as it stands, and asks another one to approve it.

    Raises `errors.Mistake` where a language is not decided yet, or it is for nobody.
    """
    message = trusted.for_staff(work, by, message_id)
    _must_be_a_draft(work, message)
    return _ask(work, by, message)


def ask_urgently(work: Work, by: Person, message_id: int | None, why: str, *, is_for_life: bool) -> TrustedMessage:
    """`ask`, in a hurry: every colleague has it at once with the button to approve it; still two people.

    What is not decided in a language is left out. `is_for_life`: it goes through quiet hours.
    """
    message = trusted.for_staff(work, by, message_id)
    _must_be_a_draft(work, message)
    before = {"urgent_before": message.is_urgent, "life_before": message.is_for_life, "out_before": message.left_out}
    message.is_urgent, message.is_for_life, message.urgent_why = True, is_for_life, why
    message.left_out = sorted({*message.left_out, *trusted_words.undecided(work, message)})
    now = {"urgent_why": why, "is_for_life": is_for_life, "left_out": message.left_out}
    trusted.was_changed(work, by, message, "make_urgent", **before, **now)
    return _ask(work, by, message)


def approve(work: Work, by: Person, message_id: int | None, shown: str) -> TrustedMessage:
    """A second person approves a message as it stood on screen (`shown`: the beginning of its binding).

    From then on its receivers are frozen, and it goes out at its time. Raises `errors.NotAllowed` for who wrote it or
    asked, `errors.NoLongerThere` where it is another by now or somebody was quicker.
    """
    message = _asked(work, by, message_id)
    approvers.must_be_second(work, by, message)
    bound = trusted.binding(work, message)
    if len(shown) < approval_screen.SHOWN_OF_BINDING or not bound.startswith(shown):
        raise errors.NoLongerThere(_("It has changed since. Please look at it as it is now."))
    must_be_ready(work, message)
    if not (correcting if message.corrects_id else audience).freeze(work, message):
        raise errors.Mistake(_("Nobody would get it. Please choose again whom it is for."))
    before, message.state = message.state, MessageState.APPROVED
    message.binding, message.approved_at = bound, work.now
    _say(work, by, message, bound, is_yes=True)
    urgent = {"urgent_why": message.urgent_why, "is_for_life": message.is_for_life} if message.is_urgent else {}
    detail = {"before": before, "after": message.state, "hash": bound, "asked_by": message.asked_by, **urgent}
    record.act(work, by, "approve_message", trusted.ABOUT, message.number, **detail)
    trusted_card.show(work, message)
    approval_notices.say_approved(work, by, message)
    return message


def send_back(work: Work, by: Person, message_id: int | None, why: str) -> TrustedMessage:
    """A second person gives it back with a reason, which its author hears."""
    message = _asked(work, by, message_id)
    bound = trusted.binding(work, message)
    before, message.state = message.state, MessageState.DRAFT
    _say(work, by, message, bound, is_yes=False, why=why)
    detail = {"before": before, "after": message.state, "hash": bound, "why": why}
    record.act(work, by, "send_message_back", trusted.ABOUT, message.number, **detail)
    trusted_card.show(work, message)
    approval_notices.say_sent_back(work, by, message, why)
    return message


def must_be_ready(work: Work, message: TrustedMessage) -> None:
    """Raises `errors.Mistake` with what is missing before it can go."""
    if message.expires_on < promises.today(work):
        raise errors.Mistake(_("{reference} was right until {day} only.", **_of(message), day=message.expires_on))
    if unfilled := trusted_standing.gaps(work, message):
        raise errors.Mistake(unfilled[0])
    consult_missing.must_be_whole(work, message)
    undecided = [own_words(english_name(one)) for one in trusted_words.undecided(work, message)]
    if undecided:
        text = _(
            "{reference} still waits for: {languages}. Have the words written and read, or leave those groups out.",
            **_of(message),
            languages=undecided,
        )
        raise errors.Mistake(text)
    if not audience.receivers(work, message).count:
        raise errors.Mistake(_("{reference} is for nobody yet. Choose first whom it is for.", **_of(message)))


def approved_by(work: Work, message: TrustedMessage) -> Person | None:
    """Who approved it as it stands."""
    yes = select(Approval.by_id).where(
        Approval.message_id == message.number, col(Approval.is_yes), Approval.binding == message.binding
    )
    return people.by_number(work, work.session.exec(yes).first())


def _ask(work: Work, by: Person, message: TrustedMessage) -> TrustedMessage:
    must_be_ready(work, message)
    before, message.state, message.asked_by = message.state, MessageState.ASKED, by.number
    work.session.flush()
    detail = {"before": before, "after": message.state, "hash": trusted.binding(work, message)}
    record.act(work, by, "ask_approval", trusted.ABOUT, message.number, **detail)
    trusted_card.show(work, message)
    approval_notices.ask(work, by, message)
    return message


def _must_be_a_draft(work: Work, message: TrustedMessage) -> None:
    if message.state == MessageState.ASKED:
        who = people.by_number(work, message.asked_by)
        raise errors.NoLongerThere(_("{who} has asked for it already.", who=_named(who)))
    if message.state == MessageState.PROPOSED:
        raise errors.Mistake(_("Take it over first: it is still a champion's proposal."))
    if message.state != MessageState.DRAFT:
        _is_past(work, message)


def _asked(work: Work, by: Person, message_id: int | None) -> TrustedMessage:
    """A message that waits for a second person, held; the one who comes late hears what the first did."""
    message = trusted.for_staff(work, by, message_id)
    if message.state != MessageState.ASKED:
        _is_past(work, message)
    return message


def _is_past(work: Work, message: TrustedMessage) -> None:
    who = approved_by(work, message) if message.state in GONE_OUT | {MessageState.APPROVED} else None
    if who is not None:
        raise errors.NoLongerThere(_("{who} has approved it already.", who=_named(who)))
    last = select(Approval).where(Approval.message_id == message.number).order_by(col(Approval.at).desc())
    said = work.session.exec(last).first()
    if message.state == MessageState.DRAFT and said is not None and not said.is_yes and said.at >= message.changed_at:
        raise errors.NoLongerThere(_("{who} has sent it back.", who=_named(people.by_number(work, said.by_id))))
    raise errors.NoLongerThere(_("{reference} does not wait for that any more.", **_of(message)))


def _say(work: Work, by: Person, message: TrustedMessage, bound: str, *, is_yes: bool, why: str | None = None) -> None:
    mine = select(Approval).where(
        Approval.message_id == message.number, Approval.binding == bound, Approval.by_id == by.number
    )
    said = work.session.exec(mine).first() or Approval(
        programme_id=work.programme_id, message_id=message.number, binding=bound, by_id=by.number, is_yes=is_yes
    )
    said.is_yes, said.why, said.at = is_yes, why, work.now
    work.session.add(said)
    work.session.flush()


def _named(who: Person | None) -> Text:
    return people.name_and_title(who) if who else _("Somebody")


def _of(message: TrustedMessage) -> dict[str, Code]:
    return {"reference": Code(message.reference)}
