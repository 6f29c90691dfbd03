"""The story of one thing that was raised: told, taken up by whom, what was said and changed, how it was judged."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors, labels
from bot.language import Code, Text, _, own_words, p_
from bot.loop import (
    acknowledging,
    case_stories,
    finding,
    further,
    help_card,
    insights,
    mine,
    no_need,
    people,
    promises,
    raised,
    saying,
    urgent,
    wording,
)
from bot.loop.raised import News, Raised
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement
from bot.words import Further, UpdateKind, Verdict

NEWS_AT_ONCE = 5
Rows = tuple[tuple[Button, ...], ...]


def show(work: Work, person: Person, insight_id: int) -> None:
    """Tell somebody the story of what they or their group raised. Raises `errors.NotAllowed` for anybody else."""
    one = _theirs(work, person, insight_id)
    saying.to_person(
        work, person, _parts(work, person, one), _buttons(work, person, one), insight_id=one.insight.number
    )


def _theirs(work: Work, person: Person, insight_id: int) -> Raised:
    insight = finding.one(work, Insight, insight_id)
    if insight.person_id == person.id:
        insights.of_teller(work, person, insight_id)
    found = next((one for one in raised.everything(work, person) if one.insight.id == insight.id), None)
    if found is None:
        raise errors.NotAllowed(_("Only those who raised this can see that."))
    return found


def _parts(work: Work, person: Person, one: Raised) -> list[Text]:
    insight = one.insight
    told_on = _("{reference}, told on {day}", reference=_code(insight), day=promises.day_of(work, insight.told_at))
    parts = [told_on]
    if one.is_own:
        parts.append(acknowledging.said_back(insight))
    parts += [*_holder(work, insight), *_owner(work, insight)]
    if len(one.news) > NEWS_AT_ONCE:
        parts.append(_("What was told before that stands further up in this chat."))
    for news in one.news[-NEWS_AT_ONCE:]:
        parts += _told(work, person, news)
    if not one.news:
        parts.append(mine.last_news(work, one))
    parts += _judged(work, person, insight)
    then = mine.next_news(work, one)
    return [*parts, then] if then else parts


def _holder(work: Work, insight: Insight) -> list[Text]:
    referral = help_card.of(work, insight)
    if referral is None:
        return []
    handed = [_("Handed on to: {whom}", whom=referral.handed_to)] if referral.handed_to else []
    return [help_card.standing(work, referral), *handed]


def _owner(work: Work, insight: Insight) -> list[Text]:
    issue = work.session.get(Issue, insight.issue_id) if insight.issue_id else None
    owner = people.by_number(work, issue.owner_id) if issue else None
    if issue is None or owner is None:
        return []
    who = people.name_and_title(owner)
    return [_("It belongs to {matter}. {who} answers for it.", matter=Code(issue.reference), who=who)]


def _told(work: Work, person: Person, news: News) -> list[Text]:
    """One update as it was told: in the reader's language, else in that of the chat where it was said."""
    day = promises.day_of(work, news.telling.state_at)
    said = [mine.headline(UpdateKind(news.update.kind), day)]
    reads, there = person.language or "en", saying.language_in(work, news.telling.chat_id)
    texts = {}
    for of in (wording.DID, wording.WORDS, *further.HEADINGS):
        words = wording.version_text(work, news.update, of, reads) or wording.version_text(work, news.update, of, there)
        if words and of != Further.EASY:
            texts[of] = own_words(f"“{words}”")
    said += [texts[of] for of in (wording.DID, wording.WORDS) if of in texts]
    return [*said, *(part for part in further.framed(texts) if isinstance(part, Text))]


def _judged(work: Work, person: Person, insight: Insight) -> list[Text]:
    raiser = raised.raiser_of(work, insight)
    said = select(Judgement).where(
        Judgement.raiser_id == (raiser.id if raiser else None), col(Judgement.person_id) == person.id
    )
    judgement = work.session.exec(said).first() if raiser else None
    if judgement is None:
        return []
    return [_("Is it better? You said: {verdict}", verdict=labels.VERDICTS[Verdict(judgement.verdict)])]


def _buttons(work: Work, person: Person, one: Raised) -> Rows:
    insight, number = one.insight, one.insight.number
    asked: Rows = ()
    if one.news and (one.is_own or one.news[-1].update.kind != UpdateKind.ANSWER):
        asked = wording.buttons(work, one.news[-1].update, one.news[-1].telling)
    elif one.is_own and help_card.is_asked(work, number):
        asked = help_card.came_buttons(number)
    add = Button(p_("button", "Add to it"), f"i:{number}:add")
    back = Button(p_("button", "Take it back"), f"i:{number}:back")
    own: Rows = ((add, back),) if one.is_own else ()
    ends: Rows = ()
    if one.is_own and not _asks_for_an_answer(one, asked) and no_need.can_end(work, insight):
        ends = ((Button(p_("button", "No longer needed"), f"n:{number}:unneeded"),),)
    story = case_stories.kept(work, person, insight.issue_id)
    kept: Rows = ((case_stories.end(story),),) if story is not None else ()
    return (*asked, *own, *ends, *kept, (urgent.BUTTON,))


def _asks_for_an_answer(one: Raised, asked: Rows) -> bool:
    """Whether its newest news asks something; how it was understood can be said to be wrong, but asks nothing."""
    quiet = one.news and wording.asks_nothing(UpdateKind(one.news[-1].update.kind))
    return bool(asked) and not quiet


def _code(insight: Insight) -> Code:
    return Code(insight.reference)
