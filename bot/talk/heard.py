"""What a person may send to a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were typed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: the data it carried."""

    data: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A voice note, photo or the like. `kind` is the channel's word for it ("voice", "photo", "video", "document")."""

    kind: str
    file_id: str
    caption: str = field(default="", repr=False)
    seconds: int | None = None
    size: int | None = None
    unique_id: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A place that was shared as a point on the map, in degrees."""

    latitude: float
    longitude: float


Heard = Said | Pressed | Sent | Located
