"""How an update reads to those who raised the matter: you said, we did, what changed, when you will hear more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.card_words import Binned
from bot.language import Code, Text, _, p_
from bot.loop import (
    asked_back,
    bin_words,
    days_told,
    further,
    help_card,
    leads_card,
    meaning,
    missed,
    people,
    plan_lines,
    promises,
    quoting,
    scope_lines,
    senior_lines,
)
from bot.store import versions
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button, Versions
from bot.store.parts import Part as Part
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update, Version
from bot.words import Further, UpdateKind, Verdict

WORDS, DID = "update", "did"
JUDGED = frozenset({UpdateKind.CHANGED, UpdateKind.CLOSED, UpdateKind.STILL_SO})
_TEXTS = (
    select(Version.of)
    .where(Version.of_id == sa.bindparam("update"), col(Version.of).in_((WORDS, DID, meaning.MEANT, *further.HEADINGS)))
    .distinct()
)
NOT_FOR_ALL = _(
    "It is not good enough yet for all who raised this, so it is open again. There is no news so far. "
    "I have reminded the team."
)


def reference(update: Update) -> Code:
    """What people call the matter by."""
    return Code(f"M-{update.issue_id}" if update.issue_id else f"H-{update.insight_id}")


def written(work: Work, update: Update) -> list[str]:
    """Which written texts an update has that all its readers get; none where it is made of interface texts alone."""
    return sorted(texts(work, update) - {Further.EASY})


def texts(work: Work, update: Update) -> set[str]:
    """Which written texts an update has: its words, what was done, what it says further, easy words."""
    return set(work.session.execute(_TEXTS, {"update": update.id}).scalars())


@dataclass(frozen=True, slots=True)
class Frame:
    """All that stands round the written words of a telling.

    `above`: what stands above the words of whoever says them. `did`: what stands above what was done. `next_news`: by
    when more is heard.
    """

    kind: UpdateKind
    references: Sequence[Code]
    you_said: Sequence[Part] = ()
    did: Text | None = None
    above: Sequence[Text] = ()
    scope: Sequence[Text] = ()
    senior: Sequence[Text] = ()
    next_news: date | None = None
    say_by: date | None = None
    asked: Sequence[Text] = ()
    asks_whether_it_came: bool = False
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Says:
    """What word on a matter says that can be answered with a button."""

    plan: bool = False
    meant: bool = False
    can_be_looked_at_again: bool = False


def framed(
    frame: Frame,
    did: Part | None,
    words: Part | None,
    meant: Part | None = None,
    planned: Sequence[Part] = (),
    more: Mapping[str, Part] | None = None,
) -> list[Part]:
    """A telling from top to bottom, as whoever gets it reads it and as staff see it before."""
    said: list[Part] = [_about(frame.references), *frame.you_said]
    if meant is not None:
        said += [meaning.heading(), meant]
    if did is not None:
        said += [frame.did or further.did_heading(None), did]
    said += [*frame.above, *frame.scope, *planned]
    if words is not None:
        said.append(words)
    said += [*further.framed(more or {}), *frame.senior]
    if frame.next_news is not None:
        said.append(_("You will hear more by {day}.", day=frame.next_news))
    if not frame.asks:
        return said
    said += frame.asked
    if frame.kind == UpdateKind.CHANGED:
        said.append(_("Is it better now? Only you can say."))
    if frame.say_by is not None:
        said.append(further.say_by(frame.say_by))
    if frame.asks_whether_it_came:
        said.append(help_card.DID_IT_COME)
    return said


def parts(work: Work, update: Update, raiser: Raiser | None, *, among_others: bool = False) -> list[Part]:
    """What a telling says, from top to bottom.

    `among_others`: in one message with others it quotes nobody and asks nothing; by itself it does.
    """
    who = people.by_number(work, update.by_id)
    if update.kind == UpdateKind.ASKED:
        by = (people.name_and_title(who) if who else None) or _("somebody of the team")
        return [*asked_back.parts(work, update, by, WORDS)]
    if update.kind == UpdateKind.BINNED and update.why is not None:
        by = (people.name_and_title(who) if who else None) or _("somebody of the team")
        return list(bin_words.parts(f"H-{update.insight_id}", Binned(update.why), by))
    has = texts(work, update)
    kind, named = UpdateKind(update.kind), people.name_and_title(who) if who else None
    days, plan = days_told.of(work, update, raiser), plan_lines.of(work, update)
    told_since: list[Part] = [*missed.lines(work, update, raiser), *days_told.moved(days)]
    told_since += leads_card.told(work, update, raiser)
    frame = Frame(
        kind=kind,
        references=[reference(update), *(Code(f"H-{number}") for number in update.also or ())],
        you_said=[*(() if among_others else quoting.you_said(work, update, raiser)), *told_since],
        did=further.did(work, update.issue_id, named) if DID in has else None,
        above=[*senior_lines.above(work, update), *_above(work, update, raiser, named)],
        scope=scope_lines.told(work, update),
        senior=senior_lines.below(work, update),
        next_news=_next_news(work, update, raiser),
        say_by=_say_by(work, update),
        asked=plan_lines.asked_of(kind, days_told.due(days, plan)) if plan else [],
        asks_whether_it_came=kind == UpdateKind.ANSWER and help_card.is_asked(work, update.insight_id),
        asks=not among_others,
    )
    if kind == UpdateKind.PLAN and plan is not None:
        planned = plan_lines.parts(days_told.due(days, plan), update, DID, WORDS)
        return framed(frame, None, None, planned=planned)
    meant, did, words = (Versions(of, update.number) if of in has else None for of in (meaning.MEANT, DID, WORDS))
    said = framed(frame, did, words, meant, more=further.versions_of(update, has))
    return [*said, *further.read_out(work, update)] if words is not None else said


def _about(references: Sequence[Code]) -> Text:
    if len(references) > 1:
        return _("About {references}", references=list(references))
    return _("About {reference}", reference=references[0])


def _named(who: Person | None) -> Text | None:
    return people.name_and_title(who) if who else None


def _next_news(work: Work, update: Update, raiser: Raiser | None) -> date | None:
    """The date that the raiser counts on, where it is later than the one that was written."""
    if update.next_news is None or raiser is None or raiser.next_news_by is None:
        return update.next_news
    return max(update.next_news, promises.day_of(work, raiser.next_news_by))


def _say_by(work: Work, update: Update) -> date | None:
    """Until when those who are asked whether it is better can say so."""
    issue = work.session.get(Issue, update.issue_id) if update.kind == UpdateKind.CHANGED else None
    return promises.day_of(work, issue.judge_by) if issue is not None and issue.judge_by is not None else None


def buttons(work: Work, update: Update, telling: Telling) -> tuple[tuple[Button, ...], ...]:
    """What the receiver can say to it: after a change, whether it is better; to an answer, whether help came."""
    if update.insight_id and update.kind == UpdateKind.ANSWER and help_card.is_asked(work, update.insight_id):
        return help_card.came_buttons(update.insight_id)
    if update.kind == UpdateKind.ASKED:
        return asked_back.buttons(work, update, telling)
    says = Says(
        plan=plan_lines.of(work, update) is not None,
        meant=meaning.MEANT in written(work, update),
        can_be_looked_at_again=scope_lines.has_a_way_back(work, update),
    )
    return under(UpdateKind(update.kind), telling.code, says)


def under(kind: UpdateKind, code: str, says: Says) -> tuple[tuple[Button, ...], ...]:
    """The buttons under word on a matter, by the sort of word and what it says."""
    if kind not in JUDGED:
        rows = plan_lines.buttons(code) if says.plan else ()
        rows += (meaning.buttons(code),) if says.meant else ()
        return (*rows, (scope_lines.look_again(code),)) if says.can_be_looked_at_again else rows
    yes, bit, no, gone = (Button(labels.VERDICTS[verdict], f"j:{code}:{verdict}") for verdict in Verdict)
    if kind == UpdateKind.CLOSED:
        return ((Button(p_("button", "It is not better"), no.data),),)
    return ((yes, bit), (no, gone))


def alone(work: Work, update: Update) -> list[Part]:
    """The written words by themselves, short enough to be copied, where much else stands round them."""
    has = written(work, update)
    return [Versions(of, update.number) for of in (DID, WORDS) if of in has] if meaning.MEANT in has else []


def asks_nothing(kind: UpdateKind) -> bool:
    """Whether news of this sort waits for no answer."""
    return kind not in JUDGED and kind is not UpdateKind.ANSWER


def _above(work: Work, update: Update, raiser: Raiser | None, who: Text | None) -> list[Text]:
    """What stands above the words of whoever says them."""
    if update.kind == UpdateKind.NOTHING_YET and who is None and not missed.was_named(work, update, raiser):
        return [NOT_FOR_ALL]
    if update.other_id is not None and who is not None:
        return [meaning.moved(UpdateKind(update.kind), Code(f"M-{update.issue_id}"), Code(f"M-{update.other_id}"), who)]
    if update.kind in scope_lines.KINDS:
        return scope_lines.above(work, update, who)
    return above(UpdateKind(update.kind), who)


def above(kind: UpdateKind, who: Text | None, body: str | None = None) -> list[Text]:
    """What stands above words of a kind; `body`: whose it is, where that has answered."""
    if kind in scope_lines.KINDS:
        return scope_lines.above_of(kind, who, body)
    return [] if kind == UpdateKind.UNDERSTOOD else [heading(kind, who)]


def heading(kind: UpdateKind, who: Text | None) -> Text:
    """What stands above the words of whoever says them, by the sort of word that it is."""
    match kind, who:
        case UpdateKind.TAKEN_UP, Text():
            return _("{who} has taken this up and answers for it:", who=who)
        case UpdateKind.ANSWER, Text():
            return _("{who} answers:", who=who)
        case UpdateKind.CHANGED, Text():
            return _("What changed, says {who}:", who=who)
        case UpdateKind.NOTHING_YET, Text():
            return _("There is nothing new yet. {who} says why:", who=who)
        case UpdateKind.NOTHING_YET, None:
            return _("There should be news by today, and there is none. I am sorry. I have reminded the team.")
        case UpdateKind.REOPENED, Text():
            return _(
                "It is not good enough yet: that was the answer here. {who} has it again and owes you news.", who=who
            )
        case UpdateKind.CLOSED, _:
            return _("This is closed now. If it is not better, or comes back, tell me: it opens again.")
        case UpdateKind.STILL_SO, _:
            return _("This was closed a while ago. Is it still better? Only you can say.")
        case UpdateKind.PLAN, Text():
            return _("{who} asks what you think of this plan.", who=who)
    return _("News from {who}:", who=who) if who else _("News:")


def version_text(work: Work, update: Update, of: str, language: str) -> str | None:
    """The words of an update in one language, if they were written."""
    found = versions.find(work.session, of, update.number, language)
    return found.text if found else None
