"""The settings of how staff sign in, apart from the others because they are checked together."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode

from actions_server.staff.roles import Role

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SET_TOGETHER = ("openid_client_id", "openid_client_secret", "openid_address", "openid_roles")


class SignInSettings(BaseSettings):
    """Passwords, and the council's identity provider by OpenID Connect."""

    staff_passwords: bool = Field(
        True, description="Whether staff may sign in with a password and a second factor."
    )
    staff_contact: str = Field(
        "the person who looks after this service",
        description="Whom staff are told to ask for a role, as it stands after “Ask”.",
    )
    openid_issuer: str = Field(
        "", description="The issuer of the council's identity provider; empty for none."
    )
    openid_client_id: str = Field("", description="What the provider knows this service by.")
    openid_client_secret: SecretStr = Field(
        SecretStr(""), description="What this service shows the provider."
    )
    openid_address: str = Field(
        "", description="Where staff reach this service, such as https://send.example.gov.uk."
    )
    openid_scopes: str = Field(
        "openid profile email", description="What the provider is asked for, with spaces between."
    )
    openid_roles_claim: str = Field(
        "roles", description="The claim that says what somebody is; dots lead into a claim."
    )
    openid_roles: Annotated[dict[str, Role], NoDecode] = Field(
        {},
        description="Which value of the claim makes somebody what, as in “editor=SEND Editors; "
        "publisher=SEND Publishers”.",
    )
    openid_second_factor: str = Field(
        "",
        description="What the provider must say of the sign-in, as amr=mfa or acr=VALUE; empty "
        "for nothing.",
    )

    @field_validator("openid_issuer", "openid_address")
    @classmethod
    def _is_https(cls, address: str) -> str:
        if address and not is_safe(address):
            raise ValueError(f"“{address}” is not an address such as https://login.example.gov.uk")
        return address

    @field_validator("openid_address")
    @classmethod
    def _has_no_path(cls, address: str) -> str:
        if urlsplit(address).path.strip("/"):
            raise ValueError(f"“{address}” goes on after the host; end it there")
        return address.rstrip("/")

    @field_validator("openid_scopes")
    @classmethod
    def _ask_for_identity(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError("it has to contain “openid”")
        return " ".join(scopes.split())

    @field_validator("openid_roles", mode="before")
    @classmethod
    def _map(cls, typed: object) -> object:
        if not isinstance(typed, str):
            return typed
        # The role comes first, since the value of a claim may hold “=” and “,”.
        found: dict[str, Role] = {}
        for part in filter(None, (part.strip() for part in typed.split(";"))):
            role, _, value = (piece.strip() for piece in part.partition("="))
            if role not in set(Role) or not value:
                raise ValueError(f"“{part}” is not a role and a value, such as editor=SEND Editors")
            if value in found:
                raise ValueError(f"“{value}” stands there twice")
            found[value] = Role(role)
        return found

    @field_validator("openid_second_factor")
    @classmethod
    def _is_a_claim(cls, typed: str) -> str:
        claim, _, value = typed.partition("=")
        if typed and (claim not in {"acr", "amr"} or not value):
            raise ValueError(f"“{typed}” is neither amr=VALUE nor acr=VALUE")
        return typed

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        given = [name for name in SET_TOGETHER if _is_set(self, name)]
        missing = [name for name in SET_TOGETHER if name not in given]
        if self.openid_issuer and missing:
            raise ValueError(f"OPENID_ISSUER is set, so set {_in_capitals(missing)} too")
        if given and not self.openid_issuer:
            raise ValueError(f"{_in_capitals(given)} is set, so set OPENID_ISSUER too")
        if not self.staff_passwords and not self.openid_issuer:
            raise ValueError(
                "STAFF_PASSWORDS is off and OPENID_ISSUER is empty, so nobody could sign in"
            )
        return self


def is_safe(address: str, with_query: bool = False) -> bool:
    """Whether an address is https, or plain http on this machine, names nobody, and has a query
    only where that may be."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if (parts.query and not with_query) or parts.fragment or parts.username is not None:
        return False
    if not address.isascii() or not address.isprintable() or " " in address:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def _is_set(settings: SignInSettings, name: str) -> bool:
    value = getattr(settings, name)
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


def _in_capitals(names: list[str]) -> str:
    return ", ".join(name.upper() for name in names)
