"""Withdrawing a trusted message: by one person, at once. Every copy says so, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from sqlmodel import col

from bot import errors
from bot.language import Text, _
from bot.loop import people, promises, record, trusted, trusted_card, trusted_copies, withdrawn_words
from bot.loop.trusted_copies import Gone
from bot.loop.withdrawn_words import OF
from bot.message_words import GONE_OUT, MessageState
from bot.store import outbox, versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane, OutboxState, PromiseKind

DELETED_WITHIN = timedelta(hours=47)
CAN_BE = (GONE_OUT - {MessageState.WITHDRAWN}) | {MessageState.APPROVED}
Words = Mapping[str, str]
_UNFINISHED = trusted_copies.messages(
    col(TrustedMessage.withdrawn_at).is_not(None), col(TrustedMessage.carried_at).is_(None)
)


def withdrawable(work: Work, by: Person, number: int | None) -> TrustedMessage:
    """A message that goes out or has gone out, held. Raises `errors.NoLongerThere` where that is another by now."""
    message = trusted.for_staff(work, by, number)
    if message.state == MessageState.WITHDRAWN:
        who = people.by_number(work, message.withdrawn_by)
        text = _(
            "{who} has withdrawn it already.", who=people.name_and_title(who) if who else _("somebody of the team")
        )
        raise errors.NoLongerThere(text)
    if message.state not in CAN_BE:
        raise errors.NoLongerThere(_("It has not gone out. It can be changed or dropped."))
    return message


def withdraw(work: Work, by: Person, number: int | None, why: Words, *, takes_away: bool = False) -> TrustedMessage:
    """Nothing more of it is said, and every copy says why, those of what it corrects and of its corrections too.

    `takes_away`: it holds personal data or is dangerous, so copies are deleted where Telegram still allows that.
    """
    message = withdrawable(work, by, number)
    if not any(text.strip() for text in why.values()):
        raise errors.Mistake(_("Please give the reason: everybody who got it reads it."))
    together = [one for one in trusted_copies.family(work, message) if one.state in CAN_BE]
    for one in together:
        before, one.state, one.withdrawn_at, one.withdrawn_by = one.state, MessageState.WITHDRAWN, work.now, by.number
        one.is_taken_away, one.carried_at, one.ended_at = takes_away, None, one.ended_at or work.now
        promises.keep(work, PromiseKind.REVIEW, trusted.ABOUT, one.number)
        _note(work, by, one, why)
        after = {"before": before, "after": one.state, "takes_away": takes_away, "languages": sorted(why)}
        record.act(work, by, "withdraw_message", trusted.ABOUT, one.number, **after)
    trusted_copies.drop_waiting(work, [one.number for one in together], MessageState.WITHDRAWN)
    spread(work)
    for one in together:
        trusted_card.show(work, one)
    return message


def spread(work: Work) -> int:
    """Copies of withdrawn messages say so: at most so many a look, each of them once."""
    return trusted_copies.change_some(work, _UNFINISHED, partial(_spread, work))


def _note(work: Work, by: Person, message: TrustedMessage, why: Words) -> None:
    source = next(iter(why.values()))
    about = {"programme_id": work.programme_id, "of": OF, "of_id": message.number, "by_id": by.number, "now": work.now}
    for language, text in why.items():
        if text.strip():
            hashed = versions.fingerprint(source)
            versions.write(work.session, language=language, text=text, source_hash=hashed, **about)  # type: ignore[arg-type]


def _spread(work: Work, message: TrustedMessage, most: int) -> int:
    which = (col(Copy.message_id) == message.number, col(Copy.withdrawn_at).is_(None))
    claimed = trusted_copies.claim(work, which, most)
    for gone in claimed:
        gone.copy.withdrawn_at = work.now
        _take_back(work, message, gone)
    work.session.flush()
    if not trusted_copies.is_any_left(work, which):
        message.carried_at = work.now
        trusted_card.show(work, message)
    return len(claimed)


def _take_back(work: Work, message: TrustedMessage, gone: Gone) -> None:
    words, key = withdrawn_words.said(work, message, gone.language), f"{OF}:{message.number}:{gone.row}"
    is_dangerous = message.is_taken_away or message.is_urgent
    lane, silent = (Lane.ALERT, Lane.ALERT) if is_dangerous else (Lane.ANSWER, Lane.TRUSTED)
    if message.is_taken_away and gone.is_known and gone.at > work.now - DELETED_WITHIN:
        outbox.delete(work.session, outbox_id=gone.row, now=work.now)
        trusted_copies.reply(work, gone, _elsewhere(work, message, gone), key=key, lane=lane)
    elif gone.is_plain:
        trusted_copies.edit(work, gone, words, lane=silent)
    else:
        if gone.is_known and "said" not in gone.what:
            trusted_copies.edit(work, gone, words, lane=silent)
        trusted_copies.reply(work, gone, _elsewhere(work, message, gone), key=key, lane=lane)
    if gone.copy.for_group_id is not None:
        day = promises.day_of(work, gone.at)
        first = _(
            "A message of {day} from {team} is withdrawn. Its code was {code}.",
            day=day,
            team=work.programme.name,
            code=trusted_copies.code(message),
        )
        trusted_copies.pass_on(work, gone, [first, *words[1:]], key=key, lane=lane)


def _elsewhere(work: Work, message: TrustedMessage, gone: Gone) -> list[Text]:
    """The same, where it does not stand in the place of the copy."""
    day, code = promises.day_of(work, gone.at), trusted_copies.code(message)
    if gone.state == OutboxState.UNCERTAIN:
        first = _(
            "You may have got a message from me on {day}, with the code {code}. It is withdrawn.", day=day, code=code
        )
    else:
        first = _("You got a message from me on {day}, with the code {code}. It is withdrawn.", day=day, code=code)
    return [first, *withdrawn_words.said(work, message, gone.language)[1:]]
