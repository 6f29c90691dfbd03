"""Languages whose words nobody who speaks them has checked yet."""

from __future__ import annotations

import tomllib
from pathlib import Path

STATES = "locales.toml"
DRAFT = "draft"


def among(directory: Path) -> frozenset[str]:
    """The codes of the languages that `locales.toml` beside the catalogs calls drafts."""
    path = directory / STATES
    if not path.exists():
        return frozenset()
    with path.open("rb") as source:
        states = tomllib.load(source)
    return frozenset(code for code, state in states.items() if state.get("state") == DRAFT)
