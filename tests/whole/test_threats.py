"""The page of threats names tests, and each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LEAST_TESTS = 30


def test_each_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")))
    assert len(named) >= LEAST_TESTS
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
