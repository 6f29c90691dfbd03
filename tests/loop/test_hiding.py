"""Small numbers are hidden, and nobody can work them out from what is left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.loop.about_me import LEAST
from bot.loop.hiding import FEW, NOT_SHOWN, Cell, cell, protected, protected_sums

COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1)
SUMS = st.dictionaries(st.sampled_from("XYZ"), st.sets(st.sampled_from("abcd"), min_size=1), max_size=3)


def reads(shown: Cell, count: int) -> bool:
    """Whether a count could stand behind what is shown of it."""
    if shown == FEW:
        return 0 < count < LEAST
    return count == shown if isinstance(shown, int) else True


def behind(shown: Cell, total: int) -> list[int]:
    """What could stand behind a cell: whoever knows the rule knows that only what is not small is "not shown"."""
    if shown == FEW:
        return list(range(1, LEAST))
    return [shown] if isinstance(shown, int) else list(range(LEAST, total + 1))


def worlds(
    cells: dict[str, Cell], sums: dict[str, Cell], of: dict[str, set[str]], total: int
) -> Iterator[dict[str, int]]:
    """Every table that would read like this."""
    if all(one == NOT_SHOWN for one in cells.values()):
        every = [range(total + 1) for _one in cells]
    else:
        every = [behind(one, total) for one in cells.values()]  # type: ignore[misc]
    for counts in product(*every):
        world = dict(zip(cells, counts, strict=True))
        if sum(counts) == total and all(
            total_of in behind(sums[name], total) or set(sums.values()) == {NOT_SHOWN}
            for name, keys in of.items()
            for total_of in [sum(world[key] for key in keys)]
        ):
            yield world


@given(COUNTS, SUMS)
@settings(max_examples=80, deadline=None, database=None, derandomize=True)
def test_no_hidden_number_can_be_worked_out(counts: dict[str, int], sums: dict[str, set[str]]) -> None:
    """Every table is tried that would read the same: no small number is alike in all of them."""
    of = {name: keys & counts.keys() for name, keys in sums.items()}
    cells, shown = protected(counts, of)
    total = sum(counts.values())
    if total < LEAST:
        assert total == 0 or {*cells.values(), *shown.values()} == {NOT_SHOWN}
        return
    possible = list(worlds(cells, shown, of, total))
    assert counts in possible
    for key, count in counts.items():
        if 0 < count < LEAST:
            assert not isinstance(cells[key], int)
            assert len({world[key] for world in possible}) > 1, (counts, of, cells, shown)
    for name, keys in of.items():
        if 0 < sum(counts[key] for key in keys) < LEAST:
            assert not isinstance(shown[name], int)
            assert len({sum(world[key] for key in keys) for world in possible}) > 1, (counts, of, cells, shown)


@given(COUNTS, st.data())
@settings(max_examples=50, deadline=None, database=None, derandomize=True)
def test_nor_from_another_table_that_it_cannot_pass(heard: dict[str, int], data: st.DataObject) -> None:
    """Nobody is answered who was not heard: both tables stand beside each other."""
    answered = {key: data.draw(st.integers(0, count)) for key, count in heard.items()}
    first, _none = protected(heard, least=answered)
    second, _none = protected(answered, most=heard)
    if min(sum(heard.values()), sum(answered.values())) < LEAST:
        return
    pairs = [
        (one, other)
        for one in worlds(first, {}, {}, sum(heard.values()))
        for other in worlds(second, {}, {}, sum(answered.values()))
        if all(other[key] <= one[key] for key in heard)
    ]
    for key in heard:
        if 0 < heard[key] < LEAST:
            assert len({one[key] for one, _other in pairs}) > 1
        if 0 < answered[key] < LEAST:
            assert len({other[key] for _one, other in pairs}) > 1


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 10, "b": 7}, {"a": 10, "b": 7}),
        ({"a": 10, "b": 0}, {"a": 10, "b": 0}),
        ({"a": 10, "b": 7, "c": 2}, {"a": 10, "b": NOT_SHOWN, "c": FEW}),
        ({"a": 10, "b": 3, "c": 2}, {"a": 10, "b": FEW, "c": FEW}),
        ({"a": 10, "b": 5, "c": 1}, {"a": NOT_SHOWN, "b": 5, "c": FEW}),
        ({"a": 10, "b": 1, "c": 1}, {"a": NOT_SHOWN, "b": FEW, "c": FEW}),
        ({"a": 4}, {"a": NOT_SHOWN}),
        ({"a": 4, "b": 4}, {"a": NOT_SHOWN, "b": NOT_SHOWN}),
        ({}, {}),
    ],
)
def test_a_second_one_is_hidden_where_one_would_follow(counts: dict[str, int], shown: dict[str, Cell]) -> None:
    assert protected(counts)[0] == shown


def test_communities_that_share_groups_do_not_give_a_group_away() -> None:
    """Ten in one community and eight in another that lies in it would leave two for the group between."""
    cells, sums = protected(
        {"mothers": 8, "elders": 2, "others": 9}, {"all": ["mothers", "elders"], "part": ["mothers"]}
    )
    assert cells["elders"] == FEW
    assert not (isinstance(sums["all"], int) and (isinstance(sums["part"], int) or isinstance(cells["mothers"], int)))


def test_communities_are_shown_where_their_groups_cannot_be() -> None:
    """Each group told one thing: how much each told would follow from the total. Of communities nothing follows."""
    counts = {str(number): 1 for number in range(20)}
    sums = {"X": [str(number) for number in range(8)], "Y": [str(number) for number in range(8, 20)]}
    cells, shown = protected(counts, sums)
    assert {*cells.values(), *shown.values()} == {NOT_SHOWN}
    assert protected_sums(counts, sums, least={}, most=counts) == {"X": 8, "Y": 12}
    one = {"X": ["0", "1"], "Y": [str(number) for number in range(2, 20)]}
    assert NOT_SHOWN in protected_sums(counts, one, least={}, most={}).values()


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, FEW), (4, FEW), (5, 5)])
def test_a_count_by_itself(count: int, shown: Cell) -> None:
    assert cell(count) == shown
    assert reads(shown, count)


def test_ten_thousand_groups_are_made_safe_in_no_time() -> None:
    counts = {str(number): 1 + number % 7 for number in range(10_000)}
    sums = {f"c{at}": [str(number) for number in range(at, 10_000, 50)] for at in range(50)}
    cells, shown = protected(counts, sums)
    assert all(not isinstance(cells[key], int) for key, count in counts.items() if count < LEAST)
    assert any(isinstance(one, int) for one in shown.values())
