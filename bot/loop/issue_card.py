"""The card of one issue: what stands on it, and what staff can do with it."""

from __future__ import annotations

from sqlmodel import col, select

from bot import labels
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import actions_card, in_hand, leads_card, matter_card, merged, people
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import CLOSED, OWED, Scope


def parts(work: Work, issue: Issue) -> list[Text]:
    """What stands on it."""
    owner = people.by_number(work, issue.owner_id)
    shown = [
        _("{reference} · {title}", reference=Code(issue.reference), title=issue.title),
        labels.SCOPES[Scope(issue.scope)] if issue.scope else labels.SCOPES[Scope.NOT_KNOWN_YET],
    ]
    if issue.summary:
        shown.insert(1, own_words(issue.summary))
    if issue.scope_reason:
        shown.append(own_words(issue.scope_reason))
    shown += matter_card.lines(work, issue)
    if owner is not None:
        shown.append(_("Answers for it: {who}", who=people.name_and_title(owner)))
    shown += [*actions_card.lines(work, issue), *leads_card.lines(work, issue)]
    return [*shown, _debt(work, issue), *in_hand.shown(work, issue)]


def buttons(work: Work, issue: Issue) -> tuple[tuple[Button, ...], ...]:
    """What staff can do with it; none once it is closed."""
    if issue.state in CLOSED:
        return ()
    shown = (
        Button(p_("button", "Show it to others"), f"m:{issue.number}:show")
        if issue.shown_title is None
        else Button(p_("button", "Show it no longer"), f"m:{issue.number}:hide")
    )
    news = Button(p_("button", "Say what is new"), f"m:{issue.number}:update")
    first = (news, matter_card.first_button(work, issue))
    return (first, *actions_card.card_buttons(work, issue), *matter_card.card_buttons(work, issue), (shown,))


def _debt(work: Work, issue: Issue) -> Text:
    raisers = work.session.exec(select(Raiser).where(Raiser.issue_id == issue.id)).all()
    owed = work.session.exec(
        select(Telling).where(
            col(Telling.raiser_id).in_([raiser.id for raiser in raisers]), col(Telling.state).in_(OWED)
        )
    ).all()
    if issue.merged_into is not None:
        return _("It is part of {matter} now.", matter=Code(merged.present(work, issue).reference))
    if issue.state in CLOSED:
        return _("Closed.")
    raised = n_("Raised by {n}", "Raised by {n}", len(raisers))
    return _("{raised} · tellings still owed: {owed}", raised=raised, owed=len(owed))
