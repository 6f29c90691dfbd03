"""Every conversation that can be had. Each topic lists its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.handlers import (
    action_errands,
    after_errands,
    approval_errands,
    card_errands,
    catch_up_errands,
    closing_errands,
    consult_after_errands,
    consult_errands,
    contact_errands,
    data_errands,
    desk_errands,
    feeling_errands,
    group_desk_errands,
    group_errands,
    heard_errands,
    leads_errands,
    letter_errands,
    library_errands,
    matter_errands,
    morning_errands,
    people_errands,
    promises_errands,
    raising_errands,
    reach_errands,
    register_errands,
    report_errands,
    ripple_errands,
    safety_errands,
    sending_errands,
    settings_errands,
    telling_errands,
    trusted_errands,
    trying_errands,
)
from bot.handlers.conversation import Errand
from bot.language import Languages


def all_of(languages: Languages, is_trial: bool) -> Mapping[str, Errand]:
    """The errands by name. Names are permanent: they are stored with the conversations that are open."""
    listed = (
        *people_errands.listed(languages, is_trial),
        *desk_errands.listed(languages),
        *card_errands.listed(),
        *letter_errands.listed(languages, is_trial),
        *settings_errands.listed(languages),
        *raising_errands.listed(languages),
        *trying_errands.listed(languages),
        *safety_errands.listed(languages),
        *group_errands.listed(languages),
        *data_errands.listed(),
        *contact_errands.listed(languages),
        *telling_errands.listed(),
        *matter_errands.listed(languages),
        *morning_errands.listed(languages),
        *heard_errands.listed(languages),
        *library_errands.listed(languages),
        *report_errands.listed(),
        *register_errands.listed(),
        *reach_errands.listed(),
        *catch_up_errands.listed(languages),
        *group_desk_errands.listed(),
        *action_errands.listed(languages),
        *leads_errands.listed(),
        *promises_errands.listed(languages),
        *trusted_errands.listed(languages),
        *sending_errands.listed(),
        *approval_errands.listed(languages),
        *after_errands.listed(languages),
        *closing_errands.listed(languages),
        *consult_errands.listed(languages),
        *consult_after_errands.listed(languages),
        *ripple_errands.listed(languages),
        *feeling_errands.listed(languages),
    )
    return {errand.flow.name: errand for errand in listed}
