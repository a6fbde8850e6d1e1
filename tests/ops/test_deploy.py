"""What an operator copies from deploy/ is understood by systemd and Compose, and names no variable we do not know."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from freelance_ops.environment import TABLE
from tests.services import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
KNOWN = {variable.name for variable in TABLE} | {f"{variable.name}_FILE" for variable in TABLE}
HOME = "/opt/maktab"
# Whom the images of others listen to.
OF_OTHERS = {"database": {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}}


def lines_of(unit: Path) -> dict[str, list[tuple[str, str]]]:
    """Sections of a unit file and their `Key=value` lines; fails on any line that is neither."""
    sections: dict[str, list[tuple[str, str]]] = {}
    here = ""
    for line in filter(None, map(str.strip, unit.read_text().splitlines())):
        if line.startswith("#"):
            continue
        if found := re.fullmatch(r"\[(\w+)\]", line):
            here = found[1]
            sections[here] = []
            continue
        key, equals, value = line.partition("=")
        assert equals, f"{unit.name}: {line}"
        assert re.fullmatch(r"[A-Z][A-Za-z]+", key), f"{unit.name}: {line}"
        sections[here].append((key, value))
    return sections


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text()))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_says_what_systemd_needs(unit: Path) -> None:
    sections = lines_of(unit)
    if unit.suffix == ".timer":
        assert dict(sections["Timer"])["OnCalendar"]
        assert unit.with_suffix(".service").exists()
        return
    service = dict(sections["Service"])
    assert (service["User"], service["WorkingDirectory"]) == ("maktab", HOME)
    assert service["ExecStart"].startswith((f"{HOME}/.venv/bin/", "/bin/sh -c "))
    assert service["EnvironmentFile"] == "/etc/maktab/maktab.env"
    given = {
        word.split("=")[0] for key, value in sections["Service"] if key == "Environment" for word in shlex.split(value)
    }
    assert given <= KNOWN


def test_systemd_itself_finds_no_fault(tmp_path: Path) -> None:
    """Where systemd is at hand it reads the units too, with this checkout in the place of /opt/maktab."""
    copies = []
    for unit in UNITS:
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(unit.read_text().replace(HOME, str(ROOT)))
    assert len(copies) == 6
    if analyze := shutil.which("systemd-analyze"):
        done = subprocess.run([analyze, "verify", *copies], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_example_of_the_settings_names_known_variables() -> None:
    named = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "maktab.env.example").read_text(), re.MULTILINE)
    assert len(named) > 8
    assert set(named) <= KNOWN


def test_compose_names_known_variables_and_services() -> None:
    services = compose()["services"]
    for name, service in services.items():
        assert set(service.get("environment", {})) <= KNOWN | OF_OTHERS.get(name, set()), name
        assert set(service.get("depends_on", [])) <= set(services), name
        assert "build" in service or service["image"], name
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in compose()["volumes"], volume
    assert {"web", "worker", "beat"} <= set(services)
    assert services["beat"].get("deploy") is None  # exactly one


def test_the_proxy_compose_trusts_is_on_its_own_network() -> None:
    (pool,) = compose()["networks"]["default"]["ipam"]["config"]
    assert compose()["services"]["web"]["environment"]["TRUSTED_PROXIES"] == pool["subnet"]


def test_the_image_copies_what_is_there_and_runs_as_nobody_special() -> None:
    steps = (DEPLOY / "Dockerfile").read_text()
    assert (ROOT / "requirements.txt").exists()
    assert steps.index("USER maktab") < steps.index("manage.py prepare") < steps.index("CMD")
    assert set(re.findall(r"\b([A-Z]+)=/", steps)) <= KNOWN
