"""The evidence of a report: what the records show under the headings that health bodies answer for, and what not."""

from __future__ import annotations

from collections.abc import Iterator

from bot import labels
from bot.asked_words import Feeling
from bot.loop import case_stories, evidence_facts, evidence_lines, feeling_heard, personal
from bot.loop.evidence_facts import Activity
from bot.loop.evidence_headings import FRAMEWORKS, NOT_SHOWN, Heading
from bot.loop.evidence_lines import Evidence
from bot.loop.feeling_heard import Result
from bot.loop.figures import Figures
from bot.loop.periods import Period
from bot.loop.report_lines import Line, shown
from bot.store.session import Work
from bot.words import EventKind

ACTIVITY = "A record of community activity"
NO_AREA = "No area named"


def of(work: Work, period: Period, figures: Figures) -> Evidence:
    """What the records of a period show beside its figures."""
    return Evidence(figures, evidence_facts.of(work, period), _felt(work, period), _stories(work, period))


def under(evidence: Evidence, heading: Heading) -> list[str]:
    """What stands under a heading; that the records do not show it, where they show nothing."""
    found = [line for show in heading.shows for line in evidence_lines.said(evidence, show)]
    return found or [NOT_SHOWN]


def lines(evidence: Evidence) -> Iterator[Line]:
    """The evidence one by one, for a sheet."""
    for framework in FRAMEWORKS:
        for heading in framework.headings:
            for sentence in under(evidence, heading):
                yield Line(framework.title, heading.title, sentence, "", "as the records show")
            if heading.missing:
                yield Line(framework.title, heading.title, heading.missing, "", "not in the records")
    for one in evidence.facts.activities:
        about = f"{kind(one)}, {area(one)}"
        yield Line(ACTIVITY, about, "Events", str(one.events), "events")
        yield Line(ACTIVITY, about, "People who were there", reach(one), "people, where it was said")
        yield Line(ACTIVITY, about, "Says who was sent on where", str(one.signposted), "events")
    for reference, story in evidence.stories:
        yield Line("Stories that were allowed", reference, story, "", "story")


def kind(one: Activity) -> str:
    """What sort of event it was."""
    return labels.EVENTS[EventKind(one.kind)].message


def area(one: Activity) -> str:
    """Where it was: the area of the group that it was held for."""
    return one.area or NO_AREA


def reach(one: Activity) -> str:
    """How many people were there, where that was said."""
    return shown(one.reach) if one.counted else NOT_SHOWN


def _felt(work: Work, period: Period) -> list[str]:
    """What people said to whether they feel heard, a sentence for each time of asking and question."""
    found = feeling_heard.results(work, period.since, period.until)
    return [sentence for one in found for sentence in _felt_once(one)]


def _stories(work: Work, period: Period) -> list[tuple[str, str]]:
    """The matter and the words of each story that its teller allowed."""
    found = case_stories.allowed(work, period.since, period.until)
    return [(one.reference, personal.masked(one.words)) for one in found]


def _felt_once(one: Result) -> Iterator[str]:
    yield f"Asked in {one.month}: {shown(one.asked)} people were asked, {shown(one.answered)} answered."
    for question, cells in one.answers.items():
        said = ", ".join(f"{labels.FEELINGS[Feeling(answer)].message}: {shown(cell)}" for answer, cell in cells.items())
        yield f"{feeling_heard.QUESTIONS[question].message} {said}."
