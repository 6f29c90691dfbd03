"""How a trusted message reads to whoever gets it, from top to bottom, and the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence

from bot import labels
from bot.language import Code, Text, _, p_
from bot.loop import codes, consult_words, trusted
from bot.message_words import MessageButton
from bot.store import versions
from bot.store.outbox import Button, Versions
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

Part = Text | Versions
PICTURE_SHOWS = _("What the picture shows:")
CLEAR = (
    Button(p_("button", "It is clear"), "tc:#:clear:yes"),
    Button(p_("button", "Not clear to me"), "tc:#:clear:no"),
)
"""Was this clear? `#` is the number of the copy that they stand under."""


def parts(
    work: Work, message: TrustedMessage, *, is_easy: bool = False, read_by_one: bool = False, words: Part | None = None
) -> list[Part]:
    """What one copy says. `read_by_one`: nobody but its translator has read these words.

    `words`: the words themselves, where they are shown before they are sent; else those in the receiver's language.
    """
    said: list[Part] = [words if words is not None else Versions(trusted.WORDS, message.number)]
    if is_easy:
        said += [_("In easy words:"), Versions(trusted.EASY, message.number)]
    if versions.languages(work.session, trusted.PICTURE, message.number):
        said += [PICTURE_SHOWS, Versions(trusted.PICTURE, message.number)]
    about: list[Text] = [_("From {team}.", team=work.programme.name)]
    if message.source:
        about.append(_("Where this comes from: {source}", source=message.source))
    about.append(_("Right until {day}. After that, please ask again.", day=message.expires_on))
    if read_by_one:
        about.append(_("The words in your language were read by one person only."))
    about.append(_("Is it real? Send me /check {code} and I tell you.", code=Code(codes.shown(message.code))))
    return [*said, *about]


def buttons(message: TrustedMessage, words: str = "") -> tuple[tuple[Button, ...], ...]:
    """What its readers can do: open a link, ask about it, say if it was clear; rows, so that labels stay whole.

    `words`: those of a question, which hold the answers that can be tapped.
    """
    own = tuple((_button(MessageButton(one["kind"]), one.get("url", "")),) for one in message.buttons)
    if message.choices is None:
        return (*own, CLEAR)
    return (*consult_words.answers(words, message.choices), *own, CLEAR[1:])


def buttons_in(work: Work, message: TrustedMessage, language: str) -> tuple[tuple[Button, ...], ...]:
    """`buttons`, for those who read a language."""
    version = versions.find(work.session, trusted.WORDS, message.number, language) if message.choices else None
    return buttons(message, version.text if version else "")


def to_try(message: TrustedMessage) -> tuple[tuple[Button, ...], ...]:
    """Those of them that lead somewhere without a copy, for whoever sees a message before it goes."""
    rows = (tuple(button for button in row if button.url) for row in buttons(message))
    return tuple(row for row in rows if row)


def named(rows: Sequence[Sequence[Button]]) -> list[Text]:
    """Buttons as they are named where they cannot be pressed."""
    return [Text(_NAMED, {"label": one.label}) for row in rows for one in row]


def _button(kind: MessageButton, url: str) -> Button:
    label = labels.MESSAGE_BUTTONS[kind]
    return Button(label, url=url) if url else Button(label, "tc:#:ask")


_NAMED = "[ {label} ]"
