"""The whole loop with kill -9 in the middle of each step: nothing is lost, doubled or met with silence."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import sqlalchemy as sa

from bot.loop.said_above import PERHAPS_A_REPEAT
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Outbox
from bot.store.updates import Judgement, Telling, Update
from bot.words import HEARD, UpdateKind
from tests.handlers import replaying
from tests.handlers.desk import begin_take_up
from tests.handlers.phone import Phone
from tests.wire.arriving import arrives, champions_come_in, the_team_comes_in
from tests.wire.street import Street
from tests.wire.town import StreetTown
from tests.wire.walker import SAID_AGAIN_SECONDS

pytestmark = pytest.mark.wire
PAIRS = ("sqlite-polling-swift", pytest.param("postgres-webhook-swift", marks=pytest.mark.postgres))
SEED = int(os.environ.get("KILL_SEED", "1"))
WITHIN_SECONDS = 0.12
LOOK_EVERY_SECONDS, LOOKS = 0.3, 100
PERHAPS = PERHAPS_A_REPEAT.message
CLOSED_WITHIN = 300
Act = Callable[[], Awaitable[Any]]


@pytest.fixture
async def town(street: Street) -> AsyncIterator[StreetTown]:
    made = StreetTown(street)
    yield made
    made.close()


@pytest.mark.parametrize("street", PAIRS, indirect=True)
async def test_killed_at_each_step_of_the_loop(street: Street, town: StreetTown) -> None:
    tom = await arrives(town, "Tom Reed")
    room = await the_team_comes_in(town, tom)
    [samina] = await champions_come_in(town, [("Samina", "en")])
    steps = Steps(town, random.Random(SEED))
    await steps.go_round(tom, samina, room)
    await steps.all_is_as_it_should(samina)
    assert steps.killed >= 9


class Steps:
    """Each step is begun, the bot is killed a moment later and started again; then the step has been taken."""

    def __init__(self, town: StreetTown, chance: random.Random) -> None:
        self.town, self.street, self.chance, self.killed = town, town.street, chance, 0

    async def go_round(self, tom: Phone, samina: Phone, room: int) -> None:
        """Told, taken up, something moves, it changed, it did not, it changed again, it did: closed."""
        await self.cut(lambda: samina.says("/tell The clinic never answers."), samina, "as H-1")
        await begin_take_up(tom, room, "H-1 ·", words="We look into it.")
        await self.cut(lambda: tom.taps("Tell them"), samina, "We look into it.")
        await self._news(tom, samina, room, "Something moved", "Two more lines are ordered.")
        await self._news(tom, samina, room, "It is done: what changed", "They answer now.")
        await self.cut(lambda: samina.taps("No", under="They answer now."), tom, "said by someone who raised")
        await self.cut(lambda: samina.says("At noon nobody does."), tom, "At noon nobody does.")
        samina.sees("It is not good enough yet")
        await self._news(tom, samina, room, "It is done: what changed", "They answer at noon, too.")
        yes = "Yes, it is better"
        await self.cut(lambda: samina.taps(yes, under="They answer at noon, too."), tom, "Closed.", room)
        await self.cut(lambda: self.street.later(days=1, minutes=1), samina, "This is closed now.")

    async def _news(self, tom: Phone, samina: Phone, room: int, kind: str, words: str) -> None:
        await tom.taps("Say what is new", room)
        await tom.taps(kind)
        if kind == "It is done: what changed":
            await tom.says("We called them.")
        await tom.says(words)
        if tom.town.telegram.said_in(tom.id)[-1].button("There is no figure"):
            await tom.taps("There is no figure")
            await tom.says("Nobody counted.")
        await tom.taps("Done", under="What else should they hear")
        if kind != "It is done: what changed":
            await tom.taps_first("When will they hear more")
        await self.cut(lambda: tom.taps("Tell them"), samina, words)

    async def cut(self, act: Act, who: Phone, text: str, chat: int | None = None) -> None:
        """Kill -9 a moment after a step began; in the end it has come of it what should."""
        doing = asyncio.ensure_future(act())
        await asyncio.sleep(self.chance.random() * WITHIN_SECONDS)
        await self.street.kill_bot()
        self.killed += 1
        with self.street.engine.begin() as connection:  # as when the four seconds of the lease are over
            connection.execute(sa.text("UPDATE lease SET until = '2000-01-01 00:00:00'"))
        await self.street.start_bot()
        await self.street.courier_speaks()
        await self._settles(doing)
        await doing
        if not who.all_with(text, chat):  # nobody knows whether it arrived: a day on it is said again
            await self.street.later(days=1, minutes=1)
            await self._comes(who, text, chat)

    async def _settles(self, doing: asyncio.Future[Any]) -> None:
        """Time goes on until what was in flight is known to be lost, and is said again."""
        for _try in range(LOOKS):
            if doing.done() and not await asyncio.to_thread(self.town.standing.unsaid):
                break
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            await self.street.later(seconds=SAID_AGAIN_SECONDS)
        await self.town.speaks()

    async def _comes(self, who: Phone, text: str, chat: int | None) -> None:
        for _try in range(CLOSED_WITHIN):
            await self.town.speaks()
            if who.all_with(text, chat):
                return
            await asyncio.sleep(0.05)
        who.sees(text, chat)

    async def all_is_as_it_should(self, samina: Phone) -> None:
        """One of everything; each piece of news once, or once more as perhaps a repeat; the audit log agrees."""
        town = self.town
        await self.street.later(days=1, minutes=1)
        for _try in range(LOOKS):
            if {telling.state for telling in await town.all(Telling)} <= HEARD:
                break
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        await town.speaks()
        assert (len(await town.all(Insight)), len(await town.all(Issue))) == (1, 1)
        [judgement] = await town.all(Judgement)
        assert (judgement.verdict, judgement.why) == ("yes", None)
        assert [issue.state for issue in await town.all(Issue)] == ["closed_judged"]
        kinds = [str(update.kind) for update in await town.all(Update)]
        once = (UpdateKind.TAKEN_UP, UpdateKind.PROGRESS, UpdateKind.REOPENED, UpdateKind.CLOSED)
        assert [kinds.count(kind) for kind in once] == [1, 1, 1, 1] and kinds.count(UpdateKind.CHANGED) == 2
        assert {telling.state for telling in await town.all(Telling)} <= HEARD
        rows = [row for row in await town.all(Outbox) if row.telling_id is not None and not row.is_repeat]
        assert len(rows) == len({row.telling_id for row in rows})
        for words in (
            "We look into it.",
            "Two more lines are ordered.",
            "They answer now.",
            "They answer at noon, too.",
        ):
            said = samina.all_with(words)
            assert len([line for line in said if PERHAPS not in line.text]) == 1 or len(said) == 1, words
        await town.does(replaying.must_agree)
