"""What arrived was on the writer's screen before: every line, every button, and who gets it."""

from __future__ import annotations

from tests.handlers.phone import Phone
from tests.handlers.telegram import Line


def on_screen(by: Phone, button: str) -> str:
    """What stands above the newest button with this label, in private."""
    said = reversed(by.town.telegram.said_in(by.id))
    return next(line.text for line in said if line.button(button))


def seen_before(told: Line, shown: str, *, but: tuple[str, ...] = ()) -> None:
    """Every line of what was told stood on the screen, but those with one of these words in them; and its buttons."""
    unseen = [line for line in paragraphs(told.text) if line not in shown and not any(one in line for one in but)]
    assert unseen == []
    labels = [label for row in told.buttons for label, _data in row]
    assert [label for label in labels if f"[{label}]" not in shown] == []
    assert "It goes to" in shown


def paragraphs(text: str) -> list[str]:
    """The lines of a message that say something."""
    return [line for line in text.replace("\n\n", "\n").split("\n") if line]
