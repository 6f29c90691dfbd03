"""Things planted in what people write, to see that they turn up nowhere else. All of them are made up.

The telephone numbers are of the ranges that Ofcom keeps for drama; the NHS number is the one that the NHS shows in
its examples.
"""

from __future__ import annotations

NAME = "Zephyrine Quillfeather"
PHONE = "07700 900461"
NHS_NUMBER = "943 476 5919"
DIAGNOSIS = "Creutzfeldt-Jakob disease"
PLANTED = (NAME, PHONE, NHS_NUMBER, DIAGNOSIS)
IN_ONE = f"{NAME}, {PHONE}, NHS {NHS_NUMBER}, has {DIAGNOSIS}"
WITHOUT_SPACES = tuple(one.replace(" ", "") for one in (PHONE, NHS_NUMBER))


def found_in(text: str, *more: str) -> list[str]:
    """Which of them stand in a text, however the spaces and the capitals are."""
    folded = " ".join(text.split()).casefold()
    closed = folded.replace(" ", "").replace("-", "")
    spaced = [one for one in (*PLANTED, *more) if one.casefold() in folded]
    return spaced + [one for one in WITHOUT_SPACES if one in closed and one not in spaced]
