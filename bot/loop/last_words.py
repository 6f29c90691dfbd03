"""What somebody who is erased still hears, and the sealing of their chat after it."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from bot.language import Text, _, n_
from bot.loop import due, marks, saying
from bot.store import unsaying
from bot.store.chats import Chat
from bot.store.erasures import Erasure, Removal
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DONE, Lane

WAITED_FOR_REMOVALS = timedelta(days=3)
WAITED_FOR_LAST_WORDS = timedelta(days=1)
AT_ONCE = 50
_TO_TELL = due.rows(Erasure, col(Erasure.told_at).is_(None), col(Erasure.sealed_at).is_(None), most=AT_ONCE)
_TO_SEAL = due.rows(Erasure, col(Erasure.told_at).is_not(None), col(Erasure.sealed_at).is_(None), most=AT_ONCE)


def erased(work: Work, person: Person, *, stays_blocked: bool) -> None:
    """At once: what is gone, what stays, and that one more message comes."""
    parts = [
        _("All you told is erased. So are your name, your roles and groups, and what was said to you."),
        _("What stays are numbers: that somebody told something, of what kind, on which day. Nothing says it was you."),
        _("I will write to you one last time. I will say if I could not remove something of yours from other chats."),
        _("What stands in this chat is on your own phone. You can delete the chat there. Thank you, and goodbye."),
    ]
    if stays_blocked:
        parts.append(_("You stay blocked: I keep that you are, and no longer why."))
    saying.to_person(work, person, parts)


def say_last_words(work: Work) -> int:
    """Where everything has been removed, or could not be: the last message, with counts."""
    waiting = due.claimed(work, _TO_TELL)
    told = 0
    for erasure in waiting:
        removed = work.session.exec(select(Removal).where(Removal.erasure_id == erasure.id)).all()
        if any(one.done_at is None for one in removed) and erasure.asked_at > work.now - WAITED_FOR_REMOVALS:
            continue
        left = len({one.outbox_id for one in removed if one.failed or one.done_at is None})
        _say_last(work, erasure, len({one.outbox_id for one in removed}), left)
        told += 1
    return told


def seal_chats(work: Work) -> int:
    """Where the last message is out: the Telegram number of the chat goes too."""
    sealed = 0
    for erasure in due.claimed(work, _TO_SEAL):
        last = work.session.get(Outbox, erasure.last_words_id) if erasure.last_words_id else None
        is_out = last is None or last.state in DONE
        if is_out or (erasure.told_at or work.now) <= work.now - WAITED_FOR_LAST_WORDS:
            _seal(work, erasure)
            sealed += 1
    return sealed


def unscrubbed(work: Work) -> list[int]:
    """Erasures of which the database's files may still hold old words."""
    found = select(Erasure.id).where(Erasure.programme_id == work.programme_id, col(Erasure.scrubbed_at).is_(None))
    return [number for number in work.session.exec(found).all() if number is not None]


def scrubbed(work: Work, numbers: list[int]) -> int:
    """The files hold nothing of these any more."""
    for number in numbers:
        work.session.get_one(Erasure, number).scrubbed_at = work.now
    return len(numbers)


def _say_last(work: Work, erasure: Erasure, removed: int, left: int) -> None:
    person = work.session.get_one(Person, erasure.person_id)
    erasure.told_at = work.now
    erasure.last_words_id = saying.to_person(work, person, _counts(removed, left), lane=Lane.ALERT)


def _counts(removed: int, left: int) -> list[Text]:
    if not left:
        return [_("All is done. Nothing of yours stands in the team's chats or in groups where I could see it.")]
    return [
        n_(
            "All is done that I can do. I emptied or deleted {done} of {n} message that brought your words to others.",
            "All is done that I can do. I emptied or deleted {done} of {n} messages that brought your words to others.",
            removed,
            done=removed - left,
        ),
        n_(
            "Telegram did not let me remove {n}. If it is a voice note or picture in a chat of the team, I have asked "
            "them to delete it.",
            "Telegram did not let me remove {n}. Where they are voice notes or pictures in a chat of the team, I have "
            "asked them to delete them.",
            left,
        ),
    ]


def _seal(work: Work, erasure: Erasure) -> None:
    """Somebody who came back meanwhile keeps the chat, and what was said since."""
    person = work.session.get_one(Person, erasure.person_id)
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    person.chat_id = person.language = None
    erasure.sealed_at, erasure.scrubbed_at = work.now, None
    if chat is None:
        return
    work.session.flush()
    came_back = work.session.exec(select(Person.id).where(Person.chat_id == chat.id)).first()
    up_to = erasure.last_words_id if came_back else None
    if up_to is not None or not came_back:
        unsaying.forget(work.session, chat_id=chat.number, up_to=up_to, now=work.now)
    if came_back is None:
        chat.telegram_id = marks.sealed_number(work.programme, chat.telegram_id, person.number)
        chat.unreachable_at, chat.unreachable_why = work.now, "erased"
