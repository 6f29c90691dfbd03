"""Flood limits, over a sliding window of real time."""

import pytest
from aiogram.exceptions import TelegramRetryAfter
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.limits import Limits
from bot.practice.refusals import Refused
from tests.practice.serving import Telegram


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def taken(limits: Limits, chat: int, count: int = 1) -> int:
    """0 when it was let through, else `retry_after`."""
    try:
        limits.take(7, chat, count)
    except Refused as refused:
        assert refused.code == 429
        return refused.parameters["retry_after"]
    return 0


def test_a_private_chat_takes_a_burst_of_three() -> None:
    limits = Limits(Hand())
    assert [taken(limits, 1) for _ in range(4)] == [0, 0, 0, 3]
    assert taken(limits, 2) == 0


def test_a_group_takes_twenty_a_minute_and_counts_albums_by_item() -> None:
    clock = Hand()
    limits = Limits(clock)
    assert [taken(limits, -1, 10) for _ in range(2)] == [0, 0]
    assert taken(limits, -1) == 60
    clock.at += 59.5
    assert taken(limits, -1) == 1
    clock.at += 0.5
    assert taken(limits, -1) == 0


def test_a_bot_takes_thirty_a_second() -> None:
    limits = Limits(Hand())
    assert [taken(limits, chat) for chat in range(1, 32)] == [0] * 30 + [1]


def test_a_scale_shortens_the_windows() -> None:
    clock = Hand()
    limits = Limits(clock)
    limits.change(scale=30)
    assert [taken(limits, 1) for _ in range(4)] == [0, 0, 0, 1]
    clock.at += 0.1
    assert taken(limits, 1) == 0


def test_a_penalty_makes_the_impatient_wait_anew() -> None:
    clock = Hand()
    limits = Limits(clock)
    limits.change(penalty=True)
    assert [taken(limits, 1) for _ in range(4)] == [0, 0, 0, 3]
    clock.at += 2.9
    assert taken(limits, 1) == 3
    clock.at += 2.9
    assert taken(limits, 1) == 3
    clock.at += 3.0
    assert taken(limits, 1) == 0


@given(st.lists(st.tuples(st.floats(0, 2), st.sampled_from([1, 2, -1, -2])), max_size=150))
def test_no_window_ever_holds_too_many_and_waiting_as_told_suffices(steps: list[tuple[float, int]]) -> None:
    clock = Hand()
    limits = Limits(clock)
    through: list[tuple[float, int]] = []
    for pause, chat in steps:
        clock.at += pause
        if wait := taken(limits, chat):
            clock.at += wait
            assert taken(limits, chat) == 0
        through.append((clock.at, chat))
    for at, chat in through:
        most, seconds = (3, 3) if chat > 0 else (20, 60)
        assert sum(at - seconds < one <= at and other == chat for one, other in through) <= most
        assert sum(at - 1 < one <= at for one, _ in through) <= 30


async def test_the_bot_is_told_how_long_to_wait(started: Telegram) -> None:
    assert (await started.asks("PUT", "/limits", {"flood": True}))["scale"] == 1.0
    sent = await started.bot.send_message(1001, "x")
    await started.bot.edit_message_text("y", chat_id=1001, message_id=sent.message_id)
    await started.bot.copy_message(1001, 1001, sent.message_id)
    with pytest.raises(TelegramRetryAfter) as refused:
        await started.bot.send_message(1001, "x")
    assert 1 <= refused.value.retry_after <= 3
    [call] = (await started.get("/journal?status=429"))["calls"]
    assert call["retry_after"] == refused.value.retry_after
    await started.bot.send_chat_action(1001, "typing")
    await started.asks("PUT", "/limits", {"flood": False})
    await started.bot.send_message(1001, "x")
    await started.asks("PUT", "/limits", {"scale": 0}, expect=400)
