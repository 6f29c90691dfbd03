"""The cards that wait, as a list: mine, in nobody's hands, overdue, by community, by kind; some at a time."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import claimed, desk_screens, paging, people, personal, promises, waiting
from bot.loop.waiting import Waiting
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind

ALL, MINE, FREE, LATE = "all", "mine", "free", "late"
NO_KIND = "none"
NAMES: dict[str, Text] = {
    ALL: p_("button", "All"),
    MINE: p_("button", "Mine"),
    FREE: p_("button", "In nobody's hands"),
    LATE: p_("button", "Overdue"),
}
KIND, COMMUNITY = "k-", "c-"
SHOWN_OF_WORDS = 60
ON_A_BUTTON = 22


class Filtered(NamedTuple):
    """What of the inbox is shown: its name, and which cards."""

    name: Text
    which: tuple[sa.ColumnElement[bool], ...]


def show(work: Work, person: Person, which: str = ALL, page: int = 0, *, is_anew: bool = True) -> None:
    """`/inbox`: a page of the cards that wait, each with the button that opens it."""
    people.must_be_staff(work, person)
    chosen = _filtered(work, person, which)
    total = waiting.count(work, *chosen.which)
    page = min(page, paging.last(total))
    shown = waiting.cards(work, *chosen.which, start=page * paging.AT_ONCE, at_most=paging.AT_ONCE)
    parts = [n_("{n} card waits: {which}", "{n} cards wait: {which}", total, which=chosen.name)]
    parts += [_line(work, one) for one in shown]
    rows: list[tuple[Button, ...]] = [(_opens(work, one),) for one in shown]
    turns = tuple(Button(label, f"in:{which}:{to}") for label, to in paging.turns_of(total, page))
    filters = [Button(label, f"in:{code}:0") for code, label in NAMES.items() if code != which]
    by = (Button(p_("button", "By kind"), "in:by:kind"), Button(p_("button", "By community"), "in:by:community"))
    shown_rows = [*rows, *([turns] if turns else []), tuple(filters[:2]), tuple(filters[2:]), by]
    desk_screens.show_list(work, person, parts, [row for row in shown_rows if row], is_anew=is_anew)


def offer_kinds(work: Work, person: Person) -> None:
    """Which kind shall be shown."""
    people.must_be_staff(work, person)
    rows = [(Button(label, f"in:{KIND}{kind}:0"),) for kind, label in labels.KINDS.items()]
    rows.append((Button(p_("button", "Nothing was said of it"), f"in:{KIND}{NO_KIND}:0"),))
    rows.append((Button(NAMES[ALL], f"in:{ALL}:0"),))
    desk_screens.show_list(work, person, [_("Which kind?")], rows, is_anew=False)


def offer_communities(work: Work, person: Person, page: int = 0) -> None:
    """Which community shall be shown; some at a time."""
    people.must_be_staff(work, person)
    everything = sorted({name for names in _communities(work).values() for name in names})
    names = paging.page(everything, page)
    rows: list[tuple[Button, ...]] = [(Button(own_words(name), f"in:{COMMUNITY}{_mark(name)}:0"),) for name in names]
    turns = tuple(Button(label, f"in:by:community:{to}") for label, to in paging.turns(everything, page))
    rows += [turns] if turns else []
    rows.append((Button(NAMES[ALL], f"in:{ALL}:0"),))
    text = _("Which community?") if everything else _("No group has said which communities it is yet.")
    desk_screens.show_list(work, person, [text], rows, is_anew=False)


def _filtered(work: Work, person: Person, which: str) -> Filtered:
    if which == MINE:
        return Filtered(NAMES[MINE], (claimed.by(person),))
    if which == FREE:
        return Filtered(NAMES[FREE], (claimed.by_nobody(),))
    if which == LATE:
        return Filtered(NAMES[LATE], (waiting.overdue(work),))
    if which.startswith(KIND):
        return _of_kind(which.removeprefix(KIND))
    if which.startswith(COMMUNITY):
        return _of_community(work, which.removeprefix(COMMUNITY))
    return Filtered(NAMES[ALL], ())


def _of_kind(code: str) -> Filtered:
    if code not in set(Kind):
        return Filtered(p_("button", "Nothing was said of it"), (col(Insight.kind).is_(None),))
    return Filtered(labels.KINDS[Kind(code)], (col(Insight.kind) == code,))


def _of_community(work: Work, mark: str) -> Filtered:
    groups = {number: names for number, names in _communities(work).items() if mark in map(_mark, names)}
    named = next((name for names in groups.values() for name in names if _mark(name) == mark), "–")
    return Filtered(own_words(named), (col(Insight.group_id).in_(list(groups)),))


def _communities(work: Work) -> dict[int, list[str]]:
    """The communities of each group, by its number."""
    found = select(Group).where(Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    return {group.number: [str(name) for name in group.communities] for group in work.session.exec(found).all()}


def _mark(name: str) -> str:
    """A community's name, short enough for a button."""
    return hashlib.blake2s(name.encode(), digest_size=5).hexdigest()


def _line(work: Work, card: Waiting) -> Text:
    insight = card.insight
    group = work.session.get(Group, insight.group_id) if insight.group_id else None
    words = " ".join(personal.shown(insight.words, insight.may_stay).split())
    about = {
        "reference": Code(insight.reference),
        "kind": labels.KINDS[Kind(insight.kind)] if insight.kind else _("not said what it is"),
        "where": group.name if group else _("in private"),
        "day": promises.day_of(work, card.due_at),
        "words": words if len(words) <= SHOWN_OF_WORDS else words[: SHOWN_OF_WORDS - 1] + "…",
    }
    if card.due_at <= work.now:
        return _("{reference} · {kind} · {where} · LATE, since {day}: “{words}”", **about)
    return _("{reference} · {kind} · {where} · by {day}: “{words}”", **about)


def _opens(work: Work, card: Waiting) -> Button:
    words = " ".join(personal.shown(card.insight.words, card.insight.may_stay).split())
    short = words if len(words) <= ON_A_BUTTON else words[: ON_A_BUTTON - 1] + "…"
    label = p_("button", "{reference} {words}", reference=Code(card.insight.reference), words=short)
    return Button(label, f"in:open:{card.insight.number}")
