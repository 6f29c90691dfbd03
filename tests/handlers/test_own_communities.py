"""What one group calls itself is offered to that group alone."""

from __future__ import annotations

from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def test_no_other_champion_is_offered_it(town: Town, tom: Phone, room: int) -> None:
    for name, who in (("Samina", "Women living with HIV"), ("Ania", "Carers")):
        champion = await town.champion(name)
        await champion.says("/newgroup")
        await champion.says(f"{name}'s tea")
        await champion.says("The library")
        assert "HIV" not in champion.hears("in your own words?").text
        assert not champion.sees("in your own words?").button("Women living with HIV")
        await champion.says(who)
        await champion.taps("English")
        await champion.says("12")
        await champion.taps("Ask the team")
        await tom.taps("Take the group in", room)
        await champion.says("/group")
        await champion.taps("Who the group is")
        offered = [label for row in champion.hears("Tick all that fit").buttons for label, _data in row]
        assert any(who in label for label in offered)
        assert sum("HIV" in label for label in offered) == (who == "Women living with HIV")
        await champion.taps("Cancel")
