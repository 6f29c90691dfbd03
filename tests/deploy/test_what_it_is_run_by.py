"""What Hearback is run by says nothing that the program does not know, and is read by the tools that will read it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from bot import gauges
from bot.__main__ import app
from bot.settings import Settings
from bot.words import Lane

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
sys.path.insert(0, str(DEPLOY))
import follow_operate  # noqa: E402

MONITORING, UNITS = DEPLOY / "monitoring", DEPLOY / "systemd"
PAGE = (ROOT / "docs" / "operate.md").read_text()
NUMBERS = {gauge.name for gauge in gauges.ALL}
LABELS = {gauge.name: gauge.label for gauge in gauges.ALL}
RANGES = {"149.154.160.0/20", "91.108.4.0/22"}
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]


def read(path: Path) -> Any:
    return list(yaml.safe_load_all(path.read_text()))


def alerts() -> list[dict[str, Any]]:
    return [rule for group in read(MONITORING / "alerts.yml")[0]["groups"] for rule in group["rules"]]


def expressions() -> list[str]:
    board = json.loads((MONITORING / "dashboard.json").read_text())
    shown = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    return [*shown, *(rule["expr"] for rule in alerts())]


def test_every_number_that_is_watched_is_one_that_is_told() -> None:
    named = {name for expression in expressions() for name in re.findall(r"\bhearback_\w+", expression)}
    assert named - NUMBERS == set()
    assert NUMBERS - named == set(), "and none is told that nobody looks at"


def test_every_label_is_one_that_the_number_has() -> None:
    for expression in expressions():
        for name, inside in re.findall(r"\b(hearback_\w+)\{([^}]*)\}", expression):
            assert set(re.findall(r"(\w+)=", inside)) <= {LABELS[name], "job"}, expression
    lanes = {lane for expression in expressions() for lane in re.findall(r'lane=~?"([a-z|]+)"', expression)}
    assert {lane for several in lanes for lane in several.split("|")} <= {lane.name.lower() for lane in Lane}


def test_every_alarm_says_what_it_means_and_what_to_do() -> None:
    for rule in alerts():
        assert rule["annotations"].keys() == {"summary", "what", "do"}, rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket")


@pytest.mark.skipif(shutil.which("promtool") is None, reason="Debian's package prometheus is not installed")
def test_prometheus_reads_its_configuration_and_the_alarms_ring_when_they_should(tmp_path: Path) -> None:
    for words in (["check", "config", "prometheus.yml"], ["test", "rules", "alerts.test.yml"]):
        done = subprocess.run(["promtool", *words], cwd=MONITORING, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.iterdir() if path.suffix in (".service", ".timer")))
def test_systemd_reads_each_unit_and_it_calls_what_there_is(unit: str) -> None:
    words = (UNITS / unit).read_text()
    for command in re.findall(r"^ExecStart=/opt/hearback/current/bin/hearback ([a-z-]+)", words, re.M):
        assert command in COMMANDS
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--recursive-errors=no", str(UNITS / unit)], capture_output=True, text=True
        )
        told = [line for line in done.stderr.splitlines() if f"{unit}:" in line]
        assert [line for line in told if "is not executable: No such file" not in line] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.glob("*.service")))
def test_each_unit_may_do_little(unit: str) -> None:
    """What systemd itself thinks of how much a unit may do: 10 is everything."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", str(UNITS / unit)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


def manifests() -> list[Path]:
    return sorted([*(DEPLOY / "kubernetes").rglob("*.yaml"), DEPLOY / "container" / "compose.yaml"])


@pytest.mark.parametrize("path", manifests(), ids=lambda path: str(path.relative_to(DEPLOY)))
def test_each_manifest_is_yaml_and_names_settings_and_commands_that_there_are(path: Path) -> None:
    parts = read(path)
    assert all(isinstance(part, dict) for part in parts)
    words = path.read_text()
    settings = {f"HEARBACK_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bHEARBACK_[A-Z_]+", words)) <= settings | {"HEARBACK_PORT"}
    for command in re.findall(r"args: \[([a-z-]+)", words):
        assert command in COMMANDS


def containers() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for path in manifests():
        for part in read(path):
            if part.get("kind") in ("Deployment", "CronJob"):
                spec = part["spec"].get("jobTemplate", part)["spec"]["template"]["spec"]
                for container in [*spec.get("initContainers", []), *spec["containers"]]:
                    yield spec, container


def test_no_pod_runs_as_root_writes_to_its_root_or_takes_services_for_settings() -> None:
    found = list(containers())
    assert len(found) == 3
    for spec, container in found:
        assert spec["securityContext"]["runAsNonRoot"] and not spec["automountServiceAccountToken"]
        assert spec["enableServiceLinks"] is False, "HEARBACK_PORT would be an address"
        least = container["securityContext"]
        assert least["readOnlyRootFilesystem"] and not least["allowPrivilegeEscalation"]
        assert least["capabilities"] == {"drop": ["ALL"]}


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="there is no kubectl")
@pytest.mark.parametrize("programme", ["mare-street", "well-street"])
def test_the_folder_of_a_programme_makes_one_whole(programme: str) -> None:
    command = ["kubectl", "kustomize", str(DEPLOY / "kubernetes" / programme)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unknown command" in done.stderr:
        pytest.skip("this kubectl is too old")
    assert done.returncode == 0, done.stderr
    made = list(yaml.safe_load_all(done.stdout))
    assert {part["metadata"].get("namespace", programme) for part in made} == {programme}
    assert "set-by-each-programme" not in done.stdout


def test_only_telegrams_ranges_are_let_in() -> None:
    proxy = (DEPLOY / "proxy" / "nginx.conf").read_text()
    assert set(re.findall(r"\d+\.\d+\.\d+\.\d+/\d+", proxy)) == RANGES
    network = (DEPLOY / "kubernetes" / "base" / "network.yaml").read_text()
    assert set(re.findall(r"\d+\.\d+\.\d+\.\d+/\d+", network)) == RANGES


@pytest.mark.skipif(
    shutil.which("nginx") is None or shutil.which("openssl") is None, reason="Debian's package nginx is not installed"
)
def test_nginx_reads_its_configuration(tmp_path: Path) -> None:
    key, proof = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout", key, "-out", proof],
        check=True,
        capture_output=True,
    )
    ours = (DEPLOY / "proxy" / "nginx.conf").read_text()
    (tmp_path / "ours.conf").write_text(ours.replace("/etc/letsencrypt/live/hearback.example.org", str(tmp_path)))
    (tmp_path / "all.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/ours.conf; }}")
    done = subprocess.run(["nginx", "-t", "-c", tmp_path / "all.conf"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_image_copies_what_there_is_and_is_not_root() -> None:
    image = (DEPLOY / "container" / "Containerfile").read_text()
    for copied in re.findall(r"^COPY (?!--)(.+) \S+$", image, re.M):
        assert all((ROOT / one).exists() for one in copied.split()), copied
    assert re.findall(r"^USER (.+)$", image, re.M)[-1] == "10001:10001"
    assert re.search(r'HEALTHCHECK .*CMD \["hearback", "health"\]', image)


def test_what_the_page_types_is_shell_and_is_there() -> None:
    parts = follow_operate.sections(PAGE)
    typed = follow_operate.script(parts)
    assert [part.name for part in parts][:2] == ["Install", "Practise first"] and len(parts) >= 8
    done = subprocess.run(["bash", "-n"], input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for named in re.findall(r"\bdeploy/[\w./-]+", PAGE):
        assert (ROOT / named).exists(), named
    for command in re.findall(r"(?:^|\$\(|until |\| |`)hearback ([a-z][a-z-]+)", PAGE, re.M):
        assert command in COMMANDS, command
    units = {path.stem for path in UNITS.iterdir()} | {"prometheus", "prometheus-alertmanager", "nginx"}
    for several in re.findall(r"systemctl (?:enable --now|start|stop|restart|reload) ([a-z .-]+)", PAGE):
        assert {one.removesuffix(".timer") for one in several.split() if one != "hearback."} <= units, several
