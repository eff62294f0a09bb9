"""The files in deploy/ name nothing that is not there."""

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

from bot.cli import legwise
from bot.sight.counters import Counters

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
ENDS = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}
LABELS_OF_PROMETHEUS = {"le", "instance", "job"}
UNIT, IMAGE, COMPOSE, ALERTS = "legwise.service", "Dockerfile", "compose.yaml", "alerts.yaml"
OTHERS = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "PATH"}


def words(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def metrics() -> dict[str, set[str]]:
    """What is served, by name as Prometheus stores it, with its labels."""
    found = {}
    counters = Counters()
    for metric in vars(counters).values():
        if metric is counters.registry:
            continue
        (family,) = metric.describe()
        for end in ENDS[family.type]:
            found[family.name + end] = set(metric._labelnames)
    return found | {"legwise_build": {"version"}}


def expressions() -> Iterator[str]:
    for group in yaml.safe_load(words(ALERTS))["groups"]:
        for rule in group["rules"]:
            yield rule["expr"]
            assert rule["annotations"]["summary"]
    for panel in json.loads(words("grafana.json"))["panels"]:
        for target in panel["targets"]:
            yield target["expr"]


@pytest.mark.parametrize("expression", list(expressions()))
def test_a_panel_or_alert_asks_for_what_is_served(expression: str) -> None:
    served = metrics()
    named = set(re.findall(r"\blegwise_\w+", expression))
    assert named <= served.keys()
    assert named or expression.startswith("up{")
    counted = re.findall(r"(?:rate|increase)\((\w+)", expression)
    assert all(name.endswith(("_total", "_bucket", "_sum", "_count")) for name in counted)
    known = LABELS_OF_PROMETHEUS.union(*(served[name] for name in named))
    for listed in re.findall(r"by \(([^)]*)\)", expression):
        assert {label.strip() for label in listed.split(",")} <= known
    assert set(re.findall(r"[{,](\w+)!?=", expression)) <= known


def test_each_alert_rings_when_it_should_and_not_before() -> None:
    if (promtool := shutil.which("promtool")) is None:
        pytest.skip("no Prometheus here")
    for what, file in (("check", DEPLOY / ALERTS), ("test", Path(__file__).with_name(ALERTS))):
        told = subprocess.run(  # noqa: S603  our own files
            [promtool, what, "rules", file], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr


def test_every_alert_is_tried() -> None:
    (group,) = yaml.safe_load(words(ALERTS))["groups"]
    tried = yaml.safe_load(Path(__file__).with_name(ALERTS).read_text("utf-8"))["tests"]
    rung: set[str] = set()
    silent: set[str] = set()
    for told in (each for one in tried for each in one["alert_rule_test"]):
        (rung if told.get("exp_alerts") else silent).add(told["alertname"])
    assert rung == silent == {rule["alert"] for rule in group["rules"]}


def test_the_page_for_operators_tells_every_metric_and_no_other() -> None:
    page = (ROOT / "docs/operators/watching.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(legwise_\w+)` \|", page, re.MULTILINE))
    served = {re.sub(r"_(bucket|sum|count)$", "", name) for name in metrics()}
    assert told == served


def settings() -> set[str]:
    taken = re.findall(r"\btake\(\s*\"([A-Z_]+)\"", (ROOT / "bot/config.py").read_text("utf-8"))
    return {*taken, *OTHERS}


def test_the_unit_names_a_command_and_settings_that_exist() -> None:
    unit = words(UNIT)
    (command,) = re.findall(r"^ExecStart=\S+/legwise (\S+)$", unit, re.MULTILINE)
    assert command in legwise.commands
    (given,) = re.findall(r"^Environment=(.*)$", unit, re.MULTILINE)
    assert {each.partition("=")[0] for each in given.split()} <= settings()


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if (analyze := shutil.which("systemd-analyze")) is None:
        pytest.skip("no systemd here")
    unit = tmp_path / UNIT
    unit.write_text(words(UNIT).replace("/opt/legwise/bin/legwise", sys.executable), "utf-8")
    told = subprocess.run(  # noqa: S603  our own file
        [analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_the_image_copies_what_is_there_and_sets_what_is_known() -> None:
    image = words(IMAGE)
    for line in re.findall(r"^COPY (?!--)(.*) \S+$", image, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists(), name
            assert f"!{name}" in words(f"{IMAGE}.dockerignore").splitlines(), name
    (given,) = re.findall(r"^ENV ((?:.*\\\n)*.*)$", image, re.MULTILINE)
    assert {each.partition("=")[0] for each in given.replace("\\\n", "").split()} <= settings()
    (command,) = re.findall(r'^CMD \["(\w+)"\]$', image, re.MULTILINE)
    assert command in legwise.commands
    assert image.rindex("USER legwise") > image.rindex("RUN ")


def services() -> dict[str, Any]:
    return dict(yaml.safe_load(words(COMPOSE))["services"])


def test_each_service_runs_a_command_with_settings_that_exist() -> None:
    ours = {name: each for name, each in services().items() if each["image"] == "legwise"}
    assert {each["command"][0] for each in ours.values()} == {"migrate", "web", "worker"}
    for service in ours.values():
        assert service["command"][0] in legwise.commands
        assert set(service["environment"]) <= settings()
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
        assert set(service["depends_on"]) <= set(services())
