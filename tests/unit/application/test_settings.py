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
