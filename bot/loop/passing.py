"""Groups without a chat: the champion who stands for one gets each telling as words to pass on or read out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from bot.language import Code, Text, _, p_
from bot.loop import saying, standing, wording
from bot.store.chats import Group
from bot.store.circles import PassingOn
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import Lane

News = tuple[Telling, Update, Raiser | None]
COPY = p_("button", "Copy the words")
TOLD, COULD_NOT = p_("button", "I told them"), p_("button", "I could not")
ASK_ONE = p_("button", "Ask a champion")
SETTLE, SOMEBODY_ELSE = p_("button", "Settle it"), p_("button", "Ask another champion")


def is_owed(chat_id: int, group_id: int | None, outside_id: int | None = None) -> ColumnElement[bool]:
    """Which telling of an update is the one owed to a chat, or to those who hear it from somebody."""
    if outside_id is not None:
        return col(Telling.for_outside_id) == outside_id
    if group_id is not None:
        return col(Telling.for_group_id) == group_id
    here = (col(Telling.chat_id) == chat_id) & col(Telling.for_group_id).is_(None)
    return here & col(Telling.for_outside_id).is_(None)


def language_of(work: Work, telling: Telling) -> str:
    """The language in which a telling is to be read by those it is for."""
    group = work.session.get(Group, telling.for_group_id) if telling.for_group_id else None
    return group.language if group else saying.language_in(work, telling.chat_id)


def being_translated(work: Work, telling: Telling, day: date) -> Text:
    """That the words are not there yet in the language of those who will read them."""
    group = work.session.get(Group, telling.for_group_id) if telling.for_group_id else None
    if group is None:
        return _("It is being put into your language. You will have it by {day}.", day=day)
    return _("It is being put into the language of {group}. You will have it by {day}.", group=group.name, day=day)


def buttons(telling: Telling) -> tuple[Button, Button]:
    """What a champion says of words to be passed on."""
    return Button(TOLD, f"r:{telling.number}:told"), Button(COULD_NOT, f"r:{telling.number}:not")


def for_staff(telling: Telling) -> tuple[tuple[Button, ...], ...]:
    """What staff may do with a telling that was not delivered."""
    settle = Button(SETTLE, f"s:{telling.number}")
    if telling.for_group_id is None:
        return ((settle,),)
    return ((settle,), (Button(SOMEBODY_ELSE, f"r:{telling.number}:other"),))


def hand_over(work: Work, telling: Telling, update: Update, raiser: Raiser | None, *, is_repeat: bool) -> bool:
    """Bring the words to the group's champion, alone in a message of their own; false where nobody stands for it."""
    group = work.session.get_one(Group, telling.for_group_id)
    champion = standing.champion_of(work, group)
    if champion is None or champion.chat_id is None:
        return False
    telling.chat_id = champion.chat_id
    if raiser is not None:
        raiser.chat_id = champion.chat_id
    _note(work, telling, champion)
    above = _above(work, update, group, champion)
    saying.to_person(work, champion, above, lane=Lane.TELLING, is_repeat=is_repeat)
    words = wording.parts(work, update, raiser)
    if alone := wording.alone(work, update):
        saying.to_person(
            work, champion, words, lane=Lane.TELLING, language=group.language, insight_id=update.insight_id
        )
        words = alone
    saying.to_person(
        work,
        champion,
        words,
        ((Button(COPY, copies=True),), buttons(telling)),
        lane=Lane.TELLING,
        language=group.language,
        telling_id=telling.number,
    )
    return True


def hand_over_together(work: Work, followup_id: int, group_id: int, news: Sequence[News], *, is_repeat: bool) -> bool:
    """`hand_over`, all that waited for a group: one message with all the words, answered once."""
    group = work.session.get_one(Group, group_id)
    champion = standing.champion_of(work, group)
    if champion is None or champion.chat_id is None:
        return False
    words: list[wording.Part] = []
    for telling, update, raiser in news:
        telling.chat_id = champion.chat_id
        if raiser is not None:
            raiser.chat_id = champion.chat_id
        _note(work, telling, champion)
        words += wording.parts(work, update, raiser, among_others=True)
    about = list(dict.fromkeys(wording.reference(update) for _telling, update, _raiser in news))
    saying.to_person(work, champion, [_please(about, group)], lane=Lane.TELLING, is_repeat=is_repeat)
    rows = ((Button(COPY, copies=True),), buttons(news[0][0]))
    saying.to_person(work, champion, words, rows, lane=Lane.TELLING, language=group.language, followup_id=followup_id)
    return True


def _please(about: list[Code], group: Group) -> Text:
    return _(
        "There is news on {reference} for {group}. Please pass it on or read it out. "
        "The words are in the next message. Then tell me there how it went.",
        reference=about[0] if len(about) == 1 else about,
        group=group.name,
    )


def _above(work: Work, update: Update, group: Group, champion: Person) -> list[Text]:
    parts = [_please([wording.reference(update)], group)]
    told = select(Insight).where(
        Insight.issue_id == update.issue_id, Insight.person_id == champion.id, col(Insight.taken_back_at).is_(None)
    )
    found = work.session.exec(told).all() if update.issue_id else ()
    references = [Code(insight.reference) for insight in found]
    if references:
        parts.append(_("It is about what you told me as {references}.", references=references))
    return parts


def _note(work: Work, telling: Telling, champion: Person) -> None:
    row = work.session.exec(select(PassingOn).where(PassingOn.telling_id == telling.id)).first()
    if row is None:
        row = PassingOn(
            programme_id=work.programme_id,
            telling_id=telling.number,
            person_id=champion.number,
            handed_at=work.now,
        )
    row.person_id, row.handed_at = champion.number, work.now
    row.reminded_at = row.shown_at = row.why_not = None
    work.session.add(row)
    work.session.flush()
