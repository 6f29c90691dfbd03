"""What people tell: taken in at once, said back, changed, added to, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import (
    acknowledging,
    asking,
    blocks,
    cards,
    closed,
    door,
    entered,
    finding,
    first_words,
    in_bin,
    live_hours,
    people,
    promise_card,
    record,
    saying,
    spreading,
    word_ends,
    wordings,
)
from bot.loop.acknowledging import say_to_teller
from bot.loop.wordings import Piece
from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.words import HowHeard, HowSaid, Kind, Lane

_TABLE: sa.Table = Insight.__table__  # type: ignore[attr-defined]
_NEW = sa.insert(_TABLE).returning(_TABLE.c.id)


@dataclass(frozen=True, slots=True)
class Told:
    """What arrived: words, a voice note or a picture (kind and file id), or both; and where it stands in Telegram.

    `album` is shared by pictures that were sent together, `language` what the words seem to be in.
    """

    words: str = field(default="", repr=False)
    media: Sequence[dict[str, str]] = ()
    chat_id: int | None = None
    message_id: int | None = None
    sent_at: datetime | None = None
    album: str | None = None
    is_forwarded: bool = False
    language: str | None = None

    @property
    def piece(self) -> Piece:
        """The same as a piece of something that is told already."""
        return Piece(self.words, self.media, self.chat_id, self.message_id, self.album)


def tell(
    work: Work,
    person: Person,
    told: Told,
    group: Group | None = None,
    *,
    kind: Kind | None = None,
    is_first: bool = False,
) -> Insight:
    """Keep what was told, show staff a card, and say it back with a reference and a date.

    With a `group` it was said there, and the group hears back; without, it was told in private and stays so.
    `is_first`: they have told nothing before.
    """
    insight = keep(work, person, told, group, kind=kind)
    cards.show_new_insight(work, insight)
    acknowledging.acknowledge(work, person, insight, is_first=is_first)
    acknowledging.ask_what_may_stay(work, insight, person, told.words)
    return insight


def keep(
    work: Work,
    person: Person,
    told: Told,
    group: Group | None = None,
    *,
    kind: Kind | None = None,
    event_id: int | None = None,
    heard_by: HowHeard | None = None,
) -> Insight:
    """Keep what was told and owe a first word on it; nothing is said yet, to staff or to the one who told it.

    `heard_by`: the person is a staff member who writes down what somebody else told them elsewhere.
    """
    is_allowed = person.consented_at is not None if group is None else door.may_be_heard_in_group(person)
    if not is_allowed and heard_by is None:
        raise errors.NotAllowed(_("Before I keep anything I need your yes. Please write /start to me in private."))
    blocks.must_not_be_blocked(person)
    closed.must_be_open(work)
    insight = Insight(
        programme_id=work.programme_id,
        person_id=person.number if heard_by is None else None,
        entered_by=person.number if heard_by is not None else None,
        heard_by=heard_by,
        group_id=group.number if group else None,
        in_private=group is None,
        language=told.language or (group.language if group else person.language) or "en",
        words=told.words,
        media=list(told.media),
        kind=kind,
        is_forwarded=told.is_forwarded,
        album=told.album,
        sent_at=told.sent_at,
        source_chat_id=told.chat_id,
        source_message_id=told.message_id,
        event_id=event_id,
        told_at=work.now,
        first_word_by=first_words.by(work, kind),
    )
    live_hours.gather(work, insight)
    _insert(work, insight)
    first_words.owe(work, insight)
    promise_card.owe_listening(work, insight, told.media)
    spreading.notice(work, insight)
    return insight


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
    """The teller says it again, as it should be. What they said first is kept beside it."""
    blocks.must_not_be_blocked(person)
    insight = of_teller(work, person, insight_id)
    before = insight.words
    wordings.change(work, insight, words)
    _changed(work, person, insight, before, words)


def reword(work: Work, person: Person, chat: Chat, message_id: int, words: str, *, at: datetime | None = None) -> None:
    """The teller edited a message that something was told or added in.

    What they said again since stays: then what they edited is added to it.
    """
    insight = at_message(work, chat, message_id)
    if insight is None or insight.person_id != person.id or insight.taken_back_at is not None:
        return
    blocks.must_not_be_blocked(person)
    wordings.current(work, insight)
    ever, at = wordings.at_message(work, chat, message_id), at or work.now
    piece = ever[-1]
    if words in (piece.words, insight.words) or (piece.how == HowSaid.EDITED and piece.at > at):
        return
    if piece.gone_at is not None or piece.how == HowSaid.CHANGED:
        if words not in insight.words.split("\n"):
            add(work, person, insight.number, words)
        return
    before = insight.words
    wordings.edit(work, insight, piece, words, at)
    _changed(work, person, insight, before, words)


def add(work: Work, person: Person, insight_id: int, words: str, media: Sequence[dict[str, str]] = ()) -> None:
    """The teller adds something; staff see it on the card and are told."""
    add_told(work, person, insight_id, Told(words, media))


def add_told(work: Work, person: Person, insight_id: int, told: Told) -> None:
    """`add`, with where it stands in Telegram: editing that message changes what was added."""
    blocks.must_not_be_blocked(person)
    insight = of_teller(work, person, insight_id)
    wordings.add(work, insight, told.piece)
    promise_card.owe_listening(work, insight, told.media)
    record.act(work, person, "add", "insight", insight.number)
    text = _("I have added that to {reference}. Thank you.", reference=_code(insight))
    brought = asking.heard(work, person, insight, told.words, told.media, told.language)
    say_to_teller(work, insight, person, [text, *brought, *in_bin.restore(work, insight)])
    acknowledging.ask_what_may_stay(work, insight, person, told.words)
    cards.show_insight(work, insight)
    cards.tell_addition(work, insight, told.words, told.media)


def say_late(work: Work, insight: Insight, day: date) -> None:
    """The first word did not come by the day promised; say so, and when it will.

    Whoever has paused is told when they are back, if it is still late then.
    """
    person = people.by_number(work, insight.person_id)
    text = _(
        "You should have had a first answer on {reference} by today. It has not come, and I am sorry. "
        "I have told the team again. You will have it by {day}.",
        reference=_code(insight),
        day=day,
    )
    if insight.entered_by is not None:
        entered.say(work, insight, [text])
    elif person is not None and not (insight.in_private and saying.is_paused(work, person)):
        say_to_teller(work, insight, person, [text], buttons=False, lane=Lane.TELLING)


def _changed(work: Work, person: Person, insight: Insight, before: str, words: str) -> None:
    _requote(work, insight, before)
    word_ends.end(work, person, insight, sentences_only=True)
    insight.changed_at = work.now
    record.act(work, person, "change", "insight", insight.number)
    text = _("I have changed {reference}.", reference=_code(insight))
    say_to_teller(work, insight, person, [text, *acknowledging.repeated(insight), *in_bin.restore(work, insight)])
    acknowledging.ask_what_may_stay(work, insight, person, words)
    cards.show_insight(work, insight)


def _requote(work: Work, insight: Insight, before: str) -> None:
    """What is told back quotes the words as they are now."""
    mine = (
        col(Raiser.person_id) == insight.person_id if insight.in_private else col(Raiser.group_id) == insight.group_id
    )
    quoted = sa.update(Raiser).where(col(Raiser.issue_id) == insight.issue_id, mine, col(Raiser.quote) == before)
    work.session.execute(quoted.values(quote=insight.words))


def at_message(work: Work, chat: Chat, message_id: int) -> Insight | None:
    """The insight that this very Telegram message became, or a piece of, if it did."""
    found = select(Insight).where(Insight.source_chat_id == chat.id, Insight.source_message_id == message_id)
    pieces = wordings.at_message(work, chat, message_id)
    if pieces:
        return work.session.get(Insight, pieces[-1].insight_id)
    return work.session.exec(found).first()


def _insert(work: Work, insight: Insight) -> None:
    """As `session.add` and `flush`, in a third of the time: this is what every told word waits for."""
    insight.id = work.session.execute(_NEW, insight.model_dump(exclude={"id"})).scalar_one()
    make_transient_to_detached(insight)
    work.session.add(insight)


def _code(insight: Insight) -> Code:
    return Code(insight.reference)
