"""Every conversation that can be had. Each topic lists its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.handlers import desk_errands, people_errands, telling_errands
from bot.handlers.conversation import Errand
from bot.language import Languages


def all_of(languages: Languages, is_trial: bool) -> Mapping[str, Errand]:
    """The errands by name. Names are permanent: they are stored with the conversations that are open."""
    listed = (
        *people_errands.listed(languages, is_trial),
        *telling_errands.listed(),
        *desk_errands.listed(languages),
    )
    return {errand.flow.name: errand for errand in listed}
