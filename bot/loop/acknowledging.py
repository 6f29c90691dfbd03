"""What those who tell hear at once: that it is kept, what was understood, by when there is an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, p_
from bot.loop import at_work, first_words, help_card, people, personal, promises, saying, urgent, wordings
from bot.store import outbox
from bot.store.insights import Insight
from bot.store.outbox import Button, Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind, Lane, PromiseKind

SAID_BACK = 600
BY_KIND = {
    Kind.QUESTION: Button(p_("button", "It is my question"), "question"),
    Kind.RUMOUR: Button(p_("button", "Is it true?"), "rumour"),
}
SENT = {
    "voice": _("You sent a voice note. Somebody will listen to it."),
    "photo": _("You sent a picture. Somebody will look at it."),
    "audio": _("You sent a sound file. Somebody will listen to it."),
    "video": _("You sent a video. Somebody will look at it."),
    "video_note": _("You sent a video message. Somebody will look at it."),
    "document": _("You sent a file. Somebody will look at it."),
}


def acknowledge(work: Work, person: Person, insight: Insight, *, is_first: bool = False) -> None:
    """Say that it is kept. A teller's first time comes with a request to leave names out."""
    parts = _parts(work, insight, 1)
    if is_first:
        parts.append(_("Please leave out the names of other people."))
    say_to_teller(work, insight, person, parts)


def again(work: Work, insight: Insight) -> None:
    """The acknowledgement stands as things are now: in its place, or anew where it never arrived."""
    pieces = wordings.count(work, insight)
    parts, shown = _parts(work, insight, pieces), teller_buttons(insight, pieces)
    row = _said(work, insight)
    person = people.by_number(work, insight.person_id)
    if row is not None and not outbox.is_lost(work.session, row):
        outbox.edit(work.session, outbox_id=row, now=work.now, parts=parts, buttons=_in_place(insight, shown))
    elif person is not None:
        say_to_teller(work, insight, person, parts)


def repeated(insight: Insight) -> list[Text]:
    """What was told in private is said back there; in a group the reference is enough, and nothing is said twice."""
    return [said_back(insight)] if insight.in_private else []


def said_back(insight: Insight) -> Text:
    """What was told, as it is repeated to the one who told it."""
    words = insight.words if len(insight.words) <= SAID_BACK else insight.words[: SAID_BACK - 1] + "…"
    if words:
        return _("You said: “{words}”", words=words)
    return SENT[insight.media[0]["kind"]] if insight.media else SENT["document"]


def ask_what_may_stay(work: Work, insight: Insight, person: Person, words: str) -> None:
    """Where telephone numbers and the like stand in the words, ask whether they may; until then they are masked."""
    kinds = personal.kinds(words)
    if not kinds:
        return
    insight.may_stay = None
    parts = [
        _(
            "There is something personal in {reference}: {found}. Until you say that it may stay, "
            "others see only, for instance, “{mask}”. May it stay?",
            reference=Code(insight.reference),
            found=[personal.NAMES[kind] for kind in kinds],
            mask=kinds[0].value,
        )
    ]
    row = (
        Button(p_("button", "Take it out"), f"h:{insight.number}:out"),
        Button(p_("button", "It may stay"), f"h:{insight.number}:stay"),
    )
    if person.chat_id is not None:
        saying.to_person(work, person, parts, (row,), insight_id=insight.number)
    elif insight.source_chat_id is not None:
        saying.to_chat(work, insight.source_chat_id, parts, (row,), insight_id=insight.number)


def say_to_teller(
    work: Work,
    insight: Insight,
    person: Person,
    parts: list[Text],
    *,
    buttons: bool = True,
    lane: Lane = Lane.REPLY,
) -> None:
    """Say something to the one who told it: in private, or in the group where it was said."""
    shown = _in_place(insight, teller_buttons(insight)) if buttons else ()
    about: dict[str, Any] = {"lane": lane, "insight_id": insight.number, "reply_to": insight.source_message_id}
    if insight.in_private:
        saying.to_person(work, person, parts, shown, **about)
    elif insight.source_chat_id is not None:
        saying.to_chat(work, insight.source_chat_id, parts, shown, **about)


def teller_buttons(insight: Insight, pieces: int = 1) -> tuple[tuple[Button, ...], ...]:
    """What the teller may do with it afterwards: four short rows, so that a small phone still shows the words above.

    The last has the way to urgent help; its last button takes it all back.
    """
    number = insight.number
    back = Button(p_("button", "Take it back"), f"i:{number}:back")
    if pieces > 1:
        words: tuple[Button, ...] = (Button(p_("button", "These are separate"), f"i:{number}:split"),)
    else:
        change = Button(p_("button", "Change it"), f"i:{number}:change")
        words = (change, Button(p_("button", "Add to it"), f"i:{number}:add"))
    return (
        _kinds(insight),
        (
            Button(p_("button", "Somebody needs help"), f"e:{number}:help"),
            Button(p_("button", "Say more about it"), f"i:{number}:more"),
        ),
        words,
        (urgent.BUTTON, back),
    )


def _in_place(insight: Insight, rows: tuple[tuple[Button, ...], ...]) -> tuple[tuple[Button, ...], ...]:
    """Where others read along, there is only the way back."""
    return rows if insight.in_private else ((rows[-1][-1],),)


def _kinds(insight: Insight) -> tuple[Button, ...]:
    """What it can be said to be; for what it was said to be already, the way back."""
    plain = Button(p_("button", "I only tell it"), f"i:{insight.number}:plain")
    return tuple(
        plain if insight.kind == kind else Button(button.label, f"i:{insight.number}:{button.data}")
        for kind, button in BY_KIND.items()
    )


def _parts(work: Work, insight: Insight, pieces: int) -> list[Text]:
    parts = [_kept(insight, pieces), *repeated(insight), _by_when(work, insight), *at_work.when_closed(work)]
    if insight.is_forwarded and insight.kind is None and insight.in_private:
        parts.append(
            _("This came from somebody else. Is it going round? Tap “Is it true?” and the team looks into it.")
        )
    return parts


def _kept(insight: Insight, pieces: int) -> Text:
    reference = Code(insight.reference)
    if pieces > 1:
        return n_(
            "Thank you. I have kept this {n} message as {reference}.",
            "Thank you. I have kept these {n} messages together as {reference}.",
            pieces,
            reference=reference,
        )
    if insight.kind == Kind.QUESTION:
        return _("Thank you. I have kept your question as {reference}.", reference=reference)
    return _("Thank you. I have kept this as {reference}.", reference=reference)


def somebody_takes_it(work: Work, due: datetime) -> Text:
    """What is promised to who tells of somebody who needs help."""
    return _(
        "One person of {team} takes it by {day}, and I tell you who. "
        "I keep it open until you say that they got the help.",
        team=work.programme.name,
        day=promises.day_of(work, due),
    )


def _by_when(work: Work, insight: Insight) -> Text:
    referral = help_card.of(work, insight)
    if referral is not None:
        due = promises.due_next(work, PromiseKind.HOLDER, "insight", insight.number)
        return somebody_takes_it(work, due) if due else help_card.standing(work, referral)
    team, day = work.programme.name, first_words.told(work, insight)
    if insight.kind == Kind.QUESTION:
        return _("You will have an answer to your question from {team} by {day}.", team=team, day=day)
    if insight.kind == Kind.RUMOUR:
        return _("You will hear from {team} by {day} what is known about it: whether it is true.", team=team, day=day)
    return _("You will have a first answer from {team} by {day}.", team=team, day=day)


def _said(work: Work, insight: Insight) -> int | None:
    """The outbox row of the acknowledgement: the first thing said about it where it was told."""
    where = insight.source_chat_id
    if where is None:
        return None
    first = select(sa.func.min(col(Outbox.id))).where(Outbox.insight_id == insight.id, Outbox.chat_id == where)
    return work.session.exec(first).one()
