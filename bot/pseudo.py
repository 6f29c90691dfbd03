"""Two made-up languages, for tests: one longer and accented, one that runs from right to left.

A text that shows up plain in them was never given to the catalogs; a page that breaks in them breaks in a real one.
"""

import gettext
import re

ACCENTED = "en_XA"
MIRRORED = "ar_XB"
LOCALES = {ACCENTED: "[Ăççéñţéð]", MIRRORED: "\u2067[derorriM]\u2069"}

_KEEP = re.compile(r"(\{[^}]*\}|https?://\S+|/[a-z_]+)")
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéîñöšûýÁÇÉÎÑÖŠÛÝ")


class Catalog(gettext.NullTranslations):
    """Makes every text up from the English one; placeholders, addresses and commands stay as they are."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def gettext(self, message: str) -> str:
        """The made-up words for a message."""
        if self._code == MIRRORED:
            return "\n".join(f"\u2067{line}\u2069" if line else "" for line in message.split("\n"))
        parts = _KEEP.split(message)
        accented = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
        return f"[{accented}{'·' * round(len(message) * 0.4)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As English, one or many."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The context changes nothing here."""
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The context changes nothing here."""
        return self.ngettext(msgid1, msgid2, n)
