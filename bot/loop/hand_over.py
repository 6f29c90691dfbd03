"""A warm hand-over: what staff write or say to those whose matter it is, ready to be copied."""

from __future__ import annotations

from bot.language import Code, Text, _, own_words, p_
from bot.loop import decisions, people, promises, saying
from bot.store.decisions import Decision
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

COPY = p_("button", "Copy the words")


def say(work: Work, by: Person, issue: Issue) -> None:
    """Bring the words to whoever hands a matter over: for an e-mail, or to be said on the telephone."""
    decision = decisions.current(work, issue)
    if decision is None or not decision.body:
        return
    heading = _(
        "For {body}, about {reference}. Copy it into an e-mail, or say it on the telephone. "
        "It holds your words only, and nobody's name but yours.",
        body=decision.body,
        reference=Code(issue.reference),
    )
    saying.to_person(work, by, [heading])
    saying.to_person(work, by, _letter(work, by, issue, decision), ((Button(COPY, copies=True),),))


def _letter(work: Work, by: Person, issue: Issue, decision: Decision) -> list[Text]:
    day = promises.day_of(work, decision.until or decision.decided_at)
    return [
        _("Dear {whom},", whom=decision.contact or decision.body or ""),
        _("People in our communities have told us this: {title}.", title=issue.title),
        *([own_words(issue.summary)] if issue.summary else []),
        _("We believe that it is yours to change. Why we think so: {reason}", reason=decision.reason or issue.title),
        _(
            "We have told those who raised it that we ask you, and that we bring them your answer. "
            "Can you tell us by {day} what you can do, and who people can turn to? A short first answer is enough.",
            day=day,
        ),
        _("Thank you. {who}, {team}", who=people.name_and_title(by), team=work.programme.name),
    ]
