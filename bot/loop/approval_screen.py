"""A trusted message as each of its groups will see it, language by language, and all that is approved with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import col

from bot.language import Code, Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import (
    approvers,
    audience_rows,
    codes,
    people,
    saying,
    trusted,
    trusted_files,
    trusted_lines,
    trusted_words,
)
from bot.message_words import MessageState
from bot.store.chats import Group
from bot.store.outbox import Button, Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

NAMED_AT_MOST = 20
SHOWN_OF_BINDING = 16
AN_HOUR = 60
Part = Text | Versions


def show(work: Work, person: Person, message_id: int | None) -> None:
    """Everything that each group will see, in private; below it what else is approved, with the way to do it."""
    message = trusted.for_staff(work, person, message_id)
    readers = trusted_words.by_language(work, message)
    for language in trusted_words.going(work, message):
        heading = own_words(f"— {english_name(language)} · {readers.get(language, 0)} —")
        parts = [heading, *read_in(work, message, language)]
        saying.to_person(work, person, parts, language=language)
    for one in trusted.attachments(work, message):
        what = _("This goes with it: {language}", language=english_name(one.language) if one.language else "–")
        saying.to_person(work, person, [what], media=trusted_files.medium(one))
    saying.to_person(work, person, summary(work, message), buttons(work, person, message))


def read_in(work: Work, message: TrustedMessage, language: str) -> list[Part]:
    """What a copy in a language says, from top to bottom, and its buttons."""
    is_easy = trusted.EASY in trusted_words.texts(work, message, language)
    by_one = language in trusted.read_by_one(work, message)
    said = trusted_lines.parts(work, message, is_easy=is_easy, read_by_one=by_one)
    return [*said, *trusted_lines.named(trusted_lines.buttons_in(work, message, language))]


def with_words(parts: Sequence[Part], words: Mapping[str, str]) -> list[Text]:
    """What a copy says, with words that are not written yet."""
    return [own_words(words.get(one.of, "")) if isinstance(one, Versions) else one for one in parts]


def summary(work: Work, message: TrustedMessage) -> list[Text]:
    """Whom it is for, when it goes, its code, who wrote it, and why now."""
    author = people.by_number(work, message.author_id)
    readers = trusted_words.by_language(work, message)
    going = trusted_words.going(work, message)
    copies = sum(readers.get(one, 0) for one in going)
    by_language = [Text("{language}: {n}", {"language": english_name(one), "n": readers.get(one, 0)}) for one in going]
    said = [
        _("{reference} · {title}", reference=Code(message.reference), title=message.title),
        _(
            "Written by {who}. Why now: {why}",
            who=people.name_and_title(author) if author else "–",
            why=message.why_now,
        ),
        n_("It goes to {n} chat: {languages}", "It goes to {n} chats: {languages}", copies, languages=by_language),
        *_groups(work, message),
        when(message),
        _("Its code: {code}", code=Code(codes.shown(message.code))),
    ]
    out = [own_words(name) for _language, name in trusted_words.left_out(work, message)]
    if out:
        said.append(_("They get nothing of it: {groups}", groups=out))
    if trusted.EASY in trusted_words.texts(work, message):
        said.append(_("The easy words go to those who asked for them."))
    return said


def when(message: TrustedMessage) -> Text:
    """When it goes out."""
    if message.is_urgent:
        life = _("At once, through quiet hours: there is danger to life.")
        return life if message.is_for_life else _("At once, outside quiet hours.")
    if message.send_minutes is not None:
        hour = Code(f"{message.send_minutes // AN_HOUR:02}:{message.send_minutes % AN_HOUR:02}")
        if message.send_at is not None:
            return _("At {hour} where each group lives, not before {at}.", hour=hour, at=message.send_at)
        return _("At {hour} where each group lives.", hour=hour)
    if message.send_at is not None:
        return _("Not before {at}.", at=message.send_at)
    return _("As soon as it is approved.")


def buttons(work: Work, person: Person, message: TrustedMessage) -> list[tuple[Button, ...]]:
    """Approve it as it stands on screen, or give it back; nothing for who stands for it already."""
    if message.state != MessageState.ASKED or person.id in approvers.authors(work, message):
        return []
    return [approve_button(work, message)]


def approve_button(work: Work, message: TrustedMessage) -> tuple[Button, ...]:
    """To approve exactly what is there now, or to give it back."""
    shown = trusted.binding(work, message)[:SHOWN_OF_BINDING]
    yes = Button(p_("button", "Approve it"), f"tm:{message.number}:approve:{shown}")
    return (yes, Button(p_("button", "Send it back"), f"tm:{message.number}:back"))


def _groups(work: Work, message: TrustedMessage) -> list[Text]:
    """The names of the groups that it is for, as many as can be read."""
    chosen = audience_rows.chosen_groups(work, message.audience)
    there = sa.select(col(Group.name)).where(*chosen, col(Group.language).not_in(message.left_out or [""]))
    names = list(work.session.execute(there.order_by(col(Group.name)).limit(NAMED_AT_MOST + 1)).scalars())
    if not names:
        return []
    shown = [own_words(name) for name in names[:NAMED_AT_MOST]]
    if len(names) > NAMED_AT_MOST:
        return [_("The groups: {groups}, and more", groups=shown)]
    return [_("The groups: {groups}", groups=shown)]
