"""What the conversations about sending a trusted message know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.flows import audience as audience_flow
from bot.flows import send_when as when_flow
from bot.flows.audience import Choosable, Counted, Named, Way
from bot.flows.send_when import SendAt, Sending
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Text, _, own_words
from bot.language_names import english_name
from bot.loop import (
    audience,
    audience_rows,
    audience_words,
    ceiling,
    circles,
    people,
    promises,
    saying,
    send_times,
    trusted,
    trusted_card,
)
from bot.store.chats import Group
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import CLOSED, Role

AT_MOST, FOUND_AT_MOST, LISTED_AT_MOST = 200, 30, 40


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("choose_audience", audience_flow.audience, _("choosing who a message is for"), choosable, chosen),
        errand("choose_when", when_flow.send_when, _("choosing when a message goes"), times, timed),
    )


def choosable(work: Work, person: Person, message_id: int | None) -> Choosable:
    """What there is to choose from: what groups are, open matters, champions."""
    message = trusted.changeable(work, person, message_id)
    return Choosable(message.reference, options(work), partial(find, work), partial(counted, work, message))


def options(work: Work) -> dict[Way, Named]:
    """What there is to choose by: what groups are, open matters, champions."""
    groups = find(work, "", LISTED_AT_MOST + 1)
    return {
        Way.COMMUNITIES: audience_flow.own(audience_rows.communities(work)[:AT_MOST]),
        Way.AREAS: audience_flow.own(_distinct(work, col(Group.area))),
        Way.LANGUAGES: [(code, own_words(english_name(code))) for code in _distinct(work, col(Group.language))],
        Way.RAISED: _matters(work),
        Way.EVENTS: audience_flow.KINDS,
        Way.GROUPS: groups if len(groups) <= LISTED_AT_MOST else (),
        Way.CHAMPIONS: champions(work),
    }


def chosen(work: Work, by: Person, message_id: int | None, value: Mapping[str, Any] | None) -> None:
    """It is for these from now on."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    message = audience.choose(work, by, message_id, value)
    trusted_card.show(work, message)
    text = _("{reference} is for {n} groups and people.", reference=Code(message.reference),
             n=audience.receivers(work, message).count)  # fmt: skip
    _say(work, by, text)


def times(work: Work, person: Person, message_id: int | None) -> Sending:
    """Until when it is right, what else is planned, and which groups have had enough."""
    message = trusted.changeable(work, person, message_id)
    return Sending(
        message.reference,
        promises.today(work),
        message.expires_on,
        audience.receivers(work, message).people,
        audience_words.planned(work, message),
        ceiling.a_week(work),
        partial(_over, work, message),
    )


def timed(work: Work, by: Person, message_id: int | None, value: SendAt | None) -> None:
    """It goes then."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    message = send_times.choose(work, by, message_id, send_times.When(*value))
    trusted_card.show(work, message)
    _say(work, by, audience_words.when(work, message))


def counted(work: Work, message: TrustedMessage, wanted: Mapping[str, Any]) -> Counted:
    """Who an audience is."""
    found = audience.count(work, message, wanted)
    lines = [*audience_words.told(work, wanted), audience_words.counted(found)]
    names = partial(audience_words.names, work, message, wanted)
    groups = found.groups + found.by_champions
    return Counted(found.count, groups, found.all_groups, found.is_wide, found.told_in_group, lines, names)


def _over(work: Work, message: TrustedMessage, day: date | None, minute: int) -> int:
    return ceiling.over_on(work, message, send_times.at(work, day, minute))


def find(work: Work, words: str, most: int = FOUND_AT_MOST) -> Named:
    """Groups with any of these words, which commas part, in their names."""
    wanted = [one.strip().lower() for one in words.split(",") if one.strip()]
    named = [sa.func.lower(col(Group.name)).contains(one, autoescape=True) for one in wanted]
    mine = (Group.programme_id == work.programme_id, col(Group.ended_at).is_(None), sa.or_(*(named or [sa.true()])))
    found = work.session.exec(select(Group).where(*mine).order_by(Group.name).limit(most)).all()
    return [(str(one.number), own_words(one.name)) for one in found]


def _distinct(work: Work, column: Any) -> list[str]:
    mine = (Group.programme_id == work.programme_id, col(Group.ended_at).is_(None), column != "")
    return [str(one) for one in work.session.exec(select(column).where(*mine).distinct().order_by(column)).all()]


def _matters(work: Work) -> Named:
    there = (Issue.programme_id == work.programme_id, col(Issue.state).not_in(CLOSED))
    found = work.session.exec(select(Issue).where(*there).order_by(col(Issue.id).desc()).limit(AT_MOST)).all()
    return [(str(one.number), _matter(one)) for one in found]


def _matter(issue: Issue) -> Text:
    return _("{reference} · {title}", reference=Code(issue.reference), title=issue.title)


def champions(work: Work) -> Named:
    """The champions who can be reached."""
    everyone = people.holding(work, frozenset({Role.CHAMPION}))
    reached: Sequence[Person] = [one for one in everyone if one.chat_id is not None and one.left_at is None]
    return [(str(one.number), circles.called(work, one)) for one in reached[:AT_MOST]]


def _say(work: Work, by: Person, text: Text) -> None:
    saying.to_person(work, by, [text])
