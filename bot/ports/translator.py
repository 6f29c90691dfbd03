"""The port by which a machine makes a draft of a translation. A person reads every word before anybody else does."""

from __future__ import annotations

from typing import Protocol


class Translator(Protocol):
    """Makes drafts. `name` stands with each, so that readers know what made it."""

    name: str

    def draft(self, text: str, source: str, into: str) -> str | None:
        """The text in another language, both by code; nothing where it does not know them. May take seconds.

        Raises `errors.Temporary` where it can be tried again.
        """
