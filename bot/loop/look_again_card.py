"""What somebody of the team sees who is to look again: the matter, what was decided and why, what they are told."""

from __future__ import annotations

from bot import labels
from bot.language import Code, Text, _, own_words, p_
from bot.loop import people, promises
from bot.store.decisions import Decision, LookAgain
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.session import Work
from bot.words import Scope


def parts(work: Work, asked: LookAgain, decision: Decision, issue: Issue) -> list[Text]:
    """What stands on it, for the one who owes the answer: what the raiser wrote to them is not masked."""
    by = people.by_number(work, decision.by_id)
    shown = [
        _(
            "Please look again at {reference} ({title}), by {day}. You did not decide it.",
            reference=Code(issue.reference),
            title=issue.title,
            day=promises.day_of(work, asked.due_at),
        ),
        _(
            "{who} decided: {scope}",
            who=people.name_and_title(by) if by is not None else _("Somebody who is gone"),
            scope=labels.SCOPES[Scope(decision.scope)],
        ),
    ]
    if decision.reason:
        shown.append(own_words(decision.reason))
    return [
        *shown,
        _("Somebody who raised it says: look again, because:"),
        own_words(f"“{asked.why}”"),
    ]


def buttons(asked: LookAgain) -> tuple[tuple[Button, ...], ...]:
    """The two ways to answer."""
    return (
        (Button(p_("button", "It stays, because …"), f"looked:{asked.number}:stays"),),
        (Button(p_("button", "Decide it anew"), f"looked:{asked.number}:anew"),),
    )
