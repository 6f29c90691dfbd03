"""What happens by the clock costs only what is due, and one broken row does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from bot.courier import tellings as courier_tellings
from bot.courier.ledger import Ledger
from bot.loop import cards, digest, handing_over, people, rhythm, telling_looks, us_too
from bot.store.chats import Chat
from bot.store.conversations import Talking
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Grant
from bot.store.session import Store, Work
from bot.store.updates import Telling, Update
from bot.words import DESK, IssueState, TellingState, UpdateKind
from tests.handlers.fixtures import town as town
from tests.handlers.fixtures import town_on_both as town_on_both
from tests.handlers.fixtures import without_pauses as without_pauses
from tests.handlers.town import LANGUAGES, Town

HOLDS_ONLY_WHAT_IS_LEFT_TO_DO = (
    "ix_telling_unshown", "ix_outbox_next", "ix_removal_open", "ix_complaint_open", "ix_erasure_un",
    "ix_look_again_without_anybody", "ix_lead_now", "ix_correction_still_owed",
    "ix_trusted_copy_to_pass", "ix_trusted_message_state", "ix_consultation_state", "ix_senior_word_without_anybody",
    "ix_trusted_left_",
)  # fmt: skip
ONE_ROW_A_PROGRAMME = ("sqlite_autoindex_promise_rules_1", "sqlite_autoindex_digest_hour_1")
READ_ONLY_THE_DEBT = (telling_looks.ask_for_words, telling_looks.show_failed)
"""They read, by state, what waits for words or could not be delivered: as much as is owed, however much was told."""
READ_WHAT_IS_OPEN_ONCE_A_DAY = (digest.send,)
OPEN = (
    "ix_promise_open", "ix_telling_state", "ix_look_again_open", "ix_senior_word_open", "ix_action_to_do",
    "ix_plan_not_agreed",
)  # fmt: skip
AS_BIG_AS_THE_PROGRAMME = {"person", "community_group", "community", "answer", "place"}
"""Who and what a programme works with, however much is told and however long it goes on."""
NO_TABLE = ("SCAN CONSTANT ROW", "SCAN (subquery", "SCAN anon_")
WIDE = ("(programme_id=?)", "(state=?)", "(programme_id=? AND state=?)")


class Says(NamedTuple):
    """What says a telling."""

    telling_id: int
    followup_id: int | None = None


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.engine, "before_cursor_execute", note)


def wide_steps(store: Store, statement: str, parameters: Any) -> list[str]:
    """The steps of SQLite's plan that read a whole table, or all of a programme's part of it."""
    if not statement.startswith(("SELECT", "UPDATE")):
        return []
    with store.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    narrow = (*HOLDS_ONLY_WHAT_IS_LEFT_TO_DO, *ONE_ROW_A_PROGRAMME)
    steps = [str(row[3]) for row in plan if not any(name in row[3] for name in narrow)]
    scans = [step for step in steps if step.startswith("SCAN ") and not step.startswith(NO_TABLE)]
    return [*scans, *(step for step in steps if step.endswith(WIDE))]


def look_at(look: Any, town: Town, *more: Any) -> Any:
    return town.store.write_now(lambda session: look(Work(session, town.programme, town.clock.now()), *more))


def too_wide_for_a_day(store: Store, statement: str, parameters: Any) -> list[str]:
    """Of these steps, those that read more than what is open or what the programme works with."""
    steps = wide_steps(store, statement, parameters)
    closed_too = [step for step in steps if not any(name in step for name in OPEN)]
    return [step for step in closed_too if step.split()[1] not in AS_BIG_AS_THE_PROGRAMME]


WIDE_LOOKS = (*READ_ONLY_THE_DEBT, *READ_WHAT_IS_OPEN_ONCE_A_DAY)


@pytest.mark.parametrize("look", [look for look in rhythm.LOOKS if look not in WIDE_LOOKS])
def test_a_look_reads_only_what_is_due(town: Town, look: Any) -> None:
    with statements(town.store) as asked:
        look_at(look, town)
    assert asked
    assert [step for one in asked for step in wide_steps(town.store, *one)] == []


@pytest.mark.parametrize("look", READ_ONLY_THE_DEBT)
def test_what_is_owed_is_found_by_its_state(town: Town, look: Any) -> None:
    with statements(town.store) as asked:
        look_at(look, town)
    steps = [step for one in asked for step in wide_steps(town.store, *one)]
    assert steps == ["SEARCH telling USING INDEX ix_telling_state (programme_id=? AND state=?)"]


@pytest.mark.parametrize("look", READ_WHAT_IS_OPEN_ONCE_A_DAY)
def test_once_a_day_what_is_open_is_read_and_all_other_looks_read_only_that_it_was(town: Town, look: Any) -> None:
    with statements(town.store) as first:
        look_at(look, town)
    assert len(first) > MANY_STATEMENTS
    assert [step for one in first for step in too_wide_for_a_day(town.store, *one)] == []
    with statements(town.store) as again:
        look_at(look, town)
    assert again
    assert [step for one in again for step in wide_steps(town.store, *one)] == []


MANY_INSIGHTS = 1_000_000
MANY_STATEMENTS = 10


def test_looks_stay_narrow_among_a_million(town: Town) -> None:
    """With the planner's own figures of a full table, too: it reads ranges of what is due, and tables never."""
    tables = {"insight": 40, "issue": 9, "raiser": 9, "telling": 9, "promise": 9, "judgement": 9, "issue_update": 9}
    with town.store.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
        indexes = connection.exec_driver_sql("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'").all()
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
        for table, index in indexes:
            columns = len(connection.exec_driver_sql(f"PRAGMA index_info('{index}')").all())
            if table in tables:
                likeness = " ".join([str(MANY_INSIGHTS // 3), *["20"] * (columns - 1)])
                stat = f"INSERT INTO sqlite_stat1 VALUES ('{table}', '{index}', '{MANY_INSIGHTS} {likeness}')"
                connection.exec_driver_sql(stat)
    town.store.engine.dispose()
    for look in rhythm.LOOKS:
        with statements(town.store) as asked:
            look_at(look, town)
        steps = too_wide_for_a_day if look in READ_WHAT_IS_OPEN_ONCE_A_DAY else wide_steps
        wide = [step for one in asked for step in steps(town.store, *one)]
        assert [step for step in wide if "SCAN" in step] == [], look.__name__


def test_what_is_asked_often_has_its_index(town: Town) -> None:
    ledger = Ledger(1, LANGUAGES, "test")

    def ask(work: Work) -> None:
        ledger.memory(work.session, work.now)
        work.session.execute(sa.select(Outbox.id).where(Outbox.insight_id == 1))  # type: ignore[call-overload]
        here = (Insight.source_chat_id == 1, Insight.source_message_id == 2)
        work.session.execute(sa.select(Insight.id).where(*here))  # type: ignore[call-overload]
        work.session.execute(sa.select(Telling.id).where(Telling.chat_id == 1))  # type: ignore[call-overload]
        people.holding(work, DESK)

    with statements(town.store) as asked:
        look_at(ask, town)
    assert [step for one in asked for step in wide_steps(town.store, *one)] == []
    with statements(town.store) as asked:
        look_at(us_too.shown, town)
    assert [step for one in asked for step in wide_steps(town.store, *one) if "SCAN" in step] == []


def a_matter(work: Work) -> tuple[int, int]:
    """A matter with a card and one telling on its way; the numbers of both."""
    chat = Chat(programme_id=work.programme_id, telegram_id=5, purpose="private", title="", seen_at=work.now)
    issue = Issue(programme_id=work.programme_id, title="Doors", state=IssueState.OPEN, opened_at=work.now)
    work.session.add_all([chat, issue])
    work.session.flush()
    raiser = Raiser(programme_id=work.programme_id, issue_id=issue.number, chat_id=chat.number, since=work.now)
    update = Update(
        programme_id=work.programme_id,
        issue_id=issue.number,
        kind=UpdateKind.CHANGED,
        source_language="en",
        source_hash="",
        made_at=work.now,
    )
    work.session.add_all([raiser, update])
    work.session.flush()
    telling = Telling(
        programme_id=work.programme_id,
        update_id=update.number,
        raiser_id=raiser.id,
        chat_id=chat.number,
        code="a",
        state=TellingState.QUEUED,
        state_at=work.now,
        owed_at=work.now,
    )
    work.session.add(telling)
    cards.show_issue(work, issue)
    return issue.number, telling.number


async def test_a_card_follows_its_tellings_once_even_at_the_very_same_moment(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    _issue, telling = await town.does(a_matter)
    await town.speaks()
    assert look_at(cards.follow_tellings, town) == 0
    town.store.write_now(lambda session: courier_tellings.sent(session, [Says(telling)], town.clock.now()))
    assert look_at(cards.follow_tellings, town) == 1
    assert look_at(cards.follow_tellings, town) == 0
    (edit,) = [row for row in await town.all(Outbox) if row.what["do"] == "edit"]
    assert "All of them have heard the news." in json.dumps(edit.what)


async def test_what_was_shown_already_is_not_shown_again(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    issue, telling = await town.does(a_matter)
    town.store.write_now(lambda session: courier_tellings.sent(session, [Says(telling)], town.clock.now()))
    look_at(lambda work: cards.show_issue(work, work.session.get_one(Issue, issue)), town)
    assert look_at(cards.follow_tellings, town) == 0


async def test_a_broken_conversation_does_not_stop_the_others_from_being_reminded(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    phones = [await town.champion(name) for name in ("Samina", "Ania", "Grace")]
    for phone in phones:
        await phone.says("The clinic is shut.")
        await phone.taps("Say more about it")

    def break_one(work: Work) -> int:
        broken = work.session.get_one(Talking, 1)
        broken.state = {**broken.state, "started": "last Tuesday"}
        return broken.number

    broken = await town.does(break_one)
    await town.later(hours=30)
    assert [len(phone.all_with("You had started: saying more about it.")) for phone in phones] == [0, 1, 1]
    (row,) = [talking for talking in await town.all(Talking) if talking.id == broken]
    assert row.due_at is not None
    assert row.due_at > town.clock.now()
    assert row.due_at <= town.clock.now() + timedelta(days=1)


async def test_what_those_who_left_have_is_found_without_reading_what_others_have(town: Town) -> None:
    await town.staff("Tom Reed")
    await town.does(lambda work: work.session.execute(sa.update(Grant).values(revoked_at=work.now)))
    with statements(town.store) as asked:
        look_at(handing_over.find_heirs, town)
    assert sum("owner_id IN" in statement for statement, _values in asked) == 2, "matters and promises"
    assert [step for one in asked for step in wide_steps(town.store, *one)] == []
