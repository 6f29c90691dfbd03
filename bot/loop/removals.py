"""Taking words of somebody out of other people's chats: voice notes and pictures deleted, texts emptied in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_
from bot.loop import due, saying, wording
from bot.store import outbox, unsaying
from bot.store.chats import Chat, Purpose
from bot.store.erasures import Removal
from bot.store.issues import Raiser
from bot.store.outbox import Button, Outbox
from bot.store.parts import as_said
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import DONE, Lane, OutboxState

_OPEN = due.rows(Removal, col(Removal.done_at).is_(None), order=(col(Removal.id),))


def take_away(
    work: Work,
    which: sa.ColumnElement[bool],
    reference: str,
    instead: Sequence[Text],
    *,
    own_chat: int | None,
    erasure_id: int | None = None,
) -> None:
    """Empty some rows of the outbox, and what stands of them in chats other than the person's own.

    A telling is left standing, without the quote; a voice note or picture is deleted; anything else says `instead`.
    """
    rows = work.session.exec(select(Outbox).where(Outbox.programme_id == work.programme_id, which)).all()
    unsaying.empty(work.session, programme_id=work.programme_id, rows=[row.number for row in rows], instead=instead)
    for row in rows:
        if row.chat_id == own_chat or row.what["do"] != "say" or not _may_stand_there(row):
            continue
        if "media" in row.what:
            outbox.delete(work.session, outbox_id=row.number, now=work.now)
        else:
            parts, buttons = _without_quote(work, row) or (instead, ())
            outbox.edit(work.session, outbox_id=row.number, now=work.now, parts=parts, buttons=buttons)
        _follow_up(work, row, reference, erasure_id)
    work.session.expire_all()


def see_through(work: Work) -> int:
    """What became of them: where a message could not be deleted, whoever sees it is asked to do it."""
    open_ones = due.claimed(work, _OPEN)
    became = _became(work, [removal.outbox_id for removal in open_ones])
    ended = [removal for removal in open_ones if became.get(removal.outbox_id) in DONE]
    for removal in ended:
        removal.done_at = work.now
        removal.failed = became[removal.outbox_id] == OutboxState.FAILED and _stands_there(work, removal)
    _ask_by_hand(work, [removal for removal in ended if removal.failed])
    return len(ended)


def _may_stand_there(row: Outbox) -> bool:
    on_its_way = (OutboxState.SENDING, OutboxState.UNCERTAIN)
    return row.message_id is not None or row.state in on_its_way


def _without_quote(work: Work, row: Outbox) -> tuple[Sequence[saying.Part], tuple[tuple[Button, ...], ...]] | None:
    telling = work.session.get(Telling, row.telling_id) if row.telling_id else None
    update = work.session.get(Update, telling.update_id) if telling else None
    if telling is None or update is None:
        return None
    raiser = work.session.get(Raiser, telling.raiser_id) if telling.raiser_id else None
    parts = as_said(wording.parts(work, update, raiser), row.state_at)
    return parts, wording.buttons(work, update, telling)


def _follow_up(work: Work, row: Outbox, reference: str, erasure_id: int | None) -> None:
    removal = Removal(programme_id=work.programme_id, outbox_id=row.number, reference=reference, erasure_id=erasure_id)
    work.session.add(removal)


def _became(work: Work, messages: Iterable[int]) -> dict[int, str]:
    """How far the change (the newest, where there were several) or the deletion of each message has come."""
    keys = {f"{do}:{number}": number for number in messages for do in ("edit", "delete")}
    acts = select(Outbox.key, Outbox.state).where(
        Outbox.programme_id == work.programme_id, col(Outbox.key).in_(list(keys))
    )
    return {keys[key]: state for key, state in work.session.exec(acts).all() if key}


def _stands_there(work: Work, removal: Removal) -> bool:
    return work.session.get_one(Outbox, removal.outbox_id).message_id is not None


def _ask_by_hand(work: Work, failed: Sequence[Removal]) -> None:
    """Once for each chat of the team, each reference and sort. In a community's group nobody is asked."""
    count: dict[tuple[int, str, bool], int] = {}
    for removal in failed:
        said = work.session.get_one(Outbox, removal.outbox_id)
        where = (said.chat_id, removal.reference, "media" in said.what)
        count[where] = count.get(where, 0) + 1
    for (chat_id, reference, is_media), number in count.items():
        if work.session.get_one(Chat, chat_id).purpose in (Purpose.STAFF_ROOM, Purpose.PRIVATE):
            text = _media_by_hand(reference, number) if is_media else _text_by_hand(reference, number)
            saying.to_chat(work, chat_id, [text], lane=Lane.ALERT)


def _media_by_hand(reference: str, number: int) -> Text:
    return n_(
        "{what} was taken back. I could not delete {n} voice note or picture of it here. "
        "Please delete it, and listen no more.",
        "{what} was taken back. I could not delete {n} voice notes or pictures of it here. "
        "Please delete them, and listen no more.",
        number,
        what=_what(reference),
    )


def _text_by_hand(reference: str, number: int) -> Text:
    return n_(
        "{what} was taken back. I could not take its words out of {n} message here. Please delete that message.",
        "{what} was taken back. I could not take its words out of {n} messages here. Please delete them.",
        number,
        what=_what(reference),
    )


def _what(reference: str) -> Text | Code:
    """What was told, by its reference; what had none is what somebody wrote who was erased."""
    return Code(reference) if reference else _("Something that a person wrote")
