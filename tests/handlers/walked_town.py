"""A town whose post comes in the wrong order, and which falls over and gets up again."""

from __future__ import annotations

from typing import Any

from bot.courier.outcome import Outcome as Became
from bot.courier.saying import Saying
from bot.handlers import errands
from bot.handlers.conversation import Conversations
from bot.handlers.intake import Intake, Outcome
from tests.handlers.town import Town


class WalkedTown(Town):
    """A town for walks: `holds_next` keeps the next message back until another came."""

    late: dict[str, Any] | None = None
    holds_next = False
    has_digest = True

    async def brings(self, **update: Any) -> Outcome:
        if self.holds_next and "callback_query" not in update:
            self.holds_next = False
            self.late = {"update_id": next(self._numbers), **update}
            return Outcome.TAKEN
        came = await super().brings(**update)
        late, self.late = self.late, None
        if late is not None:
            self.updates.append(late)
            await self.brings_again(late)
        return came

    def restarts(self) -> None:
        """Nothing of what was in memory is left."""
        self.conversations = Conversations(errands.all_of(self.languages, True), self.languages)
        self.intake = Intake(self.reception, self.bot, self.conversations)

    async def _called(self, saying: Saying) -> Became:
        """What Telegram would never take stops the walk."""
        became = await super()._called(saying)
        assert became.why != "AssertionError", saying.call
        return became
