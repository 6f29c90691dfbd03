"""Every language that there is a catalog of, and the two made-up ones that find what a real one would."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot import pseudo
from bot.language import Languages

LOCALES = Path(__file__).parent.parent / "locales"
SHIPPED = tuple(tomllib.loads((LOCALES / "locales.toml").read_text(encoding="utf-8")))
EVERY_LANGUAGE = Languages(LOCALES, (*SHIPPED, pseudo.ACCENTED, pseudo.MIRRORED))
