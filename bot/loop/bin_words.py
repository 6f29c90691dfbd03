"""How somebody reads that nothing comes of what they told, and how to have it looked at again."""

from __future__ import annotations

from bot.card_words import Binned
from bot.language import Code, Text, _

WHY = {
    Binned.CANNOT_USE: _("We have read {reference}, and thank you. We cannot do anything with it."),
    Binned.NOT_CLEAR: _("We have read {reference}, and thank you. We do not understand what you need from us."),
    Binned.NOT_OURS: _("We have read {reference}, and thank you. It is not about what this team does."),
    Binned.HAD_BEFORE: _("We have read {reference}, and thank you. We have had the same from you before."),
}
NOT_SO = _("If we got that wrong, hold this message, choose Reply, and tell us more. Then we look at it again.")


def parts(reference: str, why: Binned, who: Text) -> list[Text]:
    """Why, how to have it looked at again, and from whom it is."""
    return [Text(WHY[why].message, {"reference": Code(reference)}), NOT_SO, _("From {who}.", who=who)]
