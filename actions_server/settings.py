"""Every setting, read once from the environment (prefix SEND_NAVIGATOR_) and then frozen."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from limits import parse_many
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from actions_server.sign_in_settings import SignInSettings

PREFIX = "SEND_NAVIGATOR_"


class WrongSetting(Exception):
    """A setting has a value that cannot be used; the message says which and why."""


class Settings(SignInSettings):
    """What a council can set. Each field's description is its help text."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    area: str = Field("hounslow", description="The area pack to serve.")
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="The port to listen on.")
    data_folder: Path = Field(Path("var"), description="Where the database and encoder are kept.")
    database_url: str = Field(
        "", description="SQLAlchemy address; empty means SQLite in the data folder."
    )
    encoder: str = Field("all-MiniLM-L6-v2", description="The sentence encoder to prepare and use.")
    rasa_python: Path = Field(
        Path(".venv-rasa/bin/python"), description="Python of the environment that holds Rasa."
    )
    rasa_model: Path = Field(
        Path("models/send-navigator.tar.gz"), description="The trained assistant."
    )
    rasa_port: int = Field(5005, ge=1, le=65535, description="The loopback port Rasa listens on.")
    rasa_url: str = Field("", description="Where Rasa answers; empty means this machine.")
    rasa_secret: str = Field(
        "", description="What Rasa and the application show each other; made at first start."
    )
    rasa_patience: float = Field(
        3.0, gt=0, le=30, description="Seconds to wait for Rasa before answering without it."
    )
    idle_minutes: float = Field(
        30.0, gt=0, le=120, description="Minutes of silence after which a conversation is gone."
    )
    most_conversations: int = Field(
        10_000, ge=1, description="Conversations held in memory before the idlest one goes."
    )
    allowed_origins: Annotated[list[str], NoDecode] = Field(
        [], description="Origins that may frame the chat, separated by commas; none by default."
    )

    trusted_proxies: str = Field(
        "127.0.0.1,::1",
        description="Addresses of proxies whose word for a family's address counts.",
    )
    limit_conversation: str = Field(
        "60/minute", description="Messages that one conversation may send."
    )
    limit_address: str = Field(
        "300/minute", description="Messages and searches from one network address."
    )
    most_brief: int = Field(
        50,
        ge=1,
        description="Conversations of one or two messages that people at one network address may "
        "begin within an hour; where there are more, these count in no report.",
    )
    most_in_work: int = Field(
        64, ge=1, description="Messages answered at one time before a family is asked to wait."
    )
    answer_patience: float = Field(
        30.0, gt=0, le=120, description="Seconds after which work on a message is given up."
    )
    metrics_token: str = Field(
        "", description="What a reader of /metrics must show; empty lets this machine only."
    )
    inside_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description="Hosts of the own network that a feed or a link may be fetched from, as host "
        "or host:port, separated by commas; none by default.",
    )
    staff_address: str = Field(
        "",
        description="Where staff reach this service, such as https://navigator.example.gov.uk, for "
        "links in e-mails.",
    )
    smtp_host: str = Field(
        "", description="The server that sends e-mails to staff; empty writes them as files."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="The port of that server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the way to that server is secured."
    )
    smtp_user: str = Field("", description="The name to sign in there with; empty for none.")
    smtp_password: str = Field("", repr=False, description="The password to sign in there with.")
    smtp_from: str = Field(
        "", validate_default=True, description="The address that e-mails to staff come from."
    )
    development: bool = Field(
        False, description="Whether the interface is described under /openapi.json."
    )

    @field_validator("limit_conversation", "limit_address")
    @classmethod
    def _are_limits(cls, limits: str) -> str:
        try:
            parse_many(limits)
        except ValueError:
            raise ValueError(f"“{limits}” is not a limit such as 60/minute") from None
        return limits

    @field_validator("allowed_origins", "inside_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip().rstrip("/") for part in value.split(",") if part.strip()]
        return value

    @field_validator("smtp_from")
    @classmethod
    def _is_an_address_where_mail_is_sent(cls, address: str, info: ValidationInfo) -> str:
        if (address or info.data.get("smtp_host")) and not re.fullmatch(
            r"[^@\s]+@[^@\s]+", address
        ):
            raise ValueError(f"“{address}” is not an e-mail address such as send@example.gov.uk")
        return address

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, origins: list[str]) -> list[str]:
        for origin in origins:
            scheme, _, rest = origin.partition("://")
            if scheme not in {"http", "https"} or not rest or "/" in rest or "*" in rest:
                raise ValueError(f"“{origin}” is not an origin such as https://www.example.gov.uk")
        return origins

    @field_validator("inside_hosts")
    @classmethod
    def _are_hosts(cls, hosts: list[str]) -> list[str]:
        for host in hosts:
            if "/" in host or "*" in host or " " in host:
                raise ValueError(f"“{host}” is not a host such as directory.example.internal")
        return hosts

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite:///{self.data_folder / 'send-navigator.db'}"

    @property
    def rasa(self) -> str:
        """Where Rasa answers."""
        return self.rasa_url.rstrip("/") or f"http://127.0.0.1:{self.rasa_port}"

    @property
    def owners_file(self) -> Path:
        """Who is told what is due: e-mail addresses by the owner that articles name."""
        return self.data_folder / "owners.toml"

    @property
    def encoder_folder(self) -> Path:
        """Where the prepared encoder lies."""
        return self.data_folder / "encoder"

    @property
    def guard_encoder_folder(self) -> Path:
        """Where the guard's own encoder lies, prepared too."""
        return self.data_folder / "guard-encoder"


@cache
def read_settings() -> Settings:
    """The settings of this process. Raises WrongSetting with one plain sentence a fault."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"{PREFIX}{_about(fault['loc'])}{fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_input=False)
        ]
        raise WrongSetting("\n".join(faults)) from None


def _about(place: tuple[int | str, ...]) -> str:
    """The name of a faulty setting; a fault of several together begins with their names."""
    return f"{'_'.join(str(part) for part in place).upper()}: " if place else ""
