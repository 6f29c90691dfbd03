"""Did it lead to anything else? Asked in private some weeks after a matter was closed; its owner hears the answer."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, p_
from bot.loop import blocks, cards, finding, merged, people, quoting, reasons, record, relaying, saying
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.later import Ripple
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

TELL, NOTHING = p_("button", "Yes, I tell you"), p_("button", "No, nothing else")
WRITE = p_("button", "Write the story")
ASKED = _("It was closed some weeks ago. Did it lead to anything else since, good or bad?")


def ask(work: Work, issue: Issue, raiser: Raiser, person: Person | None) -> None:
    """Ask one who raised a closed matter, or the champion of a group that did, what it led to."""
    there = work.session.exec(select(Ripple.id).where(Ripple.raiser_id == raiser.id)).first()
    if person is None or there is not None:
        return
    ripple = Ripple(
        programme_id=work.programme_id,
        issue_id=issue.number,
        raiser_id=raiser.number,
        person_id=person.number,
        asked_at=work.now,
        media=[],
    )
    work.session.add(ripple)
    work.session.flush()
    record.act(work, None, "ask_ripple", "issue", issue.number)
    about, more = _about(work, issue, raiser)
    row = (Button(TELL, f"rip:{ripple.number}:tell"), Button(NOTHING, f"rip:{ripple.number}:none"))
    saying.to_person(work, person, [*about, ASKED], (row,), lane=Lane.TELLING, **more)


def own(work: Work, person: Person, ripple_id: int | None) -> Ripple:
    """A question that this person was asked, while they have told nothing. Raises `errors.NotAllowed` for others."""
    ripple = finding.one(work, Ripple, ripple_id, held=True)
    if ripple.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who was asked can do that."))
    blocks.must_not_be_blocked(person)
    if ripple.led_to:
        raise errors.NoLongerThere(_("You told me so already. Thank you."))
    return ripple


def nothing(work: Work, person: Person, ripple_id: int) -> Text:
    """It led to nothing else."""
    ripple = own(work, person, ripple_id)
    ripple.led_to, ripple.answered_at = False, work.now
    record.act(work, person, "answer_ripple", "issue", ripple.issue_id)
    return _("Thank you. That is noted.")


def tell(work: Work, person: Person, ripple_id: int, words: str, media: relaying.Media) -> None:
    """What it led to, written or said: kept with the matter, and brought to whoever answers for it."""
    relaying.must_be_something(words, media)
    ripple = own(work, person, ripple_id)
    ripple.led_to, ripple.answered_at = True, work.now
    ripple.words, ripple.media = words or None, list(media)
    record.act(work, person, "answer_ripple", "issue", ripple.issue_id)
    issue = merged.present(work, work.session.get_one(Issue, ripple.issue_id))
    heading = _("{reference} led to something else, says somebody who raised it:", reference=Code(issue.reference))
    reasons.bring(work, person, issue, heading, words, media, ((write_up(ripple),),))
    cards.show_issue(work, issue)
    thanks = _("Thank you. I have passed your words to the person who answers for it.")
    asked_first = _("If the team wants to tell it to others, it asks you first, with the very words.")
    saying.to_person(work, person, [thanks, asked_first])


def write_up(ripple: Ripple) -> Button:
    """By which staff write the story of it."""
    return Button(WRITE, f"rip:{ripple.number}:write")


def told(work: Work, by: Person, ripple_id: int | None) -> Ripple:
    """What somebody told, for staff. Raises `errors.NoLongerThere` where its words are gone."""
    people.must_be_staff(work, by)
    ripple = finding.one(work, Ripple, ripple_id, held=True)
    if not ripple.words and not ripple.media:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    return ripple


def _about(work: Work, issue: Issue, raiser: Raiser) -> tuple[list[Text], dict[str, Any]]:
    """What it is about, for whoever is asked; a reply to it is added to what they told in private."""
    heading = _("About {reference}", reference=Code(issue.reference))
    group = work.session.get(Group, raiser.group_id) if raiser.group_id else None
    if group is not None:
        return [heading, _("You are asked for the group {group}.", group=group.name)], {}
    told = select(Insight).where(
        Insight.issue_id == issue.id,
        Insight.person_id == raiser.person_id,
        col(Insight.in_private),
        col(Insight.taken_back_at).is_(None),
    )
    insight = work.session.exec(told.order_by(col(Insight.id))).first()
    if insight is None or not insight.words:
        return [heading], {}
    quote = _("You said: “{words}”", words=quoting.short(insight.words))
    return [heading, quote], {"insight_id": insight.number}
