"""One sentence for each thing that the records may show. Where there is nothing to say of it, there is no sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.loop import hiding, report_lines
from bot.loop.evidence_facts import Facts
from bot.loop.evidence_headings import Show
from bot.loop.figures import Figures
from bot.loop.report_lines import shown, spoken
from bot.words import IssueState, Scope, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the records of a period show. `felt`: what people said to whether they feel heard; `stories`: by matter."""

    figures: Figures
    facts: Facts
    felt: Sequence[str] = ()
    stories: Sequence[tuple[str, str]] = field(default=(), repr=False)

    def cell(self, name: str) -> str:
        """A count of what people did, as it may be shown."""
        return shown(self.facts.cells[name])

    def total(self, column: str) -> str:
        """How many of the things heard, as it may be shown."""
        return shown(hiding.cell(self.figures.total.counts[column]))

    def is_there(self, *names: str) -> bool:
        """Whether people did any of it."""
        return any(self.facts.cells[name] != 0 for name in names)


def said(evidence: Evidence, show: Show) -> list[str]:
    """What the records show of it, in sentences; none where they show nothing."""
    return [one for one in SENTENCES[show](evidence) if one]


def _heard(of: Evidence) -> list[str]:
    counts = of.facts.counts
    if not of.figures.total.counts["heard"]:
        return []
    return [
        f"Heard in these days: {of.total('heard')}, in languages: {counts['languages']}, about groups: "
        f"{counts['groups_heard']}."
    ]


def _ways(of: Evidence) -> list[str]:
    if not of.is_there("in_private", "in_groups"):
        return []
    return [
        f"Told in private: {of.cell('in_private')}. Told in groups: {of.cell('in_groups')}. Of all of it, what the "
        f"team wrote down for others: {of.cell('written_down')}, and what came up at events: {of.cell('at_events')}.",
        f"Groups at this moment: {of.facts.counts['groups']}, of them without a Telegram chat: "
        f"{of.facts.counts['groups_without_chat']}.",
    ]


def _silent(of: Evidence) -> list[str]:
    communities, groups = of.figures.silent_communities, of.figures.silent_groups
    if not communities and not groups:
        return []
    return [f"Not heard for 90 days: communities: {len(communities)}, groups: {len(groups)}. They are named above."]


def _meant(of: Evidence) -> list[str]:
    meant, reached = of.facts.counts["meant"], of.facts.counts["meant_and_reached"]
    return (
        [f"Communities that the programme means to reach: {meant}, of them with a group: {reached}."] if meant else []
    )


def _first_word(of: Evidence) -> list[str]:
    if not of.figures.total.counts["heard"]:
        return []
    spread = of.figures.total.spread("first_word")
    waits = f" Half within {spoken(spread.median)}, nine in ten within {spoken(spread.ninth)}." if spread else ""
    return [f"Had a first word from the team: {of.total('first_word')} of {of.total('heard')} heard.{waits}"]


def _kept(of: Evidence) -> list[str]:
    kept = of.figures.kept.values()
    if not kept:
        return []
    in_time, late, missed = sum(k.in_time for k in kept), sum(k.late for k in kept), sum(k.missed for k in kept)
    return [f"Dates promised that fell in these days: kept {in_time}, kept late {late}, not kept yet {missed}."]


def _decided(of: Evidence) -> list[str]:
    counts = {scope: of.facts.counts[f"decided_{scope}"] for scope in Scope}
    if not sum(counts.values()):
        return []
    return [
        f"Decisions whether a matter can be changed: ours to change {counts[Scope.OURS]}, somebody else's "
        f"{counts[Scope.NOT_OURS]}, it cannot {counts[Scope.CANNOT]}, not known yet {counts[Scope.NOT_KNOWN_YET]}."
    ]


def _actions(of: Evidence) -> list[str]:
    due, done = of.facts.counts["actions"], of.facts.counts["actions_done"]
    return [f"Actions due in these days: {due}, done by now: {done}."] if due else []


def _group_actions(of: Evidence) -> list[str]:
    count = of.facts.counts["actions_of_groups"]
    return [f"Actions due in these days that a community's own group does: {count}."] if count else []


def _plans(of: Evidence) -> list[str]:
    return _counted(of, "plan_words", "Words from those who raised a matter on what the team planned to do: {}.")


def _told_back(of: Evidence) -> list[str]:
    if not of.figures.total.counts["heard"]:
        return []
    spread = of.figures.total.spread("told_back")
    waits = f" Half within {spoken(spread.median)}, nine in ten within {spoken(spread.ninth)}." if spread else ""
    return [f"Told back to those who said it: {of.total('told_back')} of {of.total('heard')} heard.{waits}"]


def _changed(of: Evidence) -> list[str]:
    return [f"Heard what changed: {of.total('changed')}."] if of.figures.total.counts["changed"] else []


def _not_changed(of: Evidence) -> list[str]:
    count = len(of.figures.not_changed)
    return [f"Matters that were not changed: {count}. Each stands above with its reason, as far as it may."] * bool(
        count
    )


def _look_again(of: Evidence) -> list[str]:
    if not of.is_there("asked_again"):
        return []
    return [f"Asked to look at a decision again: {of.cell('asked_again')}, looked at: {of.cell('looked_again')}."]


def _judged(of: Evidence) -> list[str]:
    said = {**dict(report_lines.judged(of.figures))}
    labels = report_lines.JUDGED
    if not sum(of.figures.judged.values()):
        return []
    counts = {name: said[label] for name, label in labels.items()}
    return [
        f"Is it better now? Yes {counts[Verdict.YES]}, a bit {counts[Verdict.A_BIT]}, no {counts[Verdict.NO]}, no "
        f"longer needed {counts[Verdict.NOT_NEEDED]}, asked and said nothing {counts['not_judged']}."
    ]


def _reopened(of: Evidence) -> list[str]:
    again, unjudged = of.figures.matters["reopened"], of.figures.matters[IssueState.CLOSED_NOT_JUDGED]
    if not again and not unjudged:
        return []
    return [f"Matters opened again because somebody said no: {again}. Closed, and not judged by everybody: {unjudged}."]


def _owed(of: Evidence) -> list[str]:
    off = sum(one.count for one in of.figures.written_off)
    return [f"News owed at this moment: {sum(of.figures.owed.values())}. Written off in these days: {off}."]


def _trusted(of: Evidence) -> list[str]:
    counts = of.facts.counts
    if not counts["approved"]:
        return []
    return [
        f"Messages approved by a second person in these days: {counts['approved']}, copies: {counts['copies']}, in "
        f"languages: {counts['message_languages']}."
    ]


def _clear(of: Evidence) -> list[str]:
    if not of.is_there("clear", "not_clear"):
        return []
    return [f"Was a message clear? Yes {of.cell('clear')}, no {of.cell('not_clear')}."]


def _needs(of: Evidence) -> list[str]:
    if not of.is_there("easy_words", "voice"):
        return []
    return [f"People who have asked for easy words: {of.cell('easy_words')}, for a voice: {of.cell('voice')}."]


def _library(of: Evidence) -> list[str]:
    answers, places = of.facts.counts["answers"], of.facts.counts["places"]
    return [f"Approved answers at this moment: {answers}, places that help: {places}."] if answers or places else []


def _proposed(of: Evidence) -> list[str]:
    count = of.facts.counts["proposed"]
    return [f"Messages of these days that a champion had proposed: {count}."] if count else []


def _events(of: Evidence) -> list[str]:
    count = sum(one.events for one in of.facts.activities)
    return [f"Events reported: {count}. They stand in the record of activity."] if count else []


def _help(of: Evidence) -> list[str]:
    if not of.is_there("help"):
        return []
    return [f"Asked for help for somebody: {of.cell('help')}. They say that it came: {of.cell('help_came')}."]


def _talks(of: Evidence) -> list[str]:
    if not of.is_there("talks"):
        return []
    return [f"Asked to talk to a person of the team: {of.cell('talks')}, ended: {of.cell('talks_held')}."]


def _complaints(of: Evidence) -> list[str]:
    if not of.is_there("complaints"):
        return []
    return [f"Complaints: {of.cell('complaints')}, answered: {of.cell('complaints_answered')}."]


def _partners(of: Evidence) -> list[str]:
    brought, answered = of.facts.counts["brought"], of.facts.counts["others_answered"]
    if not brought and not answered:
        return []
    return [f"Matters brought to another body: {brought}. First answers of others recorded: {answered}."]


def _live_hours(of: Evidence) -> list[str]:
    count = of.facts.counts["live_hours"]
    return [f"Hours in which a named senior person answered: {count}."] if count else []


def _stories(of: Evidence) -> list[str]:
    count = len(of.stories)
    return [f"Stories whose tellers allowed them: {count}. They stand at the end."] if count else []


def _counted(of: Evidence, name: str, sentence: str) -> list[str]:
    return [sentence.format(of.cell(name))] if of.is_there(name) else []


SENTENCES: dict[Show, Callable[[Evidence], Sequence[str]]] = {
    Show.HEARD: _heard,
    Show.WAYS: _ways,
    Show.SILENT: _silent,
    Show.MEANT: _meant,
    Show.FIRST_WORD: _first_word,
    Show.KEPT: _kept,
    Show.DECIDED: _decided,
    Show.ACTIONS: _actions,
    Show.GROUP_ACTIONS: _group_actions,
    Show.PLANS: _plans,
    Show.TOLD_BACK: _told_back,
    Show.CHANGED: _changed,
    Show.NOT_CHANGED: _not_changed,
    Show.LOOK_AGAIN: _look_again,
    Show.JUDGED: _judged,
    Show.REOPENED: _reopened,
    Show.OWED: _owed,
    Show.TRUSTED: _trusted,
    Show.CLEAR: _clear,
    Show.NEEDS: _needs,
    Show.LIBRARY: _library,
    Show.CHAMPIONS: lambda of: _counted(of, "champions", "Champions at this moment: {}."),
    Show.PROPOSED: _proposed,
    Show.EVENTS: _events,
    Show.HELP: _help,
    Show.TALKS: _talks,
    Show.COMPLAINTS: _complaints,
    Show.PARTNERS: _partners,
    Show.LIVE_HOURS: _live_hours,
    Show.FELT: lambda of: of.felt,
    Show.STORIES: _stories,
}
