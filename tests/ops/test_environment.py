"""Every variable is in the README, and a value that makes no sense stops the start with a sentence that names it."""

import importlib.util
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string

from freelance_ops.environment import TABLE
from tests.ops.conftest import Run
from tests.services import ROOT

SETTINGS = ROOT / "freelance_ops" / "settings.py"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
BAD = {
    "SECRET_KEY": "short",
    "DATA": "/proc/nowhere",
    "PORT": "99999",
    "PUBLIC_URL": "desk.example",
    "TRUSTED_PROXIES": "everybody",
    "DATABASE_URL": "mysql://root@localhost/maktab",
    "REDIS_URL": "localhost:6379",
    "EMAIL_URL": "mail.example:25",
    "FILES_URL": "s3://host-without-keys/bucket",
    "SWEEP_SECONDS": "0",
    "HSTS": "always",
    "DEBUG": "maybe",
    "LOG_LEVEL": "LOUD",
    "DEMO": "2",
}


@pytest.fixture
def settings_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The settings as a fresh process would read them, with these variables and no others."""

    def read(**variables: str) -> dict[str, Any]:
        for row in TABLE:
            monkeypatch.delenv(row.name, raising=False)
        for name, value in ({"DATA": str(tmp_path)} | variables).items():
            monkeypatch.setenv(name, value)
        spec = importlib.util.spec_from_file_location("freelance_ops.settings_again", SETTINGS)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return vars(module)

    return read


def test_the_readme_tells_of_every_variable() -> None:
    told = {name: (default, meaning) for name, default, meaning in ROW.findall((ROOT / "README.md").read_text())}
    assert told == {row.name: (row.default, row.meaning) for row in TABLE}


@pytest.mark.parametrize(("name", "value"), BAD.items())
def test_a_bad_value_names_its_variable(settings_with: Any, name: str, value: str) -> None:
    with pytest.raises(SystemExit, match=rf"^Maktab cannot start: {name}\b.*\.$"):
        settings_with(**{name: value})


def test_the_operator_sees_one_sentence(run: Run) -> None:
    done = run("serve", PORT="eighty")
    assert done.returncode != 0
    assert done.stderr == "Maktab cannot start: PORT must be a whole number from 1 to 65535.\n"


def test_the_key_is_made_once_and_is_ours_alone(settings_with: Any, tmp_path: Path) -> None:
    first = settings_with()["SECRET_KEY"]
    assert len(first) > 50
    assert settings_with()["SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_value_may_come_from_a_file(settings_with: Any, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    assert settings_with(SECRET_KEY_FILE=str(tmp_path / "key"))["SECRET_KEY"] == "k" * 40


def test_a_missing_file_names_its_variable(settings_with: Any) -> None:
    with pytest.raises(SystemExit, match="SECRET_KEY_FILE"):
        settings_with(SECRET_KEY_FILE="/nowhere/key")


def test_nothing_set_means_one_machine_and_no_servers(settings_with: Any) -> None:
    found = settings_with()
    assert found["DATABASES"]["default"]["ENGINE"].endswith("sqlite3")
    assert found["CELERY_BROKER_URL"].startswith("filesystem://")
    assert found["HAS_MAIL"] is False
    assert found["ACCOUNT_EMAIL_VERIFICATION"] == "none"


def test_the_grown_setup_is_environment_alone(settings_with: Any) -> None:
    found = settings_with(
        DATABASE_URL="postgres://maktab:p%40ss@db.example:5433/maktab",
        REDIS_URL="redis://redis.example:6379/0",
        EMAIL_URL="smtp+tls://desk%40maktab.example:p%40ss@mail.example:587",
        FILES_URL="s3://key:se%2Fcret@s3.example/vault?region=me-south-1",
        PUBLIC_URL="https://desk.example/",
    )
    database, vault = found["DATABASES"]["default"], found["STORAGES"]["vault"]["OPTIONS"]
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example", 5433, "p@ss")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("desk@maktab.example", "p@ss")
    assert found["EMAIL_USE_TLS"] is True
    assert (vault["endpoint_url"], vault["bucket_name"], vault["secret_key"]) == (
        "https://s3.example",
        "vault",
        "se/cret",
    )
    assert import_string(found["STORAGES"]["vault"]["BACKEND"])(**vault).bucket_name == "vault"
    assert found["CELERY_BROKER_URL"] == "redis://redis.example:6379/0"
    assert found["ACCOUNT_EMAIL_VERIFICATION"] == "mandatory"


def test_https_makes_cookies_secure(settings_with: Any) -> None:
    secure = settings_with(PUBLIC_URL="https://desk.example")
    assert secure["SESSION_COOKIE_SECURE"]
    assert secure["CSRF_COOKIE_SECURE"]
    assert secure["SECURE_HSTS_SECONDS"]
    assert secure["CSRF_TRUSTED_ORIGINS"] == ["https://desk.example"]
    assert settings_with()["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(
    ("chosen", "header"),
    [
        ({}, (31_536_000, False, False)),
        ({"HSTS": "off"}, (0, False, False)),
        ({"HSTS": "subdomains"}, (31_536_000, True, False)),
        ({"HSTS": "preload"}, (31_536_000, True, True)),
    ],
)
def test_how_far_browsers_keep_to_https_is_the_operators_choice(
    settings_with: Any, chosen: dict[str, str], header: tuple[int, bool, bool]
) -> None:
    found = settings_with(PUBLIC_URL="https://desk.example", **chosen)
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    assert tuple(found[name] for name in names) == header
