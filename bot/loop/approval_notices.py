"""What is said about an approval: to those who may give it, to who wrote and asked, and to the staff room."""

from __future__ import annotations

from bot.card_words import Topic
from bot.language import Code, Text, _, p_
from bot.loop import approval_screen, approvers, people, saying, trusted_lines, trusted_words
from bot.store import outbox
from bot.store.outbox import Button, Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import Lane


def ask(work: Work, by: Person, message: TrustedMessage) -> None:
    """The staff room hears that a second person is wanted; where it is urgent, everybody who may be it, at once."""
    named = {"who": people.name_and_title(by), "reference": Code(message.reference), "title": message.title}
    text = _("{who} asks another person of the team to approve {reference} · {title}.", **named)
    settled(work, message, _("It has changed since. Please look at it as it is now."))
    topic = Topic.URGENT if message.is_urgent else Topic.SENT
    asked = [saying.to_room(work, [text], (_see(message),), topic=topic)]
    others = approvers.others(work, message)
    if not others:
        nobody = _("Nobody else of the team can approve it yet. It waits until somebody joins.")
        saying.to_person(work, by, [nobody])
    if message.is_urgent:
        for one in others:
            rows = (approval_screen.approve_button(work, message), _see(message))
            asked.append(saying.to_person(work, one, _urgent(work, by, message), rows, lane=Lane.ALERT))
    message.asked_in = [number for number in asked if number is not None]


def settled(work: Work, message: TrustedMessage, how: Text) -> None:
    """What asked for an approval says what came of it, and has no buttons any more."""
    for number in message.asked_in:
        said = work.session.get(Outbox, number)
        if said is not None:
            parts = [*said.what["parts"], {"text": how.to_json()}]
            outbox.edit_as(work.session, outbox_id=number, now=work.now, parts=parts, buttons=[])
    message.asked_in = []


def say_approved(work: Work, by: Person, message: TrustedMessage) -> None:
    """Who wrote it, proposed it or asked hears that it was approved, and when it goes."""
    text = _("{who} has approved {reference}.", who=people.name_and_title(by), reference=Code(message.reference))
    settled(work, message, text)
    at_once = message.send_at is None and message.send_minutes is None and not message.is_urgent
    _tell(work, message, [text, _("It goes out now.") if at_once else approval_screen.when(message)])


def say_sent_back(work: Work, by: Person, message: TrustedMessage, why: str) -> None:
    """Who wrote it or asked hears that it came back, and why."""
    text = _(
        "{who} sends {reference} back, because: {why}",
        who=people.name_and_title(by),
        reference=Code(message.reference),
        why=why,
    )
    settled(work, message, text)
    _tell(work, message, [text, _("Change it and ask again: /messages")])


def _urgent(work: Work, by: Person, message: TrustedMessage) -> list[Text]:
    """The shortened read: the words that all others are made from, as they go out, and to whom."""
    heading = _(
        "Urgent. {who} asks you to approve {reference} now, because: {why}",
        who=people.name_and_title(by),
        reference=Code(message.reference),
        why=message.urgent_why or "–",
    )
    words = {of: one.text for of, one in trusted_words.texts(work, message).items()}
    read = approval_screen.with_words(trusted_lines.parts(work, message), words)
    return [heading, *read, *approval_screen.summary(work, message)]


def _tell(work: Work, message: TrustedMessage, parts: list[Text]) -> None:
    for number in dict.fromkeys((message.author_id, message.adopted_by, message.asked_by)):
        person = people.serving(work, number)
        if person is not None:
            saying.to_person(work, person, parts, lane=Lane.ALERT)


def _see(message: TrustedMessage) -> tuple[Button, ...]:
    return (Button(p_("button", "As its readers see it"), f"tm:{message.number}:read"),)
