"""The card of a trusted message in the staff room: where it stands, what is missing, what comes next."""

from __future__ import annotations

from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Text, p_
from bot.loop import (
    after_card,
    approval_lines,
    audience_rows,
    cards,
    consult_card,
    consult_missing,
    handling_card,
    sending_card,
    translation_lines,
    trusted,
    trusted_standing,
    trusted_words,
)
from bot.message_words import GONE_OUT, MessageState
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

MORE, LESS, ALL = "more", "less", "all"
OPEN = frozenset(MessageState) - {MessageState.DROPPED, MessageState.WITHDRAWN, MessageState.SENT, MessageState.STOPPED}
Rows = tuple[tuple[Button, ...], ...]


def show(work: Work, message: TrustedMessage) -> None:
    """Put the message's card into the staff room, or bring the one that is there up to date."""
    card = cards.of(work, trusted.ABOUT, message.number)
    shown = parts(work, message), buttons(work, message, opened=card.opened if card else "")
    whose = message.proposed_by if message.adopted_by is None else None
    cards.show_other(work, (trusted.ABOUT, message.number), shown, Topic.SENT, words_of=whose)


def show_open(work: Work) -> None:
    """The staff room is another, or can be reached again: put up the cards of all that is open."""
    open_ones = select(TrustedMessage).where(
        TrustedMessage.programme_id == work.programme_id, col(TrustedMessage.state).in_(OPEN)
    )
    for message in work.session.exec(open_ones.order_by(col(TrustedMessage.id))).all():
        show(work, message)


def is_open(message: TrustedMessage) -> bool:
    """Whether something is still to be done with it."""
    return message.state in OPEN


def unfold(work: Work, message: TrustedMessage, opened: str) -> None:
    """Show more or fewer of the card's buttons."""
    card = cards.of(work, trusted.ABOUT, message.number)
    if card is not None:
        card.opened = MORE if opened == MORE else ""
    show(work, message)


def parts(work: Work, message: TrustedMessage) -> list[Text]:
    """What stands on it."""
    shown = [*trusted_standing.lines(work, message), *_lines_of_others(work, message)]
    missing = trusted_standing.missing(work, message) if message.state in trusted_standing.WRITTEN else []
    is_whole = not missing and not trusted_words.undecided(work, message) and not consult_missing.lines(work, message)
    return [*shown, *missing, *trusted_standing.next_step(message, is_whole=is_whole)]


def buttons(work: Work, message: TrustedMessage, *, opened: str = "") -> Rows:
    """What staff can do with it, the likeliest first; the rest behind *More*, unless `opened` is `ALL`."""
    first, further = _own(message)
    others = _buttons_of_others(work, message)
    ahead = 2 if message.state in GONE_OUT else 1
    shown = (*others[:ahead], first)
    if _waits_for_words(work, message):
        hurry = approval_lines.urgent(message)
        shown = (*shown, (hurry,))
        others = tuple(tuple(button for button in row if button != hurry) for row in others)
    rest = (*others[ahead:], *handling_card.in_rows(further))
    if not rest or opened == ALL:
        return (*shown, *rest)
    label = p_("button", "Less") if opened == MORE else p_("button", "More …")
    fold = (Button(label, f"tm:{message.number}:open:{LESS if opened == MORE else MORE}"),)
    return (*shown, *rest, fold) if opened == MORE else (*shown, fold)


def _lines_of_others(work: Work, message: TrustedMessage) -> list[Text]:
    """What the other topics say of it: its audience, its approval, its sending, what came after. One line each."""
    topics = (consult_card, sending_card, translation_lines, approval_lines, after_card)
    return [line for topic in topics for line in topic.lines(work, message)]


def _buttons_of_others(work: Work, message: TrustedMessage) -> Rows:
    """What the other topics let staff do with it, the likeliest first. One line each."""
    topics = [approval_lines, sending_card, translation_lines, after_card]
    if not audience_rows.names_any(message.audience):
        topics = [sending_card, approval_lines, after_card]
    elif _waits_for_words(work, message):
        topics = [translation_lines, sending_card, approval_lines, after_card]
    rows = [row for topic in topics for row in topic.card_buttons(work, message)]
    own = consult_card.card_buttons(work, message)
    ahead = 0 if message.state in GONE_OUT else len(rows)
    return tuple(tuple(row) for row in (*rows[:ahead], *own, *rows[ahead:]))


def _waits_for_words(work: Work, message: TrustedMessage) -> bool:
    """Whether it cannot be asked for yet, as words are missing in a language of those whom it is for."""
    is_for_somebody = audience_rows.names_any(message.audience)
    return is_for_somebody and message.state == MessageState.DRAFT and bool(trusted_words.undecided(work, message))


def _own(message: TrustedMessage) -> tuple[tuple[Button, ...], list[Button]]:
    """The likeliest acts of writing, and the others."""

    def one(label: Text, act: str) -> Button:
        return Button(label, f"tm:{message.number}:{act}")

    see = one(p_("button", "As it will be read"), "preview")
    change, drop = one(p_("button", "Change it"), "change"), one(p_("button", "Drop it"), "drop")
    page = one(p_("button", "A page to print"), "page")
    if message.state == MessageState.PROPOSED:
        take_up, why_not = one(p_("button", "Take it up"), "adopt"), one(p_("button", "Say why not"), "decline")
        return (take_up, why_not, see), []
    if message.state == MessageState.APPROVED:
        return (see, page), [change, drop]
    if message.state in GONE_OUT - {MessageState.WITHDRAWN}:
        return (see, page), []
    if message.state in (MessageState.WITHDRAWN, MessageState.DROPPED):
        return (see,), []
    return (see, change), [drop]
