"""What the bot puts above words by itself, when it says them."""

from __future__ import annotations

from bot.language import Text, _

PERHAPS_A_REPEAT = _("You may have had this already. I say it again, because I could not see whether it arrived.")


def in_another(language: str) -> Text:
    """What is said above words that are not in the receiver's own language."""
    return _(
        "These words are not in your language yet. They are in {language}, which you can read too.", language=language
    )
