"""What the card of an issue shows of where it stands, and the acts behind the likeliest one."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Text, _, n_, p_
from bot.loop import decisions, promises, senior_lines
from bot.store.decisions import LookAgain
from bot.store.issues import Issue, Raiser
from bot.store.later import Ripple
from bot.store.outbox import Button
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Judgement
from bot.words import CLOSED, PromiseKind, Scope

Rows = tuple[tuple[Button, ...], ...]


def lines(work: Work, issue: Issue) -> list[Text]:
    """Whose it is, what is awaited by when, what was judged; nothing of it once it is closed."""
    if issue.state in CLOSED:
        return []
    return [
        *_with_others(work, issue),
        *_not_known(work, issue),
        *_judged(work, issue),
        *_asked_again(work, issue),
        *senior_lines.on_card(work, issue),
    ]


def led_to(work: Work, issue: Issue) -> list[Text]:
    """How many told what came of it since, closed or not."""
    found = select(Ripple.id).where(Ripple.issue_id == issue.id, col(Ripple.led_to).is_(True))
    count = len(work.session.exec(found).all())
    told = n_("{n} person told what else it led to: /stories", "{n} people told what else it led to: /stories", count)
    return [told] * bool(count)


def first_button(work: Work, issue: Issue) -> Button:
    """The act that is likeliest beside news: what others answered while that is awaited, else whether it can change."""
    if decisions.unanswered(work, issue):
        return Button(p_("button", "They have answered"), f"m:{issue.number}:answer")
    return Button(p_("button", "Can it be changed?"), f"m:{issue.number}:scope")


def card_buttons(work: Work, issue: Issue) -> Rows:
    """What staff can do with a whole matter."""
    number = issue.number
    rows: list[tuple[Button, ...]] = []
    if decisions.unanswered(work, issue):
        letter = Button(p_("button", "Words for them"), f"m:{number}:letter")
        rows.append((letter, Button(p_("button", "Can it be changed?"), f"m:{number}:scope")))
    rows.append(
        (Button(p_("button", "Split"), f"m:{number}:split"), Button(p_("button", "Merge"), f"m:{number}:merge"))
    )
    title = Button(p_("button", "Title and summary"), f"m:{number}:title")
    rows.append((Button(p_("button", "Hand on"), f"m:{number}:give"), title))
    return tuple(rows)


def _with_others(work: Work, issue: Issue) -> list[Text]:
    shown = []
    for decision in decisions.unanswered(work, issue):
        body, day = decision.body or _("Others"), decision.until
        whom = _("{body} ({contact})", body=body, contact=decision.contact) if decision.contact else body
        if day is not None:
            text = _(
                "It is with {whom}. Their first answer is awaited by {day}.", whom=whom, day=promises.day_of(work, day)
            )
            shown.append(text)
    return shown


def _not_known(work: Work, issue: Issue) -> list[Text]:
    due = select(Promise.due_at).where(
        Promise.programme_id == work.programme_id,
        Promise.kind == PromiseKind.SCOPE,
        Promise.about == "issue",
        Promise.about_id == issue.id,
        col(Promise.kept_at).is_(None),
    )
    at = work.session.exec(due.order_by(col(Promise.due_at).desc())).first() if _is_unknown(issue) else None
    return [_("To be known by {day}.", day=promises.day_of(work, at))] if at is not None else []


def _is_unknown(issue: Issue) -> bool:
    return issue.scope == Scope.NOT_KNOWN_YET


def _judged(work: Work, issue: Issue) -> list[Text]:
    said = select(Judgement.id).join(Raiser, col(Raiser.id) == Judgement.raiser_id).where(Raiser.issue_id == issue.id)
    count = len(work.session.exec(said).all())
    return [
        n_("{n} person has said whether it is better.", "{n} people have said whether it is better.", count)
    ] * bool(count)


def _asked_again(work: Work, issue: Issue) -> list[Text]:
    raised = select(Raiser.id).where(Raiser.issue_id == issue.id)
    open_ones = select(LookAgain.id).where(col(LookAgain.raiser_id).in_(raised), col(LookAgain.ended_at).is_(None))
    is_open = work.session.exec(open_ones.limit(1)).first() is not None
    return [_("Somebody asked to look again, and waits for the answer.")] if is_open else []
