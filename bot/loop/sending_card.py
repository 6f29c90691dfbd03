"""How far a message has come, as its card shows it, and what the team can do meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.language import Code, Text, _, n_, p_
from bot.language_names import english_name
from bot.loop import audience, audience_rows, audience_words, copies_sent
from bot.loop.copies_sent import TO_DECIDE, Fate, Progress
from bot.message_words import GONE_OUT, UNAPPROVED, MessageState
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

WHYS = 4
A_MINUTE = 60
WHOM, WHEN = p_("button", "Who it is for"), p_("button", "When it goes")
LIST, TRY = p_("button", "See who gets it"), p_("button", "Send it to me to try")
TRY_ROOM = p_("button", "Try it in this room")
PAUSE, RESUME, STOP = p_("button", "Pause"), p_("button", "Go on"), p_("button", "Stop …")
DECIDE = p_("button", "Decide about copies")
CAN_CHANGE = (UNAPPROVED | {MessageState.APPROVED}) - {MessageState.PROPOSED}
COUNTED: dict[Fate, Text] = {
    Fate.SENT: _("Sent: {n}"),
    Fate.PASSED_ON: _("Passed on by champions: {n}"),
    Fate.WITH_CHAMPION: _("With a champion, to pass on: {n}"),
    Fate.GOING: _("Being sent now: {n}"),
    Fate.WAITING: _("Waiting: {n}"),
    Fate.HELD: _("Held, as there are no words in the language they read now: {n}"),
    Fate.UNCERTAIN: _("Uncertain whether they arrived: {n}"),
    Fate.COULD_NOT: _("A champion could not pass it on: {n}"),
    Fate.FAILED: _("Failed: {n}"),
    Fate.LEFT: _("Left, not sent: {n}"),
}


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """Whom it is for, when it goes, and how far it has come."""
    if message.state in CAN_CHANGE:
        about = [audience_words.when(work, message)]
        if not audience_rows.names_any(message.audience):
            return [_("Nobody has said yet who it is for."), *about]
        found = audience.receivers(work, message)
        return [*audience_words.whom(work, message), audience_words.counted(found, with_languages=False), *about]
    if message.state not in GONE_OUT:
        return []
    return [*audience_words.whom(work, message), *_progress(work, copies_sent.progress(work, message))]


def told(went: Progress) -> list[Text]:
    """How many copies came to what, and why some failed or are held."""
    found = [Text(text.message, {"n": went[fate]}) for fate, text in COUNTED.items() if went[fate]]
    for why, number in sorted(went.why.items(), key=lambda one: -one[1])[:WHYS]:
        found.append(_("Failed, {n} times: {why}", n=number, why=why))
    for language, number in sorted(went.held_for.items()):
        found.append(_("Held, now reading {language}: {n}", language=english_name(language), n=number))
    return found


def card_buttons(work: Work, message: TrustedMessage) -> list[Sequence[Button]]:
    """Whom, when and trying it out before; pausing, stopping and deciding while it goes."""
    if message.state in CAN_CHANGE:
        rows: list[Sequence[Button]] = [(_button(message, WHOM, "whom"), _button(message, WHEN, "when"))]
        rows.append((_button(message, TRY, "try"), _button(message, TRY_ROOM, "try_room")))
        if audience_rows.names_any(message.audience):
            rows.append((_button(message, LIST, "list:0"),))
        return [*rows, (_button(message, STOP, "stop"),)] if message.state == MessageState.APPROVED else rows
    rows = []
    if message.state == MessageState.SENDING:
        rows.append((_button(message, PAUSE, "pause"), _button(message, STOP, "stop")))
    elif message.state == MessageState.PAUSED:
        rows.append((_button(message, RESUME, "resume"), _button(message, STOP, "stop")))
    went = copies_sent.progress(work, message) if message.state in GONE_OUT else Progress()
    if not any(went[fate] for fate in TO_DECIDE):
        return rows
    return [(*rows[0], *decide(message))] if rows else [decide(message)]


def decide(message: TrustedMessage) -> tuple[Button]:
    """The way to the copies that a person decides about."""
    return (_button(message, DECIDE, "decide:0"),)


def _progress(work: Work, went: Progress) -> list[Text]:
    found = told(went)
    if went.next_at is not None:
        at = went.next_at.astimezone(ZoneInfo(work.programme.time_zone))
        found.append(_("The next ones go on {day} at {clock}.", day=at.date(), clock=Code(f"{at:%H:%M}")))
    elif went.seconds_left is not None:
        minutes = -(-went.seconds_left // A_MINUTE)
        found.append(n_("About {n} minute left.", "About {n} minutes left.", minutes))
    return found


def _button(message: TrustedMessage, label: Text, act: str) -> Button:
    return Button(label, f"tm:{message.number}:{act}")
