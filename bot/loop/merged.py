"""Which matter one stands for now, whether it is open, and what its new owner hears."""

from __future__ import annotations

from bot import errors
from bot.language import Code, _
from bot.loop import people, saying
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import CLOSED, Lane


def present(work: Work, issue: Issue) -> Issue:
    """The matter that this one is part of now; itself, unless it was merged into another."""
    while issue.merged_into is not None:
        issue = work.session.get_one(Issue, issue.merged_into)
    return issue


def must_be_open(work: Work, issue: Issue) -> None:
    """Raises `errors.NoLongerThere` where it is closed, or part of another, which is named."""
    if issue.merged_into is not None:
        part, whole = Code(issue.reference), Code(present(work, issue).reference)
        raise errors.NoLongerThere(_("{part} is part of {whole} now.", part=part, whole=whole))
    if issue.state in CLOSED:
        raise errors.NoLongerThere(_("This matter is closed. It opens again when somebody says that it is not better."))


def tell_owner(work: Work, by: Person, issue: Issue) -> None:
    """Who answers for a matter by a colleague's choice hears of it."""
    owner = people.serving(work, issue.owner_id)
    if owner is None or owner.id == by.id:
        return
    text = _(
        "{who} has put {reference} ({title}) into your hands. You answer for it.",
        who=people.name_and_title(by),
        reference=Code(issue.reference),
        title=issue.title,
    )
    saying.to_person(work, owner, [text], lane=Lane.ALERT)
