"""The evidence says what the rows hold and nothing else, counted by hand; and where there is nothing, that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.loop import evidence, evidence_lines, figures, periods, report
from bot.loop.evidence_headings import FRAMEWORKS, NOT_SHOWN, TEN_PRINCIPLES, Show
from bot.loop.evidence_lines import Evidence
from bot.loop.report import Form
from bot.store.chats import Chat, Group
from bot.store.decisions import Decision, LookAgain
from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Grant, Person
from bot.store.preferences import Preferences
from bot.store.programme import Programme
from bot.store.reach import Community, Reached
from bot.store.session import Store, Work
from bot.words import EventKind, IssueState, Scope

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
IN_IT, BEFORE = datetime(2026, 4, 10, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
APRIL = periods.between(date(2026, 4, 1), date(2026, 4, 30), "Europe/London")
Keep = Callable[..., Any]


@pytest.fixture
def store(sqlite_url: str, open_store: Any) -> Store:
    return open_store(sqlite_url)  # type: ignore[no-any-return]


def shown(store: Store, rows: Callable[[Keep], None]) -> Evidence:
    """What the records of April show, where these are all the rows."""

    def play(session: Any) -> Evidence:
        programme = Programme(name="x", bot_key="k", time_zone="Europe/London")
        session.add(programme)
        session.flush()
        work = Work(session, programme, NOW)

        def keep(table: Any, **values: Any) -> Any:
            row = table(programme_id=work.programme_id, **values)
            session.add(row)
            session.flush()
            return row

        rows(keep)
        return evidence.of(work, APRIL, figures.of(work, APRIL))

    return store.write_now(play)


def chat(keep: Keep, number: int) -> Any:
    return keep(Chat, telegram_id=number, purpose="private", title="", seen_at=BEFORE)


def person(keep: Keep, number: int) -> Any:
    return keep(Person, telegram_id=number, chat_id=chat(keep, number).id, name=f"CANARY {number}")


def said(found: Evidence, show: Show) -> str:
    return " ".join(evidence_lines.said(found, show))


def test_every_heading_of_an_empty_programme_says_that_nothing_is_shown(store: Store) -> None:
    found = shown(store, lambda keep: None)
    for framework in FRAMEWORKS:
        for heading in framework.headings:
            owed = ["News owed at this moment: 0. Written off in these days: 0."] if Show.OWED in heading.shows else []
            assert evidence.under(found, heading) == (owed or [NOT_SHOWN])
    page = report.content("Mare Street", found, Form.MARKDOWN).decode()
    assert "No event of these days was reported." in page


def test_every_sentence_stands_somewhere_and_there_are_ten_principles() -> None:
    used = {show for framework in FRAMEWORKS for heading in framework.headings for show in heading.shows}
    assert used == set(Show) == set(evidence_lines.SENTENCES)
    assert [heading.title.partition(".")[0] for heading in TEN_PRINCIPLES.headings] == [str(n) for n in range(1, 11)]


def test_what_was_decided_done_and_asked_again_is_counted_in_its_days(store: Store) -> None:
    def rows(keep: Keep) -> None:
        tom = person(keep, 1)
        group = keep(Group, name="Mums", language="en", communities=[])
        for number, scope in enumerate([Scope.OURS, Scope.NOT_OURS, Scope.NOT_OURS, Scope.CANNOT]):
            issue = keep(Issue, title="A door", state=IssueState.OPEN, scope=scope, opened_at=BEFORE)
            body = "Landlord" if scope == Scope.NOT_OURS else None
            at = BEFORE if number == 0 else IN_IT
            decision = keep(Decision, issue_id=issue.id, scope=scope, by_id=tom.id, decided_at=at, body=body)
            for again in range(6 if number == 3 else 0):
                raiser = keep(Raiser, issue_id=issue.id, person_id=person(keep, 100 + again).id, since=BEFORE)
                ended = IN_IT if again else None
                asked = {"decision_id": decision.id, "raiser_id": raiser.id, "person_id": tom.id, "why": "CANARY"}
                keep(LookAgain, **asked, asked_at=IN_IT, due_at=NOW, ended_at=ended)
        for due, done, mine in ((date(2026, 4, 1), IN_IT, group.id), (date(2026, 4, 30), None, None)):
            keep(Action, issue_id=issue.id, what="x", measure="y", due=due, done_at=done, group_id=mine)
        keep(Action, issue_id=issue.id, what="x", measure="y", due=date(2026, 5, 1))

    found = shown(store, rows)
    assert said(found, Show.DECIDED) == (
        "Decisions whether a matter can be changed: ours to change 0, somebody else's 2, it cannot 1, not known yet 0."
    )
    assert said(found, Show.PARTNERS).startswith("Matters brought to another body: 2.")
    assert said(found, Show.ACTIONS) == "Actions due in these days: 2, done by now: 1."
    assert said(found, Show.GROUP_ACTIONS) == "Actions due in these days that a community's own group does: 1."
    assert said(found, Show.LOOK_AGAIN) == "Asked to look at a decision again: 6, looked at: not shown."


def test_small_numbers_of_people_are_hidden_and_what_they_follow_from(store: Store) -> None:
    def rows(keep: Keep) -> None:
        group = keep(Group, name="Mums", language="en", communities=[])
        for number in range(9):
            somebody = person(keep, number + 1)
            keep(Grant, person_id=somebody.id, role="champion", asked_at=BEFORE, allowed_at=BEFORE)
            keep(Preferences, person_id=somebody.id, also_reads=[], easy_read=number < 2, voice=number < 5)
            told = {"language": "en", "words": "CANARY", "media": [], "told_at": IN_IT, "first_word_by": NOW}
            keep(Insight, **told, person_id=somebody.id, in_private=number < 2, group_id=group.id)

    found = shown(store, rows)
    assert said(found, Show.CHAMPIONS) == "Champions at this moment: 9."
    assert said(found, Show.NEEDS) == "People who have asked for easy words: fewer than 5, for a voice: 5."
    assert said(found, Show.WAYS).startswith("Told in private: fewer than 5. Told in groups: not shown.")
    for form in Form:
        assert "CANARY" not in report.content("Mare Street", found, form).decode()


def test_communities_that_are_meant_and_have_a_group(store: Store) -> None:
    def rows(keep: Keep) -> None:
        tom = person(keep, 1)
        here = keep(Group, name="Mums", language="en", communities=[])
        gone = keep(Group, name="Dads", language="en", communities=[], ended_at=BEFORE)
        for name, group in (("Bengali", here), ("Somali", gone), ("Polish", None)):
            meant = keep(Community, name=name, added_by=tom.id, added_at=BEFORE)
            if group is not None:
                keep(Reached, community_id=meant.id, group_id=group.id)
        keep(Community, name="Dropped", added_by=tom.id, added_at=BEFORE, dropped_at=IN_IT)

    found = shown(store, rows)
    assert said(found, Show.MEANT) == "Communities that the programme means to reach: 3, of them with a group: 1."


def test_the_record_of_activity_has_kind_place_reach_and_signposting_and_no_words(store: Store) -> None:
    def rows(keep: Keep) -> None:
        group = keep(Group, name="Mums", language="en", communities=[], area="Haggerston")
        events = [
            (EventKind.STALL, group.id, 30, "3 to stop smoking", date(2026, 4, 1)),
            (EventKind.STALL, group.id, 12, "", date(2026, 4, 30)),
            (EventKind.STALL, None, 3, "", date(2026, 4, 2)),
            (EventKind.OTHER, None, None, "CANARY", date(2026, 4, 2)),
            (EventKind.STALL, group.id, 99, "", date(2026, 5, 1)),
        ]
        for kind, where, many, signposted, day in events:
            told = {"kind": kind, "group_id": where, "how_many": many, "signposted": signposted, "day": day}
            keep(Event, **told, other="CANARY", told_at=IN_IT + timedelta(days=1))

    found = shown(store, rows)
    page = report.content("Mare Street", found, Form.MARKDOWN).decode()
    assert "| A stall | Haggerston | 2 | 42 | 1 |" in page
    assert "| A stall | No area named | 1 | fewer than 5 | 0 |" in page
    assert f"| Something else | No area named | 1 | {NOT_SHOWN} | 1 |" in page
    assert "CANARY" not in page and "smoking" not in page
    sheet = report.content("Mare Street", found, Form.CSV).decode("utf-8-sig")
    assert '"A record of community activity","A stall, Haggerston","Events","2","events"' in sheet
    assert '"1. People have a part in decisions, and in how things are run"' in sheet
