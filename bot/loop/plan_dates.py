"""By when those who raised a matter hear more, where they were told a plan or what it lacks was answered."""

from __future__ import annotations

from datetime import date, timedelta

from bot.loop import promise_rules, promises
from bot.store.issues import Issue
from bot.store.session import Work
from bot.words import CLOSED, PromiseKind


def next_news(work: Work, issue: Issue, due: date | None = None) -> date:
    """The day on which raisers count already, if it is sooner; else when it is due, or as late as the rules allow."""
    latest = promises.today(work) + timedelta(days=promise_rules.of(work).update_days)
    known = promises.due_next(work, PromiseKind.NEXT_NEWS, "issue", issue.number)
    days = [latest, *([due] if due else []), *([promises.day_of(work, known)] if known else [])]
    return min(days)


def news_with_answer(work: Work, issue: Issue) -> date | None:
    """By when more is heard after an answer to what is missing, unless the matter is closed."""
    return None if issue.state in CLOSED else next_news(work, issue)
