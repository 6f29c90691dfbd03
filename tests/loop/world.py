"""Small worlds of rows, made up by a draw, and the figures of them worked out once more, row by row."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.loop.figures import Figures
from bot.loop.periods import Period
from bot.store.chats import Chat, Group
from bot.store.decisions import Decision
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.words import IssueState, Kind, PromiseKind, Scope, TellingState, UpdateKind, Verdict

COMMUNITIES = ("Bengali", "Polish", "Somali")
LANGUAGES = ("en", "pl", "ur")
HOURS = 24 * 40
OPEN = ("owed", "queued", "with_champion", "failed", "uncertain")
UNJUDGED = ("closed_not_judged",)
WAITS = ("first_word", "decided", "told_back", "changed", "judged")
NO_NEWS = {UpdateKind.REOPENED, UpdateKind.CLOSED, UpdateKind.STILL_SO}


@dataclass
class World:
    """Rows by what they are."""

    work: Work
    draw: random.Random
    start: datetime
    groups: list[Group] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    insights: list[Insight] = field(default_factory=list)
    raisers: list[Raiser] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def keep(self, rows: list[Any], table: Any, **values: Any) -> Any:
        row = table(programme_id=self.work.programme_id, **values)
        self.work.session.add(row)
        self.work.session.flush()
        rows.append(row)
        return row

    def some_time(self, after: datetime | None = None) -> datetime:
        return (after or self.start) + timedelta(hours=self.draw.randrange(HOURS))


def made(work: Work, seed: int, start: datetime) -> World:
    """A world, drawn by a seed. Everything in it can stand so, though not every part of it is likely."""
    world = World(work, random.Random(seed), start)
    _settle(world)
    for _number in range(world.draw.randrange(30)):
        _tell(world)
    _raise(world)
    for issue in world.issues:
        for _update in range(world.draw.randrange(4)):
            _say(world, issue)
        for _decision in range(world.draw.randrange(3)):
            decided = {"scope": world.draw.choice(list(Scope)), "decided_at": world.some_time()}
            world.keep(world.decisions, Decision, issue_id=issue.id, by_id=world.people[0].id, **decided)
    return world


def _settle(world: World) -> None:
    draw = world.draw
    for number in range(4):
        chat = _chat(world, -(number + 1))
        mine = sorted(draw.sample(COMMUNITIES, draw.randrange(3)))
        world.keep(world.groups, Group, chat_id=chat.id, name=f"Group {number}", language="en", communities=mine)
    for number in range(4):
        chat = _chat(world, number + 1)
        world.keep(world.people, Person, telegram_id=number + 1, chat_id=chat.id, name=f"Person {number}")
    for number in range(3):
        state = draw.choice(list(IssueState))
        world.keep(
            world.issues,
            Issue,
            title=f"Matter {number}",
            scope_reason="It is the law.",
            state=state,
            scope=draw.choice(list(Scope)),
            opened_at=world.some_time(),
            closed_at=world.some_time() if state is not IssueState.OPEN else None,
        )


def _chat(world: World, number: int) -> Any:
    return world.keep([], Chat, telegram_id=number, purpose="private", title="", seen_at=world.start)


def _tell(world: World) -> None:
    draw = world.draw
    person, group = draw.choice(world.people), draw.choice([*world.groups, None])
    told_at = world.some_time()
    insight = world.keep(
        world.insights,
        Insight,
        person_id=person.id,
        group_id=group.id if group else None,
        in_private=group is None or draw.random() < 0.4,
        language=draw.choice(LANGUAGES),
        words="CANARY",
        media=[],
        kind=draw.choice([*Kind, None]),
        told_at=told_at,
        first_word_by=told_at + timedelta(days=2),
        taken_back_at=world.some_time(told_at) if draw.random() < 0.1 else None,
        not_needed_at=world.some_time(told_at) if draw.random() < 0.1 else None,
    )
    kept = draw.choice([None, insight.not_needed_at, world.some_time(told_at), world.some_time(told_at)])
    for days in range(1, draw.randrange(2, 4)):
        due = told_at + timedelta(days=2 * days)
        about = {"kind": PromiseKind.FIRST_WORD, "about": "insight", "about_id": insight.id}
        world.keep(world.promises, Promise, **about, due_at=due, kept_at=kept)
    if draw.random() < 0.3:
        update = _update(world, UpdateKind.ANSWER, insight_id=insight.id)
        before = [one.id for one in world.insights if one.told_at <= update.made_at and one is not insight]
        update.also = draw.sample(before, 1) if before and draw.random() < 0.7 else None
        _arrives(world, update, None)


def _raise(world: World) -> None:
    """Insights become matters; whoever told several of one raises it once."""
    for insight in world.insights:
        if world.draw.random() < 0.3:
            continue
        issue = world.draw.choice(world.issues)
        insight.issue_id = issue.id
        mine = {"person_id": insight.person_id} if insight.in_private else {"group_id": insight.group_id}
        if _raiser(world, insight) is None:
            why = world.draw.choice([None, None, None, "taken back", "left"])
            world.keep(world.raisers, Raiser, issue_id=issue.id, **mine, settled_why=why, since=insight.told_at)


def _say(world: World, issue: Issue) -> None:
    kind = world.draw.choice([one for one in UpdateKind if one is not UpdateKind.ANSWER])
    update = _update(world, kind, issue_id=issue.id)
    for raiser in [one for one in world.raisers if one.issue_id == issue.id]:
        if world.draw.random() < 0.8:
            telling = _arrives(world, update, raiser)
            if kind is UpdateKind.CHANGED and world.draw.random() < 0.6:
                _judge(world, raiser, telling)


def _judge(world: World, raiser: Raiser, telling: Telling) -> None:
    for person in world.draw.sample(world.people, 1 if raiser.person_id else 2):
        said_before = [one for one in world.judgements if (one.raiser_id, one.person_id) == (raiser.id, person.id)]
        if not said_before:
            verdict, at = world.draw.choice(list(Verdict)), world.some_time(telling.state_at)
            about = {"raiser_id": raiser.id, "person_id": person.id, "telling_id": telling.id}
            world.keep(world.judgements, Judgement, **about, verdict=verdict, at=at)


def _update(world: World, kind: UpdateKind, **about: Any) -> Any:
    by = world.draw.choice([None, *world.people])
    words = {"source_language": "en", "source_hash": "", "by_id": by.id if by else None}
    return world.keep(world.updates, Update, **about, **words, kind=kind, made_at=world.some_time())


def _arrives(world: World, update: Update, raiser: Raiser | None) -> Any:
    number = len(world.tellings) + 1
    state = world.draw.choice([*TellingState, TellingState.SENT, TellingState.SENT])
    at = world.some_time(update.made_at)
    midnight = at.replace(hour=0)
    return world.keep(
        world.tellings,
        Telling,
        update_id=update.id,
        raiser_id=raiser.id if raiser else None,
        chat_id=_chat(world, 10_000 + number).id,
        code=f"c{update.id}-{number}",
        state=state,
        settled_why=world.draw.choice(["left", "not needed", "They moved."]) if state == "settled" else None,
        state_at=midnight if midnight >= update.made_at and world.draw.random() < 0.5 else at,
        owed_at=update.made_at,
    )


# Once more, row by row


def naive(world: World, period: Period) -> dict[str, Any]:
    """The figures of a world, by going through everything for each thing that was heard."""
    here = [one for one in world.insights if period.since <= one.told_at < period.until]
    heard = [one for one in here if one.taken_back_at is None]
    counts: dict[tuple[str, object], Counter[str]] = {}
    waits: dict[str, list[timedelta]] = {name: [] for name in WAITS}
    for insight in heard:
        ends = {
            "first_word": _first_word(world, insight),
            "told_back": _arrived(world, insight, set(UpdateKind) - NO_NEWS),
            "changed": _arrived(world, insight, {UpdateKind.CHANGED}),
            "decided": _decided(world, insight),
        }
        said = {"heard"} | {name for name, at in ends.items() if at is not None}
        words = _words_on_it(world, insight) if ends["changed"] else []
        ends["judged"] = min((one.at for one in words), default=None)
        if words:
            said.add("better" if all(one.verdict == Verdict.YES for one in words) else "not_better")
        elif ends["changed"] and any(one.id == insight.issue_id and one.state in UNJUDGED for one in world.issues):
            said.add("not_judged")
        if _is_owed(world, insight):
            said.add("owed")
        for name, at in ends.items():
            if at is not None:
                waits[name].append(at - insight.told_at)
        for key in (("all", None), ("group", insight.group_id), ("kind", insight.kind), ("language", insight.language)):
            counts.setdefault(key, Counter()).update(said)
    return {"counts": counts, "waits": waits, "taken_back": len(here) - len(heard)}


def _raiser(world: World, insight: Insight) -> Raiser | None:
    for raiser in world.raisers:
        mine = raiser.person_id == insight.person_id if insight.in_private else raiser.group_id == insight.group_id
        is_same_sort = (raiser.person_id is not None) == insight.in_private
        if raiser.issue_id == insight.issue_id and mine and is_same_sort:
            return raiser
    return None


def _first_word(world: World, insight: Insight) -> datetime | None:
    kept = [
        one.kept_at
        for one in world.promises
        if one.about_id == insight.id
        and one.kept_at is not None
        and not (insight.not_needed_at and one.kept_at >= insight.not_needed_at)
    ]
    return min(kept, default=None)


def _arrived(world: World, insight: Insight, kinds: set[UpdateKind]) -> datetime | None:
    raiser, arrived = _raiser(world, insight), []
    for telling in world.tellings:
        (update,) = [one for one in world.updates if one.id == telling.update_id]
        is_its_own = update.insight_id == insight.id or insight.id in (update.also or [])
        is_raisers = raiser is not None and telling.raiser_id == raiser.id
        reached = telling.state in ("sent", "passed_on") and telling.state_at >= insight.told_at
        if (is_its_own or is_raisers) and reached and update.by_id is not None and update.kind in kinds:
            arrived.append(telling.state_at)
    return min(arrived, default=None)


def _decided(world: World, insight: Insight) -> datetime | None:
    on_it = [one for one in world.decisions if one.issue_id == insight.issue_id and one.scope != Scope.NOT_KNOWN_YET]
    return max(insight.told_at, min(one.decided_at for one in on_it)) if on_it else None


def _is_owed(world: World, insight: Insight) -> bool:
    raiser = _raiser(world, insight)
    for telling in world.tellings:
        (update,) = [one for one in world.updates if one.id == telling.update_id]
        is_its_own = update.insight_id == insight.id or insight.id in (update.also or [])
        is_raisers = raiser is not None and telling.raiser_id == raiser.id and raiser.settled_why != "taken back"
        if telling.state in OPEN and (is_its_own or is_raisers):
            return True
    return False


def _words_on_it(world: World, insight: Insight) -> list[Judgement]:
    raiser = _raiser(world, insight)
    return [
        one
        for one in world.judgements
        if raiser is not None
        and one.raiser_id == raiser.id
        and one.at >= insight.told_at
        and one.verdict != Verdict.NOT_NEEDED
    ]


def naive_debt(world: World, at: datetime) -> tuple[int, int]:
    """What was owed at a moment, row by row: news that had not arrived, and first words that had not been given."""
    owed = 0
    for telling in world.tellings:
        if _stays(world, telling) and telling.owed_at < at:
            owed += telling.state in OPEN or telling.state_at >= at
    waits = 0
    for insight in world.insights:
        kept = [one.kept_at for one in world.promises if one.about_id == insight.id and one.kept_at is not None]
        promised = any(one.about_id == insight.id for one in world.promises)
        if promised and insight.taken_back_at is None and insight.told_at < at:
            waits += not kept or min(kept) >= at
    return owed, waits


def naive_written_off(world: World, period: Period) -> Counter[str]:
    """What was settled in a period, by why, row by row; what staff wrote themselves is one."""
    settled = [one for one in world.tellings if one.state == "settled" and _in(period, one.state_at)]
    whys = [one.settled_why for one in settled if _stays(world, one)]
    return Counter("by a person" if why == "They moved." else str(why) for why in whys)


def naive_team(world: World, period: Period) -> dict[str, Any]:
    """What the team did and owes, row by row."""
    inside = [one for one in world.tellings if period.since <= one.state_at < period.until]
    counts = [one for one in world.tellings if _stays(world, one)]
    told = Counter(one.state for one in counts if one in inside and one.state in ("sent", "passed_on", "settled"))
    changed = [one.id for one in world.updates if one.kind == UpdateKind.CHANGED]
    asked = [one for one in counts if one in inside and one.state in ("sent", "passed_on") and one.update_id in changed]
    asked = [one for one in asked if one.raiser_id]
    judged = Counter(one.verdict for one in world.judgements if one.telling_id in [telling.id for telling in asked])
    silent = {
        one.raiser_id
        for one in asked
        if not any(said.raiser_id == one.raiser_id and said.at >= one.state_at for said in world.judgements)
    }
    return {
        "told": told,
        "owed": Counter(one.state for one in counts if one.state in OPEN),
        "judged": judged + Counter({"not_judged": len(silent)}),
        "kept": _kept(world, period),
        "reopened": len({one.issue_id for one in world.updates if one.kind == "reopened" and _in(period, one.made_at)}),
        "taken_up": sum(_in(period, one.opened_at) for one in world.issues),
        "open_now": sum(one.state == "open" for one in world.issues),
    }


def _kept(world: World, period: Period) -> Counter[str]:
    found: Counter[str] = Counter()
    for promise in world.promises:
        (insight,) = [one for one in world.insights if one.id == promise.about_id]
        ended = insight.not_needed_at and promise.kept_at and promise.kept_at >= insight.not_needed_at
        if insight.taken_back_at or ended or not _in(period, promise.due_at) or promise.due_at >= world.work.now:
            continue
        found["missed" if promise.kept_at is None else "in_time" if promise.kept_at <= promise.due_at else "late"] += 1
    return found


def _stays(world: World, telling: Telling) -> bool:
    (update,) = [one for one in world.updates if one.id == telling.update_id]
    gone = [one.id for one in world.insights if one.taken_back_at is not None]
    left = [one.id for one in world.raisers if one.settled_why in ("taken back", "erased")]
    return update.insight_id not in gone and telling.raiser_id not in left


def _in(period: Period, at: datetime) -> bool:
    return period.since <= at < period.until


def counted(figures: Figures) -> dict[str, Any]:
    """What figures say, in the same shape as the naive ones."""
    return {
        "told": figures.told,
        "owed": figures.owed,
        "debt": [(one.tellings, one.first_words) for one in figures.debt],
        "written_off": sum((Counter({one.why: one.count}) for one in figures.written_off), Counter()),
        "judged": +figures.judged,
        "kept": Counter(
            {
                name: count
                for kept in figures.kept.values()
                for name in ("in_time", "late", "missed")
                if (count := getattr(kept, name))
            }
        ),
        "reopened": figures.matters["reopened"],
        "taken_up": figures.matters["taken_up"],
        "open_now": figures.matters["open_now"],
    }
