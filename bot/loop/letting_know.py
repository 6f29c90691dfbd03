"""Letting a group know of something told in private: one sentence by staff, said only if the teller allows it."""

from __future__ import annotations

from collections.abc import Mapping

from bot import errors
from bot.language import Code, Text, _, own_words, p_
from bot.loop import asking, finding, group_words, insights, issues, leads, people, record, saying, standing
from bot.store.chats import Group
from bot.store.group_words import GroupWord
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane


def about(work: Work, insight_id: int | None) -> tuple[Insight, Group, Person]:
    """An insight of which a group may be let know, with the group and the teller who can be asked.

    Raises `errors.NoLongerThere` while that cannot be done, and where it was settled; `errors.NotAllowed` where the
    teller has been asked enough this week.
    """
    insight = insights.still_told(work, insight_id)
    group = work.session.get(Group, insight.group_id) if insight.group_id and insight.in_private else None
    teller = people.by_number(work, insight.person_id)
    if group is None:
        raise errors.NoLongerThere(_("That was not told in private about a group."))
    if insight.issue_id is None:
        raise errors.NoLongerThere(_("Take it up or join it to a matter first. Then the group can be let know."))
    if teller is None or teller.chat_id is None or teller.left_at is not None:
        raise errors.NoLongerThere(_("The one who told this cannot be asked any more."))
    word = group_words.of(work, insight)
    if word is not None:
        raise errors.NoLongerThere(_state(word))
    asking.must_not_be_too_much(work, teller)
    return insight, group, teller


def ask(work: Work, by: Person, insight_id: int | None, words: Mapping[str, str]) -> None:
    """Ask the teller whether the group may hear this sentence; they see it exactly as it would stand there."""
    people.must_be_staff(work, by)
    insight, group, teller = about(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    asking.count(work, by, teller, insight.number)
    word = GroupWord(
        programme_id=work.programme_id,
        insight_id=insight.number,
        group_id=group.number,
        by_id=by.number,
        words=dict(words),
        asked_at=work.now,
    )
    work.session.add(word)
    work.session.flush()
    record.act(work, by, "ask_for_group", "insight", insight.number)
    parts = question(by, insight, group, teller, words)
    saying.to_person(work, teller, parts, buttons(word.number), lane=Lane.ANSWER)


def allow(work: Work, person: Person, word_id: int) -> Text:
    """The teller allows the sentence: the group raises the matter too, and hears the newest word on it."""
    word, insight = _asked(work, person, word_id)
    issue = issues.open_one(work, insight.issue_id)
    word.allowed_at = work.now
    record.act(work, person, "allow_for_group", "insight", insight.number)
    join_group(work, issue, insight)
    group = work.session.get_one(Group, word.group_id)
    text = _(
        "{reference}: the sentence may be said in {group}. I say it there with the news.",
        reference=Code(insight.reference),
        group=group.name,
    )
    saying.to_staff(work, [text])
    return _("Thank you. It will be said in just those words.")


def refuse(work: Work, person: Person, word_id: int) -> Text:
    """The teller does not want the group to hear it. Staff learn that, and nothing else."""
    word, insight = _asked(work, person, word_id)
    word.refused_at = work.now
    record.act(work, person, "refuse_for_group", "insight", insight.number)
    group = work.session.get_one(Group, word.group_id)
    text = _("{reference}: it may not be said in {group}.", reference=Code(insight.reference), group=group.name)
    saying.to_staff(work, [text])
    return _("That is fine. The group does not hear of it.")


def offer_whole(work: Work, person: Person, insight_id: int) -> None:
    """Ask somebody who told of a group without a chat, and stands for it, whether the whole group raised it."""
    insight = insights.of_teller(work, person, insight_id)
    group = _mine(work, person, insight)
    if group is None or group_words.of(work, insight) is not None:
        return
    text = _(
        "Did the whole group {group} raise this? Then the news on it is for the group too. I bring you each piece of "
        "news, with words to pass on or read out.",
        group=group.name,
    )
    row = (Button(p_("button", "The whole group did"), f"r:{insight.number}:whole"),)
    saying.to_person(work, person, [text], (row,), insight_id=insight.number)


def whole(work: Work, person: Person, insight_id: int) -> Text:
    """The champion of a group without a chat says that the whole group raised it: the group is owed the news too."""
    insight = insights.of_teller(work, person, insight_id)
    group = _mine(work, person, insight)
    if group is None:
        raise errors.NotAllowed(_("Only the champion of that group can do this."))
    if group_words.of(work, insight) is not None:
        return _("You told me so already. Thank you.")
    word = GroupWord(
        programme_id=work.programme_id,
        insight_id=insight.number,
        group_id=group.number,
        by_id=person.number,
        words={},
        asked_at=work.now,
        allowed_at=work.now,
    )
    work.session.add(word)
    work.session.flush()
    record.act(work, person, "whole_group", "insight", insight.number)
    issue = work.session.get(Issue, insight.issue_id) if insight.issue_id else None
    if issue is not None:
        join_group(work, issue, insight)
    return _("Noted. The news on it is for the group too.")


def join_group(work: Work, issue: Issue, insight: Insight) -> None:
    """The group that an insight speaks for raises the issue, and is owed the newest word on it."""
    raiser = group_words.raised(work, issue, insight)
    if raiser is not None:
        issues.welcome(work, issue, raiser)


def _mine(work: Work, person: Person, insight: Insight) -> Group | None:
    """The group without a chat that an insight is about, where its teller stands for it."""
    group = work.session.get(Group, insight.group_id) if insight.group_id and insight.in_private else None
    champion = standing.champion_of(work, group) if group is not None and group.chat_id is None else None
    return group if champion is not None and champion.id == person.id else None


def _asked(work: Work, person: Person, word_id: int) -> tuple[GroupWord, Insight]:
    word = finding.one(work, GroupWord, word_id, held=True)
    insight = insights.of_teller(work, person, word.insight_id)
    if word.ended_at is not None or not word.words:
        raise errors.NoLongerThere(_("That question has ended. Nothing was said in the group because of it."))
    if word.allowed_at is not None or word.refused_at is not None:
        raise errors.NoLongerThere(_("You have answered that already. To end it, change or take back what you told."))
    return word, insight


def buttons(word_id: int) -> tuple[tuple[Button, ...], ...]:
    """What the teller can say to it."""
    yes = Button(p_("button", "Yes, it may be said"), f"r:{word_id}:yes")
    return ((yes, Button(p_("button", "No"), f"r:{word_id}:no")),)


def question(by: Person, insight: Insight, group: Group, teller: Person, words: Mapping[str, str]) -> list[Text]:
    """How the teller is asked whether the group may hear it."""
    sentence = words.get(group.language) or words["en"]
    parts = [
        _(
            "{who} asks: may {group} hear one sentence about what you told me in private as {reference}? "
            "It would stand there in exactly these words:",
            who=people.name_and_title(by),
            group=group.name,
            reference=Code(insight.reference),
        ),
        own_words(f"“{sentence}”"),
    ]
    mine = words.get(teller.language or "en")
    if mine and mine != sentence:
        parts += [_("That means:"), own_words(f"“{mine}”")]
    return [
        *parts,
        _("Nothing is said there unless you allow it. A no needs no reason."),
        _("To end it later, change or take back what you told. What was said there by then stays said."),
    ]


def _state(word: GroupWord) -> Text:
    if word.refused_at is not None:
        return _("The one who told this does not want it said in the group.")
    if word.allowed_at is not None:
        return _("The group is told of it already.")
    return _("The one who told this has been asked already.")
