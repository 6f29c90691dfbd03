"""The card of one issue: what stands on it, and what staff can do with it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import actions_card, in_hand, leads_card, matter_card, merged, people, promises
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import CLOSED, OWED, PromiseKind, Scope


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
    shown += matter_card.led_to(work, issue)
    return [*shown, *_next_news(work, issue), _debt(work, issue), *in_hand.shown(work, issue)]


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


def _next_news(work: Work, issue: Issue) -> list[Text]:
    """By when those who raised it hear more."""
    if issue.state in CLOSED:
        return []
    owed = (Promise.kind == PromiseKind.NEXT_NEWS, Promise.about == "issue", Promise.about_id == issue.id)
    newest = select(Promise.due_at).where(*owed, col(Promise.kept_at).is_(None)).order_by(col(Promise.due_at).desc())
    due = work.session.exec(newest).first()
    if due is None:
        return []
    if due <= work.now:
        return [_("News was promised by {day}, and is late.", day=promises.day_of(work, due))]
    return [_("Next news by {day}.", day=promises.day_of(work, due))]


def _debt(work: Work, issue: Issue) -> Text:
    if issue.merged_into is not None:
        return _("It is part of {matter} now.", matter=Code(merged.present(work, issue).reference))
    if issue.state in CLOSED:
        return _("Closed.")
    of_it = sa.select(sa.func.count(col(Raiser.id).distinct())).where(col(Raiser.issue_id) == issue.id)
    owed = of_it.join(Telling, col(Telling.raiser_id) == col(Raiser.id)).where(col(Telling.state).in_(OWED))
    raised, waiting = work.session.execute(of_it).scalar_one(), work.session.execute(owed).scalar_one()
    by = n_("{n} person or group raised it.", "{n} people or groups raised it.", raised)
    if not waiting:
        return _("{raised} All of them have heard the news.", raised=by)
    still = n_("{n} has still to hear the news: /owed", "{n} have still to hear the news: /owed", waiting)
    return _("{raised} {still}", raised=by, still=still)
