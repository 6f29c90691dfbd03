"""What could be put right at once: the matter, what was done and what changed are written down in one step."""

from __future__ import annotations

from bot.loop import issues, judgements, people, promises, record, updates
from bot.loop.updates import SOURCE, Words
from bot.store.issues import Action, Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import IssueState, Scope, UpdateKind

LONGEST_TITLE = 80


def put_right(work: Work, by: Person, insight_id: int, words: Words) -> Issue:
    """It is done: those who raised it are told what changed, and asked whether it is better now.

    Raises `errors.NoLongerThere` where somebody else has taken it up.
    """
    people.must_be_staff(work, by)
    insight = issues.open_insight(work, insight_id)
    what = words[SOURCE]
    issue = Issue(
        programme_id=work.programme_id,
        title=title(what),
        state=IssueState.OPEN,
        scope=Scope.OURS,
        owner_id=by.number,
        opened_at=work.now,
    )
    work.session.add(issue)
    work.session.flush()
    done = Action(
        programme_id=work.programme_id,
        issue_id=issue.number,
        owner_id=by.number,
        what=what,
        due=promises.today(work),
        done_at=work.now,
    )
    work.session.add(done)
    record.act(work, by, "put_right", "issue", issue.number, insight=insight.number)
    issues.attach(work, issue, insight)
    judgements.changed(work, issue)
    updates.tell_raisers(work, by, issue, UpdateKind.CHANGED, words=words)
    return issue


def title(what: str) -> str:
    """What was done, as short as a title."""
    line = " ".join(what.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"
