"""How an update reads to those who raised the matter: you said, we did, what changed, when you will hear more."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from bot import labels
from bot.language import Code, Text, _, p_
from bot.loop import group_words, help_card, missed, people, personal, promises
from bot.store import versions
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button, Versions
from bot.store.session import Work
from bot.store.updates import Telling, Update, Version
from bot.words import Scope, UpdateKind, Verdict

WORDS, DID = "update", "did"
QUOTED = 200


def reference(update: Update) -> Code:
    """What people call the matter by."""
    return Code(f"M-{update.issue_id}" if update.issue_id else f"H-{update.insight_id}")


def written(work: Work, update: Update) -> list[str]:
    """Which written texts an update has (its words, what was done); none where it is made of interface texts alone."""
    rows = work.session.exec(
        select(Version.of).where(Version.of_id == update.id, Version.of.in_((WORDS, DID))).distinct()  # type: ignore[attr-defined]
    ).all()
    return sorted(set(rows))


def parts(work: Work, update: Update, raiser: Raiser | None) -> list[Text | Versions]:
    """What a telling says, from top to bottom."""
    who = people.by_number(work, update.by_id)
    has = written(work, update)
    said: list[Text | Versions] = [
        _("About {reference}", reference=reference(update)),
        *_you_said(work, update, raiser),
        *missed.lines(work, update, raiser),
    ]
    if DID in has:
        said += [_("What we did:"), Versions(DID, update.number)]
    said.append(_heading(UpdateKind(update.kind), people.name_and_title(who) if who else None))
    said += _scope(work, update)
    if WORDS in has:
        said.append(Versions(WORDS, update.number))
    if (day := _next_news(work, update, raiser)) is not None:
        said.append(_("You will hear more by {day}.", day=day))
    if update.kind == UpdateKind.CHANGED:
        said.append(_("Is it better now? Only you can say."))
    if update.kind == UpdateKind.ANSWER and help_card.is_asked(work, update.insight_id):
        said.append(help_card.DID_IT_COME)
    return said


def _next_news(work: Work, update: Update, raiser: Raiser | None) -> date | None:
    """The date that the raiser counts on, where it is later than the one that was written."""
    if update.next_news is None or raiser is None or raiser.next_news_by is None:
        return update.next_news
    return max(update.next_news, promises.day_of(work, raiser.next_news_by))


def buttons(work: Work, update: Update, telling: Telling) -> tuple[tuple[Button, ...], ...]:
    """What the receiver can say to it: after a change, whether it is better; to an answer, whether help came."""
    if update.insight_id and update.kind == UpdateKind.ANSWER and help_card.is_asked(work, update.insight_id):
        return help_card.came_buttons(update.insight_id)
    if update.kind not in (UpdateKind.CHANGED, UpdateKind.CLOSED):
        return ()
    yes, bit, no, gone = (Button(labels.VERDICTS[verdict], f"j:{telling.code}:{verdict}") for verdict in Verdict)
    if update.kind == UpdateKind.CLOSED:
        return ((Button(p_("button", "It is not better"), no.data),),)
    return ((yes, bit), (no, gone))


def _scope(work: Work, update: Update) -> list[Text]:
    """The honest answer to "can this be changed?", where it is not simply yes."""
    issue = work.session.get(Issue, update.issue_id) if update.kind == UpdateKind.TAKEN_UP else None
    if issue is None or issue.scope in (None, Scope.OURS):
        return []
    return [labels.SCOPES[Scope(issue.scope)]]


def _you_said(work: Work, update: Update, raiser: Raiser | None) -> list[Text]:
    if raiser is not None and raiser.quote:
        quote = _short(raiser.quote if raiser.group_id is None else personal.masked(raiser.quote))
        if raiser.group_id is not None and group_words.was_said_there(work, raiser):
            return [_("In this group it was said: “{words}”", words=quote)]
        if raiser.group_id is not None:
            return [_("This is about: “{words}”", words=quote)]
        return [_("You said: “{words}”", words=quote)]
    insight = work.session.get(Insight, update.insight_id) if update.insight_id else None
    if insight is not None and insight.words:
        words = insight.words if insight.in_private else personal.masked(insight.words)
        return [_("You said: “{words}”", words=_short(words))]
    return []


def _short(words: str) -> str:
    return words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"


def _heading(kind: UpdateKind, who: Text | None) -> Text:
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
    return _("News from {who}:", who=who) if who else _("News:")


def version_text(work: Work, update: Update, of: str, language: str) -> str | None:
    """The words of an update in one language, if they were written."""
    found = versions.find(work.session, of, update.number, language)
    return found.text if found else None
