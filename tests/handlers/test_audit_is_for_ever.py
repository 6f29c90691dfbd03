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
    await town_on_both.room()
    priya = await town_on_both.staff("Priya Shah", role=Role.ADMINISTRATOR)
    samina = await town_on_both.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.taps("It is my question")
    acts = [(row.act, row.person_id) for row in await town_on_both.all(Audit)]
    assert any(row.detail for row in await town_on_both.all(Audit))
    await erases(samina)
    after = await town_on_both.all(Audit)
    assert [(row.act, row.person_id) for row in after][: len(acts)] == acts
    assert not any(row.detail for row in after if row.person_id != priya.id and row.act == "call_it")
