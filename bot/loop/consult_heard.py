"""What groups have said already on something, before staff ask them: staff's own titles, summaries and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_
from bot.loop import audience_rows, library_found, likeness, promises
from bot.message_words import ConsultState
from bot.store.chats import Group
from bot.store.consult import Consultation
from bot.store.issues import Issue, Raiser
from bot.store.library import HeardSummary
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

ALIKE = 0.15
LOOKED_AT, SHOWN = 400, 5


def said(work: Work, topic: str, audience: Mapping[str, Any]) -> list[Text]:
    """A line for each thing that is like the topic: matters these groups raised, what was heard, asked and answered."""
    found = [
        *_matters(work, topic, audience),
        *_summaries(work, topic),
        *_questions(work, topic),
        *_answers(work, topic),
    ]
    return found or [_("I find nothing that these groups have said on this.")]


def _matters(work: Work, topic: str, audience: Mapping[str, Any]) -> list[Text]:
    raised = (
        sa.select(col(Raiser.issue_id), sa.func.count().label("groups"))
        .join(Group, col(Group.id) == col(Raiser.group_id))
        .where(*audience_rows.chosen_groups(work, audience))
        .group_by(col(Raiser.issue_id))
        .subquery()
    )
    rows = work.session.execute(
        sa.select(Issue, raised.c.groups)
        .join(raised, raised.c.issue_id == col(Issue.id))
        .where(col(Issue.programme_id) == work.programme_id, col(Issue.merged_into).is_(None))
        .order_by(col(Issue.id).desc())
        .limit(LOOKED_AT)
    ).all()
    there = {issue.number: (issue, int(groups)) for issue, groups in rows}
    alike = _alike(topic, {number: f"{one.title} {one.summary or ''}" for number, (one, _n) in there.items()})
    return [_matter(*there[number]) for number in alike]


def _matter(issue: Issue, groups: int) -> Text:
    text = n_(
        "{reference} · {title}: {n} of these groups raised it.",
        "{reference} · {title}: {n} of these groups raised it.",
        groups,
        reference=Code(issue.reference),
        title=issue.title,
    )
    return Text("{text} {summary}", {"text": text, "summary": issue.summary}) if issue.summary else text


def _summaries(work: Work, topic: str) -> list[Text]:
    mine = (HeardSummary.programme_id == work.programme_id, col(HeardSummary.gone_at).is_(None))
    found = work.session.exec(select(HeardSummary).where(*mine).order_by(col(HeardSummary.id).desc()).limit(LOOKED_AT))
    there = {one.number: one for one in found.all()}
    alike = _alike(topic, {number: f"{one.topic} {one.summary}" for number, one in there.items()})
    return [
        _("Heard · {community}: {summary}", community=there[one].community, summary=there[one].summary) for one in alike
    ]


def _questions(work: Work, topic: str) -> list[Text]:
    asked = (
        select(Consultation, TrustedMessage)
        .join(TrustedMessage, col(TrustedMessage.id) == col(Consultation.message_id))
        .where(Consultation.programme_id == work.programme_id, Consultation.state != ConsultState.ENDED)
    )
    found = work.session.exec(asked.order_by(col(Consultation.id).desc()).limit(LOOKED_AT)).all()
    there = {one.number: (one, message) for one, message in found}
    alike = _alike(topic, {number: f"{message.title} {one.question}" for number, (one, message) in there.items()})
    return [
        _(
            "Asked on {day}, {reference}: {question}",
            day=promises.day_of(work, there[one][1].made_at),
            reference=Code(there[one][1].reference),
            question=there[one][0].question,
        )
        for one in alike
    ]


def _answers(work: Work, topic: str) -> list[Text]:
    found = library_found.like(work, topic, None, SHOWN)
    return [
        _("Answered in the library, {reference}: {topic}", reference=Code(one.answer.reference), topic=one.answer.topic)
        for one in found
    ]


def _alike(topic: str, titles: Mapping[int, str]) -> Sequence[int]:
    """Those that read like the topic, or hold one of its words."""
    words = [word for word in topic.casefold().split() if len(word) >= len("word")]
    near = likeness.likest(topic, titles, least=ALIKE)
    held = [number for number, text in titles.items() if any(word in text.casefold() for word in words)]
    return list(dict.fromkeys([*near, *held]))[:SHOWN]
