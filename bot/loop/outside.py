"""Who outside the team can be complained to, a line on each."""

from __future__ import annotations

from bot.language import Code, Text, _


def bodies() -> list[Text]:
    """Those who listen to a complaint about care, about a service, about how data is handled."""
    return [
        _("Outside the team you can complain to:"),
        _("PALS: every hospital has one. They help when NHS care goes wrong. Ask the hospital for PALS."),
        _("Healthwatch: there is one in each area. They hear what people say about health and care."),
        _(
            "The ICO: about how your data is used. Their phone is {phone}, their page {page}.",
            phone=Code("0303 123 1113"),
            page=Code("ico.org.uk/make-a-complaint"),
        ),
    ]
