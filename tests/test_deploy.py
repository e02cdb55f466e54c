"""What an administrator copies: the settings of a hub, and the script that puts them there."""

import os
import re
import subprocess

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

COURSE = "at-odds"
RECORD = '#!/usr/bin/env bash\necho "$(basename "$0")" "$@" >> "$ROOT/said"\n'


@pytest.fixture
def deploy(root):
    return root / "deploy"


@pytest.fixture
def values(deploy):
    return yaml.safe_load((deploy / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))


def read_settings(deploy, name):
    return PyFileConfigLoader(name, [str(deploy)]).load_config()


def set_up(root, place, *programs):
    """Run the script on a copy of the folders, with programs that only write down what they got."""
    for name in programs:
        stub = place / name
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(RECORD)
        stub.chmod(0o755)
    return subprocess.run(
        ["bash", root / "deploy" / "tljh" / "set-up"],
        env={"PATH": os.environ["PATH"], "ROOT": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )


ALL = ("opt/tljh/hub/bin/tljh-config", "opt/tljh/user/bin/python", "opt/tljh/user/bin/jupyter")


def test_kubernetes_gives_a_server_the_same_variables_as_the_tested_hub(deploy, values):
    # Zero to JupyterHub puts its own list over that of the shared settings.
    shared = read_settings(deploy, "classroom.py").Spawner.environment
    assert values["singleuser"]["extraEnv"] == shared


def test_the_shared_settings_arrive_where_each_hub_reads_them(values):
    files = [
        values["hub"]["extraFiles"]["classroom"],
        values["singleuser"]["extraFiles"]["nbgrader"],
    ]
    assert [one["mountPath"] for one in files] == [
        "/usr/local/etc/jupyterhub/jupyterhub_config.d/classroom.py",
        "/usr/local/etc/jupyter/nbgrader_config.py",
    ]


def test_the_exchange_is_one_place_in_every_file(deploy, values, monkeypatch):
    monkeypatch.delenv("ATODDS_EXCHANGE", raising=False)
    found = read_settings(deploy, "nbgrader_config.py")
    [mount] = values["singleuser"]["storage"]["extraVolumeMounts"]
    [volume] = values["singleuser"]["storage"]["extraVolumes"]
    claim = yaml.safe_load((deploy / "kubernetes" / "exchange.yaml").read_text(encoding="utf-8"))
    assert found.Exchange.root == mount["mountPath"]
    assert volume["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert (mount["name"], claim["spec"]["accessModes"]) == (volume["name"], ["ReadWriteMany"])


def test_the_course_has_one_name_on_the_hub_and_in_a_new_course_folder(deploy, tmp_path, root):
    from atodds.grading.course_folder import init_course, open_course  # noqa: PLC0415

    init_course(tmp_path / "course", root / "lessons")
    found = read_settings(deploy, "nbgrader_config.py")
    assert found.CourseDirectory.course_id == open_course(tmp_path / "course").course_id == COURSE


def test_what_a_learner_keeps_at_home_is_never_handed_in(deploy):
    work = read_settings(deploy, "classroom.py").Spawner.environment["ATODDS_WORK"]
    ignored = read_settings(deploy, "nbgrader_config.py").CourseDirectory.ignore
    assert work == "~/my-work"
    assert "my-work*" in ignored


def test_the_image_has_the_packages_that_the_tests_ran_with(deploy, root):
    asked = re.findall(
        r"([a-z0-9-]+)==([\d.]+)", (deploy / "kubernetes" / "Dockerfile").read_text()
    )
    pins = (root / "requirements.txt").read_text() + "nbgitpuller==1.3.0\n"
    assert len(asked) == 3
    for name, version in asked:
        assert f"\n{name}=={version}\n" in pins


def test_a_littlest_hub_gets_the_settings_the_kit_and_the_limits(root, deploy, tmp_path):
    done = set_up(root, tmp_path, *ALL)
    assert done.returncode == 0, done.stderr
    placed = {
        "opt/tljh/config/jupyterhub_config.d/at_odds.py": deploy / "classroom.py",
        "opt/tljh/user/etc/jupyter/nbgrader_config.py": deploy / "nbgrader_config.py",
        "opt/tljh/user/share/jupyter/lab/settings/overrides.json": (
            root / ".jupyter" / "labconfig" / "default_setting_overrides.json"
        ),
    }
    for path, source in placed.items():
        assert (tmp_path / path).read_bytes() == source.read_bytes()
    assert (tmp_path / "srv" / "nbgrader" / "exchange").stat().st_mode & 0o777 == 0o777
    said = (tmp_path / "said").read_text().splitlines()
    assert said[0] == "python -m pip install --quiet --constraint requirements.txt .[grade]"
    assert said[-1] == "tljh-config reload"
    assert "tljh-config set limits.memory 1G" in said


def test_the_script_can_be_run_again(root, tmp_path):
    assert [set_up(root, tmp_path, *ALL).returncode for _ in range(2)] == [0, 0]


def test_without_a_littlest_hub_the_script_says_so_and_writes_nothing(root, tmp_path):
    done = set_up(root, tmp_path)
    assert done.returncode == 1
    assert "install it first" in done.stderr
    assert list(tmp_path.iterdir()) == []
