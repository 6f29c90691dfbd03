"""The square code is, square for square, the one that python-qrcode 8.2 draws (version 5, level M, mask 0)."""

from __future__ import annotations

import hashlib

import pytest

from bot.loop import qr

DRAWN_BY_ANOTHER = {
    b"x": "b2c53cfddc899a60a5585b634641f31456e00747465e6d1ca396503d8b388924",
    b"https://t.me/hearback_bot?text=%2Fcheck%20J6CGB6B3": (
        "6b7411fa64a7fd014ac68d8e979546e1cedffb161cd718aa09826baad249b459"
    ),
    bytes(range(33, 117)): "6a52119508e633eea305bed457f36615b248c18aa59fbfab3cf5ebaad1a2f3e9",
}


@pytest.mark.parametrize("data", DRAWN_BY_ANOTHER)
def test_it_is_as_another_program_draws_it(data: bytes) -> None:
    drawn = "\n".join("".join(".#"[is_dark] for is_dark in line) for line in qr.matrix(data))
    assert hashlib.sha256(drawn.encode()).hexdigest() == DRAWN_BY_ANOTHER[data]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="85 bytes"):
        qr.matrix(b"x" * (qr.MOST_BYTES + 1))


def test_the_longest_name_of_a_bot_fits() -> None:
    assert len(f"https://t.me/{'b' * 32}?text=%2Fcheck%20{'C' * 8}".encode()) <= qr.MOST_BYTES
