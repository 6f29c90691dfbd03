"""What staff conversations know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from bot.flows import answer, join_matter, news, take_up, translate, words
from bot.flows import asking as asking_flow
from bot.flows.asking import Asked
from bot.flows.desk import Desk, Outgoing
from bot.flows.news import News
from bot.flows.take_up import TakenUp
from bot.flows.translate import Task
from bot.flows.words import About
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.language_names import english_name
from bot.loop import (
    as_read,
    asking,
    finding,
    further,
    group_words,
    handling,
    issues,
    judgements,
    people,
    personal,
    promises,
    reading_ease,
    saying,
    senior_words,
    standing,
    tellings,
    updates,
    urgent_words,
    wording,
)
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import DESK, UpdateKind


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered = [(code, languages.name(code)) for code in languages.offered]
    of_insight = partial(insight, languages)
    return (
        errand("answer", answer.answer, _("answering"), of_insight, answered, of_insight=True),
        errand(
            "ask_back",
            asking_flow.ask_back,
            _("asking back"),
            of_insight,
            asked,
            of_insight=True,
            leaves_it_waiting=True,
        ),
        errand("write_back", asking_flow.write_back, _("writing back"), partial(talk, languages), written_back),
        errand("take_up", take_up.take_up, _("taking a matter up"), of_insight, taken_up, of_insight=True),
        errand("join_matter", join_matter.join_matter, _("joining to a matter"), of_insight, joined, of_insight=True),
        errand("news", news.news, _("saying what is new"), partial(issue, languages), told),
        errand("settle", words.settle, _("settling what could not be told"), telling, settled),
        *(
            errand(
                f"translate_{code}",
                translate.translate,
                _("writing it in another language"),
                partial(task, languages, code, name),
                partial(translated, code),
            )
            for code, name in offered
        ),
    )


def insight(languages: Languages, work: Work, person: Person, insight_id: int | None) -> Desk:
    """The desk's view of one insight: who will read the answer, who could own it, what it could belong to."""
    found = handling.to_act_on(work, person, insight_id)
    chat_id = found.source_chat_id
    reads = {saying.language_in(work, chat_id) if chat_id else found.language}
    if (group := group_words.heard_by(work, found)) is not None:
        reads.add(group.language)
    return Desk(
        reference=found.reference,
        quote="" if urgent_words.are_in(work, found.words) else personal.shown(found.words, found.may_stay),
        today=promises.today(work),
        languages=_named(languages, reads),
        colleagues=colleagues(work, person),
        matters=[(issue.number, f"{issue.reference} · {issue.title}") for issue in issues.open_ones(work)],
        as_read=partial(read_as, languages, work, person, found),
        answered=[people.name_and_title(one) for one in updates.who_answered(work, found)],
    )


def read_as(languages: Languages, work: Work, by: Person, about: Insight | Issue, going: Outgoing) -> list[Text]:
    """Words that are about to go, as those who get them will read them."""
    return as_read.shown(work, languages, by, about, as_read.Draft(*going))


def issue(languages: Languages, work: Work, person: Person, issue_id: int | None) -> Desk:
    """The desk's view of one issue: the languages of everyone who raised it."""
    people.must_be_staff(work, person)
    found = issues.open_one(work, issue_id)
    reads = {standing.language_of(work, raiser) for raiser in updates.raisers(work, found)}
    return Desk(
        found.reference,
        found.title,
        promises.today(work),
        _named(languages, reads),
        as_read=partial(read_as, languages, work, person, found),
        measures=further.measures(work, found),
        senior=senior_words.is_anothers(work, person, found),
        easy_faults=reading_ease.easy_faults,
    )


def answered(work: Work, by: Person, insight_id: int | None, value: dict[str, str] | None) -> None:
    """An answer to one insight."""
    if value is None:
        _nothing_sent(work, by)
        return
    found = handling.to_act_on(work, by, insight_id)
    updates.answer(work, by, found, value)
    saying.to_person(work, by, [_("Your answer to {reference} is on its way.", reference=Code(found.reference))])


def asked(work: Work, by: Person, insight_id: int | None, value: Asked | None) -> None:
    """A question to the one who told."""
    if value is None:
        _nothing_sent(work, by)
        return
    found = handling.to_act_on(work, by, insight_id)
    asking.ask(work, by, found, value.words, _media(value))
    _on_its_way(work, by, found, value)


def talk(languages: Languages, work: Work, person: Person, talk_id: int | None) -> Desk:
    """The desk's view of what somebody is being asked about."""
    return insight(languages, work, person, asking.of_asker(work, person, talk_id).insight_id)


def written_back(work: Work, by: Person, talk_id: int | None, value: Asked | None) -> None:
    """The next word in that talk."""
    if value is None:
        _nothing_sent(work, by)
        return
    found = handling.to_act_on(work, by, asking.of_asker(work, by, talk_id).insight_id)
    asking.say(work, by, talk_id or 0, value.words, _media(value))
    _on_its_way(work, by, found, value)


def taken_up(work: Work, by: Person, insight_id: int | None, value: TakenUp | None) -> None:
    """A matter taken up, and those who raised it told."""
    if value is None:
        _nothing_sent(work, by)
        return
    made = issues.take_up(
        work,
        by,
        insight_id or 0,
        issues.Plan(
            title=value.title,
            scope=value.scope,
            owner_id=value.owner_id,
            words=value.words,
            reason=value.reason,
            what=value.what,
            measure=value.measure,
            due=value.due,
            next_news=value.next_news,
            is_shown=value.is_shown,
            summary=value.summary,
            meant=value.meant,
            body=value.body,
            contact=value.contact,
        ),
    )
    saying.to_person(
        work, by, [_("It is {reference} now. Those who raised it are being told.", reference=Code(made.reference))]
    )


def joined(work: Work, by: Person, insight_id: int | None, value: int) -> None:
    """An insight joined to a matter that was known."""
    found = issues.join(work, by, insight_id or 0, value)
    text = _("Joined to {reference}. Its newest word is on its way.", reference=Code(found.reference))
    saying.to_person(work, by, [text])


def told(work: Work, by: Person, issue_id: int | None, value: News | None) -> None:
    """News on a matter."""
    if value is None:
        _nothing_sent(work, by)
        return
    found = issues.open_one(work, issue_id)
    if value.kind is UpdateKind.CHANGED:
        judgements.changed(work, found)
    people.must_be_staff(work, by)
    updates.tell_raisers(
        work,
        by,
        found,
        value.kind,
        words=value.words,
        did=value.did,
        next_news=value.next_news,
        more=value.more,
        read_out={code: sent.file_id for code, sent in value.read_out.items()},
    )
    saying.to_person(work, by, [_("Those who raised {reference} are being told.", reference=Code(found.reference))])


def task(languages: Languages, code: str, name: str, work: Work, person: Person, update_id: int | None) -> Task:
    """The texts of an update that are missing in a language."""
    people.must_be_staff(work, person)
    update = finding.one(work, Update, update_id)
    missing = updates.missing(work, update, code)
    texts = [(of, wording.version_text(work, update, of, update.source_language) or "") for of in missing]
    shown = partial(translation, languages, work, person, update, code)
    return Task(name, texts, shown, further.HEADINGS)


def translation(
    languages: Languages, work: Work, person: Person, update: Update, code: str, words: Mapping[str, str]
) -> list[Text]:
    """An update as those who read this language will read it."""
    there = {of: wording.version_text(work, update, of, code) or "" for of in wording.written(work, update)}
    return as_read.in_language(work, languages, update, code, {**there, **words})


def translated(code: str, work: Work, by: Person, update_id: int | None, value: dict[str, str] | None) -> None:
    """An update's words in one more language."""
    if not value:
        _nothing_sent(work, by)
        return
    updates.translate(work, by, update_id or 0, code, value)
    saying.to_person(work, by, [_("Thank you. The words are on their way to those who waited for them.")])


def telling(work: Work, person: Person, telling_id: int | None) -> About:
    """The reference of the matter that a telling is about."""
    people.must_be_staff(work, person)
    found = tellings.owed_one(work, telling_id or 0)
    return About(str(wording.reference(work.session.get_one(Update, found.update_id))))


def settled(work: Work, by: Person, telling_id: int | None, value: str) -> None:
    """A telling that could not be delivered is taken off the list by a named person."""
    tellings.settle(work, by, telling_id or 0, value)
    saying.to_person(work, by, [_("Noted. It is settled in your name.")])


def _media(value: Asked) -> list[dict[str, str]]:
    return [{"kind": value.media.kind, "file_id": value.media.file_id}] if value.media else []


def _on_its_way(work: Work, by: Person, found: Insight, value: Asked) -> None:
    language = None if value.media else asking.waits_for(work, found, value.words)
    text = _("Your question is on its way. The answer will appear in the staff room, and comes to you.")
    if language is not None:
        text = _(
            "They read {language}. Your words wait until somebody has put them into it; they are told so.",
            language=english_name(language),
        )
    saying.to_person(work, by, [text])


def _nothing_sent(work: Work, by: Person) -> None:
    saying.to_person(work, by, [_("Nothing was sent.")])


def _named(languages: Languages, codes: Iterable[str | None]) -> list[tuple[str, str]]:
    return [(code, languages.name(code)) for code in sorted(filter(None, codes))]


def colleagues(work: Work, person: Person) -> list[tuple[int, str]]:
    """Who of the team could answer for something, whoever asks first."""
    everyone = people.holding(work, DESK)
    mine_first = sorted(everyone, key=lambda one: one.id != person.id)
    return [(one.number, ", ".join(filter(None, (one.name, one.title)))) for one in mine_first]
