"""A square code for cameras (QR, ISO/IEC 18004) of one size: version 5, level M, for up to 84 bytes.

One size and one mask are all that a page needs, so this is short enough to be our own; a reader takes any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

SIZE, QUIET = 37, 4
BLOCKS, DATA_IN_BLOCK, CHECKS_IN_BLOCK = 2, 43, 24
MOST_BYTES = BLOCKS * DATA_IN_BLOCK - 2
BYTES, PADDING = 0b0100, (0xEC, 0x11)
FORMAT_M_MASK_0 = "101010000010010"
TIMING, FINDER, BESIDE, ALIGNED_AT, LAST_OF_FORMAT = 6, 7, 8, 30, 14
Grid = list[list[bool | None]]


def _powers() -> tuple[list[int], dict[int, int]]:
    power, one = [], 1
    for _place in range(255):
        power.append(one)
        one = (one << 1) ^ (0x11D if one & 0x80 else 0)
    return power, {value: place for place, value in enumerate(power)}


_POWER, _LOG = _powers()


def svg(data: bytes, label: str) -> str:
    """The code as a picture for a page. `label`, escaped already, is what is read out for it."""
    dark = "".join(
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, line in enumerate(matrix(data))
        for column, is_dark in enumerate(line)
        if is_dark
    )
    side = SIZE + 2 * QUIET
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{dark}"/></svg>'
    )


def matrix(data: bytes) -> list[list[bool]]:
    """Rows of squares, true where they are dark. Raises `ValueError` for more than fits."""
    grid = _frame()
    bits = _bits(data)
    for row, column in _places(grid):
        grid[row][column] = next(bits, False) ^ ((row + column) % 2 == 0)
    return [[bool(one) for one in line] for line in grid]


def _bits(data: bytes) -> Iterator[bool]:
    """Everything that the squares hold, in their order: both blocks by turns, then what checks them."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"{len(data)} bytes do not fit")
    text = f"{BYTES:04b}{len(data):08b}" + "".join(f"{one:08b}" for one in data) + "0000"
    words = [int(text[at : at + 8], 2) for at in range(0, len(text), 8)]
    words += [PADDING[place % 2] for place in range(BLOCKS * DATA_IN_BLOCK - len(words))]
    blocks = [words[at : at + DATA_IN_BLOCK] for at in range(0, len(words), DATA_IN_BLOCK)]
    by_turns = [word for turn in zip(*blocks, strict=True) for word in turn]
    by_turns += [word for turn in zip(*map(_checks, blocks), strict=True) for word in turn]
    for word in by_turns:
        yield from (bit == "1" for bit in f"{word:08b}")


def _checks(block: Sequence[int]) -> list[int]:
    """Reed–Solomon: what is left when the block is divided by the generator."""
    generator = [1]
    for place in range(CHECKS_IN_BLOCK):
        shifted = [*generator, 0]
        generator = [one ^ _times(below, _POWER[place]) for one, below in zip(shifted, [0, *generator], strict=True)]
    left = [*block, *([0] * CHECKS_IN_BLOCK)]
    for at in range(len(block)):
        factor = left[at]
        for place, one in enumerate(generator):
            left[at + place] ^= _times(one, factor)
    return left[len(block) :]


def _times(one: int, other: int) -> int:
    return _POWER[(_LOG[one] + _LOG[other]) % 255] if one and other else 0


def _frame() -> Grid:
    """What is the same in every code of this size: corners, dotted lines, the small square, the format."""
    grid: Grid = [[None] * SIZE for _row in range(SIZE)]
    for at in range(SIZE):
        grid[TIMING][at] = grid[at][TIMING] = at % 2 == 0
    for top, left in ((0, 0), (0, SIZE - FINDER), (SIZE - FINDER, 0)):
        for row in range(-1, FINDER + 1):
            for column in range(-1, FINDER + 1):
                if 0 <= top + row < SIZE and 0 <= left + column < SIZE:
                    far = max(abs(row - 3), abs(column - 3))
                    grid[top + row][left + column] = far in (0, 1, 3)
    for row in range(-2, 3):
        for column in range(-2, 3):
            grid[ALIGNED_AT + row][ALIGNED_AT + column] = max(abs(row), abs(column)) != 1
    for place, bit in enumerate(FORMAT_M_MASK_0):
        for row, column in _format_places(place):
            grid[row][column] = bit == "1"
    grid[SIZE - BESIDE][BESIDE] = True
    return grid


def _format_places(place: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where a bit of the format stands: round the first corner, and shared by the two others."""
    if place < BESIDE:
        first = (BESIDE, place + (place >= TIMING))
    else:
        first = (LAST_OF_FORMAT - place + (place == BESIDE), BESIDE)
    second = (SIZE - 1 - place, BESIDE) if place < FINDER else (BESIDE, SIZE - 1 - LAST_OF_FORMAT + place)
    return first, second


def _places(grid: Grid) -> Iterator[tuple[int, int]]:
    """The free squares in the order in which they are filled: up and down, two columns at a time, from the right."""
    free = [[one is None for one in line] for line in grid]
    columns = [*range(SIZE - 1, TIMING, -2), *range(TIMING - 1, 0, -2)]
    for turn, right in enumerate(columns):
        for step in range(SIZE):
            row = step if turn % 2 else SIZE - 1 - step
            for column in (right, right - 1):
                if free[row][column]:
                    yield row, column
