"""The headings under which health bodies have to show how they listen, and what of the records stands under each.

They are in our own words, so that nobody takes them for the originals. Nothing here says how well something is done:
what the records cannot show is named as missing. A programme that has an original before it changes them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NOT_SHOWN = "The records do not show this."


class Show(StrEnum):
    """A sentence that can be made of the records; `evidence_lines` makes each."""

    HEARD = "heard"
    WAYS = "ways"
    SILENT = "silent"
    MEANT = "meant"
    FIRST_WORD = "first_word"
    KEPT = "kept"
    DECIDED = "decided"
    ACTIONS = "actions"
    GROUP_ACTIONS = "group_actions"
    PLANS = "plans"
    TOLD_BACK = "told_back"
    CHANGED = "changed"
    NOT_CHANGED = "not_changed"
    LOOK_AGAIN = "look_again"
    JUDGED = "judged"
    REOPENED = "reopened"
    OWED = "owed"
    TRUSTED = "trusted"
    CLEAR = "clear"
    NEEDS = "needs"
    LIBRARY = "library"
    CHAMPIONS = "champions"
    PROPOSED = "proposed"
    EVENTS = "events"
    HELP = "help"
    TALKS = "talks"
    COMPLAINTS = "complaints"
    PARTNERS = "partners"
    LIVE_HOURS = "live_hours"
    FELT = "felt"
    STORIES = "stories"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: what of the records stands under it, and what they cannot show of it."""

    title: str
    shows: tuple[Show, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """Headings that belong together, and what is to be known of them."""

    title: str
    note: str
    headings: tuple[Heading, ...]


TRUST_TO_ACTION = Framework(
    "From trust to action",
    "For the stages and the checklist of Trust 2 Action. They are not copied here: what the records show stands in "
    "the order in which a concern travels. Put each part beside the stage and the question that it answers.",
    (
        Heading("Be there, and be known", (Show.CHAMPIONS, Show.MEANT, Show.EVENTS), "Whether people trust you."),
        Heading("Listen", (Show.HEARD, Show.WAYS, Show.SILENT)),
        Heading("Answer by the day that was named", (Show.FIRST_WORD, Show.KEPT)),
        Heading("Say honestly what can be changed", (Show.DECIDED, Show.NOT_CHANGED, Show.PARTNERS)),
        Heading("Act", (Show.ACTIONS, Show.GROUP_ACTIONS), "What the actions cost, and who paid."),
        Heading("Tell back what came of it", (Show.TOLD_BACK, Show.CHANGED, Show.OWED)),
        Heading("Let those who raised it judge", (Show.JUDGED, Show.REOPENED, Show.FELT)),
    ),
)
TEN_PRINCIPLES = Framework(
    "The ten principles of working with people and communities",
    "After the statutory guidance of NHS England on working in partnership with people and communities (2022), in our "
    "words and in its order.",
    (
        Heading(
            "1. People have a part in decisions, and in how things are run",
            (Show.PLANS, Show.LOOK_AGAIN, Show.GROUP_ACTIONS),
            "Who sits where decisions are taken, and who has a vote there.",
        ),
        Heading(
            "2. People are involved at every stage, and hear what their words have led to",
            (Show.TOLD_BACK, Show.CHANGED, Show.NOT_CHANGED, Show.LOOK_AGAIN, Show.OWED),
        ),
        Heading(
            "3. Needs, experience and hopes are understood, and people say whether a change works",
            (Show.HEARD, Show.JUDGED, Show.REOPENED),
            "What those need who told nothing.",
        ),
        Heading(
            "4. Relations are built on trust, above all with those who are worst off",
            (Show.MEANT, Show.SILENT, Show.KEPT, Show.FELT),
            "Who is worst off here, and whether they trust you.",
        ),
        Heading(
            "5. Healthwatch and the voluntary sector are partners",
            (Show.PARTNERS,),
            "Which of the bodies that were asked are voluntary, and what was agreed with them.",
        ),
        Heading(
            "6. Public information is clear, and everybody can use it",
            (Show.TRUSTED, Show.CLEAR, Show.NEEDS, Show.LIBRARY),
            "Who read it, and who understood it without saying so.",
        ),
        Heading(
            "7. Communities are strengthened, and what works there already is joined",
            (Show.CHAMPIONS, Show.GROUP_ACTIONS, Show.PROPOSED, Show.EVENTS),
            "What communities do that nobody told the programme of.",
        ),
        Heading(
            "8. There are many ways to take part",
            (Show.WAYS, Show.EVENTS, Show.TALKS, Show.LIVE_HOURS),
            "Ways beside this programme.",
        ),
        Heading(
            "9. Priorities, and changes of services, are worked out together",
            (),
            "Which plans of the wider system people were asked about.",
        ),
        Heading(
            "10. What works is learned from, and what all partners have is built on",
            (Show.STORIES, Show.LIBRARY),
            "What other bodies took over from this.",
        ),
    ),
)
SELF_ASSESSMENT = Framework(
    "For the self-assessment of engagement",
    "After the seven phases of the self-assessment and improvement framework that the Care Quality Commission "
    "published (2025). Its improvement areas are not copied here, and what belongs to which phase is our reading. "
    "No level is named: this is for people to talk about, and to disagree with.",
    (
        Heading("Check", (Show.HEARD, Show.MEANT, Show.SILENT), "The health of the population."),
        Heading("Challenge", (Show.JUDGED, Show.REOPENED, Show.COMPLAINTS), "What leaders made of it."),
        Heading("Prepare", (Show.CHAMPIONS, Show.NEEDS), "Money, time and training."),
        Heading("Plan", (Show.DECIDED, Show.ACTIONS, Show.KEPT)),
        Heading("Engage", (Show.WAYS, Show.EVENTS, Show.TRUSTED, Show.CLEAR)),
        Heading("Involve", (Show.PLANS, Show.LOOK_AGAIN, Show.GROUP_ACTIONS, Show.PROPOSED)),
        Heading("Evaluate", (Show.TOLD_BACK, Show.CHANGED, Show.OWED, Show.HELP, Show.FELT, Show.STORIES)),
    ),
)
FRAMEWORKS = (TRUST_TO_ACTION, TEN_PRINCIPLES, SELF_ASSESSMENT)
