"""What stands behind the buttons of a follow-up: one telling in full, or the list of all; and whom a reply is for."""

from __future__ import annotations

import re

import sqlalchemy as sa

from bot import errors
from bot.language import _
from bot.loop import followups, paging, raisers, saying, tellings, wording
from bot.loop.followups import LISTS, News
from bot.store.insights import Insight
from bot.store.outbox import TABLE, Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import OutboxState, TellingState

WHICH = "fuq"
REFERENCE = re.compile(r"\b([MH])[-–\s]?([0-9]{1,18})\b", re.IGNORECASE)
_THERE = (OutboxState.WAITING, OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCERTAIN)


def open_one(work: Work, person: Person, code: str) -> bool:
    """Say one telling in full, with its own buttons, below the follow-up; false where it stands there already.

    Raises `errors.NotAllowed` for anybody whom it was not for.
    """
    telling = _pressed(work, person, code)
    key = f"opened:{telling.number}"
    said = sa.select(TABLE.c.id).where(TABLE.c.programme_id == work.programme_id, TABLE.c.key == key)
    if work.session.execute(said.where(TABLE.c.state.in_(_THERE))).first() is not None:
        return False
    news = followups.in_it(work, telling.followup_id or 0)
    one = next(each for each in news if each.telling.number == telling.number)
    parts, buttons = wording.parts(work, one.update, one.raiser), wording.buttons(work, one.update, one.telling)
    saying.to_chat(
        work,
        telling.chat_id,
        parts,
        buttons,
        key=key,
        reply_to=_message_of(work, telling),
        telling_id=telling.number,
        insight_id=one.update.insight_id,
    )
    return True


def list_all(work: Work, person: Person, followup_id: int, page: int) -> None:
    """All that one follow-up said, a button for each."""
    news = followups.in_it(work, followup_id)
    if not news:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    first = _pressed(work, person, news[0].telling.code)
    rows = [(followups.opens(work, one),) for one in paging.page(news, page)]
    turns = [Button(label, f"{LISTS}:{followup_id}:{to}") for label, to in paging.turns(news, page)]
    saying.to_chat(work, first.chat_id, [followups.heading(news), followups.TAP], [*rows, turns] if turns else rows)


def meant(work: Work, followup_id: int, words: str) -> list[News]:
    """What a reply to a follow-up can be about, each matter once: what it names, else all that was in it."""
    by_matter = {str(wording.reference(one.update)): one for one in reversed(followups.in_it(work, followup_id))}
    named = [f"{kind.upper()}-{int(number)}" for kind, number in REFERENCE.findall(words)]
    return [by_matter[name] for name in dict.fromkeys(named) if name in by_matter] or [*by_matter.values()]


def ask_which(work: Work, chat_id: int, news: list[News], reply_to: int) -> None:
    """Ask which matter a reply is about; the words stay where they were written."""
    rows = [
        (Button(followups.opens(work, one).label, f"{WHICH}:{one.telling.code}"),) for one in news[: paging.AT_ONCE]
    ]
    text = _("Which of these is it about? I pass it on to the person who answers for it.")
    saying.to_chat(work, chat_id, [text], rows, reply_to=reply_to)


def _pressed(work: Work, person: Person, code: str) -> Telling:
    telling = tellings.by_code(work, code)
    if telling is None or telling.followup_id is None or telling.state == TellingState.SETTLED:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if telling.raiser_id is not None:
        return raisers.pressed(work, person, code)[0]
    update = followups.news_of(work, telling).update
    insight = work.session.get(Insight, update.insight_id) if update.insight_id else None
    if insight is not None and insight.in_private and insight.person_id != person.id:
        raise errors.NotAllowed(_("Only those who raised this can do that."))
    tellings.heard(work, telling)
    return telling


def _message_of(work: Work, telling: Telling) -> int | None:
    said = sa.select(TABLE.c.message_id).where(TABLE.c.followup_id == telling.followup_id)
    return work.session.execute(said.where(TABLE.c.message_id.is_not(None))).scalar()
