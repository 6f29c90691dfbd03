"""Trusted messages for groups without a chat: their champion has the words to pass on, and says how that went."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.loop import codes, due, finding, people, promises, record, saying, sending_card, trusted_card
from bot.loop.passing import COPY, COULD_NOT, TOLD
from bot.store.chats import Group
from bot.store.outbox import TABLE, Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane, OutboxState

REMINDED_AFTER = timedelta(days=2)
AT_ONCE = 200
BUTTONS: tuple[tuple[Button, ...], ...] = (
    (Button(COPY, copies=True),),
    (Button(TOLD, "tc:#:told"), Button(COULD_NOT, "tc:#:not")),
)
"""What stands under the words that a champion passes on; `#` is the number of the copy that they are."""
_LATE = (
    select(Copy)
    .join(TABLE, TABLE.c.copy_id == col(Copy.id))
    .where(
        Copy.programme_id == sa.bindparam("programme"),
        col(Copy.for_group_id).is_not(None),
        col(Copy.passed_on_at).is_(None),
        col(Copy.could_not_at).is_(None),
        col(Copy.reminded_at).is_(None),
        TABLE.c.state == OutboxState.SENT,
        TABLE.c.state_at <= sa.bindparam("since"),
    )
    .limit(AT_ONCE)
    .with_for_update(of=Copy, skip_locked=True)
)


def above(message: TrustedMessage) -> Text:
    """What the champion is told before the words, which stand alone so that they can be copied whole."""
    return _(
        "The next message is for your group. Please pass it on as it is, or read it out. "
        "Its code {code} goes with it: by that, anyone can ask me if it is real.",
        code=Code(codes.shown(message.code)),
    )


def told(work: Work, person: Person, copy_id: int) -> Text:
    """The champion has told the group."""
    copy = _of_champion(work, person, copy_id)
    if copy.passed_on_at is not None:
        return _("You told me so already. Thank you.")
    copy.passed_on_at, copy.could_not_at = work.now, None
    _noted(work, person, copy, "pass_copy_on")
    return _("Thank you for passing it on.")


def could_not(work: Work, person: Person, copy_id: int) -> Text:
    """The champion could not tell the group, and need not say why. The team decides what then."""
    copy = _of_champion(work, person, copy_id)
    if copy.passed_on_at is not None:
        raise errors.NoLongerThere(_("You told me so already. Thank you."))
    if copy.could_not_at is None:
        copy.could_not_at = work.now
        _noted(work, person, copy, "could_not_pass_copy")
        message = work.session.get_one(TrustedMessage, copy.message_id)
        text = _(
            "The champion of {group} could not pass on {reference}.",
            group=work.session.get_one(Group, copy.for_group_id).name,
            reference=Code(message.reference),
        )
        saying.to_room(work, [text], (sending_card.decide(message),), topic=Topic.SENT)
    return _("Thank you for saying so. The team will find another way.")


def remind(work: Work) -> int:
    """Champions who have had words for a group for two days are asked whether they have told it, once."""
    late = due.claimed(work, _LATE, since=work.now - REMINDED_AFTER)
    for copy in late:
        copy.reminded_at = work.now
        champion = people.by_number(work, copy.person_id)
        message = work.session.get_one(TrustedMessage, copy.message_id)
        if champion is None or message.expires_on < promises.today(work):
            continue
        text = _(
            "Some days ago I gave you words for {group}, with the code {code}. Have you told them?",
            group=work.session.get_one(Group, copy.for_group_id).name,
            code=Code(codes.shown(message.code)),
        )
        row = (Button(TOLD, f"tc:{copy.number}:told"), Button(COULD_NOT, f"tc:{copy.number}:not"))
        saying.to_person(work, champion, [text], (row,), lane=Lane.TELLING)
    return len(late)


def _of_champion(work: Work, person: Person, copy_id: int) -> Copy:
    copy = finding.one(work, Copy, copy_id, held=True)
    if copy.for_group_id is None or copy.person_id != person.id:
        raise errors.NotAllowed(_("Only the champion of that group can do this."))
    return copy


def _noted(work: Work, person: Person, copy: Copy, act: str) -> None:
    record.act(work, person, act, "copy", copy.number, message=copy.message_id)
    work.session.flush()
    trusted_card.show(work, finding.one(work, TrustedMessage, copy.message_id))
