"""`/loop` of a group: what it raised, what it was told, what it is owed and by when, what changed and what did not."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlmodel import col, select

from bot import errors, labels
from bot.language import Code, Text, _, own_words, p_
from bot.loop import finding, group_lists, group_raised, mine, people, promises, raisers, saying
from bot.loop.group_raised import Matter
from bot.store import outbox, unsaying
from bot.store.chats import Group
from bot.store.outbox import Button, Outbox
from bot.store.people import Person
from bot.store.session import Work

AT_ONCE = 5
NUMBERS = 10**15
ASKED_WHICH = _("Which group?")


def show_there(work: Work, group: Group, *, reply_to: int | None = None) -> None:
    """Show the group, in its own chat and language, what became of what it raised."""
    if group.chat_id is not None:
        number = _number()
        said, rows = _page(work, group, 0, number)
        saying.to_chat(work, group.chat_id, said, rows, reply_to=reply_to, key=group_lists.key(group.number, number))


def show_to(work: Work, person: Person, group_id: int | None = None) -> None:
    """Show somebody in private what became of what their group raised; where they have several, they say which.

    Raises `errors.NotAllowed` for somebody who does not belong to it.
    """
    groups = people.groups_of(work, person)
    if not groups:
        people.must_be_staff(work, person)
    if group_id is None and len(groups) > 1:
        rows = [(Button(own_words(one.name), f"ours:{one.number}:show"),) for one in groups]
        saying.to_person(work, person, [ASKED_WHICH], rows)
        return
    group = next((one for one in groups if group_id in (None, one.id)), None)
    if group is None:
        raise errors.NotAllowed(_("Only those who belong to that group can see this."))
    number = _number()
    said, pages = _page(work, group, 0, number)
    saying.to_person(work, person, said, pages, key=group_lists.key(group.number, number))


def turn(work: Work, person: Person, group_id: int, start: int, number: int) -> bool:
    """Show more of it in the same message; false where that is not there, or is nobody's who may see it."""
    group = finding.one(work, Group, group_id)
    shown = select(Outbox).where(
        col(Outbox.programme_id) == work.programme_id, col(Outbox.key) == group_lists.key(group.number, number)
    )
    row = work.session.exec(shown).first()
    is_theirs = row is not None and row.chat_id == person.chat_id and group in people.groups_of(work, person)
    if row is None or not (is_theirs or row.chat_id == group.chat_id):
        return False
    said, rows = _page(work, group, start, number)
    unsaying.empty(work.session, programme_id=work.programme_id, rows=[row.number], instead=[])
    outbox.edit(work.session, outbox_id=row.number, now=work.now, parts=said, buttons=rows)
    return True


def _page(work: Work, group: Group, start: int, number: int) -> tuple[list[Text], list[list[Button]]]:
    everything = group_raised.everything(work, group)
    if not everything:
        return [_("“{group}” has raised nothing yet. Write /tell in the group to begin.", group=group.name)], []
    start = start if start < len(everything) else 0
    shown = everything[start : start + AT_ONCE]
    pages = []
    if start:
        pages.append(_to(group, max(start - AT_ONCE, 0), number, p_("button", "Back")))
    if start + AT_ONCE < len(everything):
        pages.append(_to(group, start + AT_ONCE, number, p_("button", "More")))
    return [*_counts(group, everything), *(_lines(work, one) for one in shown)], [pages] if pages else []


def _counts(group: Group, everything: Sequence[Matter]) -> list[Text]:
    return [
        _("What “{group}” raised, and what became of it:", group=group.name),
        _(
            "Raised: {raised}\nYou have heard back on: {told}\nYou have heard what changed on: {changed}\n"
            "Not changed, and you were told why: {left}\nYou are still owed news on: {owed}",
            raised=len(everything),
            told=sum(one.last is not None for one in everything),
            changed=sum(one.changed for one in everything),
            left=sum(one.left is not None for one in everything),
            owed=sum(one.is_owed for one in everything),
        ),
    ]


def _lines(work: Work, one: Matter) -> Text:
    """One matter in a few lines: what the group said, what it was told last, and by when it hears more."""
    lines = [_what(work, one), _last(work, one)]
    if one.left is not None:
        lines.append(labels.SCOPES[one.left])
    if one.due is not None:
        lines.append(_next(work, one))
    named = {f"line{number}": line for number, line in enumerate(lines)}
    return Text("\n".join(f"{{{name}}}" for name in named), named)


def _what(work: Work, one: Matter) -> Text:
    """The words said in the group, or the sentence that somebody allowed for it."""
    if one.insight is not None:
        reference, words = Code(one.insight.reference), one.insight.words
    elif one.raiser is not None and one.issue is not None:
        reference, words = Code(one.issue.reference), raisers.quote(work, one.raiser) or ""
    return mine.quoted(reference, words)


def _last(work: Work, one: Matter) -> Text:
    if one.last is not None:
        return mine.headline(one.last.kind, promises.day_of(work, one.last.at))
    if one.issue is not None:
        return _("Somebody has taken it up. Their words are on the way.")
    return _("No answer yet.")


def _next(work: Work, one: Matter) -> Text:
    if one.due is not None and one.due <= work.now:
        day = promises.day_of(work, one.due)
        return _("We said that you would hear by {day}. You did not, and we are sorry.", day=day)
    return _("You will hear more by {day}.", day=promises.day_of(work, one.due) if one.due else "")


def _to(group: Group, start: int, number: int, label: Text) -> Button:
    return Button(label, f"ours:{group.number}:{start}:{number}")


def _number() -> int:
    return secrets.randbelow(NUMBERS)
