"""What became of what somebody raised, in private and in their groups: the newest change first, some at a time."""

from __future__ import annotations

from datetime import datetime

from bot.language import Code, Text, _
from bot.loop import event_reports, help_card, in_bin, own_screens, paging, promises, raised, saying, urgent
from bot.loop.raised import Raised
from bot.store.chats import Group
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import CLOSED, UpdateKind

AT_ONCE = 5
SHOWN_OF_WORDS = 60


def show(work: Work, person: Person, start: int = 0) -> None:
    """Say what became of some of the things that a person raised, from the `start`-th on."""
    everything = raised.everything(work, person)
    shown = everything[start : start + AT_ONCE]
    reports = [event_reports.OPEN] if event_reports.are_there(work, person) else []
    if not shown and reports:
        event_reports.show(work, person)
        return
    if not shown:
        text = _("There is nothing here yet. Write to me what you hear, and you will find it here.")
        saying.to_person(work, person, [text], ((urgent.BUTTON,),))
        return
    heading = _("What became of what you told. Tap one to see its story.")
    lines = [summary(work, one) for one in shown]
    pages = [Button(own_reference(one), f"n:{one.insight.number}:story") for one in shown]
    rows = [pages[:3], pages[3:]]
    rows.append(paging.steps("n:more:", start, AT_ONCE, is_more=len(everything) > start + AT_ONCE))
    saying.to_person(
        work,
        person,
        [heading, *lines],
        [row for row in (*rows, [*reports, urgent.BUTTON]) if row],
        key=own_screens.key(person.number),
    )


def summary(work: Work, one: Raised) -> Text:
    """One thing in two or three lines: what it was, the last news, the next."""
    lines = {"what": _what(work, one), "news": last_news(work, one)}
    then = next_news(work, one)
    if then is None:
        return Text("{what}\n{news}", lines)
    return Text("{what}\n{news}\n{then}", {**lines, "then": then})


def last_news(work: Work, one: Raised) -> Text:
    """The last thing that was told on it, and when."""
    if one.news:
        newest = one.news[-1]
        return headline(UpdateKind(newest.update.kind), promises.day_of(work, newest.telling.state_at))
    referral = help_card.of(work, one.insight)
    if referral is not None:
        return help_card.standing(work, referral)
    if one.insight.issue_id is not None:
        return _("Somebody has taken it up. Their words are on the way.")
    if in_bin.is_in(work, one.insight):
        return _("The team has read it, and told you why nothing comes of it. You can still add to it.")
    return _("No answer yet.")


def headline(kind: UpdateKind, day: object) -> Text:
    """What sort of news it was, and when it was told."""
    match kind:
        case UpdateKind.TAKEN_UP:
            return _("Taken up on {day}.", day=day)
        case UpdateKind.ANSWER:
            return _("Answered on {day}.", day=day)
        case UpdateKind.PROGRESS:
            return _("Something moved: told on {day}.", day=day)
        case UpdateKind.NOTHING_YET:
            return _("Nothing new yet: told on {day}.", day=day)
        case UpdateKind.CHANGED:
            return _("What changed: told on {day}.", day=day)
        case UpdateKind.REOPENED:
            return _("Open again since {day}.", day=day)
        case UpdateKind.SPLIT | UpdateKind.MERGED | UpdateKind.UNDERSTOOD:
            return _("How we understood it: told on {day}.", day=day)
        case UpdateKind.SCOPE | UpdateKind.LOOKED_AGAIN:
            return _("Whether it can be changed: told on {day}.", day=day)
        case UpdateKind.THEIR_ANSWER:
            return _("What others answered: told on {day}.", day=day)
        case UpdateKind.PLAN:
            return _("There is a plan: told on {day}.", day=day)
    return _("Closed on {day}.", day=day)


def next_news(work: Work, one: Raised) -> Text | None:
    """By when they hear more; nothing where nothing more is owed."""
    insight = one.insight
    if insight.not_needed_at is not None:
        return _("No longer needed: that is what was said.")
    due = _next_due(work, one)
    if due is not None:
        return _("You will hear more by {day}.", day=promises.day_of(work, due))
    issue = work.session.get(Issue, insight.issue_id) if insight.issue_id else None
    if issue is not None and issue.judge_by is not None:
        return _("Is it better now? Only you can say.")
    return None


def own_reference(one: Raised) -> Text:
    """Its reference, as it stands on a button."""
    return Text("{reference}", {"reference": Code(one.insight.reference)})


def _next_due(work: Work, one: Raised) -> datetime | None:
    insight = one.insight
    referral = help_card.of(work, insight)
    if referral is not None and insight.issue_id is None:
        return referral.word_by or (None if referral.closed_at or referral.holder_id else insight.first_word_by)
    if insight.issue_id is None:
        return None if one.news or in_bin.is_in(work, insight) else insight.first_word_by
    issue, raiser = work.session.get_one(Issue, insight.issue_id), raised.raiser_of(work, insight)
    if raiser is None or raiser.settled_at is not None or issue.state in CLOSED:
        return None
    return raiser.next_news_by


def _what(work: Work, one: Raised) -> Text:
    insight, reference = one.insight, Code(one.insight.reference)
    if not insight.in_private and not one.is_own:
        group = work.session.get_one(Group, insight.group_id)
        return _("{reference} · said in {group}", reference=reference, group=group.name)
    return quoted(reference, insight.words)


def quoted(reference: Code, words: str) -> Text:
    """What was said, short, with what it is called by."""
    words = " ".join(words.split())
    if not words:
        return _("{reference} · what you sent", reference=reference)
    short = words if len(words) <= SHOWN_OF_WORDS else words[: SHOWN_OF_WORDS - 1] + "…"
    return _("{reference} · “{words}”", reference=reference, words=short)
