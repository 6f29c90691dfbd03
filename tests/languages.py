"""Every language that there is a catalog of, and the two made-up ones that find what a real one would."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path

from bot import pseudo
from bot.language import Languages

LOCALES = Path(__file__).parent.parent / "locales"
SHIPPED = tuple(tomllib.loads((LOCALES / "locales.toml").read_text(encoding="utf-8")))
EVERY_LANGUAGE = Languages(LOCALES, (*SHIPPED, pseudo.ACCENTED, pseudo.MIRRORED))


def in_turn(names: Iterable[str]) -> list[tuple[str, str]]:
    """Every fifth language for each name: each language meets a fifth of them. All where `EVERY_LANGUAGE` is set."""
    step = 1 if os.environ.get("EVERY_LANGUAGE") else 5
    return [
        (name, code)
        for at, name in enumerate(names)
        for number, code in enumerate(EVERY_LANGUAGE.offered)
        if (at + number) % step == 0
    ]
