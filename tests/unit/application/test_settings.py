"""A wrong setting stops the start with a sentence that says why."""

from pathlib import Path

import pytest

from actions_server.settings import Settings, WrongSetting, read_settings


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Settings are read once; each test reads them anew."""
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("IDLE_MINUTES", "-1"),
        ("LIMIT_ADDRESS", "lots"),
        ("LIMIT_CONVERSATION", ""),
        ("MOST_IN_WORK", "0"),
        ("ANSWER_PATIENCE", "0"),
        ("ALLOWED_ORIGINS", "*"),
        ("ALLOWED_ORIGINS", "www.example.gov.uk"),
        ("ALLOWED_ORIGINS", "https://a.example/path"),
        ("INSIDE_HOSTS", "https://a.example/path"),
        ("INSIDE_HOSTS", "*.example"),
        ("SMTP_SECURITY", "perhaps"),
        ("SMTP_FROM", "nobody"),
        ("STAFF_PASSWORDS", "perhaps"),
        ("OPENID_ISSUER", "login.example.gov.uk"),
        ("OPENID_ISSUER", "http://login.example.gov.uk"),
        ("OPENID_ISSUER", "https://login.example.gov.uk/?tenant=1"),
        ("OPENID_ADDRESS", "https://send.example.gov.uk/staff"),
        ("OPENID_ROLES", "SEND Editors=editor"),
        ("OPENID_ROLES", "editor"),
        ("OPENID_ROLES", "editor=A; publisher=A"),
        ("OPENID_SCOPES", "profile email"),
        ("OPENID_SECOND_FACTOR", "mfa"),
        ("OPENID_SECOND_FACTOR", "sub=jo"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SEND_NAVIGATOR_{name}", value)
    with pytest.raises(WrongSetting, match=f"SEND_NAVIGATOR_{name}"):
        read_settings()


def test_origins_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_NAVIGATOR_ALLOWED_ORIGINS", "https://a.example, https://b.example/")
    assert read_settings().allowed_origins == ["https://a.example", "https://b.example"]


def test_every_setting_has_a_default_and_a_word_of_help() -> None:
    for name, field in Settings.model_fields.items():
        assert not field.is_required(), name
        assert field.description and field.description.endswith("."), name


def test_the_database_is_in_the_data_folder_unless_said_otherwise() -> None:
    assert Settings(data_folder=Path("x")).database == "sqlite:///x/send-navigator.db"
    assert Settings(database_url="sqlite://").database == "sqlite://"


PROVIDER = {
    "OPENID_ISSUER": "https://login.example.gov.uk/tenant/",
    "OPENID_CLIENT_ID": "send",
    "OPENID_CLIENT_SECRET": "hidden words",
    "OPENID_ADDRESS": "https://send.example.gov.uk/",
    "OPENID_ROLES": "editor = CN=Editors,OU=SEND ; publisher=SEND Publishers;",
}


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"SEND_NAVIGATOR_{name}", value)


@pytest.mark.parametrize("missing", PROVIDER)
def test_half_a_provider_is_refused_and_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    given(monkeypatch, **{name: value for name, value in PROVIDER.items() if name != missing})
    with pytest.raises(
        WrongSetting, match=f"^SEND_NAVIGATOR_OPENID_.* is set, so set {missing} too$"
    ):
        read_settings()


def test_without_passwords_and_without_a_provider_nobody_could_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, STAFF_PASSWORDS="no")
    with pytest.raises(WrongSetting, match=r"^SEND_NAVIGATOR_STAFF_PASSWORDS is off and .* nobody"):
        read_settings()


def test_a_provider_is_read_whole_and_its_secret_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, **PROVIDER, STAFF_PASSWORDS="no", OPENID_SECOND_FACTOR="acr=urn:x=2")
    settings = read_settings()
    assert settings.openid_issuer.endswith("/tenant/")  # compared to the letter
    assert settings.openid_address == "https://send.example.gov.uk"
    assert settings.openid_roles == {"CN=Editors,OU=SEND": "editor", "SEND Publishers": "publisher"}
    assert "hidden words" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_a_faulty_secret_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **{**PROVIDER, "OPENID_ROLES": "nonsense"})
    with pytest.raises(WrongSetting) as refused:
        read_settings()
    assert "hidden words" not in str(refused.value)
