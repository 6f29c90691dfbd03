"""What staff do with one insight on its card: take it, let it go, hand it on, call it a rumour, unfold its card."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.card_words import Risk, Spread
from bot.language import Code, Text, _, own_words
from bot.loop import (
    cards,
    copies,
    duty,
    first_words,
    handling_card,
    help_card,
    helping,
    insights,
    leads,
    paging,
    people,
    personal,
    promises,
    record,
    saying,
)
from bot.loop.saying import INSIGHT
from bot.store import handling
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK, PromiseKind, Role

ABOUT = "insight"
LISTED_AT_MOST, LABEL_LETTERS = 20, 30
NO_PRIVATE_CHAT = _("Write /start to me in private first, then press again.")
OPENED = ("", handling_card.MORE, handling_card.RUMOUR, handling_card.BIN)


def to_act_on(work: Work, by: Person, insight_id: int | None) -> Insight:
    """An insight that a staff member may act on now, held. Raises `errors.NotAllowed` or `errors.NoLongerThere`."""
    people.must_be_staff(work, by)
    insight = insights.still_told(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    if handling_card.is_binned(handling.find(work.session, insight.number)):
        raise errors.NoLongerThere(_("It is in the bin. Take it out first."))
    return insight


def begun(work: Work, insight: Insight) -> Handling:
    """What is done with an insight, from now on written down."""
    done = handling.find(work.session, insight.number)
    if done is None:
        done = Handling(programme_id=work.programme_id, insight_id=insight.number)
        work.session.add(done)
        work.session.flush()
    return done


def claim(work: Work, by: Person, insight_id: int) -> Text:
    """One named staff member takes it. Raises `errors.NoLongerThere` where somebody has it."""
    insight = to_act_on(work, by, insight_id)
    done = begun(work, insight)
    _must_be_free(work, by, done)
    _give_to(work, by, insight, done, by, "claim")
    return _("It is yours. The card says so.")


def let_go(work: Work, by: Person, insight_id: int) -> Text:
    """Whoever has it lets it go; an administrator may do so for them."""
    insight = to_act_on(work, by, insight_id)
    done = begun(work, insight)
    who = handling_card.holder(work, done)
    if who is None:
        raise errors.NoLongerThere(_("Nobody has it."))
    _must_be_theirs(work, by, who)
    record.act(work, by, "let_go", ABOUT, insight.number, before=who.number, after=None)
    done.claimed_by = done.claimed_at = None
    work.session.flush()
    if (owner_id := first_words.keeper(work, insight) or duty.today(work)) is not None:
        promises.give(work, ABOUT, insight.number, owner_id)
    cards.show_insight(work, insight)
    return _("It is free for somebody else now.")


def let_go_all(work: Work, person: Person) -> None:
    """A staff member is gone: what they had is free for the others."""
    theirs = select(Handling).where(Handling.programme_id == work.programme_id, Handling.claimed_by == person.id)
    for done in work.session.exec(theirs).all():
        done.claimed_by = done.claimed_at = None
        work.session.flush()
        cards.show_insight(work, work.session.get_one(Insight, done.insight_id))


def take_over(work: Work, had: Person, to: Person) -> int:
    """A colleague has from now on what somebody had claimed, as far as they may see it; returns how many cards."""
    theirs = select(Handling).where(Handling.programme_id == work.programme_id, Handling.claimed_by == had.id)
    found = work.session.exec(theirs.order_by(col(Handling.id))).all()
    for done in found:
        insight = work.session.get_one(Insight, done.insight_id)
        may_have = leads.may_see(work, to, insight)
        done.claimed_by, done.claimed_at = (to.number, work.now) if may_have else (None, None)
        work.session.flush()
        cards.show_insight(work, insight)
    return len(found)


def offer_colleagues(work: Work, by: Person, insight_id: int, start: int = 0) -> Text:
    """Ask in private whom it is handed on to, some of the team at a time."""
    insight = to_act_on(work, by, insight_id)
    if by.chat_id is None:
        raise errors.Mistake(NO_PRIVATE_CHAT)
    _may_hand_on(work, by, insight, handling.find(work.session, insight.number))
    there = [one for one in people.holding(work, DESK) if one.id != by.id and leads.may_see(work, one, insight)]
    if not there:
        raise errors.Mistake(_("There is nobody else who could have it."))
    text = _("Who should have {reference} now?", reference=Code(insight.reference))
    end = start + paging.AT_ONCE
    rows = [[Button(_label(one), f"card:{insight.number}:to:{one.number}")] for one in there[start:end]]
    turns = paging.steps(f"card:{insight.number}:whom:", start, paging.AT_ONCE, is_more=len(there) > end)
    saying.to_person(work, by, [text], [*rows, turns] if turns else rows)
    return _("I have asked you in our private chat.")


def hand_on(work: Work, by: Person, insight_id: int, to_id: int) -> Text:
    """A named colleague has it from now on, and gets the card in private. No reason is needed."""
    insight = to_act_on(work, by, insight_id)
    to = people.serving(work, to_id)
    if to is None or to.programme_id != work.programme_id:
        raise errors.NoLongerThere(_("They do not belong to the team any more."))
    if not leads.may_see(work, to, insight):
        raise errors.NotAllowed(_("This is sensitive. Only a safeguarding lead can have it."))
    if to.chat_id is None:
        raise errors.Mistake(_("I cannot write to them: they have not written to me yet. Please choose somebody else."))
    done = begun(work, insight)
    _may_hand_on(work, by, insight, done)
    if to.id in (done.claimed_by, _helper_id(work, insight)):
        raise errors.NoLongerThere(_("They have it already."))
    _give_to(work, by, insight, done, to, "hand_on")
    if to.id != by.id:
        heading = _("{who} has handed this on to you. It is yours now.", who=people.name_and_title(by))
        copies.give_insight(work, to, insight, [heading])
    return _("{who} has it now, and knows.", who=people.name_and_title(to))


def call_rumour(work: Work, by: Person, insight_id: int, *, is_rumour: bool) -> Text:
    """Staff call it a rumour, or no longer: its card moves, and asks how risky it is and how far it has gone."""
    insight = to_act_on(work, by, insight_id)
    done = begun(work, insight)
    if done.is_rumour == is_rumour and not is_rumour:
        raise errors.NoLongerThere(_("It is no rumour any more."))
    if done.is_rumour != is_rumour:
        record.act(work, by, "rumour", ABOUT, insight.number, before=done.is_rumour, after=is_rumour)
    done.is_rumour = is_rumour
    if is_rumour:
        first_words.hurry(work, insight)
    else:
        done.risk = done.spread = None
    _open_everywhere(work, by, insight, handling_card.RUMOUR if is_rumour else "")
    cards.show_insight(work, insight)
    return _("Thank you. That is noted.")


def grade(work: Work, by: Person, insight_id: int, *, risk: Risk | None = None, spread: Spread | None = None) -> Text:
    """How much harm a rumour may do, or how far it has gone. Once both are known the card folds."""
    insight = to_act_on(work, by, insight_id)
    done = begun(work, insight)
    before = {"risk": done.risk, "spread": done.spread}
    done.is_rumour, done.risk, done.spread = True, risk or done.risk, spread or done.spread
    record.act(
        work, by, "grade", ABOUT, insight.number, before=before, after={"risk": done.risk, "spread": done.spread}
    )
    if done.risk and done.spread:
        _open_everywhere(work, by, insight, "")
    cards.show_insight(work, insight)
    return _("Thank you. That is noted.")


def unfold(work: Work, by: Person, insight_id: int, where: str, opened: str) -> None:
    """Show more or fewer of a card's buttons, where they were pressed."""
    insight = to_act_on(work, by, insight_id)
    card = cards.of(work, INSIGHT, insight.number) if where == handling_card.ROOM else None
    copy = copies.of(work, by, INSIGHT, insight.number) if where == handling_card.PRIVATE else None
    for one in (card, copy):
        if one is not None:
            one.opened = opened if opened in OPENED else ""
    cards.show_insight(work, insight)


def show_words(work: Work, by: Person, insight_id: int) -> Text:
    """Words that are hard to read are shown to whoever asks, in private; that is written down."""
    insight = to_act_on(work, by, insight_id)
    if by.chat_id is None:
        raise errors.Mistake(NO_PRIVATE_CHAT)
    record.act(work, by, "show_words", ABOUT, insight.number)
    heading = _("{reference}, as it was told. It may be hard to read.", reference=Code(insight.reference))
    words = own_words(personal.shown(insight.words, insight.may_stay))
    saying.to_person(work, by, [heading, words], insight_id=insight.number, words_of=insight.person_id)
    return _("I have sent it to you in private.")


def open_card(work: Work, by: Person, insight_id: int) -> None:
    """Put the card into the private chat of a staff member, with the same buttons."""
    people.must_be_staff(work, by)
    copies.give_insight(work, by, insights.still_told(work, insight_id))


def mine(work: Work, person: Person) -> list[int]:
    """The numbers of the insights that somebody has, the oldest first."""
    theirs = (Handling.programme_id == work.programme_id, Handling.claimed_by == person.id)
    found = select(Handling.insight_id).where(*theirs, col(Handling.binned_at).is_(None))
    return list(work.session.exec(found.order_by(col(Handling.claimed_at))).all())


def digest_lines(work: Work) -> list[Text]:
    """Rumours that nobody has said a word on yet, the riskiest first."""
    unanswered = promises.open_about(work, PromiseKind.FIRST_WORD, ABOUT)
    open_ones = (Handling.is_rumour, col(Handling.binned_at).is_(None), col(Handling.insight_id).in_(unanswered))
    found = select(Handling).where(Handling.programme_id == work.programme_id, *open_ones)
    rumours = work.session.exec(found.order_by(col(Handling.id)).limit(LISTED_AT_MOST)).all()
    worst_first = sorted(rumours, key=lambda one: one.risk != Risk.HIGH)
    named = [Code(f"H-{one.insight_id}") for one in worst_first]
    return [_("Rumours without a word yet: {references}", references=named)] if named else []


def _give_to(work: Work, by: Person, insight: Insight, done: Handling, to: Person, act: str) -> None:
    """Who needs help has a holder, and nobody who works on the card beside."""
    before = _helper_id(work, insight) or done.claimed_by
    record.act(work, by, act, ABOUT, insight.number, before=before, after=to.number)
    is_help = help_card.is_open(work, insight)
    done.claimed_by, done.claimed_at = (None, None) if is_help else (to.number, work.now)
    helping.pass_to(work, insight, to)
    promises.give(work, ABOUT, insight.number, to.number)
    cards.show_insight(work, insight)


def _must_be_free(work: Work, by: Person, done: Handling) -> None:
    who = handling_card.holder(work, done)
    if who is not None and who.id == by.id:
        raise errors.NoLongerThere(_("You have it already."))
    if who is not None:
        raise errors.NoLongerThere(_("{who} has it already.", who=people.name_and_title(who)))


def _helper_id(work: Work, insight: Insight) -> int | None:
    who = help_card.holder(work, insight)
    return who.id if who is not None else None


def _may_hand_on(work: Work, by: Person, insight: Insight, done: Handling | None) -> None:
    who = help_card.holder(work, insight) or handling_card.holder(work, done)
    if who is not None:
        _must_be_theirs(work, by, who)


def _must_be_theirs(work: Work, by: Person, who: Person) -> None:
    if who.id != by.id and Role.ADMINISTRATOR not in people.roles(work, by):
        text = _("{who} has it. Only they, or an administrator, can do that.", who=people.name_and_title(who))
        raise errors.NotAllowed(text)


def _open_everywhere(work: Work, by: Person, insight: Insight, opened: str) -> None:
    """On the card in the room and on the own copy."""
    for one in (cards.of(work, INSIGHT, insight.number), copies.of(work, by, INSIGHT, insight.number)):
        if one is not None:
            one.opened = opened


def _label(person: Person) -> Text:
    name = ", ".join(filter(None, (person.name, person.title)))
    return own_words(name if len(name) <= LABEL_LETTERS else f"{name[: LABEL_LETTERS - 1]}…")
