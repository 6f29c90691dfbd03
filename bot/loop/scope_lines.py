"""How "can this be changed?" reads to those who raised it, and their way to ask that somebody looks again."""

from __future__ import annotations

from bot import labels
from bot.language import Text, _, p_
from bot.loop import decisions
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import CLOSED, Scope, UpdateKind

KINDS = frozenset({UpdateKind.SCOPE, UpdateKind.THEIR_ANSWER, UpdateKind.LOOKED_AGAIN})
SAYS_WHETHER = frozenset({UpdateKind.TAKEN_UP, UpdateKind.SCOPE, UpdateKind.MERGED, UpdateKind.SPLIT})


def above(work: Work, update: Update, who: Text | None) -> list[Text]:
    """What stands above the words of whoever decided, or brings what others answered."""
    issue = work.session.get(Issue, update.issue_id) if update.issue_id else None
    return above_of(UpdateKind(update.kind), who, whose(work, issue) if issue is not None else None)


def whose(work: Work, issue: Issue) -> str | None:
    """Who answers on an issue that is not ours, as it was decided."""
    decision = decisions.current(work, issue)
    return decision.body if decision is not None and decision.body else None


def above_of(kind: UpdateKind, who: Text | None, body: str | None) -> list[Text]:
    """`above`, for words of a kind; `body`: whose it is."""
    if kind == UpdateKind.THEIR_ANSWER:
        if not body:
            return [_("Those whose it is have answered. {who} tells you what they say:", who=who or _("The team"))]
        return [_("{body} has answered. {who} tells you what they say:", body=body, who=who or _("The team"))]
    if kind == UpdateKind.LOOKED_AGAIN:
        return [_("{who} has looked at it again. It stays as it is, because:", who=who or _("The team"))]
    return [_("Can this be changed? {who} says:", who=who or _("The team"))]


def told(work: Work, update: Update) -> list[Text]:
    """The honest answer, where it is not simply yes; after it was decided anew, also where it is."""
    issue = work.session.get(Issue, update.issue_id) if update.kind in SAYS_WHETHER else None
    if issue is None or issue.scope is None:
        return []
    if issue.scope == Scope.OURS and update.kind != UpdateKind.SCOPE:
        return []
    decision = decisions.current(work, issue)
    return said_of(Scope(issue.scope), decision.body if decision is not None else None)


def said_of(scope: Scope, body: str | None) -> list[Text]:
    """A scope in plain words, and whose it is where it is somebody else's."""
    said = [labels.SCOPES[scope]]
    if body:
        said.append(_("It is for {body} to change. We bring it to them, and tell you what they say.", body=body))
    return said


def has_a_way_back(work: Work, update: Update) -> bool:
    """Whether it says a "no" that somebody else can be asked to look at."""
    issue = work.session.get(Issue, update.issue_id) if update.kind in SAYS_WHETHER else None
    return issue is not None and issue.scope in decisions.WITH_A_WAY_BACK and issue.state not in CLOSED


def look_again(code: str) -> Button:
    """The way to ask that somebody else looks at a "no". `code`: the telling's."""
    return Button(p_("button", "Please look again, because …"), f"again:{code}")
