"""Staff understand a matter otherwise than before: a new title and summary, which go back to those who raised it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.loop import issues, meaning, people, promises, record, updates
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import PromiseKind, UpdateKind


def change(work: Work, by: Person, issue_id: int, title: str, summary: str, meant: Mapping[str, str]) -> Issue:
    """Give a matter another title and summary; everyone who raised it sees them, and can say that it is not theirs.

    Where others may see the title, they see the new one only after staff say so again.
    """
    people.must_be_staff(work, by)
    issue = issues.open_one(work, issue_id)
    before = meaning.in_words(issue.title, issue.summary or "")
    issue.title, issue.summary, issue.shown_title = title, summary or None, None
    work.session.add(issue)
    record.act(work, by, "understand", "issue", issue.number, before=before, after=meaning.in_words(title, summary))
    due = promises.due_next(work, PromiseKind.NEXT_NEWS, "issue", issue.number)
    day = promises.day_of(work, due or promises.working_days_on(work, promises.AFTER_A_NO_WORKING_DAYS))
    judged = issue.judge_by is not None
    updates.tell_raisers(work, by, issue, UpdateKind.UNDERSTOOD, meant=meant, next_news=None if judged else day)
    return issue
