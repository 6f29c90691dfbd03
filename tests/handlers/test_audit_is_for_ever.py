"""Nothing in the bot can edit the audit log: the database refuses, whoever asks and however."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import migrate
from bot.store.audit import Audit
from bot.store.session import Store
from bot.words import Role
from tests.handlers.test_erasing import erases
from tests.handlers.town import Town

CHANGES = (
    "UPDATE audit SET act = 'another'",
    "UPDATE audit SET person_id = NULL",
    "UPDATE audit SET detail = '{}'",
    "UPDATE audit SET detail = '{\"a\": 1}'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE id = 1",
)


async def change(store: Store, statement: str) -> None:
    await store.write(lambda session: session.execute(sa.text(statement)))


@pytest.fixture
async def town_with_acts(town_on_both: Town) -> Town:
    """A town in which somebody did something."""
    room = await town_on_both.room()
    tom, samina = await town_on_both.staff("Tom Reed"), await town_on_both.champion("Samina")
    await samina.says("The clinic is shut.")
    await tom.says("We look into it.", room, reply_to=tom.sees("H-1", room))
    await samina.taps("It is my question")
    assert await town_on_both.all(Audit)
    return town_on_both


async def test_no_row_is_changed_removed_or_replaced(town_with_acts: Town) -> None:
    before = [row.model_dump() for row in await town_with_acts.all(Audit)]
    migrate.upgrade(town_with_acts.store.engine)
    for statement in CHANGES if town_with_acts.store.is_sqlite else (*CHANGES, "TRUNCATE audit"):
        with pytest.raises(sa.exc.DBAPIError, match="for ever"):
            await change(town_with_acts.store, statement)
    copied = "SELECT id, programme_id, person_id, 'x', about, about_id, detail, at FROM audit LIMIT 1"
    columns = "(id, programme_id, person_id, act, about, about_id, detail, at)"
    how = "INSERT OR REPLACE" if town_with_acts.store.is_sqlite else "INSERT"
    with pytest.raises(sa.exc.DBAPIError):
        await change(town_with_acts.store, f"{how} INTO audit {columns} {copied}")
    assert [row.model_dump() for row in await town_with_acts.all(Audit)] == before


async def test_erasing_somebody_still_empties_what_stands_beside_their_acts(town_on_both: Town) -> None:
    """Numbers and codes stay, so that the log explains what came of it; words never do."""
    town = town_on_both
    room = await town.room()
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    tom, samina = await town.staff("Tom Reed"), await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.taps("It is my question")
    await tom.taps("More …", room)
    await tom.taps("It is a rumour", room)
    await tom.taps("High risk", room)
    [graded] = [row for row in await town.all(Audit) if row.act == "grade"]
    await town.store.write(lambda session: session.add(wordy(graded)))
    before = await town.all(Audit)
    await erases(samina)
    await erases(tom)
    after = (await town.all(Audit))[: len(before)]
    assert [(row.act, row.person_id) for row in after] == [(row.act, row.person_id) for row in before]
    details = {row.act: row.detail for row in after}
    assert details["call_it"] == {"kind": "question"}
    assert (
        details["grade"]
        == graded.detail
        == {
            "before": {"risk": None, "spread": None},
            "after": {"risk": "high", "spread": None},
        }
    )
    assert details["wordy"] == {"into": 7, "insights": [1], "scope": "ours", "language": "pl"}


def wordy(like: Audit) -> Audit:
    """An act of the same person, with words beside numbers."""
    said = "The clinic CANARY."
    detail = {"before": said, "after": {"name": said}, "owner": [said], "note": "canary", "into": 7, "insights": [1]}
    detail |= {"kind": "canary", "other": "canary", "asked": ["canary"], "scope": "ours", "language": "pl"}
    kept = like.model_dump(exclude={"id", "act", "detail"})
    return Audit(**kept, act="wordy", detail=detail)
