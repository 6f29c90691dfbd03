"""What people tell: taken in at once, said back, changed, added to, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, n_, p_
from bot.loop import cards, finding, people, promises, record, saying
from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind, PromiseKind

SAID_BACK = 600
_TABLE: sa.Table = Insight.__table__  # type: ignore[attr-defined]
_NEW = sa.insert(_TABLE).returning(_TABLE.c.id)


@dataclass(frozen=True, slots=True)
class Told:
    """What arrived: words, a voice note or a picture (kind and file id), or both; and where it stands in Telegram."""

    words: str = field(default="", repr=False)
    media: Sequence[dict[str, str]] = ()
    chat_id: int | None = None
    message_id: int | None = None


def tell(work: Work, person: Person, told: Told, group: Group | None = None) -> Insight:
    """Keep what was told, show staff a card, and say it back with a reference and a date.

    With a `group` it was said there, and the group hears back; without, it was told in private and stays so.
    """
    if person.consented_at is None:
        raise errors.NotAllowed(_("Before I keep anything I need your yes. Please write /start to me in private."))
    insight = Insight(
        programme_id=work.programme_id,
        person_id=person.number,
        group_id=group.number if group else None,
        in_private=group is None,
        language=(group.language if group else person.language) or "en",
        words=told.words,
        media=list(told.media),
        source_chat_id=told.chat_id,
        source_message_id=told.message_id,
        told_at=work.now,
        first_word_by=promises.working_days_on(work, promises.FIRST_WORD_WORKING_DAYS),
    )
    _keep(work, insight)
    promises.make(work, PromiseKind.FIRST_WORD, "insight", insight.number, insight.first_word_by)
    cards.show_new_insight(work, insight)
    _acknowledge(work, person, insight)
    return insight


def said_back(insight: Insight) -> Text:
    """What was told, as it is repeated to the one who told it."""
    words = insight.words if len(insight.words) <= SAID_BACK else insight.words[: SAID_BACK - 1] + "…"
    if words:
        return _("You said: “{words}”", words=words)
    if any(medium["kind"] == "voice" for medium in insight.media):
        return _("You sent a voice note. Somebody will listen to it.")
    return _("You sent a picture. Somebody will look at it.")


def of_teller(work: Work, person: Person, insight_id: int) -> Insight:
    """An insight, for the person who told it and nobody else.

    Raises `errors.NotAllowed` for others and `errors.NoLongerThere` once it was taken back.
    """
    insight = work.session.get(Insight, insight_id)
    if insight is None or insight.programme_id != work.programme_id or insight.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    if insight.taken_back_at is not None:
        raise errors.NoLongerThere(_("You took this back already. Nothing of it is kept."))
    return insight


def still_told(work: Work, insight_id: int | None) -> Insight:
    """An insight that was not taken back. Raises `errors.NoLongerThere` once it was."""
    insight = finding.one(work, Insight, insight_id, held=True)
    if insight.taken_back_at is not None:
        raise errors.NoLongerThere(_("The person who told this has taken it back."))
    return insight


def change(work: Work, person: Person, insight_id: int, words: str) -> None:
    """The teller says it again, as it should be."""
    insight = of_teller(work, person, insight_id)
    _requote(work, insight, words)
    insight.words = words
    record.act(work, person, "change", "insight", insight.number)
    cards.show_insight(work, insight)
    say_to_teller(
        work, insight, person, [_("I have changed {reference}.", reference=_code(insight)), said_back(insight)]
    )


def reword(work: Work, person: Person, insight_id: int, words: str) -> None:
    """The teller edited the message that it was told in. Nothing that they added since is lost by it."""
    insight = of_teller(work, person, insight_id)
    if words in (insight.words, *insight.words.split("\n")):
        return
    if record.is_any(work, ("add", "change"), "insight", insight.number):
        add(work, person, insight_id, words)
    else:
        change(work, person, insight_id, words)


def add(work: Work, person: Person, insight_id: int, words: str, media: Sequence[dict[str, str]] = ()) -> None:
    """The teller adds something; staff see it on the card and are told."""
    insight = of_teller(work, person, insight_id)
    insight.words = "\n".join(part for part in (insight.words, words) if part)
    insight.media = [*insight.media, *media]
    record.act(work, person, "add", "insight", insight.number)
    cards.show_insight(work, insight)
    cards.tell_addition(work, insight, words, media)
    say_to_teller(work, insight, person, [_("I have added that to {reference}. Thank you.", reference=_code(insight))])


def describe(
    work: Work, person: Person, insight_id: int, *, kind: Kind | None, how_many: int | None, group_id: int | None
) -> None:
    """The teller says more about it: what sort of thing, how many people, which group it comes from."""
    insight = of_teller(work, person, insight_id)
    insight.kind = kind or insight.kind
    insight.how_many = how_many or insight.how_many
    insight.group_id = group_id or insight.group_id
    cards.show_insight(work, insight)
    say_to_teller(
        work, insight, person, [_("Thank you. I have noted that with {reference}.", reference=_code(insight))]
    )


def say_late(work: Work, insight: Insight, day: date) -> None:
    """The first word did not come by the day promised; say so, and when it will."""
    person = people.by_number(work, insight.person_id)
    text = _(
        "You should have had a first answer on {reference} by today. It has not come, and I am sorry. "
        "I have told the team again. You will have it by {day}.",
        reference=_code(insight),
        day=day,
    )
    if person is not None:
        say_to_teller(work, insight, person, [text], buttons=False)


def _requote(work: Work, insight: Insight, words: str) -> None:
    """What is told back quotes the words as they are now."""
    mine = (
        col(Raiser.person_id) == insight.person_id if insight.in_private else col(Raiser.group_id) == insight.group_id
    )
    quoted = sa.update(Raiser).where(col(Raiser.issue_id) == insight.issue_id, mine, col(Raiser.quote) == insight.words)
    work.session.execute(quoted.values(quote=words))


def at_message(work: Work, chat: Chat, message_id: int) -> Insight | None:
    """The insight that this very Telegram message became, if it did."""
    found = select(Insight).where(Insight.source_chat_id == chat.id, Insight.source_message_id == message_id)
    return work.session.exec(found).first()


def _keep(work: Work, insight: Insight) -> None:
    """As `session.add` and `flush`, in a third of the time: this is what every told word waits for."""
    insight.id = work.session.execute(_NEW, insight.model_dump(exclude={"id"})).scalar_one()
    make_transient_to_detached(insight)
    work.session.add(insight)


def _acknowledge(work: Work, person: Person, insight: Insight) -> None:
    team, day = work.programme.name, promises.day_of(work, insight.first_word_by)
    parts = [
        _("Thank you. I have kept this as {reference}.", reference=_code(insight)),
        said_back(insight),
        _("You will have a first answer from {team} by {day}.", team=team, day=day),
    ]
    say_to_teller(work, insight, person, parts)


def say_to_teller(work: Work, insight: Insight, person: Person, parts: list[Text], *, buttons: bool = True) -> None:
    """Say something to the one who told it: in private, or in the group where it was said."""
    shown = teller_buttons(insight) if buttons else ()
    if insight.in_private:
        saying.to_person(work, person, parts, shown, insight_id=insight.number, reply_to=insight.source_message_id)
    elif insight.source_chat_id is not None:
        saying.to_chat(
            work,
            insight.source_chat_id,
            parts,
            shown[1:],
            insight_id=insight.number,
            reply_to=insight.source_message_id,
        )


def teller_buttons(insight: Insight) -> tuple[tuple[Button, ...], ...]:
    """What the teller may do with it afterwards."""
    return (
        (
            Button(p_("button", "Change it"), f"i:{insight.number}:change"),
            Button(p_("button", "Add to it"), f"i:{insight.number}:add"),
        ),
        (Button(p_("button", "Take it back"), f"i:{insight.number}:back"),)
        + ((Button(p_("button", "Say more about it"), f"i:{insight.number}:more"),) if insight.in_private else ()),
    )


def how_many(insight: Insight) -> Text | None:
    """How many people it is about, where the teller said so."""
    if insight.how_many is None:
        return None
    return n_("about {n} person", "about {n} people", insight.how_many)


def _code(insight: Insight) -> Code:
    return Code(insight.reference)
