"""What an insight is likely about: open issues and answers that read alike, each with why. A person decides."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlmodel import col

from bot.language import Code, Text, _
from bot.loop import likely_answers
from bot.loop.likeness import likeness, likest
from bot.store import handling
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.session import Work
from bot.words import CLOSED

AT_MOST, LOOKED_AT, WORDS_SHOWN = 3, 60, 3
ALIKE = 0.2
SAME_WORD = 0.6
LEAST_LETTERS = 4
Alike = list[tuple[int, str, list[str]]]
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")
_OPEN = (
    sa.select(col(Issue.id), col(Issue.title))
    .where(col(Issue.programme_id) == sa.bindparam("programme"), col(Issue.state).not_in(CLOSED))
    .order_by(col(Issue.id).desc())
    .limit(LOOKED_AT)
)


def likely_lines(work: Work, insight: Insight, alike: Alike | None = None) -> list[Text]:
    """What the card says of it: likely issues (`alike` where they were looked for already), then likely answers."""
    lines = [
        _(
            "Perhaps {reference} · {title}. Both speak of: {words}",
            reference=Code(f"M-{number}"),
            title=title,
            words=why,
        )
        for number, title, why in (similar_issues(work, insight) if alike is None else alike)
    ]
    return [*lines, *likely_answers.lines(work, insight)]


def similar_issues(work: Work, insight: Insight, *, is_new: bool = False) -> Alike:
    """Open issues that read like an insight, the likest first: number, title, and the words that both have."""
    if insight.issue_id is not None or not insight.words:
        return []
    made = None if is_new else handling.translation(work.session, insight.number)
    told = f"{insight.words}\n{made.words}" if made else insight.words
    titles = {row.id: row.title for row in work.session.execute(_OPEN, {"programme": work.programme_id})}
    alike = likest(told, titles, least=ALIKE)[:AT_MOST] if titles else []
    return [(number, titles[number], shared) for number in alike if (shared := _shared(told, titles[number]))]


def _shared(told: str, title: str) -> list[str]:
    """The title's words that were told as well, in whatever form."""
    words = set(_WORD.findall(told.casefold()))
    named = dict.fromkeys(_WORD.findall(title))
    alike = [one for one in named if any(likeness(one, other) >= SAME_WORD for other in words)]
    return alike[:WORDS_SHOWN]
